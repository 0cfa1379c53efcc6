"""Nouns that check themselves: what is refused, in words that say how to put it right."""

import datetime as dt
from collections.abc import Callable

import pytest
from pydantic import ValidationError

from fixtures.builders import MONDAY, shift
from models.base import Noun
from models.credentials import has
from models.demand import CoverageDay, ShiftNeed, TeamRequirement
from models.limits import Period, PeriodRange, Range, RangeByContract
from models.policy import Level, PolicyItem
from models.requests import Assignment, Pin, Tail, TimeOff
from models.roster import Verdict
from models.shifts import ShiftKind, ShiftType

TUESDAY = MONDAY + dt.timedelta(days=1)
NOBODY, ONE = (0,) * 24, (1,) * 24


def tail(person: str, *workers: str) -> Tail:
    duties = tuple(Assignment(person=one, date=MONDAY, shift="D", area="CT") for one in workers)
    return Tail(person=person, known_from=MONDAY, assignments=duties)


REFUSED: dict[str, Callable[[], Noun]] = {
    "N ends at 07:00 before it starts at 23:00. Maybe it ends the next day": lambda: ShiftType(
        id="N", start=1380, end=420
    ),
    "D ends at 07:00 before it starts at 07:00": lambda: ShiftType(id="D", start=420, end=420),
    "lasts 30 minutes but 30 of them are unpaid": lambda: ShiftType(id="D", start=0, end=30, unpaid_minutes=30),
    "shift C is call itself and has call_minutes": lambda: ShiftType(
        id="C", start=0, end=30, kind=ShiftKind.CALL, call_minutes=60
    ),
    "ends on 2026-06-01 before it starts on 2026-06-02": lambda: TimeOff(person="ann", start=TUESDAY, end=MONDAY),
    "2026-06-01, 12:00 to 11:59, has no minute": lambda: TimeOff(
        person="ann", start=MONDAY, end=MONDAY, starts_at=720, ends_at=719
    ),
    "24:00 is the end of the first day": lambda: TimeOff(person="ann", start=MONDAY, end=TUESDAY, starts_at=1440),
    "00:00 is the start of the last day": lambda: TimeOff(person="ann", start=MONDAY, end=TUESDAY, ends_at=0),
    "has leave_minutes and is no part of one day": lambda: TimeOff(
        person="ann", start=MONDAY, end=TUESDAY, starts_at=720, leave_minutes=60
    ),
    "names only one of shift and area. Name both, or neither": lambda: Pin(person="ann", date=MONDAY, shift="D"),
    "pin of bo on 2026-06-01 names only one": lambda: Pin(person="bo", date=MONDAY, area="CT"),
    "CT on 2026-06-01 at 00:00: the minimum 1 exceeds": lambda: CoverageDay(
        area="CT", date=MONDAY, minimum=ONE, target=NOBODY
    ),
    "at least 24 items": lambda: CoverageDay(area="CT", date=MONDAY, minimum=NOBODY[:23], target=ONE),
    "greater than or equal to 0": lambda: ShiftNeed(area="CT", shift="D", date=MONDAY, target=1, over_price=-1),
    "less than or equal to 1000": lambda: ShiftNeed(area="CT", shift="D", date=MONDAY, target=1001),
    "two windows, one to 24:00": lambda: TeamRequirement(id="t", areas=(), requires=has("RN"), start=1380, end=420),
    "greater than or equal to 1": lambda: TeamRequirement(id="t", areas=(), requires=has("RN"), count=0),
    "the minimum 3 exceeds the maximum 2": lambda: Range(min=3, max=2),
    "period_days goes with period rolling": lambda: PeriodRange(period=Period.ROLLING),
    "and only with it": lambda: PeriodRange(period_days=7),
    "policy r is hard and has a price. Drop the price": lambda: PolicyItem(id="r", family="rest", price=100),
    "tail of ann lists work of bo on 2026-06-01. Give each": lambda: tail("ann", "bo"),
    "tail of ann lists two duties on 2026-06-01. Keep the one": lambda: tail("ann", "ann", "ann"),
}


@pytest.mark.parametrize("told", REFUSED)
def test_what_cannot_be_is_refused_in_words(told: str) -> None:
    with pytest.raises(ValidationError) as error:
        REFUSED[told]()
    assert told in str(error.value)


def test_a_night_ends_the_next_day() -> None:
    night = shift("N", "23:00-07:00", unpaid_minutes=30)
    assert (night.finish, night.length, night.paid_minutes) == (1860, 480, 450)
    day = shift("D", "07:00-15:00")
    assert (day.finish, day.length, day.paid_minutes) == (900, 480, 480)


def test_a_shift_may_end_at_midnight_either_way() -> None:
    assert ShiftType(id="E", start=960, end=1440).finish == ShiftType(id="E", start=960, end=0, next_day=True).finish


def test_a_listed_contract_has_its_own_range() -> None:
    limits = RangeByContract(max=5, by_contract={"part": Range(min=1)})
    assert limits.under("full").max == 5
    assert limits.under("part") == Range(min=1)


@pytest.mark.parametrize(
    ("begin", "end", "enabled", "in_force"),
    [
        (None, None, True, True),
        (None, None, False, False),
        (TUESDAY, None, True, True),
        (TUESDAY + dt.timedelta(days=1), None, True, False),
        (None, MONDAY, True, True),
        (None, MONDAY - dt.timedelta(days=1), True, False),
    ],
)
def test_an_item_is_in_force_when_its_dates_meet_the_horizon(
    begin: dt.date | None, end: dt.date | None, *, enabled: bool, in_force: bool
) -> None:
    item = PolicyItem(id="r", family="rest", effective_from=begin, effective_to=end, enabled=enabled)
    assert item.in_force(MONDAY, TUESDAY) is in_force


def test_rosters_rank_by_what_is_broken_then_holes_then_money() -> None:
    verdicts = [
        Verdict(broken=b, holes=h, cost=c, parts={}) for b, h, c in ((1, 0, 0), (0, 60, 5), (0, 0, 99), (0, 60, 4))
    ]
    assert [one.rank for one in sorted(verdicts, key=lambda one: one.rank)] == [
        (0, 0, 99),
        (0, 60, 4),
        (0, 60, 5),
        (1, 0, 0),
    ]
    assert Level("priced") is Level.PRICED
