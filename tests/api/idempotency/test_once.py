"""Done once for a key, and forgotten in the end."""

import datetime as dt

import pytest

from api.audit.change import changing
from api.errors import KeyReusedError
from api.idempotency.once import ANY_TIME, KEPT_DAYS, Once, forget, once
from api.rosters.schemas import GeneratedRoster
from api.storage.database import Database

FEBRUARY = Once(key="february", fingerprint="of February")


def ask(database: Database, asked: Once, answer: str, *, actor: str = "key:a") -> str:
    """What the request is answered that would be answered with this when it is done now."""

    def make() -> GeneratedRoster:
        change.record("roster.ordered", answer)
        return GeneratedRoster(roster=answer, job="j")

    with changing(database, actor=actor) as change:
        return once(change, asked, GeneratedRoster, make).roster


def test_the_same_request_is_answered_as_before(database: Database) -> None:
    assert [ask(database, FEBRUARY, name) for name in ("first", "second")] == ["first", "first"]


def test_without_a_key_and_from_somebody_else_it_is_done_again(database: Database) -> None:
    assert [ask(database, ANY_TIME, name) for name in ("first", "second")] == ["first", "second"]
    assert ask(database, FEBRUARY, "mine") == "mine"
    assert ask(database, FEBRUARY, "theirs", actor="key:b") == "theirs"


def test_another_request_with_the_same_key_is_refused(database: Database) -> None:
    ask(database, FEBRUARY, "first")
    with pytest.raises(KeyReusedError, match="came with another request on"):
        ask(database, FEBRUARY.model_copy(update={"fingerprint": "of March"}), "second")


def test_a_request_that_failed_may_come_again(database: Database) -> None:
    def failing() -> GeneratedRoster:
        raise KeyError("no disk")

    def try_it() -> None:
        with changing(database, actor="key:a") as change:
            once(change, FEBRUARY, GeneratedRoster, failing)

    with pytest.raises(KeyError):
        try_it()
    assert ask(database, FEBRUARY, "second") == "second"


def test_keys_are_forgotten_after_their_time(database: Database) -> None:
    ask(database, FEBRUARY, "first")
    soon = dt.datetime.now(dt.UTC) + dt.timedelta(days=KEPT_DAYS - 1)
    for now, answer in ((soon, "first"), (soon + dt.timedelta(days=2), "third")):
        with database.write() as session:
            forget(session, now=now)
        assert ask(database, FEBRUARY, "third") == answer
