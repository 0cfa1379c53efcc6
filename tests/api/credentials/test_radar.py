import datetime as dt

import pytest

from api.credentials.lapses import renewed
from api.credentials.radar import Interval, compare, price_lapses
from fixtures.builders import MONDAY, D, area, cover, department, item, person, roster
from models.credentials import Credential, has
from models.department import Department
from models.policy import Level
from scheduler.result import Result, Status
from scheduler.verify import verify

SUNDAY = MONDAY + dt.timedelta(days=6)
CT = area("CT", D, requires=has("ARRT(CT)"))
ENDING = Credential(code="ARRT(CT)", valid_to=MONDAY)


def place(*, second: bool, days: int = 2) -> Department:
    """Ann is cheap and lapses on Monday; bo, where there is one, costs three times as much."""
    people = [person("ann", holds=[ENDING], hourly_cents=3000)]
    people += [person("bo", holds=["ARRT(CT)"], hourly_cents=9000)] if second else []
    return department(
        item("eligibility"), item("coverage_hours", level=Level.COVERAGE), item("labour_cost", price=0),
        people=people, areas=(CT,), shifts=(D,), days=days,
        coverage=tuple(cover({range(7, 15): 1}, day=day) for day in range(days)),
    )  # fmt: skip


def test_a_lapse_costs_the_dearer_colleagues_wage() -> None:
    price = price_lapses(place(second=True), SUNDAY, seconds=200)
    assert (price.with_lapses.holes, price.without.holes) == (0, 0)
    assert price.cents == Interval(least=8 * 6000, most=8 * 6000)
    assert price.cents_found == 8 * 6000


def test_a_lapse_that_nobody_can_stand_in_for_is_told_in_holes() -> None:
    price = price_lapses(place(second=False), SUNDAY, seconds=200)
    assert price.holes == Interval(least=480, most=480)
    assert price.cents is None, "less is worked, so money alone would call the lapse a saving"
    assert price.cents_found == -8 * 3000


def result(given: Department, line: str, bound: int, holes: int = 0) -> Result:
    found = roster(given, {"bo": line})
    return Result(
        status=Status.FEASIBLE, roster=found, verdict=verify(given, found), bound=bound, hole_bound=holes,
    )  # fmt: skip


def test_unproved_rosters_give_an_interval_from_both_bounds() -> None:
    given = place(second=True)
    better = renewed(given, SUNDAY)
    found = roster(better, {"ann": "D D"})
    without = Result(status=Status.FEASIBLE, roster=found, verdict=verify(better, found), bound=40_000, hole_bound=0)
    price = compare(result(given, "D D", 130_000), without, better)
    assert price.cents == Interval(least=130_000 - 48_000, most=144_000 - 40_000)
    assert price.cents_found == 144_000 - 48_000


def test_a_roster_of_the_department_as_it_is_serves_the_renewed_one_and_its_bound_the_other_way_round() -> None:
    given = place(second=True)
    better = renewed(given, SUNDAY)
    worse = verify(better, roster(better, {"bo": "D D"})).model_copy(update={"cost": 200_000})
    without = Result(status=Status.FEASIBLE, roster=None, verdict=worse, bound=100_000, hole_bound=0)
    price = compare(result(given, "D D", 50_000), without, better)
    assert price.without.cost == 144_000, "better than what the second solve found"
    assert price.with_lapses.bound == 100_000, "a bound with papers renewed holds without them too"
    assert price.cents == Interval(least=0, most=44_000)


@pytest.mark.parametrize("bound", [None, 10])
def test_without_a_roster_on_one_side_little_is_known(bound: int | None) -> None:
    given = place(second=True)
    better = renewed(given, SUNDAY)
    none = Result(status=Status.UNKNOWN, bound=bound)
    price = compare(none, Result(status=Status.UNKNOWN), better)
    assert (price.cents, price.cents_found, price.holes) == (None, None, Interval(least=0, most=None))
    assert price.without.cost is None
