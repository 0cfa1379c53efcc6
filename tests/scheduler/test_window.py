from random import Random

import numpy as np
import pytest

from fixtures.builders import department
from scheduler.problem import compile_problem
from scheduler.window import Window

PROBLEM = compile_problem(department(days=7, people=("ann", "bo", "cy"), tails={"ann": "D D D"}))
BASE = PROBLEM.start_grid


def test_the_whole_window_frees_every_cell_of_the_horizon() -> None:
    window = Window.whole(PROBLEM)
    assert window.free.shape == (3, 7)
    assert window.free.all()
    assert window.people == [0, 1, 2]
    assert window.base is PROBLEM.start_grid


def test_a_window_of_people_frees_their_lines() -> None:
    window = Window.of_people(PROBLEM, BASE, [2, 0])
    assert window.people == [0, 2]
    assert [len(days) for days in window.free_days] == [7, 0, 7]


@pytest.mark.parametrize(("people", "expected"), [(None, [0, 1, 2]), ([1], [1])])
def test_a_window_of_days_frees_them_for_everybody_or_for_some(people: list[int] | None, expected: list[int]) -> None:
    window = Window.of_days(PROBLEM, BASE, range(2, 4), people)
    assert window.people == expected
    assert all(window.free_days[person].tolist() == [2, 3] for person in expected)


@pytest.mark.parametrize("seed", range(30))
def test_spans_touch_when_one_of_their_days_is_free(seed: int) -> None:
    draw = Random(seed)
    free = np.array([[draw.random() < draw.choice((0.2, 1.0)) for _ in range(7)] for _ in range(3)])
    window, length = Window(free, BASE), draw.randint(1, 5)
    first, last = draw.randint(-6, 3), draw.randint(-2, 6)
    for person in range(3):
        days = set(window.free_days[person].tolist())
        meeting = [start for start in range(first, last + 1) if days & set(range(start, start + length))]
        assert window.touching(person, length, first, last) == meeting
