"""The solver's options and the checker agree on restrictions, cell by cell, on random small departments."""

import datetime as dt
from random import Random

import pytest

from fixtures.builders import item
from fixtures.tiny import tiny
from models.department import Department
from models.requests import Assignment, Restriction
from models.roster import Roster
from scheduler.problem import compile_problem
from scheduler.problem.options import days_of_shifts
from scheduler.verify import verify


def restricted(draw: Random) -> Department:
    place = tiny(draw)
    start, areas = place.horizon.start, [area.id for area in place.areas]
    rows = []
    for person in place.staff:
        first = start + dt.timedelta(days=draw.randint(-2, place.horizon.days))
        where = draw.sample(areas, k=draw.randint(1, len(areas)))
        rows.append(
            Restriction(person=person.id, areas=tuple(where), start=first, end=first + dt.timedelta(draw.randint(0, 2)))
        )
    policy = (item("eligibility", checks=["restrictions"]),)
    return place.revised(restrictions=tuple(rows), policy=policy, pins=())


@pytest.mark.parametrize("seed", range(40))
def test_a_cell_is_open_exactly_when_the_checker_has_no_objection(seed: int) -> None:
    place = restricted(Random(seed))
    problem, horizon = compile_problem(place), place.horizon
    runs = days_of_shifts(place, [(one.shift, one.area) for one in problem.duties])
    told, found = [], []
    for number, person in enumerate(place.staff):
        for day in range(horizon.days):
            for duty, one in enumerate(problem.duties):
                if not runs[day, duty]:
                    continue
                work = Assignment(person=person.id, date=horizon.date_of(day), shift=one.shift.id, area=one.area.id)
                roster = Roster(department=place.id, start=horizon.start, days=horizon.days, assignments=(work,))
                objections = [miss for miss in verify(place, roster).violations if miss.family == "eligibility"]
                told.append((person.id, day, duty, not objections))
                found.append((person.id, day, duty, bool(problem.eligible[number, day, duty])))
    assert found == told
    assert any(free for *_, free in told)
