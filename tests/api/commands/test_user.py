"""`radroster user …`: who may sign in, from where the database is."""

import io
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from api.auth.service import make_first_key
from api.settings import Settings
from api.storage.database import Database
from api.users.attempts import Attempts
from api.users.schemas import SignIn
from api.users.sign_in import sign_in
from tests.api.running import Line, program

PASSWORD = "four words nobody said"  # noqa: S105 - of made-up users
Pipe = Callable[[str], None]
"""Puts a text where commands read what is piped in; the password to begin with."""


@pytest.fixture
def line(capfd: pytest.CaptureFixture[str]) -> Line:
    return Line(capfd)


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/new.db"


@pytest.fixture
def pipe(monkeypatch: pytest.MonkeyPatch) -> Pipe:
    def into(text: str) -> None:
        monkeypatch.setattr("sys.stdin", io.StringIO(f"{text}\n"))

    into(PASSWORD)
    return into


@pytest.mark.usefixtures("pipe")
def test_a_user_is_added_before_the_service_ever_ran_and_signs_in(line: Line, url: str) -> None:
    added = line("user", "add", "Kim", "--role", "manager", "--department", "a", "--area", "CT", "--database-url", url)
    assert (added.code, added.out) == (0, "kim may sign in as manager.\n")
    wanted = SignIn.model_validate({"name": "kim", "password": PASSWORD})
    with closing(Database(url)) as database:
        caller, _ = sign_in(database, Settings(), Attempts(), wanted, address="here")
        assert (caller.role, caller.departments, caller.areas) == ("manager", ("a",), ("CT",))
        assert make_first_key(database) is None
    assert line("user", "list", "--database-url", url).out == "kim: manager of a, areas CT\n"


def test_a_user_is_kept_out_and_let_in_again(line: Line, url: str, pipe: Pipe) -> None:
    for name in ("kim", "lee"):
        line("user", "add", name, "--role", "admin", "--database-url", url)
        pipe(PASSWORD)
    assert "no longer" in line("user", "disable", "KIM", "--database-url", url).out
    assert line("user", "list", "--database-url", url).out == (
        "kim: admin of every department, disabled\nlee: admin of every department\n"
    )
    assert "last admin's way in" in line("user", "disable", "lee", "--database-url", url).problem
    assert line("user", "enable", "kim", "--database-url", url).out == "kim may sign in.\n"
    listed = line("user", "list", "--database-url", url, "--json").told["users"]
    assert {one["name"]: one["enabled"] for one in listed} == {"kim": True, "lee": True}
    assert PASSWORD not in str(listed)


def test_a_user_without_a_password_is_told_as_one(line: Line, url: str, pipe: Pipe) -> None:
    pipe("")
    add = ("user", "add", "kim", "--role", "lead", "--database-url", url)
    assert "password: has 0 characters" in line(*add).problem
    assert line(*add, "--without-password").out == "kim may sign in as lead, by single sign-on alone.\n"


def test_a_password_is_set_and_a_poor_one_refused(line: Line, url: str, pipe: Pipe) -> None:
    line("user", "add", "kim", "--role", "lead", "--database-url", url)
    pipe("other words that nobody said")
    assert line("user", "password", "kim", "--database-url", url).out == "kim has a new password.\n"
    pipe("short")
    assert "password.new: has 5 characters" in line("user", "password", "kim", "--database-url", url).problem
    pipe(PASSWORD)
    assert "no user 'nobody'" in line("user", "password", "nobody", "--database-url", url).problem


@pytest.mark.usefixtures("pipe")
@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--role", "staff", "--person", "ann"), "user.person: could be of several departments"),
        (("--role", "hr", "--department", "a", "--area", "CT"), "user.areas: are for managers and leads"),
    ],
)
def test_a_user_who_could_be_anybody_is_refused(line: Line, url: str, options: tuple[str, ...], told: str) -> None:
    assert told in line("user", "add", "kim", *options, "--database-url", url).problem


@pytest.mark.usefixtures("pipe")
@pytest.mark.parametrize("command", [("list",), ("disable", "kim"), ("enable", "kim"), ("password", "kim")])
def test_a_database_that_is_not_there_is_told_and_not_made(
    line: Line, url: str, tmp_path: Path, command: tuple[str, ...]
) -> None:
    assert "there is no such file" in line("user", *command, "--database-url", url).problem
    assert list(tmp_path.iterdir()) == []


def test_the_program_reads_the_password_from_a_pipe(url: str) -> None:
    ran = program("user", "add", "kim", "--role", "hr", "--database-url", url, input=f"{PASSWORD}\n")
    assert (ran.code, ran.out, ran.err) == (0, "kim may sign in as hr.\n", "")
