"""The way in and out: sign-in, sign-out, what comes after either, and the files that every page loads."""

from typing import Annotated, Final

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.responses import RedirectResponse
from pydantic import Field

from api.auth.caller import Caller
from api.auth.guard import Allowed
from api.auth.rights import Right
from api.desk.forms import FormBody
from api.desk.pages import assets, page
from api.errors import NotFoundError, ServiceError
from api.http.addresses import address_of
from api.http.origins import refuse_elsewhere
from api.http.rates import count_stranger
from api.http.state import DatabaseOf, SettingsOf
from api.users import cookies, sessions
from api.users.routes import AttemptsOf
from api.users.schemas import SignIn
from api.users.sign_in import sign_in

router = APIRouter()
HOME: Final = "/desk"
FOREVER: Final = {"Cache-Control": "public, max-age=31536000, immutable", "X-Content-Type-Options": "nosniff"}


class SignInForm(SignIn):
    """Name, password, and where to go afterwards."""

    next: Annotated[str, Field(max_length=2000)] = HOME


@router.get("/")
def root() -> Response:
    """The address that people remember."""
    return RedirectResponse(HOME, 303)


@router.get("/sign-in", dependencies=[Depends(count_stranger)])
def show_sign_in(request: Request, wanted: Annotated[str, Query(alias="next", max_length=2000)] = HOME) -> Response:
    """The form to sign in with."""
    return sign_in_page(request, wanted)


@router.post("/sign-in", dependencies=[Depends(count_stranger), Depends(refuse_elsewhere)])
def begin(
    wanted: Annotated[SignInForm, Depends(FormBody(SignInForm))],
    request: Request,
    database: DatabaseOf,
    settings: SettingsOf,
    attempts: AttemptsOf,
) -> Response:
    """Sign in; what is refused is told above the form, and the name stays in it."""
    signing = SignIn(name=wanted.name, password=wanted.password)
    try:
        _, secret = sign_in(database, settings, attempts, signing, address=address_of(request))
    except ServiceError as error:
        return sign_in_page(request, wanted.next, name=wanted.name, error=error)
    response = RedirectResponse(local(wanted.next), 303)
    cookies.put(response, request, secret, seconds=settings.session_hours * 3600)
    return response


@router.post("/sign-out", dependencies=[Depends(count_stranger), Depends(refuse_elsewhere)])
def end(request: Request, database: DatabaseOf) -> Response:
    """Sign out."""
    secret = cookies.secret_in(request)
    if secret is not None:
        sessions.end(database, secret)
    response = RedirectResponse("/sign-in", 303)
    cookies.drop(response, request)
    return response


@router.get("/desk")
def home(request: Request, caller: Annotated[Caller, Depends(Allowed(Right.OWN_ACCOUNT))]) -> Response:
    """The first page for somebody: departments for planners, shifts for staff."""
    if caller.may(Right.READ_ROSTERS):
        return RedirectResponse("/desk/departments", 303)
    if caller.may(Right.READ_PUBLISHED):
        return RedirectResponse("/desk/shifts", 303)
    return page(request, "desk_nothing.html", caller)


@router.get("/desk/assets/{name}")
def read_asset(name: str) -> Response:
    """A file that pages load; its address changes with its content."""
    found = assets().get(name)
    if found is None:
        raise NotFoundError.of("file", name)
    content, media_type = found
    return Response(content, media_type=media_type, headers=FOREVER)


def sign_in_page(request: Request, wanted: str, *, name: str = "", error: ServiceError | None = None) -> Response:
    """The form to sign in with, and above it why somebody was refused."""
    provider, refused = request.app.state.settings.oidc_issuer, "" if error is None else str(error)
    shown = page(
        request, "desk_sign_in.html", None, next=local(wanted), name=name, refused=refused, elsewhere=bool(provider),
        label=request.app.state.settings.oidc_label,
    )  # fmt: skip
    if error is not None:
        shown.status_code = error.status
        shown.headers.update(error.headers)
    return shown


def local(path: str) -> str:
    """The path, if it is one of this service's pages; the desk otherwise, so that nobody is led elsewhere."""
    inside = path.startswith("/desk") and path[5:6] in {"", "/", "?"}
    return path if inside and path.isprintable() and "\\" not in path else HOME
