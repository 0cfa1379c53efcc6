"""Whole solves under a cap on labour cost: it binds, it is paid for, or it is what makes a roster impossible."""

import pytest

from fixtures.builders import area, cover, department, item, person, pin
from models.department import Department
from models.policy import PolicyItem, Scope
from models.roster import Roster
from scheduler.case import Case
from scheduler.linear import Linear, Lit
from scheduler.result import Status
from scheduler.roster_model import RosterModel
from scheduler.search.supervisor import solve
from scheduler.verify import verify
from scheduler.window import Window
from tests.scheduler.contract import solve as solve_model

ANN, BO = person("ann", hourly_cents=3000, home_area="CT"), person("bo", hourly_cents=2000, home_area="CT")
NOBODY = (0,) * 24


def place(*policy: PolicyItem, price: int = 12000, **more: object) -> Department:
    """Five days on which two people are wanted at `price` an hour; ann costs 240 dollars a day, bo 160."""
    wanted = tuple(cover({range(7, 15): 2}, day=day).model_copy(update={"minimum": NOBODY}) for day in range(5))
    basic = (item("labour_cost", price=0), item("coverage_hours", price=price, of="target"))
    return department(*basic, *policy, **{"people": (ANN, BO), "coverage": wanted, **more})  # type: ignore[arg-type] # passed on


def cap(cents: int, *, price: int | None = None, scope: Scope | None = None) -> PolicyItem:
    return item("budget_cap", price=price, scope=scope, cents=cents, period="horizon")


def solved(department: Department) -> tuple[Roster, dict[str, int]]:
    """The roster proved best, checked anew, and its cents by item."""
    result = solve(department, seconds=30, workers=1)
    assert result.status is Status.OPTIMAL, result.reasons
    assert result.roster is not None
    verdict = verify(department, result.roster)
    assert verdict.broken == 0
    assert result.bound == verdict.cost
    return result.roster, verdict.parts


def test_without_a_cap_everybody_works() -> None:
    assert solved(place())[1]["labour_cost"] == 200000


def test_a_hard_cap_binds_and_the_cheaper_hours_stay() -> None:
    roster, parts = solved(place(cap(100000)))
    assert parts["labour_cost"] == 80000
    assert {one.person for one in roster.assignments} == {"bo"}


def test_a_cap_on_one_area_moves_nothing_in_another() -> None:
    areas = (area("CT"), area("MR"))
    elsewhere = cap(0, scope=Scope(areas=frozenset({"MR"})))
    assert solved(place(elsewhere, areas=areas))[1]["labour_cost"] == 200000


def test_a_priced_cap_is_passed_where_cover_is_worth_it() -> None:
    parts = solved(place(cap(100000, price=50)))[1]
    assert (parts["labour_cost"], parts["budget_cap"]) == (200000, 1000 * 50)


def test_a_dearer_cap_is_passed_only_as_far_as_an_hour_is_worth_it() -> None:
    parts = solved(place(cap(100000, price=500)))[1]
    assert (parts["labour_cost"], parts["budget_cap"]) == (104000, 40 * 500)


def test_a_cap_below_what_contracts_promise_leaves_no_roster() -> None:
    promised = item("minutes", min=2400, max=2400)
    assert solve(place(promised, cap(200000)), seconds=30, workers=1).status is Status.OPTIMAL
    assert solve(place(promised, cap(199999)), seconds=30, workers=1).status is Status.INFEASIBLE


def test_a_cap_that_pins_alone_pass_is_named_with_the_sums_and_the_way_out() -> None:
    pins = tuple(pin("ann", day, "D@CT") for day in range(3))
    result = solve(place(cap(50000), pins=pins), seconds=30, workers=1)
    assert result.status is Status.INFEASIBLE
    (reason,) = result.reasons
    assert reason == (
        "all areas from 2026-06-01 to 2026-06-07: pay of 720.00, 500.00 at most (budget_cap), of what is pinned or "
        "spent before alone. Raise the cap, give it a price, or remove pins."
    )


@pytest.mark.parametrize(("cents", "fallen"), [(200000, set()), (199999, {"budget_cap"})])
def test_the_cap_is_what_has_to_fall(cents: int, fallen: set[str]) -> None:
    pins = tuple(pin(who, day, "D@CT") for who in ("ann", "bo") for day in range(5))
    case = Case.of(place(cap(cents), pins=pins))
    names = ["budget_cap"]

    def guards(store: Linear) -> dict[str, Lit]:
        return {name: store.boolean() for name in names}

    model = RosterModel(case, Window.whole(case.problem), guards=guards)
    for guard in model.guards.values():
        model.store.charge_holes(~guard, 1)
    _, values = solve_model(model, hole_weight=None)
    assert {name for name, guard in model.guards.items() if not values[guard]} == fallen
