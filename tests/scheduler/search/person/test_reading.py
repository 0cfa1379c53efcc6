"""A family's third reading, for the per-person programme, says of every line what the checker says of it."""

from itertools import product
from random import Random

import numpy as np
import pytest

from fixtures.tiny import tiny
from models.department import Department
from scheduler.case import Case
from scheduler.family import TeamRule
from scheduler.search.person.reading import Reading, read_person
from tests.scheduler.contract import Play, check_programme, own_cents
from tests.scheduler.test_contract import PLAYS

PERSONAL = [play for play in PLAYS if not issubclass(type(Case.of(play.department).bound[-1][0]), TeamRule)]


def read(place: Department) -> list[Reading]:
    case = Case.of(place)
    found = [read_person(case, person) for person in range(case.problem.people)]
    return [one for one in found if one is not None]


@pytest.mark.parametrize("play", PERSONAL, ids=str)
def test_the_reading_charges_an_example_what_the_checker_charges(play: Play) -> None:
    check_programme(play)


@pytest.mark.parametrize("seed", range(80))
def test_the_reading_charges_random_rosters_what_the_checker_charges(seed: int) -> None:
    draw = Random(seed)
    place = tiny(draw)
    case, readings = Case.of(place), read(place)
    assert len(readings) == case.problem.people
    grids = list(product(*(product(*[(-1, *duties) for duties in line]) for line in case.problem.options)))
    for lines in draw.sample(grids, min(len(grids), 25)):
        grid = case.problem.start_grid.copy()
        grid[:, case.problem.history :] = np.array(lines)
        told = own_cents(place, case.problem.roster_of(grid))
        assert sum(one.cost(np.array(line, dtype=np.int16)) for one, line in zip(readings, lines, strict=True)) == told
