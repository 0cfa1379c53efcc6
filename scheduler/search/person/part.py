"""Some days of a programme between days that are settled: only these are gone through for each set of prices."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf

import numpy as np
from numpy.typing import NDArray

from scheduler.search.person.plan import Plan
from scheduler.search.person.reading import Line
from scheduler.search.person.steps import advance, close, retreat

Values = NDArray[np.float64]
Mask = NDArray[np.bool_]

WORTH = 0.6
"""Share of all days up to which a part is worth what it costs to prepare."""
WASTE = 3
"""Times the open days that a part prepared before may have, to serve for them."""


@dataclass(frozen=True, eq=False)
class Part:
    """Days from `first` up to `end`, without it; the cells of all other days are settled."""

    first: int
    end: int
    line: Line
    """(days,): the settled cells; whatever in the part."""
    outside: NDArray[np.intp]
    """The settled days."""
    before: Values
    """The stage before the first day, cells paid nothing."""
    ahead: Values | None
    """What the rules still charge after the last day, from each spot; None at the horizon's end."""

    def serves(self, allow: Mask, first: int, end: int) -> bool:
        """Whether lines within `allow`, open from `first` to `end`, can be looked for in it without much waste."""
        inside = self.first <= first and end <= self.end <= self.first + WASTE * (end - first)
        return inside and bool(allow[self.outside, self.line[self.outside]].all())


def open_days(allow: Mask) -> tuple[int, int] | None:
    """First day with a choice and the day after the last one; None where they are too many, or none."""
    days = np.nonzero(allow.sum(axis=1) != 1)[0]
    if not len(days) or days[-1] + 1 - days[0] > WORTH * len(allow):
        return None
    return int(days[0]), int(days[-1]) + 1


def make_part(plan: Plan, allow: Mask, first: int, end: int) -> Part:
    """Prepare the days from `first` to `end`; outside them `allow` leaves one cell a day."""
    settled = allow.argmax(axis=1)
    outside = np.r_[0:first, end : len(allow)]
    cells = np.full(allow.shape, inf)
    cells[outside, settled[outside]] = 0.0
    costs = plan.costs_of(cells, 0, len(plan.days))
    stage = np.zeros((1,) * (1 + plan.dimensions))
    for number in range(first):
        day = plan.days[number]
        stage = close(day, advance(day, stage, costs[day.kind_of])[0], last=False)
    line = np.where(settled == allow.shape[1] - 1, -1, settled).astype(np.int16)
    return Part(first, end, line, outside, stage, _ahead(plan, costs, end))


def _ahead(plan: Plan, costs: Values, end: int) -> Values | None:
    """What is still to come from each spot before day `end`."""
    if end == len(plan.days):
        return None
    ahead = np.zeros(plan.days[-1].shape)
    for number in range(len(plan.days) - 1, end - 1, -1):
        ahead = retreat(plan.days[number], ahead, costs[plan.days[number].kind_of], _states(plan, number))
    return ahead


def _states(plan: Plan, number: int) -> int:
    """States before a day."""
    return plan.days[number - 1].shape[0] if number else 1


def paid(part: Part | None, cells: Values) -> float:
    """What the settled cells cost."""
    return 0.0 if part is None else float(cells[part.outside, part.line[part.outside]].sum())


def span(part: Part | None, days: Sequence[object]) -> tuple[int, int]:
    """The days to go through."""
    return (0, len(days)) if part is None else (part.first, part.end)
