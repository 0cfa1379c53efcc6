from itertools import groupby, pairwise

import pytest

from api.generate.patterns import DAYS, NIGHTS, PATTERNS
from models.department import Department
from models.requests import Tail
from models.roster import Roster
from models.shifts import ShiftKind
from scheduler.verify import verify
from tests.api.generate.samples import department

SIZES = (20, 40, 105, 350)


def longest_run(one: Department, tail: Tail, tag: str) -> int:
    """Most days in a row on shifts with a tag."""
    days = [one.horizon.day_of(a.date) for a in tail.assignments if tag in one.shift_by_id[a.shift].tags]
    runs = groupby(enumerate(days), key=lambda pair: pair[1] - pair[0])
    return max((len(list(run)) for _, run in runs), default=0)


@pytest.mark.parametrize("size", SIZES)
def test_everybody_has_a_past_of_two_weeks_inside_the_contract(size: int) -> None:
    one = department(size)
    assert [tail.person for tail in one.tails] == [person.id for person in one.staff]
    for tail in one.tails:
        allowed = one.contract_by_id[one.person_by_id[tail.person].contract].shifts or frozenset()
        assert tail.known_from == one.horizon.date_of(-DAYS)
        assert tail.assignments, tail.person
        assert all(tail.known_from <= a.date < one.horizon.start and a.shift in allowed for a in tail.assignments)


@pytest.mark.parametrize("size", SIZES)
def test_ten_hours_lie_between_two_shifts_and_between_call_and_a_shift(size: int) -> None:
    one = department(size)
    for tail in one.tails:
        for before, after in pairwise(tail.assignments):
            first, second = one.shift_by_id[before.shift], one.shift_by_id[after.shift]
            ends = one.horizon.minute(one.horizon.day_of(before.date), first.finish)
            starts = one.horizon.minute(one.horizon.day_of(after.date), second.start)
            least = 0 if second.kind is ShiftKind.CALL else 600
            assert starts - ends >= least, (tail.person, before, after)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(("tag", "most"), [("12h", 3), ("night", 4), ("work", 6)])
def test_runs_before_the_horizon_keep_the_limits(size: int, tag: str, most: int) -> None:
    one = department(size)
    assert max(longest_run(one, tail, tag) for tail in one.tails) <= most


@pytest.mark.parametrize("size", SIZES)
def test_the_last_night_leaves_the_first_hours_covered_and_no_hard_rule_broken(size: int) -> None:
    one = department(size)
    empty = Roster(department=one.id, start=one.horizon.start, days=one.horizon.days)
    verdict = verify(one, empty)
    early = [miss.message for miss in verdict.violations if miss.hole_minutes and miss.date == one.horizon.start
             and miss.end is not None and miss.end <= 7 * 60]  # fmt: skip
    assert early == []
    assert verdict.broken == 0


def test_every_pattern_is_two_weeks_long() -> None:
    texts = [text for group in (PATTERNS, NIGHTS) for texts in group.values() for text in texts]
    assert {len(text) for text in texts} == {DAYS}
    assert set("".join(texts)) == {"x", "."}
