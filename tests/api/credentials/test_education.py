import datetime as dt
from pathlib import Path

import pytest

from api.credentials.education import AREA, DUE, SHIFT, protect, read_cycles
from fixtures.builders import MONDAY, D, area, cover, department, item, person
from models.department import Department
from models.errors import FormatError, InputError, UnknownReferenceError
from models.policy import Level
from models.renewal.education import CycleRecord
from models.staff import Contract
from scheduler.search.supervisor import solve

FRIDAY = MONDAY + dt.timedelta(days=4)
SUNDAY = MONDAY + dt.timedelta(days=6)


def cycle(earned: float, *, who: str = "ann", end: dt.date = SUNDAY) -> CycleRecord:
    return CycleRecord(person=who, body="ARRT", cycle_end=end, needed=24, earned=earned)


def place(*, workdays: int = 3) -> Department:
    """Ann and bo, one of them in CT on each of some days from Monday on."""
    return department(
        item("eligibility"), item("coverage_hours", level=Level.COVERAGE), item("labour_cost", price=0),
        people=[person("ann", hourly_cents=3000), person("bo", hourly_cents=3500)], areas=(area("CT", D),),
        shifts=(D,), contracts=(Contract(id="full", shifts=frozenset({"D"})),), days=7,
        coverage=tuple(cover({range(7, 15): 1}, day=day) for day in range(workdays)),
    )  # fmt: skip


def educated(found: Department) -> list[tuple[str, dt.date]]:
    result = solve(found, seconds=200, workers=1)
    assert result.roster is not None
    return sorted((one.person, one.date) for one in result.roster.assignments if one.area == AREA)


def test_missing_credits_become_paid_duties_of_four_hours() -> None:
    kept = protect(place(), [cycle(18)])
    (wanted,) = (one for one in kept.policy if one.id == "education-8h")
    assert (wanted.limits, wanted.price) == ({"min": 2, "max": 2}, 30_000)
    assert [person for person, _ in educated(kept)] == ["ann", "ann"]
    assert SHIFT.paid_minutes == 240


def test_hours_are_kept_before_the_cycle_ends() -> None:
    kept = protect(place(workdays=0), [cycle(20, end=MONDAY)])
    assert educated(kept) == [("ann", MONDAY)]


def test_hours_that_find_no_place_cost_their_price() -> None:
    kept = protect(place(workdays=0), [cycle(16, end=MONDAY)])
    result = solve(kept, seconds=200, workers=1)
    assert result.verdict is not None
    assert result.verdict.parts["education-8h"] == 30_000


def test_patients_come_first_and_education_before_money() -> None:
    alone = place(workdays=5)
    alone = alone.model_copy(update={"staff": alone.staff[:1]})
    result = solve(protect(alone, [cycle(20)]), seconds=200, workers=1)
    assert result.verdict is not None
    assert (result.verdict.holes, result.verdict.parts["education-4h"]) == (0, 30_000)
    assert [who for who, _ in educated(protect(place(workdays=5), [cycle(20)]))] == ["ann"], "bo is dearer, and works"


def test_only_those_with_credits_to_earn_may_go_and_only_soon_to_end_cycles_count() -> None:
    kept = protect(place(), [cycle(20), cycle(0, who="bo", end=SUNDAY + dt.timedelta(days=91)), cycle(24, who="bo")])
    assert [one.id for one in kept.staff if any(held.code == DUE for held in one.credentials)] == ["ann"]
    assert kept.contract_by_id["full"].shifts == frozenset({"D", "CE4"})


def test_with_nothing_missing_the_department_stays_as_it_is() -> None:
    assert protect(place(), [cycle(24), cycle(30, who="bo")]) == place()


def test_protecting_twice_and_strangers_are_refused() -> None:
    with pytest.raises(InputError, match="Protect the department as it was"):
        protect(protect(place(), [cycle(20)]), [cycle(20)])
    with pytest.raises(UnknownReferenceError, match=r"unknown person 'anne'.*Maybe you meant ann"):
        protect(place(), [cycle(20, who="anne")])


def test_cycles_are_read_from_a_table_and_mistakes_told_by_row(tmp_path: Path) -> None:
    path = tmp_path / "cycles.csv"
    path.write_text("person,body,cycle_end,needed,earned\nann,ARRT,2026-06-07,24,18.5\n", encoding="utf-8")
    assert read_cycles(path) == (cycle(18.5),)
    path.write_text("person,body,cycle_end,needed,earned\nann,ARRT,soon,24,18\n", encoding="utf-8")
    with pytest.raises(FormatError, match="row 2: cycle_end: Input should be a valid date"):
        read_cycles(path)
    path.write_text("person,body\nann,ARRT\n", encoding="utf-8")
    with pytest.raises(FormatError, match="lacks cycle_end, needed, earned among its columns"):
        read_cycles(path)
