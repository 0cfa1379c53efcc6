"""What it is expected to cost to be short of people."""

from math import exp, factorial

import numpy as np
import pytest

from models.calendar import Horizon
from scheduler.forecast.coverage import forecast
from scheduler.forecast.quantiles import Prediction
from scheduler.forecast.shortage import counts, day_doubt, needed_chances, shortages
from scheduler.forecast.staffing import AreaStaffing
from scheduler.forecast.volumes import Floats
from tests.scheduler.forecast.test_coverage import FIRST, WEEKS, all_day, clinic, drawn

RULE = AreaStaffing(area="CT", minutes_per_exam=30, relief_percent=0, short_cents=6000)


def poisson(mean: float, count: int) -> float:
    return exp(-mean) * mean**count / factorial(count)


def hours(*loads: float) -> Floats:
    return np.array(loads)


def test_counts_are_poisson_without_doubt_and_wider_with_it() -> None:
    assert counts(2.0, 0.0)[:3].tolist() == pytest.approx([poisson(2, count) for count in range(3)])
    wide = counts(20.0, 0.2)
    count = np.arange(len(wide))
    mean = float(wide @ count)
    assert mean == pytest.approx(20, rel=1e-3)
    assert float(wide @ (count - mean) ** 2) == pytest.approx(20 + (0.2 * 20) ** 2, rel=0.01)


def test_a_person_is_needed_as_often_as_there_is_work_for_one() -> None:
    needed = needed_chances(0.0, 1.0, 0.0, RULE)
    assert needed[0] == pytest.approx(1 - poisson(1, 0))
    assert needed[1] == pytest.approx(1 - poisson(1, 0) - poisson(1, 1))


def test_the_sum_of_chances_is_the_expected_shortage() -> None:
    short = sum(max(0, count - 2) * poisson(3.0, count) for count in range(30))
    assert sum(needed_chances(0.0, 3.0, 0.0, RULE)[2:]) == pytest.approx(short, rel=1e-3)


def test_relief_makes_the_next_person_needed_for_part_of_the_time() -> None:
    rule = RULE.model_copy(update={"relief_percent": 10})
    assert needed_chances(2.0, 0.0, 0.0, rule)[:3] == pytest.approx([1.0, 1.0, 0.2])


def test_costs_rise_by_twelfths_of_the_price() -> None:
    (hour,) = shortages(hours(0.0), hours(3.0), hours(0.0), RULE)
    assert (hour.ample, hour.costs) == (6, (480, 1020, 1980, 3480, 4980, 5520))
    assert all(later >= sooner for sooner, later in zip(hour.costs, hour.costs[1:], strict=False))
    assert all(cost % 60 == 0 and cost > 0 for cost in hour.costs)


def test_booked_work_is_certain_and_doubt_makes_more_people_worth_having() -> None:
    (booked,) = shortages(hours(3.0), hours(0.0), hours(0.0), RULE)
    assert (booked.ample, booked.costs) == (3, (6000,))
    calm, doubtful = shortages(hours(0.0, 0.0), hours(8.0, 8.0), hours(0.0, 0.3), RULE)
    assert doubtful.ample > calm.ample


def test_scanners_cap_what_people_are_worth_and_call_hours_have_none() -> None:
    capped = AreaStaffing(area="CT", minutes_per_exam=30, relief_percent=0, short_cents=6000, scanners=2)
    full, idle = shortages(hours(0.0, 0.0), hours(9.0, 0.01), hours(0.1, 0.1), capped)
    assert (full.ample, idle.ample, idle.costs) == (2, 0, ())


def test_a_day_is_in_doubt_by_what_is_beyond_chance() -> None:
    spread = np.array([[60, 75, 90, 100, 110, 125, 140], [85, 87.2, 93, 100, 107, 112.8, 115.0]])
    assert day_doubt(Prediction(hours(100, 100), spread)).tolist() == pytest.approx([0.1678, 0.0], abs=1e-3)


def test_coverage_carries_costs_when_the_rule_has_a_price() -> None:
    volumes = drawn({"ED": all_day, "OP": clinic})
    start = FIRST.fromordinal(FIRST.toordinal() + 7 * WEEKS)
    days = forecast(volumes, Horizon(start=start, days=7, zone="UTC"), [RULE]).coverage
    assert days[0].ample is not None
    assert days[0].ample[10] > days[0].target[10] > 0
    assert len(days[0].short_cost) == 24
    assert max(days[0].short_cost[10]) > 5900
    plain = AreaStaffing(area="CT", minutes_per_exam=30, relief_percent=0)
    assert forecast(volumes, Horizon(start=start, days=7, zone="UTC"), [plain]).coverage[0].short_cost == ()
