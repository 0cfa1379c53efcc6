"""The way in by single sign-on: to the provider, and back."""

from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.responses import RedirectResponse

from api.desk.entry import HOME, local, sign_in_page
from api.errors import NotFoundError, ServiceError, UnauthenticatedError
from api.http.rates import count_stranger
from api.http.state import DatabaseOf, SettingsOf
from api.sso import pending
from api.users import cookies
from api.users.sign_in import sign_in_vouched

if TYPE_CHECKING:  # Authlib is an extra
    from api.sso.provider import Provider

router = APIRouter(prefix="/sign-in/sso", dependencies=[Depends(count_stranger)])
Text = Annotated[str, Query(max_length=4000)]
BACK = "/sign-in/sso/back"


@router.get("")
def leave(request: Request, wanted: Annotated[str, Query(alias="next", max_length=2000)] = HOME) -> Response:
    """Send somebody to the provider."""
    provider = _provider(request)
    begun = pending.begun(local(wanted))
    try:
        response = RedirectResponse(provider.address(begun, _back(request)), 303)
    except ServiceError as error:
        return sign_in_page(request, wanted, error=error)
    pending.keep(response, request, begun)
    return response


@router.get("/back")
def come_back(
    request: Request, database: DatabaseOf, settings: SettingsOf, state: Text = "", code: Text = "", iss: Text = ""
) -> Response:
    """Let in for whom the provider vouches, if it is a user; whoever is not is told above the form."""
    provider, begun = _provider(request), pending.kept(request)
    wanted = HOME if begun is None else local(begun.next)
    try:
        if begun is None or not begun.is_of(state) or iss not in {"", provider.settings.issuer}:
            raise UnauthenticatedError("This sign-in was not begun here, or long ago.", "Begin anew.")
        if not code:
            raise UnauthenticatedError("The sign-in was not completed.", "Try again.")
        _, secret = sign_in_vouched(database, settings, provider.vouched(begun, code, _back(request)))
    except ServiceError as error:
        response = sign_in_page(request, wanted, error=error)
    else:
        response = RedirectResponse(wanted, 303)
        cookies.put(response, request, secret, seconds=settings.session_hours * 3600)
    pending.forget(response, request)
    return response


def _provider(request: Request) -> "Provider":
    provider: Provider | None = request.app.state.provider
    if provider is None:
        raise NotFoundError("There is no single sign-on here.", "Sign in with a password.")
    return provider


def _back(request: Request) -> str:
    """Where the provider sends people back to, which is registered there."""
    return str(request.base_url.replace(path=BACK))
