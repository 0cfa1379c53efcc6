"""Rosters that were checked are not checked again, whoever asks and how many at once."""

import threading
from collections.abc import Iterator

import pytest

from api.rosters import checked as module
from api.rosters.checked import REMEMBERED, checked
from fixtures.builders import roster
from models.department import Department
from models.roster import Roster, Verdict
from scheduler.verify import verify
from tests.api.running import small

DEPARTMENT = small()
DOCUMENT = DEPARTMENT.model_dump_json()
WORKED = roster(DEPARTMENT, {"ann": "D@CT D@CT D@CT"}).model_dump_json()
OFF = roster(DEPARTMENT, {}).model_dump_json()


@pytest.fixture
def checks(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Roster]]:
    """The rosters that the checker was asked about."""
    asked: list[Roster] = []

    def noting(department: Department, roster: Roster) -> Verdict:
        asked.append(roster)
        return verify(department, roster)

    monkeypatch.setattr(module, "verify", noting)
    checked.forget()
    yield asked
    checked.forget()


def test_a_roster_is_checked_once_and_another_one_of_the_same_department_by_itself(checks: list[Roster]) -> None:
    found = [checked("ros_a", DOCUMENT, duties) for duties in (WORKED, OFF, WORKED)]
    assert (found[0].verdict.broken, found[1].verdict.broken) == (0, 1)
    assert found[2] is found[0]
    assert found[0].department is found[1].department
    assert len(checks) == 2


def test_the_same_duties_for_another_roster_are_checked_for_what_that_was_made_for(checks: list[Roster]) -> None:
    changed = DEPARTMENT.model_copy(update={"shift_needs": ()}).model_dump_json()
    assert checked("ros_a", DOCUMENT, OFF).verdict.broken == 1
    assert checked("ros_b", changed, OFF).verdict.broken == 0
    assert len(checks) == 2


def test_the_oldest_goes_when_too_many_are_remembered(checks: list[Roster]) -> None:
    for number in range(REMEMBERED + 1):
        checked(f"ros_{number}", DOCUMENT, WORKED)
    checked(f"ros_{REMEMBERED}", DOCUMENT, WORKED)
    assert len(checks) == REMEMBERED + 1
    checked("ros_0", DOCUMENT, WORKED)
    assert len(checks) == REMEMBERED + 2


def test_whoever_asks_for_what_is_being_checked_waits_for_it(checks: list[Roster]) -> None:
    begin = threading.Barrier(4)
    found = []

    def ask() -> None:
        begin.wait()
        found.append(checked("ros_a", DOCUMENT, WORKED))

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({id(one) for one in found}) == 1
    assert len(checks) == 1
