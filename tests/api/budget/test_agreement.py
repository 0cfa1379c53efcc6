"""The payroll and the cost term, worked out apart, agree to the cent where both have the same rules."""

from collections import Counter
from random import Random

import pytest

from api.budget.payroll import OvertimeBasis, pay
from api.budget.stints import stints_of
from api.generate import generate_department
from models.department import Department
from models.pay import PayCode
from models.roster import Roster
from models.staff import OvertimeRule
from scheduler.problem import OFF, Problem, compile_problem
from scheduler.verify import verify

KINDS = {
    PayCode.REGULAR: "base", PayCode.OVERTIME: "base", PayCode.DOUBLE: "base", PayCode.AGENCY: "agency",
    PayCode.OVERTIME_PREMIUM: "overtime", PayCode.DOUBLE_PREMIUM: "overtime", PayCode.HOLIDAY: "holiday",
    PayCode.STANDBY: "standby",
}  # fmt: skip
Key = tuple[str, str | None, str]
"""Person, area, kind of pay."""
WHOLE_STEP = 120
"""Wages in these cents make each minute of overtime premium a whole cent: nothing is left to round."""


def made_up(seed: int, rule: OvertimeRule | None = None) -> Department:
    """Ten technologists; those who are paid overtime under one rule when it is given."""
    place = generate_department(10, seed=seed).department
    staff = tuple(
        one.model_copy(update={"hourly_cents": one.hourly_cents // WHOLE_STEP * WHOLE_STEP}) for one in place.staff
    )
    contracts = tuple(
        one if rule is None or one.overtime is OvertimeRule.NONE else one.model_copy(update={"overtime": rule})
        for one in place.contracts
    )
    holidays = (place.horizon.date_of(3), place.horizon.date_of(11))
    horizon = place.horizon.model_copy(update={"holidays": holidays})
    return place.model_copy(update={"staff": staff, "contracts": contracts, "horizon": horizon})


def anybody_anywhere(problem: Problem, draw: Random) -> Roster:
    """Five or six duties a week for everybody, drawn from what they may work, never seven in a row."""
    grid = problem.start_grid.copy()
    for person, days in enumerate(problem.options):
        for day, duties in enumerate(days):
            works = duties and problem.horizon.weekday(day) != 6 and draw.random() < 0.85
            grid[person, problem.history + day] = draw.choice(duties) if works else OFF
    return problem.roster_of(grid)


def by_the_term(place: Department, roster: Roster) -> Counter[Key]:
    labour = next(item.id for item in place.policy if item.family == "labour_cost")
    found: Counter[Key] = Counter()
    for line in verify(place, roster).lines:
        if line.term == labour and line.person is not None:
            found[line.person, line.area, line.kind] += line.cents
    return +found


def by_the_payroll(place: Department, roster: Roster, basis: OvertimeBasis) -> Counter[Key]:
    found: Counter[Key] = Counter()
    for line in pay(place, stints_of(place, roster), basis=basis):
        found[line.person, line.area, KINDS.get(line.code, line.rule)] += line.cents
    return +found


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("rule", [None, *(rule for rule in OvertimeRule if rule is not OvertimeRule.NONE)])
def test_payroll_and_cost_term_agree_to_the_cent_for_everybody_in_every_area_and_kind_of_pay(
    seed: int, rule: OvertimeRule | None
) -> None:
    place = made_up(seed, rule)
    roster = anybody_anywhere(compile_problem(place), Random(seed))
    told = by_the_payroll(place, roster, OvertimeBasis.BASE_WAGE)
    assert told == by_the_term(place, roster)
    assert {kind for *_, kind in told} >= {"base", "overtime", "evening", "holiday"}


def test_the_regular_rate_adds_a_few_percent_to_the_premium_and_to_nothing_else() -> None:
    place = made_up(0)
    roster = anybody_anywhere(compile_problem(place), Random(0))
    base, regular = (
        by_the_payroll(place, roster, basis) for basis in (OvertimeBasis.BASE_WAGE, OvertimeBasis.REGULAR_RATE)
    )
    assert {kind for (*_, kind), cents in (regular - base).items() if cents} == {"overtime"}
    premium = sum(cents for (*_, kind), cents in base.items() if kind == "overtime")
    assert 0 < sum((regular - base).values()) < premium // 5
