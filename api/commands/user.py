"""`radroster user …`: who may sign in at a service, for whoever runs it."""

import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from api.auth.rights import Role
from api.commands.options import Json
from api.commands.serve import DatabaseUrl

if TYPE_CHECKING:  # commands load what they alone need
    from api.storage.database import Database
    from api.users.schemas import User

WHY = "radroster user"
UserName = Annotated[str, typer.Argument(help="What the user signs in with.", show_default=False)]


def add(
    name: UserName,
    *,
    role: Annotated[Role, typer.Option(help="What the user may do.")],
    department: Annotated[list[str] | None, typer.Option(help="A department that it reaches; all without any.")] = None,
    area: Annotated[list[str] | None, typer.Option(help="An area of the one department, for managers.")] = None,
    person: Annotated[str | None, typer.Option(help="Id of the user in the one department's staff.")] = None,
    without_password: Annotated[
        bool, typer.Option("--without-password", help="Let the user in by single sign-on alone.")
    ] = False,
    database_url: DatabaseUrl = None,
) -> None:
    """Make a user. The password is asked for, or read from standard input; it is no argument, since those show."""
    from api.auth.service import CONSOLE
    from api.console import say
    from api.users import service
    from api.users.schemas import NewUser

    wanted = NewUser.model_validate({
        "name": name, "role": role, "departments": _listed(department), "areas": _listed(area), "person": person,
        "password": None if without_password else _asked_password(),
    })  # fmt: skip
    with _database(database_url, making=True) as database:
        made = service.make(database, CONSOLE, wanted, why=WHY, place="user")
    how = ", by single sign-on alone" if without_password else ""
    say(f"{made.name} may sign in as {made.role}{how}.")


def list_users(*, database_url: DatabaseUrl = None, as_json: Json = False) -> None:
    """List who may sign in, and as what."""
    from api.auth.service import CONSOLE
    from api.console import print_json, say
    from api.users import repository

    with _database(database_url) as database, database.read() as session:
        found = repository.listed(session, CONSOLE, after="", limit=sys.maxsize)
    if as_json:
        print_json({"users": [one.model_dump(mode="json") for one in found]})
        return
    for one in sorted(found, key=lambda user: user.name):
        say(f"{one.name}: {_reach(one)}" + ("" if one.enabled else ", disabled"))


def disable(name: UserName, *, database_url: DatabaseUrl = None) -> None:
    """Keep a user out, from now on and wherever signed in."""
    _switch(name, database_url, enabled=False)


def enable(name: UserName, *, database_url: DatabaseUrl = None) -> None:
    """Let a user who was disabled sign in again."""
    _switch(name, database_url, enabled=True)


def password(name: UserName, *, database_url: DatabaseUrl = None) -> None:
    """Set a user's password, which ends the user's sessions."""
    from api.auth.service import CONSOLE
    from api.console import say
    from api.users import service
    from api.users.schemas import SetPassword

    new = SetPassword.model_validate({"new": _asked_password()})
    with _database(database_url) as database:
        one = service.set_password(database, CONSOLE, _id_of(database, name), new, why=WHY, place="password")
    say(f"{one.name} has a new password.")


def _switch(name: str, database_url: str | None, *, enabled: bool) -> None:
    from api.auth.service import CONSOLE
    from api.console import say
    from api.users import repository, service
    from api.users.schemas import UserChange

    with _database(database_url) as database:
        user = _id_of(database, name)
        with database.read() as session:
            row = repository.known(session, CONSOLE, user)
            change, version = UserChange(**dict(row.standing), enabled=enabled), row.version
        one = service.change_user(database, CONSOLE, user, change, expected=version, why=WHY)
    say(f"{one.name} may {'' if one.enabled else 'no longer '}sign in.")


@contextmanager
def _database(url: str | None, *, making: bool = False) -> Iterator["Database"]:
    """The service's database, brought up to date, or made, where a user is added: that may come before the service."""
    from api.settings import read_settings
    from api.storage.database import Database
    from api.storage.migrate import migrate, require_current

    with closing(Database(read_settings(database_url=url).database_url)) as database:
        (migrate if making else require_current)(database)
        yield database


def _id_of(database: "Database", name: str) -> str:
    from api.errors import NotFoundError
    from api.users import repository
    from api.users.passwords import plain_name

    with database.read() as session:
        row = repository.named(session, plain_name(name))
    if row is None:
        raise NotFoundError.of("user", name)
    return row.id


def _asked_password() -> str:
    """The password: typed twice without being shown, or the first line of what is piped in."""
    if sys.stdin.isatty():
        typed: str = typer.prompt("Password", hide_input=True, confirmation_prompt=True)
        return typed
    return sys.stdin.readline().rstrip("\r\n")


def _listed(given: list[str] | None) -> tuple[str, ...] | None:
    return tuple(given) if given else None


def _reach(user: "User") -> str:
    told: str = user.role
    if user.person:
        told += f" ({user.person})"
    told += f" of {', '.join(user.departments)}" if user.departments is not None else " of every department"
    return told + (f", areas {', '.join(user.areas)}" if user.areas is not None else "")
