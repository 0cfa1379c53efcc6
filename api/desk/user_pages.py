"""Pages of users: who signs in, as what, and with which password."""

import secrets
from typing import Annotated, Final

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import RedirectResponse
from pydantic import Field, SecretStr

from api.auth.caller import Caller
from api.auth.guard import Allowed
from api.auth.rights import Right, Role
from api.desk.forms import FormBody, filled
from api.desk.pages import page, segment
from api.desk.reach import ReachForm, reach_text, typed
from api.http.pages import Cursor, after, page_of
from api.http.state import DatabaseOf
from api.storage.database import Database
from api.users import repository, service
from api.users.schemas import NewUser, Password, SetPassword, UserChange
from models.base import Noun

router = APIRouter(prefix="/desk/users")
SHOWN: Final = 50
FORM: Final = "the form"
Managing = Annotated[Caller, Depends(Allowed(Right.MANAGE_USERS))]


class UserForm(ReachForm):
    """A user that is asked for."""

    name: Annotated[str, Field(max_length=200)]
    password: Password = SecretStr("")
    """Made up when left empty."""


class ChangeForm(ReachForm):
    """What a user may do from now on."""

    version: Annotated[int, Field(ge=1, le=10**9)]
    enabled: bool = False


class PasswordForm(Noun):
    """A password for somebody else."""

    password: Password = SecretStr("")


@router.get("")
def show_users(request: Request, database: DatabaseOf, caller: Managing, cursor: Cursor = None) -> Response:
    """Everybody who may sign in."""
    return _users(request, database, caller, cursor=cursor)


def _users(request: Request, database: Database, caller: Caller, *, cursor: str | None = None, **made: str) -> Response:
    """The list; `made` is a password that was just made up, and whose it is."""
    with database.read() as session:
        found = repository.listed(session, caller, after=after(cursor), limit=SHOWN + 1)
    shown = page_of(found, limit=SHOWN, key=lambda one: one.id)
    return page(
        request, "desk_users.html", caller, users=shown.items, next=shown.next, roles=list(Role), reach=reach_text,
        made=made,
    )  # fmt: skip


@router.post("")
def make_user(
    request: Request, database: DatabaseOf, caller: Managing, wanted: Annotated[UserForm, Depends(FormBody(UserForm))]
) -> Response:
    """Make a user; a password that was made up is shown this once."""
    given = wanted.password.get_secret_value()
    password = given or _made_up()
    user = filled(NewUser, {"name": wanted.name, "password": password, **wanted.standing})
    made = service.make(database, caller, user, place=FORM)
    if given:
        return RedirectResponse("/desk/users", 303)
    return _users(request, database, caller, name=made.name, password=password)


@router.get("/{user}")
def show_user(user: str, request: Request, database: DatabaseOf, caller: Managing) -> Response:
    """What somebody may do, to be changed."""
    return _user(user, request, database, caller)


def _user(user: str, request: Request, database: Database, caller: Caller, **made: str) -> Response:
    with database.read() as session:
        found = repository.shown(repository.known(session, caller, user))
    return page(
        request, "desk_user.html", caller, user=found, roles=list(Role), reach=reach_text, typed=typed, made=made
    )


@router.post("/{user}")
def change_user(
    user: str, database: DatabaseOf, caller: Managing, wanted: Annotated[ChangeForm, Depends(FormBody(ChangeForm))]
) -> Response:
    """Change what somebody may do, or keep them out; they are signed out everywhere."""
    change = filled(UserChange, {"enabled": wanted.enabled, **wanted.standing})
    service.change_user(database, caller, user, change, expected=wanted.version)
    return RedirectResponse(f"/desk/users/{segment(user)}", 303)


@router.post("/{user}/password")
def set_password(
    user: str,
    request: Request,
    database: DatabaseOf,
    caller: Managing,
    wanted: Annotated[PasswordForm, Depends(FormBody(PasswordForm))],
) -> Response:
    """Set somebody's password; they are signed out everywhere. One that was made up is shown this once."""
    given = wanted.password.get_secret_value()
    password = given or _made_up()
    told = service.set_password(database, caller, user, SetPassword(new=SecretStr(password)), place=FORM)
    if given:
        return RedirectResponse(f"/desk/users/{segment(user)}", 303)
    return _user(user, request, database, caller, name=told.name, password=password)


def _made_up() -> str:
    """A password of 144 random bits."""
    return secrets.token_urlsafe(18)
