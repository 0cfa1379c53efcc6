"""Which cells to free next: each neighbourhood turns the present roster into a window of about a wanted size."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from models.policy import Level
from models.roster import Verdict
from scheduler.case import Case
from scheduler.problem import Grid
from scheduler.window import Window


@dataclass(frozen=True, eq=False)
class Present:
    """The roster that a neighbourhood looks at."""

    case: Case
    grid: Grid
    verdict: Verdict
    rng: random.Random


Neighbourhood = Callable[["Landscape", Present, int], Window]
"""(landscape, present roster, wanted number of cell variables) → window."""


@dataclass(frozen=True, eq=False)
class Landscape:
    """What of a problem does not change: who resembles whom, how many choices each cell has."""

    case: Case

    @cached_property
    def choices(self) -> NDArray[np.int64]:
        """(P, D) number of duties that a cell offers."""
        counted: NDArray[np.int64] = self.case.problem.eligible.sum(axis=2)
        return counted

    @cached_property
    def able(self) -> NDArray[np.float64]:
        """(P, K) share of days on which a person may work a duty, scaled to unit length."""
        share = self.case.problem.eligible.mean(axis=1)
        length = np.linalg.norm(share, axis=1, keepdims=True)
        scaled: NDArray[np.float64] = share / np.maximum(length, 1e-9)
        return scaled

    def alike(self, person: int, rng: random.Random) -> list[int]:
        """Everybody, those who can work the same duties first, ties and near ties shuffled."""
        likeness = self.able @ self.able[person]
        noise = np.array([rng.random() for _ in range(len(likeness))]) * 0.3
        likeness[person] = 9.0
        order: list[int] = np.argsort(-(likeness + noise)).tolist()
        return order

    def take_people(self, order: list[int], days: slice, size: int) -> list[int]:
        """The first people of `order` whose cells on `days` make up the wanted size; at least two."""
        weight = self.choices[:, days].sum(axis=1)
        total = 0
        taken: list[int] = []
        for person in order:
            if total >= size and len(taken) > 1:
                break
            if weight[person]:
                taken.append(person)
                total += int(weight[person])
        return taken

    def take_days(self, centre: int, size: int, people: list[int] | None = None) -> range:
        """Days around `centre` whose cells make up the wanted size; at least two."""
        rows = self.choices if people is None else self.choices[people]
        weight = rows.sum(axis=0)
        first = last = centre
        total = int(weight[centre])
        while (total < size or last - first < 1) and (first > 0 or last < len(weight) - 1):
            if first > 0:
                first -= 1
                total += int(weight[first])
            if last < len(weight) - 1 and total < size:
                last += 1
                total += int(weight[last])
        return range(first, last + 1)


def similar_people(land: Landscape, present: Present, size: int) -> Window:
    """People who can stand in for each other, over the whole horizon."""
    problem = present.case.problem
    order = land.alike(_busy_person(present), present.rng)
    return Window.of_people(problem, present.grid, land.take_people(order, slice(None), size))


def some_days(land: Landscape, present: Present, size: int) -> Window:
    """Everybody on a few days."""
    return Window.of_days(present.case.problem, present.grid, land.take_days(_bad_day(present), size))


def people_and_days(land: Landscape, present: Present, size: int) -> Window:
    """People who can stand in for each other, over one or two weeks."""
    problem = present.case.problem
    length = min(problem.days, present.rng.choice((7, 10, 14)))
    first = max(0, min(problem.days - length, _bad_day(present) - present.rng.randrange(length)))
    order = land.alike(_busy_person(present), present.rng)
    people = land.take_people(order, slice(first, first + length), size)
    return Window.of_days(problem, present.grid, range(first, first + length), people)


def worst_place(land: Landscape, present: Present, size: int) -> Window:
    """Those who could fill a short duty or area, around its day."""
    problem, rng = present.case.problem, present.rng
    misses = [miss for miss in present.verdict.violations if miss.date is not None and miss.area is not None]
    if not misses:
        return people_and_days(land, present, size)
    miss = rng.choices(misses, [1 + abs(one.cost) + 1000 * one.hole_minutes for one in misses])[0]
    centre = min(problem.days - 1, max(0, problem.horizon.day_of(miss.date or problem.horizon.start)))
    duties = [duty.index for duty in problem.duties if duty.area.id == miss.area]
    fit = np.nonzero(problem.eligible[:, centre, duties].any(axis=1))[0].tolist() or list(range(problem.people))
    rng.shuffle(fit)
    length = min(problem.days, rng.choice((5, 7, 10, 14, 28)))
    first = max(0, min(problem.days - length, centre - rng.randrange(length)))
    people = land.take_people(fit, slice(first, first + length), size)
    return Window.of_days(problem, present.grid, range(first, first + length), people)


def random_people(land: Landscape, present: Present, size: int) -> Window:
    """Any people, over the whole horizon."""
    order = list(range(present.case.problem.people))
    present.rng.shuffle(order)
    return Window.of_people(present.case.problem, present.grid, land.take_people(order, slice(None), size))


NEIGHBOURHOODS: dict[str, Neighbourhood] = {
    "similar people": similar_people,
    "days": some_days,
    "people × days": people_and_days,
    "worst place": worst_place,
    "random people": random_people,
}


def _bad_day(present: Present) -> int:
    """A day, more likely one with costly misses."""
    problem, rng = present.case.problem, present.rng
    dated = [miss for miss in present.verdict.violations if miss.date is not None and miss.level is not Level.HARD]
    if dated and rng.random() < 0.7:  # noqa: PLR2004 - most, not all
        miss = rng.choices(dated, [1 + abs(one.cost) + 1000 * one.hole_minutes for one in dated])[0]
        return min(problem.days - 1, max(0, problem.horizon.day_of(miss.date or problem.horizon.start)))
    return rng.randrange(problem.days)


def _busy_person(present: Present) -> int:
    """A person, more likely one with costly misses of their own."""
    problem, rng = present.case.problem, present.rng
    own = [miss for miss in present.verdict.violations if miss.person is not None and miss.cost > 0]
    if own and rng.random() < 0.5:  # noqa: PLR2004 - half of the time
        miss = rng.choices(own, [1 + one.cost for one in own])[0]
        return problem.person_index[miss.person or ""]
    return rng.randrange(problem.people)
