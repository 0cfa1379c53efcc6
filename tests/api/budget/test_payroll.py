"""The payroll: hours by tier and money to the cent, worked out by hand; and what holds of any of them."""

import datetime as dt
import random
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.budget.payroll import OvertimeBasis, pay
from fixtures.builders import CHICAGO, MONDAY
from models.budget import Differential, PayRules
from models.calendar import Weekday
from models.pay import STRAIGHT, PayCode, Stint, StintKind
from models.staff import Contract, Employment, OvertimeRule
from tests.api.budget.payees import cents, hours, place, standby, stint, week

NIGHT = Differential(id="night", cents_per_hour=400, start=23 * 60, end=7 * 60)
REG, OT, DT = PayCode.REGULAR, PayCode.OVERTIME, PayCode.DOUBLE
FLSA, EIGHTY, NONE = OvertimeRule.FLSA_40, OvertimeRule.EIGHT_EIGHTY, OvertimeRule.NONE
CAL, CAL10, CAL12 = OvertimeRule.CALIFORNIA, OvertimeRule.CALIFORNIA_4X10, OvertimeRule.CALIFORNIA_3X12
EIGHTS_48_THEN_32 = "8 8 8 8 8 8 . 8 8 8 8"

GOLDEN = [
    ("3x12", FLSA, "12 12 12", (36, 0, 0)),
    ("3x12", EIGHTY, "12 12 12 . . . . 12 12 12", (48, 24, 0)),
    ("3x12", CAL, "12 12 12", (24, 12, 0)),
    ("3x12", CAL12, "12 12 12", (36, 0, 0)),
    ("4x12", FLSA, "12 12 12 12", (40, 8, 0)),
    ("4x12", CAL, "12 12 12 12", (32, 16, 0)),
    ("4x12", CAL12, "12 12 12 12", (40, 8, 0)),
    ("6x8 then 4x8", FLSA, EIGHTS_48_THEN_32, (72, 8, 0)),
    ("6x8 then 4x8", EIGHTY, EIGHTS_48_THEN_32, (80, 0, 0)),
    ("6x8 then 4x8", CAL, EIGHTS_48_THEN_32, (72, 8, 0)),
    ("4x10", FLSA, "10 10 10 10", (40, 0, 0)),
    ("4x10", EIGHTY, "10 10 10 10 . . . 10 10 10 10", (64, 16, 0)),
    ("4x10", CAL, "10 10 10 10", (32, 8, 0)),
    ("4x10", CAL10, "10 10 10 10", (40, 0, 0)),
    ("13+12+12", FLSA, "13 12 12", (37, 0, 0)),
    ("13+12+12", CAL, "13 12 12", (24, 12, 1)),
    ("13+12+12", CAL12, "13 12 12", (36, 0, 1)),
]  # fmt: skip


@pytest.mark.parametrize(("name", "rule", "line", "expected"), GOLDEN, ids=[f"{one[0]} {one[1]}" for one in GOLDEN])
def test_golden_weeks_have_their_hours_by_tier_and_their_money(
    name: str, rule: OvertimeRule, line: str, expected: tuple[int, int, int]
) -> None:
    lines = pay(place(rule), week(line))
    found = hours(lines)
    assert tuple(found.get(code, 0) for code in (REG, OT, DT)) == expected, name
    regular, half_more, twice = expected
    assert cents(lines) == 4200 * regular + 6300 * half_more + 8400 * twice


@pytest.mark.parametrize(("line", "by_week"), [(EIGHTS_48_THEN_32, [(40, 8), (32, 0)])])
def test_fortnights_under_the_forty_hour_rule_are_reckoned_week_by_week(
    line: str, by_week: list[tuple[int, int]]
) -> None:
    lines = pay(place(), week(line))
    for number, expected in enumerate(by_week):
        part = tuple(one for one in lines if (one.date - MONDAY).days // 7 == number)
        assert (hours(part).get(REG, 0), hours(part).get(OT, 0)) == expected


def golden_week() -> list[Stint]:
    """44 hours, 12 of them inside the window of the night differential."""
    return [stint(day, 8) for day in range(4)] + [stint(4, 6, start=23), stint(5, 6, start=23)]


def test_regular_rate_golden_44_hours_at_42_dollars_12_of_them_at_night_is_1982_18() -> None:
    lines = pay(place(pay=PayRules(differentials=(NIGHT,))), golden_week())
    premium = [line for line in lines if line.code is PayCode.OVERTIME_PREMIUM]
    assert sum(line.cents for line in lines) - sum(line.cents for line in premium) == 189600
    assert sum(line.cents for line in premium) == 8618
    assert {line.rate for line in premium} == {215455}, "half of 43.0909 dollars"
    assert cents(lines) == 198218


def test_the_same_week_priced_on_the_base_wage_leaves_the_differential_out_of_the_premium() -> None:
    lines = pay(place(pay=PayRules(differentials=(NIGHT,))), golden_week(), basis=OvertimeBasis.BASE_WAGE)
    assert cents(lines) == 189600 + 8400


def test_the_seventh_day_in_a_row_is_overtime_and_above_eight_hours_double_in_california() -> None:
    found = hours(pay(place(CAL), week("4 4 4 4 4 4 10")))
    assert (found[REG], found[OT], found[DT]) == (24, 8, 2)
    assert hours(pay(place(CAL), week("4 4 4 4 4 . 10"))) == {REG: 28, OT: 2, PayCode.OVERTIME_PREMIUM: 2}


def test_seven_days_in_a_row_over_two_workweeks_have_no_seventh_day() -> None:
    assert OT not in hours(pay(place(CAL), week(". 4 4 4 4 4 4 4")))


def test_what_was_worked_before_the_horizon_fills_the_week_and_is_not_paid_again() -> None:
    earlier = [stint(day, 10) for day in (-2, -1)]
    lines = pay(place(calendar={"week_start": Weekday.SAT}), [*earlier, *(stint(day, 10) for day in range(3))])
    assert hours(lines) == {REG: 20, OT: 10, PayCode.OVERTIME_PREMIUM: 10}
    assert {line.date >= MONDAY for line in lines} == {True}


def test_agency_staff_are_paid_their_rate_and_nothing_on_top() -> None:
    rules = PayRules(differentials=(NIGHT,), standby_cents_per_hour=450, holiday_percent=50)
    agency = place(NONE, wage=9000, pay=rules).model_copy(
        update={"contracts": (Contract(id="full", employment=Employment.TRAVELER, overtime=NONE),)}
    )
    lines = pay(agency, [*week("12 12 12 12"), standby(5, 12)])
    assert hours(lines) == {PayCode.AGENCY: 48}
    assert cents(lines) == 48 * 9000


def test_waiting_at_home_is_paid_as_standby_and_counts_for_no_overtime() -> None:
    lines = pay(place(pay=PayRules(standby_cents_per_hour=450)), [*week("10 10 10 10"), standby(4, 14)])
    assert hours(lines) == {REG: 40, PayCode.STANDBY: 14}
    assert cents(lines) == 168000 + 6300


def test_standby_pay_of_the_week_raises_the_rate_that_overtime_is_reckoned_on() -> None:
    lines = pay(place(pay=PayRules(standby_cents_per_hour=450)), [*week("10 10 10 12"), standby(4, 14)])
    premium = next(line for line in lines if line.code is PayCode.OVERTIME_PREMIUM)
    assert premium.cents == round(0.5 * (42 * 4200 + 6300) / 42 * 2)


CALLED = PayRules(standby_cents_per_hour=450, call_back_minutes=120, call_back_percent=50)


def test_a_call_back_of_half_an_hour_is_paid_for_two_at_half_as_much_again() -> None:
    back = stint(0, 0.5, start=20, kind=StintKind.CALL_BACK)
    lines = pay(place(pay=CALLED), [standby(0, 14), back])
    assert hours(lines) == {PayCode.STANDBY: 14, REG: 0.5, PayCode.CALL_BACK: 0.5, PayCode.CALL_BACK_MINIMUM: 1.5}
    assert cents(lines) == 6300 + 2 * 6300


def test_a_call_back_longer_than_its_minimum_is_paid_as_long_as_it_lasts() -> None:
    lines = pay(place(pay=CALLED), [stint(0, 3, start=20, kind=StintKind.CALL_BACK)])
    assert cents(lines) == 3 * 6300
    assert PayCode.CALL_BACK_MINIMUM not in hours(lines)


def test_hours_called_in_fill_the_week_and_are_not_paid_a_second_premium() -> None:
    called = stint(4, 4, start=20, kind=StintKind.CALL_BACK)
    lines = pay(place(pay=PayRules(call_back_percent=50)), [*week("10 10 10 10"), called])
    assert hours(lines) == {REG: 40, OT: 4, PayCode.OVERTIME_PREMIUM: 4}


def test_a_missed_meal_is_worked_and_owes_one_hour_at_the_regular_rate_a_day() -> None:
    rules = PayRules(missed_meal_minutes=60)
    taken = pay(place(CAL12, pay=rules), [stint(0, 12.5, unpaid_minutes=30)])
    missed = pay(place(CAL12, pay=rules), [stint(0, 12.5, unpaid_minutes=30, meal_missed=True)])
    assert hours(taken) == {REG: 12}
    assert hours(missed) == {REG: 12, DT: 0.5, PayCode.DOUBLE_PREMIUM: 0.5, PayCode.MISSED_MEAL: 1}
    assert cents(missed) - cents(taken) == 4200 + 4200


def test_two_meals_missed_on_one_day_owe_one_hour() -> None:
    parts = [stint(0, 5, start=start, unpaid_minutes=30, meal_missed=True) for start in (6, 13)]
    assert hours(pay(place(pay=PayRules(missed_meal_minutes=60)), parts))[PayCode.MISSED_MEAL] == 1


def test_half_a_cent_of_premium_is_one() -> None:
    lines = pay(place(wage=4201), week("8 8 8 8 9"))
    assert [line.cents for line in lines if line.code is PayCode.OVERTIME_PREMIUM] == [2101]


def test_holiday_pay_of_half_the_wage_stays_out_of_the_regular_rate() -> None:
    rules = PayRules(holiday_percent=50)
    lines = pay(place(pay=rules, calendar={"holidays": (MONDAY,)}), week("12 10 10 12"))
    premium = next(line for line in lines if line.code is PayCode.OVERTIME_PREMIUM)
    assert premium.cents == 4 * 2100
    assert hours(lines)[PayCode.HOLIDAY] == 12


@pytest.mark.parametrize(("date", "worked"), [("2026-10-31", 13), ("2027-03-13", 11)])
def test_a_twelve_hour_night_over_a_clock_change_is_paid_thirteen_hours_or_eleven(date: str, worked: int) -> None:
    night, zone = dt.date.fromisoformat(date), ZoneInfo(CHICAGO)
    starts = dt.datetime.combine(night, dt.time(19), zone).astimezone(dt.UTC)
    ends = dt.datetime.combine(night + dt.timedelta(days=1), dt.time(7), zone).astimezone(dt.UTC)
    one = Stint(person="ann", date=night, starts=starts, ends=ends)
    lines = pay(place(start=night, zone=CHICAGO), [one])
    assert hours(lines) == {REG: worked}
    assert cents(lines) == worked * 4200


def test_every_line_says_by_which_rule_and_who_says_so() -> None:
    rules = PayRules(differentials=(NIGHT,), standby_cents_per_hour=450, holiday_percent=50, call_back_minutes=120)
    called = stint(5, 0.5, start=20, kind=StintKind.CALL_BACK)
    lines = pay(place(CAL, pay=rules, calendar={"holidays": (MONDAY,)}), [*week("13 12 12"), standby(5, 14), called])
    assert all(line.rule and line.citation for line in lines)
    assert {line.rule for line in lines if line.code is OT} == {"california: day"}


# What holds of any payroll.

RULES = st.sampled_from(OvertimeRule)
DAYS = st.lists(
    st.tuples(st.integers(0, 13), st.integers(1, 56), st.integers(0, 40)), max_size=10, unique_by=lambda d: d[0]
)
EVERYTHING = PayRules(
    differentials=(NIGHT, Differential(id="late", cents_per_hour=275, start=900, end=1380, whole_shift_minutes=240)),
    holiday_percent=50, missed_meal_minutes=60,
)  # fmt: skip


def stints(days: list[tuple[int, int, int]]) -> list[Stint]:
    """(day, quarters of an hour, quarter of the day at which it starts)."""
    return [stint(day, quarters / 4, start=begin / 4) for day, quarters, begin in days]


@settings(max_examples=60, deadline=None, derandomize=True)
@given(RULES, DAYS, st.integers(1, 9999), st.randoms(use_true_random=False))
def test_lines_do_not_hang_on_the_order_of_the_stints(
    rule: OvertimeRule, days: list[tuple[int, int, int]], wage: int, draw: random.Random
) -> None:
    department, worked = place(rule, wage=wage, pay=EVERYTHING), stints(days)
    before = pay(department, worked)
    draw.shuffle(worked)
    assert pay(department, worked) == before


@settings(max_examples=60, deadline=None, derandomize=True)
@given(RULES, DAYS, st.integers(1, 9999))
def test_each_minute_worked_is_on_one_straight_line_and_straight_pay_is_the_wage(
    rule: OvertimeRule, days: list[tuple[int, int, int]], wage: int
) -> None:
    worked = stints(days)
    lines = pay(place(rule, wage=wage, pay=EVERYTHING), worked)
    straight = [line for line in lines if line.code in STRAIGHT]
    assert sum(line.minutes for line in straight) == sum(one.minutes for one in worked)
    assert sum(line.cents for line in straight) == sum((one.minutes * wage + 30) // 60 for one in worked)
    assert all(line.cents >= 0 and line.minutes > 0 for line in lines)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(RULES, DAYS, st.integers(1000, 9999), st.data())
def test_a_quarter_of_an_hour_more_never_costs_less(
    rule: OvertimeRule, days: list[tuple[int, int, int]], wage: int, data: st.DataObject
) -> None:
    if not days:
        return
    number = data.draw(st.integers(0, len(days) - 1))
    longer = [(day, long + (n == number), begin) for n, (day, long, begin) in enumerate(days)]
    department = place(rule, wage=wage, pay=EVERYTHING)
    assert cents(pay(department, stints(longer))) >= cents(pay(department, stints(days)))


@settings(max_examples=40, deadline=None, derandomize=True)
@given(DAYS, st.integers(1000, 9999))
def test_california_never_pays_less_than_the_federal_rule_and_eight_eighty_never_less_than_straight_pay(
    days: list[tuple[int, int, int]], wage: int
) -> None:
    paid = {rule: cents(pay(place(rule, wage=wage), stints(days))) for rule in OvertimeRule}
    assert paid[CAL] >= max(paid[CAL10], paid[CAL12]) - 1
    assert min(paid[CAL10], paid[CAL12]) >= paid[FLSA] - 1
    assert paid[EIGHTY] >= paid[NONE]
