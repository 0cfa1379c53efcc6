"""What a payroll comes to beyond what rosters are priced with: to the cent, kind by kind, and in all."""

import datetime as dt
from random import Random

import pytest

from api.budget.month import Month, month_of
from api.generate import generate_department
from fixtures.builders import MONDAY, area, department, item, person, roster, shift
from models.budget import Differential, PayRules
from models.budget_plan import Budget, CallBack, MissedMeal
from models.errors import UnknownReferenceError
from models.staff import Contract, OvertimeRule
from scheduler.problem import compile_problem
from scheduler.verify import verify
from tests.api.budget.test_agreement import anybody_anywhere

NIGHT = PayRules(differentials=(Differential(id="night", cents_per_hour=400, start=23 * 60, end=7 * 60),))
CALLED = PayRules(call_back_minutes=120, call_back_percent=50)
MEALS = PayRules(missed_meal_minutes=60)
SHIFTS = (
    shift("D", "07:00-15:00"), shift("M", "23:00-05:00"), shift("F", "07:00-11:00"), shift("T", "07:00-17:00"),
    shift("B", "07:00-15:30", unpaid_minutes=30),
)  # fmt: skip
AT_EIGHT = dt.datetime.combine(MONDAY, dt.time(20), dt.UTC)
HALF_AN_HOUR = CallBack(person="ann", starts=AT_EIGHT, ends=AT_EIGHT + dt.timedelta(minutes=30))


def month(
    line: str, pay: PayRules, *, rule: OvertimeRule = OvertimeRule.FLSA_40, budget: Budget | None = None
) -> Month:
    """A week of ann, who earns 42 dollars an hour."""
    place = department(
        item("labour_cost", price=1), people=(person("ann", hourly_cents=4200, home_area="CT"),), shifts=SHIFTS,
        areas=(area("CT", *SHIFTS),), contracts=(Contract(id="full", overtime=rule),), pay=pay,
    )  # fmt: skip
    return month_of(place, roster(place, {"ann": line}), budget or Budget())


def test_of_the_golden_week_the_price_leaves_out_the_regular_rate() -> None:
    told = month("D D D D M M", NIGHT)
    assert (told.sums.total, told.beyond.priced, told.beyond.kinds) == (198218, 198000, {"regular rate": 218})


def test_a_week_without_overtime_is_paid_what_it_was_priced() -> None:
    told = month("D D D D M", NIGHT)
    assert (told.sums.total, told.beyond.kinds) == (told.beyond.priced, {})


@pytest.mark.parametrize(("line", "kinds"), [
    ("F F F F F F T", {"seventh day": 21000}), ("F F F F F . T", {}), ("F F F F F F F", {"seventh day": 8400}),
])  # fmt: skip
def test_of_a_seventh_day_in_california_the_price_leaves_out_the_premium(line: str, kinds: dict[str, int]) -> None:
    assert month(line, PayRules(), rule=OvertimeRule.CALIFORNIA).beyond.kinds == kinds


def test_a_call_back_is_beyond_the_price_with_its_minimum() -> None:
    told = month("D D", CALLED, budget=Budget(call_backs=(HALF_AN_HOUR,)))
    assert told.beyond.kinds == {"call-backs": 2 * 6300}
    assert told.of_area("CT")[0].sums.total == told.beyond.priced + 2 * 6300


def test_a_call_back_that_fills_the_week_is_paid_as_overtime() -> None:
    two_hours = HALF_AN_HOUR.model_copy(update={"ends": AT_EIGHT + dt.timedelta(hours=2)})
    told = month("D D D D D", CALLED, budget=Budget(call_backs=(two_hours,)))
    assert told.beyond.kinds["call-backs"] == 2 * 6300 + 2 * 2100, "the premium of both, wherever it falls"


def test_a_missed_meal_is_worked_and_owed_beyond_the_price() -> None:
    missed = Budget(missed_meals=(MissedMeal(person="ann", date=MONDAY),))
    assert month("B B", MEALS, budget=missed).beyond.kinds == {"missed meals": 2100 + 4200}
    assert month(". B", MEALS, budget=missed).beyond.kinds == {}


@pytest.mark.parametrize("rule", [rule for rule in OvertimeRule if rule is not OvertimeRule.NONE])
def test_price_and_kinds_add_up_to_the_payroll_and_the_price_is_the_checkers(rule: OvertimeRule) -> None:
    place = generate_department(10, seed=1).department
    contracts = tuple(
        one if one.overtime is OvertimeRule.NONE else one.model_copy(update={"overtime": rule})
        for one in place.contracts
    )
    place = place.model_copy(update={"contracts": contracts})
    lived = anybody_anywhere(compile_problem(place), Random(1))
    told = month_of(place, lived, Budget())
    labour = next(one.id for one in place.policy if one.family == "labour_cost")
    assert told.beyond.priced == verify(place, lived).parts[labour]
    assert told.beyond.priced + told.beyond.total == told.sums.total
    assert told.beyond.kinds["regular rate"] > 0
    assert abs(told.beyond.kinds.get("rounding", 0)) < len(lived.assignments) * len(place.shifts)


@pytest.mark.parametrize(("news", "told"), [
    (Budget(call_backs=(HALF_AN_HOUR.model_copy(update={"person": "anna"}),)), r"call_backs\[0\].person.*'anna'"),
    (Budget(call_backs=(HALF_AN_HOUR.model_copy(update={"area": "CTT"}),)), r"call_backs\[0\].area.*'CTT'"),
    (Budget(missed_meals=(MissedMeal(person="al", date=MONDAY),)), r"missed_meals\[0\].person.*'al'"),
])  # fmt: skip
def test_news_of_somebody_unknown_is_refused_by_its_place(news: Budget, told: str) -> None:
    with pytest.raises(UnknownReferenceError, match=told):
        news.refuse_strangers({"CT"}, {"ann"}, "budget.json")


def test_a_call_back_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(ValueError, match="not after its start"):
        CallBack(person="ann", starts=AT_EIGHT, ends=AT_EIGHT)
