"""Budget arithmetic against numbers worked out by hand, and what must add up."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.budget.maths import (
    Variance,
    flexed,
    mix_variance,
    paid_posts,
    posts,
    productivity,
    variance,
    wants_a_look,
    worked_hours_per_fte,
)
from fixtures.builders import MONDAY
from models.budget_plan import Budget, BudgetLine


def line(volume: int, hours: str, cents: int, **more: object) -> BudgetLine:
    fields = {"area": "CT", "start": MONDAY, "end": MONDAY, "volume": volume, "hours_per_unit": Decimal(hours),
              "standard_cents_per_hour": cents, **more}  # fmt: skip
    return BudgetLine.model_validate(fields)


def test_variance_golden_5400_volume_11700_efficiency_2275_rate() -> None:
    found = variance(line(1200, "1.5", 3600), volume=1300, worked_minutes=2275 * 60, cents=2275 * 3700)
    assert found == Variance(540000, 1170000, 227500)
    assert found.total == 1937500 == 2275 * 3700 - 1200 * 3 * 1800


def test_fte_golden_a_post_around_the_clock_takes_4_21_worked_and_4_76_paid() -> None:
    worked, paid = posts(168, Budget())
    assert (round(float(worked), 2), round(float(paid), 2)) == (4.21, 4.76)
    assert round(worked_hours_per_fte(Budget())) == 1841


def test_the_reference_coverage_of_3040_hours_a_week_takes_85_9_paid_posts() -> None:
    fifty_two = Budget(paid_hours_per_fte=2080)
    assert round(3040 / 40 / 0.885, 1) == 85.9
    assert abs(float(paid_posts(3040 * 60, 7, fifty_two)) - 85.9 * 52.14 / 52) < 0.1


def test_flexed_hours_follow_the_exams_and_never_fall_below_the_least_cover() -> None:
    night = line(400, "0.5", 4000, fixed_hours=Decimal(20), minimum_hours=Decimal(168))
    assert flexed(night, 400).hours == 220
    assert flexed(night, 400).standby == 0
    assert flexed(night, 200).hours == 168
    assert flexed(night, 200).standby == 48
    assert flexed(night, 0).threshold == 296, "(168 - 20) / 0.5 exams fill the least cover"


def test_below_the_least_cover_fewer_exams_save_nothing() -> None:
    night = line(300, "0.5", 4000, minimum_hours=Decimal(168))
    assert variance(night, volume=200, worked_minutes=168 * 60, cents=168 * 4000) == Variance(0, 0, 0)


def test_an_index_of_one_is_on_target_and_far_from_it_wants_a_look() -> None:
    assert productivity(Fraction(220), 220 * 60) == 1
    assert productivity(Fraction(220), 0) is None
    looks = [wants_a_look(Fraction(share, 100)) for share in (94, 95, 100, 110, 111)]
    assert looks == [True, False, False, False, True]


def test_a_mix_with_more_agency_than_planned_costs_the_difference_of_the_rates() -> None:
    planned = {"staff": Fraction(9, 10), "agency": Fraction(1, 10)}
    rates = {"staff": 4200, "agency": 9500}
    assert mix_variance({"staff": 54000, "agency": 6000}, planned, rates) == 0
    assert mix_variance({"staff": 48000, "agency": 12000}, planned, rates) == 100 * (9500 - 4200)


@settings(max_examples=100, deadline=None, derandomize=True)
@given(
    st.integers(0, 5000), st.integers(0, 5000), st.integers(0, 400), st.integers(0, 10**6), st.integers(0, 10**9),
    st.integers(0, 20000),
)  # fmt: skip
def test_the_three_variances_add_up_to_what_was_paid_beyond_plan(
    planned: int, actual: int, hundredths: int, minutes: int, cents: int, rate: int
) -> None:
    budget = line(planned, str(Decimal(hundredths) / 100), rate)
    found = variance(budget, volume=actual, worked_minutes=minutes, cents=cents)
    should = Fraction(planned * hundredths * rate, 100)
    assert abs(found.total - (cents - should)) <= Fraction(1, 2)


@pytest.mark.parametrize("minutes", [0, 1, 2399, 144000])
def test_a_mix_as_planned_has_no_variance(minutes: int) -> None:
    assert mix_variance({"staff": minutes}, {"staff": Fraction(1)}, {"staff": 4200}) == 0
