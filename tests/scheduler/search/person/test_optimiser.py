"""The best line of a person is the best of all lines, whatever the policy, the prices and the cells left open."""

from itertools import product
from math import inf
from random import Random

import numpy as np
import pytest

from api.generate import generate_department
from fixtures.tiny import tiny
from scheduler.case import Case
from scheduler.search.person import PersonOptimiser
from scheduler.search.person import arcs as arcs_module
from scheduler.search.person import axes as axes_module
from scheduler.search.person import optimiser as optimiser_module
from scheduler.search.person import part as part_module
from scheduler.search.person.optimiser import Exact


def every_line(case: Case, person: int) -> list[np.ndarray]:
    choices = [(-1, *duties) for duties in case.problem.options[person]]
    return [np.array(line, dtype=np.int16) for line in product(*choices)]


def paid(prices: np.ndarray, line: np.ndarray) -> float:
    return sum(float(prices[day, duty]) for day, duty in enumerate(line) if duty >= 0)


def draw_prices(draw: Random, case: Case) -> np.ndarray:
    shape = case.problem.days, len(case.problem.duties)
    return np.array([[draw.randint(-400, 200) for _ in range(shape[1])] for _ in range(shape[0])], dtype=float)


def draw_mask(draw: Random, case: Case) -> np.ndarray | None:
    shape = case.problem.days, len(case.problem.duties) + 1
    if draw.random() < 0.5:
        return None
    return np.array([[draw.random() < 0.8 for _ in range(shape[1])] for _ in range(shape[0])])


def is_open(mask: np.ndarray | None, line: np.ndarray) -> bool:
    return mask is None or bool(mask[np.arange(len(line)), line].all())


@pytest.mark.parametrize("list_cost", [-inf, inf], ids=["lists of arcs", "moves in groups"])
@pytest.mark.parametrize("seed", range(80))
def test_bound_and_best_line_are_those_of_trying_every_line(
    seed: int, list_cost: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(arcs_module, "LIST", list_cost)
    draw = Random(seed)
    case = Case.of(tiny(draw))
    optimiser = PersonOptimiser(case)
    for person in range(case.problem.people):
        prices, mask = draw_prices(draw, case), draw_mask(draw, case)
        lines = [line for line in every_line(case, person) if is_open(mask, line)]
        values = [optimiser.cost(person, line) + paid(prices, line) for line in lines]
        best = min(values, default=inf)
        answer = optimiser.best_lines(person, prices, mask, 3)
        assert answer.bound == pytest.approx(best)
        if best < inf:
            assert answer.lines[0][0] == pytest.approx(best)


@pytest.mark.parametrize("seed", range(40))
def test_lines_are_worth_what_the_answer_says_and_come_best_first(seed: int) -> None:
    draw = Random(seed)
    case = Case.of(tiny(draw))
    optimiser = PersonOptimiser(case)
    for person in range(case.problem.people):
        prices = draw_prices(draw, case)
        answer = optimiser.best_lines(person, prices, None, 5)
        for value, own, line in answer.lines:
            assert own == optimiser.cost(person, line) < inf
            assert value == pytest.approx(own + paid(prices, line))
        assert [value for value, _, _ in answer.lines] == sorted(value for value, _, _ in answer.lines)


@pytest.mark.parametrize("seed", range(60))
def test_with_multipliers_in_place_of_dimensions_the_bound_stays_below_every_line(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(axes_module, "AVERAGE_STAGE", 0)
    draw = Random(seed)
    case = Case.of(tiny(draw))
    optimiser = PersonOptimiser(case)
    for person in range(case.problem.people):
        lines = every_line(case, person)
        for _ in range(6):
            prices = draw_prices(draw, case)
            best = min(optimiser.cost(person, line) + paid(prices, line) for line in lines)
            answer = optimiser.best_lines(person, prices, None, 3)
            assert answer.bound <= best + 1e-6
            for value, own, line in answer.lines:
                assert own == optimiser.cost(person, line) < inf
                assert value >= best - 1e-6


@pytest.mark.parametrize("seed", range(12))
def test_the_generic_engine_finds_the_same_best_lines(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    draw = Random(seed)
    case = Case.of(tiny(draw))
    exact = PersonOptimiser(case)
    asked = [(person, draw_prices(draw, case), draw_mask(draw, case)) for person in range(case.problem.people)]
    told = [exact.best_lines(person, prices, mask, 1) for person, prices, mask in asked]
    monkeypatch.setattr(optimiser_module, "read_person", lambda *_: None)
    generic = PersonOptimiser(case)
    for (person, prices, mask), answer in zip(asked, told, strict=True):
        found = generic.best_lines(person, prices, mask, 1)
        assert found.bound == pytest.approx(answer.bound)
        if answer.lines:
            _, own, line = found.lines[0]
            assert own == exact.cost(person, line) == generic.cost(person, line)
            assert own + paid(prices, line) == pytest.approx(answer.lines[0][0])


@pytest.mark.parametrize("dimensions", ["all tallies", "no tallies"])
@pytest.mark.parametrize("list_cost", [-inf, inf], ids=["lists of arcs", "moves in groups"])
@pytest.mark.parametrize("seed", range(60))
def test_a_few_days_between_settled_ones_are_solved_as_if_all_days_were_gone_through(
    seed: int, list_cost: float, dimensions: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(arcs_module, "LIST", list_cost)
    monkeypatch.setattr(part_module, "WORTH", 1.0)
    if dimensions == "no tallies":
        monkeypatch.setattr(axes_module, "AVERAGE_STAGE", 0)
    draw = Random(seed)
    case = Case.of(tiny(draw))
    optimiser = PersonOptimiser(case)
    for person in range(case.problem.people):
        lines = every_line(case, person)
        settled = draw.choice(lines)
        first = draw.randrange(case.problem.days)
        mask = np.zeros((case.problem.days, len(case.problem.duties) + 1), dtype=bool)
        mask[np.arange(len(settled)), settled] = True
        mask[first : first + draw.randint(1, case.problem.days)] = True
        for _ in range(4):
            prices = draw_prices(draw, case)
            within = [line for line in lines if is_open(mask, line)]
            best = min((optimiser.cost(person, line) + paid(prices, line) for line in within), default=inf)
            answer = optimiser.best_lines(person, prices, mask, 3)
            exact = dimensions == "all tallies"
            assert answer.bound == pytest.approx(best) if exact else answer.bound <= best + 1e-6
            for value, own, line in answer.lines:
                assert is_open(mask, line)
                assert own == optimiser.cost(person, line) < inf
                assert value == pytest.approx(own + paid(prices, line))
            mask[draw.randrange(first, case.problem.days), draw.randrange(mask.shape[1])] = False


def test_a_part_is_prepared_once_for_masks_that_settle_more_and_more() -> None:
    case = Case.of(generate_department(10, 3).department)
    optimiser, days = PersonOptimiser(case), case.problem.days
    mask = np.zeros((days, len(case.problem.duties) + 1), dtype=bool)
    mask[:, -1] = True
    mask[8:14] = True
    prices = draw_prices(Random(1), case)
    engine, parts = optimiser.engine(0), []
    assert isinstance(engine, Exact)
    for closed in (0, 10, 11, 12):
        mask[closed, :-1] = False
        optimiser.best_lines(0, prices, mask, 1)
        parts.append(engine.part)
    assert parts[0] is not None
    assert (parts[0].first, parts[0].end) == (8, 14)
    assert all(part is parts[0] for part in parts)


@pytest.mark.parametrize("seed", range(30))
def test_lines_that_are_not_worth_less_than_asked_for_may_be_left_out_and_no_others(seed: int) -> None:
    draw = Random(seed)
    case = Case.of(tiny(draw))
    optimiser = PersonOptimiser(case)
    for person in range(case.problem.people):
        prices = draw_prices(draw, case)
        everything = optimiser.best_lines(person, prices, None, 5)
        below = everything.bound + draw.choice([-1.0, 0.0, 1.0, 150.0])
        some = optimiser.best_lines(person, prices, None, 5, below=below)
        assert some.bound == pytest.approx(everything.bound)
        wanted = [value for value, _, _ in everything.lines if value < below - 1e-6]
        assert [value for value, _, _ in some.lines if value < below - 1e-6] == pytest.approx(wanted)
