"""A generated department is tight: what is promised to staff, leave taken off, is about what the cover wants."""

from collections import Counter

import pytest

from api.generate.contracts import TERMS, most_hours
from api.generate.reference import reference
from models.department import Department
from models.requests import TimeOffStatus
from models.staff import Person
from tests.api.generate.samples import SEED, department

WEEKS = 4
PROMISED = {terms.id: terms.weekly_hours * WEEKS for terms in TERMS}
MOST = {terms.id: most_hours(terms, reference()) * WEEKS // 2 for terms in TERMS}


def technologists(one: Department) -> list[Person]:
    return [person for person in one.staff if not (person.home_area or "").startswith("MRA")]


def hours_wanted(one: Department) -> int:
    return sum(sum(row.target) for row in one.coverage)


def hours_on_leave(one: Department) -> float:
    days = Counter[str]()
    for row in one.time_off:
        if row.status is TimeOffStatus.APPROVED:
            first, last = one.horizon.day_of(row.start), one.horizon.day_of(row.end)
            days[row.person] += min(last, one.horizon.days - 1) - max(first, 0) + 1
    minutes = (
        days[person.id] * one.contract_by_id[person.contract].leave_minutes_per_day for person in technologists(one)
    )
    return sum(minutes) / 60


@pytest.mark.parametrize(("size", "seed"), [(40, SEED), (105, SEED), (105, SEED + 1), (350, SEED)])
def test_promised_hours_less_leave_are_within_a_twentieth_of_the_hours_wanted(size: int, seed: int) -> None:
    one = department(size, seed)
    per_diem = sum(person.contract == "PRN" for person in one.staff) * reference().fte["PRN"] * 40 * WEEKS
    promised = sum(PROMISED[person.contract] for person in technologists(one)) + per_diem
    assert hours_wanted(one) / (promised - hours_on_leave(one)) == pytest.approx(1, abs=0.05)


@pytest.mark.parametrize("size", [20, 40, 72, 105, 350])
def test_the_most_hours_that_contracts_allow_leave_room_above_the_hours_wanted(size: int) -> None:
    one = department(size)
    most = sum(MOST[person.contract] for person in technologists(one)) - hours_on_leave(one)
    assert most > 1.1 * hours_wanted(one)
