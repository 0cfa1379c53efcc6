"""``/v1/session``, ``/v1/users`` and ``/v1/me/password``."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response

from api.auth.caller import Caller
from api.auth.examples import ME
from api.auth.guard import Allowed
from api.auth.rights import RIGHTS, Right
from api.auth.schemas import Me
from api.http.addresses import address_of
from api.http.bodies import JsonBody
from api.http.examples import ETAG, shows
from api.http.origins import refuse_elsewhere
from api.http.pages import Cursor, Limit, Page, after, page_of
from api.http.preconditions import IfMatch, etag, expected_version
from api.http.rates import count_stranger
from api.http.reasons import Why
from api.http.state import DatabaseOf, SettingsOf
from api.users import cookies, examples, repository, service, sessions
from api.users.attempts import Attempts
from api.users.schemas import NewPassword, NewUser, SetPassword, SignedOut, SignIn, User, UserChange
from api.users.sign_in import sign_in

router = APIRouter(tags=["users"])

Managing = Annotated[Caller, Depends(Allowed(Right.MANAGE_USERS))]
Oneself = Annotated[Caller, Depends(Allowed(Right.OWN_ACCOUNT))]
SignInBody = Annotated[SignIn, Depends(JsonBody(SignIn, examples.SIGN_IN))]
NewUserBody = Annotated[NewUser, Depends(JsonBody(NewUser, examples.NEW))]
ChangeBody = Annotated[UserChange, Depends(JsonBody(UserChange, examples.CHANGE))]
NewPasswordBody = Annotated[NewPassword, Depends(JsonBody(NewPassword, examples.NEW_PASSWORD))]
SetPasswordBody = Annotated[SetPassword, Depends(JsonBody(SetPassword, examples.SET_PASSWORD))]
COOKIE = {"Set-Cookie": "The session; browsers send it along from now on."}


def _attempts(request: Request) -> Attempts:
    attempts: Attempts = request.app.state.attempts
    return attempts


AttemptsOf = Annotated[Attempts, Depends(_attempts)]


@router.post(
    "/session",
    status_code=201,
    dependencies=[Depends(count_stranger), Depends(refuse_elsewhere)],
    responses=shows(201, ME, described="Signed in", headers=COOKIE),
)
def begin_session(
    wanted: SignInBody,
    request: Request,
    response: Response,
    database: DatabaseOf,
    settings: SettingsOf,
    attempts: AttemptsOf,
) -> Me:
    """Sign in with name and password; the session is in a cookie."""
    caller, secret = sign_in(database, settings, attempts, wanted, address=address_of(request))
    cookies.put(response, request, secret, seconds=settings.session_hours * 3600)
    response.headers["Cache-Control"] = "no-store"
    return Me(caller=caller, rights=tuple(sorted(RIGHTS[caller.role])))


@router.delete(
    "/session",
    dependencies=[Depends(count_stranger), Depends(refuse_elsewhere)],
    responses=shows(200, {"signed_out": True}),
)
def end_session(request: Request, response: Response, database: DatabaseOf) -> SignedOut:
    """Sign out; without a session there is nothing to do."""
    secret = cookies.secret_in(request)
    cookies.drop(response, request)
    return SignedOut(signed_out=secret is not None and sessions.end(database, secret))


@router.put("/me/password", responses=shows(200, examples.USER))
def change_own_password(
    wanted: NewPasswordBody,
    request: Request,
    database: DatabaseOf,
    attempts: AttemptsOf,
    caller: Oneself,
    why: Why = "",
) -> User:
    """Change the own password; other sessions of the same user end."""
    secret = cookies.secret_in(request) or ""
    return service.change_own_password(
        database, attempts, caller, wanted, secret=secret, address=address_of(request), why=why
    )


@router.post("/users", status_code=201, responses=shows(201, examples.USER, described="Made", headers=ETAG))
def make_user(wanted: NewUserBody, database: DatabaseOf, caller: Managing, response: Response, why: Why = "") -> User:
    """Make a user, who signs in with the name and password."""
    return _with_etag(response, service.make(database, caller, wanted, why=why))


@router.get("/users", responses=shows(200, {"items": [examples.USER], "next": None}))
def list_users(database: DatabaseOf, caller: Managing, limit: Limit = 50, cursor: Cursor = None) -> Page[User]:
    """List users."""
    with database.read() as session:
        found = repository.listed(session, caller, after=after(cursor), limit=limit + 1)
    return page_of(found, limit=limit, key=lambda one: one.id)


@router.get("/users/{user}", responses=shows(200, examples.USER, headers=ETAG))
def get_user(user: str, database: DatabaseOf, caller: Managing, response: Response) -> User:
    """Read what a user may do."""
    with database.read() as session:
        return _with_etag(response, repository.shown(repository.known(session, caller, user)))


@router.put("/users/{user}", responses=shows(200, examples.CHANGED, headers=ETAG))
def put_user(
    user: str,
    wanted: ChangeBody,
    database: DatabaseOf,
    caller: Managing,
    response: Response,
    if_match: IfMatch = None,
    why: Why = "",
) -> User:
    """Change what a user may do, or disable the user; ends the user's sessions."""
    changed = service.change_user(database, caller, user, wanted, expected=expected_version(if_match), why=why)
    return _with_etag(response, changed)


@router.put("/users/{user}/password", responses=shows(200, examples.USER))
def set_password(user: str, wanted: SetPasswordBody, database: DatabaseOf, caller: Managing, why: Why = "") -> User:
    """Set a user's password; ends the user's sessions."""
    return service.set_password(database, caller, user, wanted, why=why)


def _with_etag(response: Response, user: User) -> User:
    response.headers["ETag"] = etag(user.version)
    return user
