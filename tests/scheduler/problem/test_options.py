import datetime as dt

import numpy as np
import pytest

from fixtures.builders import MONDAY, WORKDAYS, D, E, N, area, department, item, leave, person, shift
from models.credentials import Credential, has
from models.department import Department
from models.staff import Contract
from scheduler.problem import compile_problem

TUESDAY = MONDAY + dt.timedelta(days=1)
ALL = item("eligibility")


def offered(place: Department, key: str = "ann") -> list[str]:
    """The duties that a person may work, day by day."""
    problem = compile_problem(place)
    number = problem.person_index[key]
    words = [[problem.duties[duty].shift.id for duty in duties] for duties in problem.options[number]]
    return ["".join(day) or "." for day in words]


def test_everything_is_offered_when_no_item_asks() -> None:
    place = department(days=2, people=(person("ann"),), areas=(area("MR", D, N, requires=has("RN")),), shifts=(D, N))
    assert offered(place) == ["DN", "DN"]


def test_a_shift_is_offered_on_its_days_whatever_the_policy() -> None:
    calendar = {"holidays": (TUESDAY,)}
    shifts = (shift("W", "07:00-15:00", weekdays=WORKDAYS), shift("H", "07:00-15:00", on_holidays=False))
    assert offered(department(shifts=shifts, calendar=calendar)) == ["WH", "W", "WH", "WH", "WH", "H", "H"]


def test_a_credential_is_held_on_every_date_that_a_shift_touches() -> None:
    renewed = [Credential(code="RN", valid_to=TUESDAY)]
    place = department(
        ALL, days=3, people=(person("ann", holds=renewed),), areas=(area("MR", D, E, N, requires=has("RN")),)
    )
    assert offered(place) == ["DEN", "DE", "."]


def test_the_night_of_the_last_day_looks_beyond_the_horizon() -> None:
    held = [Credential(code="RN", valid_to=TUESDAY)]
    place = department(
        ALL, days=2, people=(person("ann", holds=held),), areas=(area("MR", D, N, requires=has("RN")),), shifts=(D, N)
    )
    assert offered(place) == ["DN", "D"]


@pytest.mark.parametrize(
    ("first", "last", "expected"), [(1, 1, "X.XX"), (-3, 0, ".XXX"), (2, 9, "XX.."), (-9, -1, "XXXX")]
)
def test_leave_takes_the_days_that_it_names(first: int, last: int, expected: str) -> None:
    place = department(ALL, days=4, shifts=(shift("X", "07:00-15:00"),), time_off=(leave("ann", first, last),))
    assert "".join(offered(place)) == expected


def test_a_contract_offers_its_shifts() -> None:
    contracts = (Contract(id="full", shifts=frozenset({"D"})), Contract(id="open"))
    place = department(ALL, days=1, people=("ann", person("bo", contract="open")), contracts=contracts)
    assert offered(place) == ["D"]
    assert offered(place, "bo") == ["DEN"]


def test_items_add_up() -> None:
    contracts = (Contract(id="full", shifts=frozenset({"D", "E"})),)
    one = item("eligibility", checks=["contract"])
    other = item("eligibility", checks=["time_off"]).model_copy(update={"id": "leave"})
    place = department(one, other, days=2, contracts=contracts, time_off=(leave("ann", 1),))
    assert offered(place) == ["DE", "."]


def test_options_are_what_is_eligible() -> None:
    problem = compile_problem(department(ALL, days=2, people=("ann", "bo"), time_off=(leave("bo", 0),)))
    assert problem.eligible.shape == (2, 2, 3)
    for number, day in np.ndindex(2, 2):
        assert problem.options[number][day] == tuple(np.nonzero(problem.eligible[number, day])[0].tolist())
