"""A first roster: each person in turn gets the best line against what the others leave to be done."""

import random

import numpy as np

from scheduler.search.columns.demand import Floats
from scheduler.search.columns.work import Work
from scheduler.search.person.reading import Line

PASSES = 5
TRIES = 20
"""Times that a person may be priced before a line must be found."""
NOISE = 0.3
"""Noise that each further try adds to the prices, in shares of their mean size."""


def build(work: Work, *, passes: int = PASSES, frugal: bool = False) -> bool:
    """Offer rosters of one, then of more passes; False when some person has no line.

    A frugal build keeps no programme longer than it needs it. The order does not depend on the seed: two workers that
    build at the same time come to the same roster, and can put together what they make of it.
    """
    rng = random.Random(0)
    lines: list[Line | None] = [None] * work.problem.people
    counts = np.zeros(work.demand.rows)
    order = sorted(range(len(lines)), key=lambda person: int(work.problem.eligible[person].sum()))
    for number in range(passes):
        for person in order:
            if work.over and number:
                return True
            if not _replace(work, lines, counts, (person, number == 0)):
                return False
            if frugal:
                work.optimiser.forget()
        if not work.offer([line for line in lines if line is not None]):
            return True
        rng.shuffle(order)
    return True


def _replace(work: Work, lines: list[Line | None], counts: Floats, what: tuple[int, bool]) -> bool:
    """Give one person a new line; `counts` follow."""
    person, first = what
    old = lines[person]
    if old is not None:
        rows, times = work.demand.usage(person, old)
        counts[rows] -= times
    line = _best(work, person, _worth(work, counts, shared=first))
    if line is None:
        return False
    lines[person] = line
    rows, times = work.demand.usage(person, line)
    counts[rows] += times
    return True


def _worth(work: Work, counts: Floats, *, shared: bool) -> Floats:
    """(rows,): what one more person saves now, in the first pass less where most of the need is met."""
    saved = work.demand.saved(counts)
    if not shared:
        return saved
    wanted = np.maximum(1.0, work.master.whole.sides[: work.demand.rows])
    return saved * np.where(saved > 0, np.clip((wanted - counts) / wanted, 0.02, 1.0), 1.0)


def _best(work: Work, person: int, worth: Floats) -> Line | None:
    """The best line found; where multipliers find none that is legal, prices that differ more from cell to cell do."""
    prices = work.demand.prices(worth)
    for number in range(TRIES):
        answer = work.price(person, prices if not number else _shaken(work, prices, number * NOISE), count=3)
        for _, own, line in answer.lines:
            work.master.pool.add(person, line, own)
        if answer.lines:
            return answer.lines[0][2]
        if answer.bound == np.inf:
            return None
    return None


def _shaken(work: Work, prices: Floats, share: float) -> Floats:
    """Prices with noise of a share of their mean size: equal prices let one shift fill a line beyond its maximum."""
    noise = np.random.default_rng(work.rng.randrange(1 << 30)).standard_normal(prices[0].shape)
    shaken = prices.copy()
    shaken[0] += share * (float(np.abs(prices[0]).mean()) or 1.0) * noise
    return shaken
