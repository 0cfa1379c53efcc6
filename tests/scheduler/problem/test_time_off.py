"""Time off as the solver reads it is time off as the checker reads it: what it forbids, and what it counts."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from fixtures.builders import AUTUMN_NIGHT, CALL, CHICAGO, MONDAY, SPRING_NIGHT, D, E, N, department, item, leave, shift
from models.absence import falls_into
from models.requests import TimeOff
from models.roster import Roster
from models.staff import Contract
from scheduler.lines import Lines
from scheduler.problem import compile_problem
from scheduler.verify import verify

SHIFTS = (D, E, N, CALL, shift("K", "15:00-23:00", call_minutes=600))
clocks = st.none() | st.sampled_from((1, 419, 420, 421, 720, 900, 1380, 1439)) | st.integers(1, 1439)


@st.composite
def absences(draw: st.DrawFn, start: dt.date) -> TimeOff:
    first, more = draw(st.integers(-2, 5)), draw(st.integers(0, 2))
    begins, ends = draw(clocks), draw(clocks)
    if not more and (ends or 1440) <= (begins or 0):
        begins, ends = ends, begins if begins != ends else None
    partly = not more and (begins or ends)
    counted = draw(st.none() | st.integers(0, 600)) if partly else None
    return leave("ann", first, first + more, start=start, starts_at=begins, ends_at=ends, leave_minutes=counted)


@given(data=st.data(), start=st.sampled_from((MONDAY, SPRING_NIGHT, AUTUMN_NIGHT)))
def test_both_readings_forbid_the_same_duties_and_count_the_same_minutes(data: st.DataObject, start: dt.date) -> None:
    taken = tuple(data.draw(st.lists(absences(start), max_size=3)))
    place = department(
        item("eligibility"), start=start, days=4, zone=CHICAGO, shifts=SHIFTS, time_off=taken,
        contracts=(Contract(id="full", leave_minutes_per_day=data.draw(st.sampled_from((0, 343, 480)))),),
    )  # fmt: skip
    problem, lines = compile_problem(place), Lines(place, Roster(department="tiny", start=start, days=4))
    for day in range(4):
        date = problem.horizon.date_of(day)
        allowed = [
            not any(falls_into(one, place.horizon, duty.shift, date) for one in taken) for duty in problem.duties
        ]
        assert problem.eligible[0, day].tolist() == allowed, day
        assert problem.leave_minutes(0, day, day) == lines.leave.get("ann", {}).get(day, 0), day


def test_the_checker_misses_a_duty_once_however_many_absences_it_meets() -> None:
    taken = (leave("ann", 0, starts_at=420, ends_at=600), leave("ann", 0, starts_at=600, ends_at=660))
    place = department(item("eligibility"), time_off=taken)
    problem = compile_problem(place)
    grid = problem.start_grid.copy()
    grid[0, 0] = 0
    (miss,) = verify(place, problem.roster_of(grid)).violations
    assert "Ann" in miss.message.title()
    assert "has approved time off then" in miss.message
