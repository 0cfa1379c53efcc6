"""Golden numbers of pay, worked out by hand; more of them are in fixtures/examples/labour_cost.py."""

import numpy as np
import pytest

from fixtures.builders import AUTUMN_NIGHT, CALL, CHICAGO, SPRING_NIGHT, D, N, department, person, shift
from models.budget import Differential, PayRules
from models.staff import Contract, Employment, OvertimeRule
from scheduler.problem import compile_problem
from scheduler.problem.pay import PayTable

NIGHT = Differential(id="night", cents_per_hour=500, start=1380, end=420)
ROUND = Differential(id="always", cents_per_hour=100, start=420, end=420)


def table(*shifts: object, pay: PayRules, wage: int = 3000, **more: object) -> PayTable:
    people = (person("ann", hourly_cents=wage),)
    return compile_problem(department(people=people, shifts=tuple(shifts), pay=pay, **more)).pay  # type: ignore[arg-type] # passed on


def test_a_duty_is_paid_its_wage_and_what_comes_on_top() -> None:
    found = table(D, N, CALL, pay=PayRules(differentials=(NIGHT,), standby_cents_per_hour=450))
    assert found.duty[0, 0].tolist() == [24000, 28000, 6300]


@pytest.mark.parametrize(("start", "cents"), [(AUTUMN_NIGHT, 31500), (SPRING_NIGHT, 24500)])
def test_the_night_of_a_clock_change_is_paid_as_long_as_it_lasts(start: object, cents: int) -> None:
    found = table(N, pay=PayRules(differentials=(NIGHT,)), start=start, zone=CHICAGO)
    assert found.duty[0, 0, 0] == cents
    assert found.duty[0, 1, 0] == 28000


def test_a_differential_whose_end_is_its_start_lasts_all_day() -> None:
    found = table(D, N, pay=PayRules(differentials=(ROUND,)))
    assert found.extra[2].tolist() == [800, 800]


def test_agency_staff_are_paid_their_rate_alone() -> None:
    agency = (Contract(id="full", employment=Employment.TRAVELER),)
    rules = PayRules(differentials=(NIGHT,), standby_cents_per_hour=450)
    assert table(N, CALL, pay=rules, wage=8000, contracts=agency).duty[0, 0].tolist() == [64000, 0]


@pytest.mark.parametrize(
    ("times", "unpaid", "quantum"),
    [("07:00-15:00", 0, 480), ("07:00-19:30", 30, 240), ("07:00-14:45", 0, 15), ("07:00-15:01", 0, 1)],
)
def test_overtime_is_counted_in_what_divides_every_paid_time(times: str, unpaid: int, quantum: int) -> None:
    found = table(shift("X", times, unpaid_minutes=unpaid), pay=PayRules())
    assert found.quantum == quantum
    assert found.overtime_step[0] == round(3000 * quantum * 50 / 6000)
    assert found.overtime == (OvertimeRule.FLSA_40,)


def test_cents_are_whole_numbers() -> None:
    found = table(D, pay=PayRules(), wage=3333)
    assert found.duty.dtype == np.int64
    assert found.duty[0, 0, 0] == 26664
