"""A trend that may bend, the waves of the year, weekdays and holidays, added up and held loosely.

The additive model of Prophet (Taylor and Letham 2018, doi 10.1080/00031305.2017.1380080), as one ridge regression:
what a planner would draw by hand. It trusts the shape of all years and does not follow the latest weeks; where that
is wrong the ensemble leaves it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from scheduler.forecast.features import HARMONICS, YEAR, features
from scheduler.forecast.forecasters.regression import solve
from scheduler.forecast.history import WEEK, History, in_steps
from scheduler.forecast.volumes import Floats

WAVES: Final = 10
"""Harmonics of the year."""
BEND_DAYS: Final = 91
SETTLED: Final = 0.8
"""Share of the history in which the trend may bend; after that it goes straight on."""
BEND_SPREAD: Final = 0.03
"""Prior standard deviation of a bend, in shares of the mean per year."""
WAVE_SPREAD: Final = 1.0
"""That of a wave of the year or of the trend once two years are on record."""
PINNED: Final = 1e-9
"""That of an effect which nobody could have seen yet."""
BLOCK: Final = 112
"""Days that are added up once for all later fits."""
STEPS: Final = 3
LEAST_VARIANCE: Final = 1e-8


@dataclass(frozen=True, eq=False)
class Design:
    """What is known of each day in advance, shape (days, columns): features, higher waves, bends."""

    table: Floats
    spread: Floats
    """Prior standard deviation of each feature's effect."""
    slow: NDArray[np.bool_]
    """Columns of trend, season and bends."""
    bends: int

    def priors(self, days: int) -> Floats:
        """Prior standard deviations, in shares of the mean, for a fit to so many days."""
        spread = self.spread.copy()
        if days < YEAR:
            spread[self.slow] = PINNED
        elif days >= 2 * YEAR:
            spread[self.slow] = WAVE_SPREAD
        first = len(spread) - self.bends
        spread[first:] = np.where(np.arange(self.bends) < int(SETTLED * days) // BEND_DAYS, BEND_SPREAD, PINNED)
        return spread


@dataclass(frozen=True, eq=False)
class Moments:
    """All that a least-squares fit needs to know of some days."""

    gram: Floats
    right: Floats
    squares: float
    days: int

    @classmethod
    def of(cls, rows: Floats, counts: Floats) -> "Moments":
        """Those of days with these counts; unknown ones (NaN) take no part."""
        seen = np.isfinite(counts)
        known, exams = rows[seen], counts[seen]
        return cls(known.T @ known, known.T @ exams, float(exams @ exams), int(seen.sum()))

    @classmethod
    def added_up(cls, parts: Sequence["Moments"]) -> "Moments":
        """Those of all days of the parts, of which there is at least one."""
        gram, right = parts[0].gram.copy(), parts[0].right.copy()
        for part in parts[1:]:
            gram += part.gram
            right += part.right
        return cls(gram, right, sum(part.squares for part in parts), sum(part.days for part in parts))

    def left_over(self, effects: Floats) -> float:
        """Variance that effects leave."""
        explained = float(2 * self.right @ effects - effects @ self.gram @ effects)
        return max(LEAST_VARIANCE * self.squares, self.squares - explained) / self.days


@dataclass(frozen=True)
class Structural:
    """Fitted anew from every day, yet quick: what was added up for one day serves the later ones."""

    name: str = "structural"
    member: bool = True

    def means(self, history: History, days: int) -> Floats:
        """See `Forecaster`."""
        span = in_steps(history.days + days)
        design: Design = history.recall(("structural", span), lambda: build(history, span))
        known = _moments(history, design.table, span)
        if known.squares <= 0:
            return np.zeros(days)
        effects = fit(known, design.priors(history.days))
        ahead = design.table[history.days : history.days + days]
        means: Floats = np.maximum(ahead @ effects, 0.0)
        return means


def build(history: History, span: int) -> Design:
    """The design of the first `span` days of a history, on record or not."""
    plain = features(history, span - history.days)
    day = np.arange(span)
    angle = 2 * np.pi * (day + history.start.timetuple().tm_yday - 1) / YEAR
    waves = [wave(k * angle) for k in range(HARMONICS + 1, WAVES + 1) for wave in (np.sin, np.cos)]
    bends = [np.maximum(0.0, day - first) / YEAR for first in range(BEND_DAYS, span, BEND_DAYS)]
    table = np.column_stack([plain.table, *waves, *bends])
    more = len(waves) + len(bends)
    spread = np.concatenate([plain.spread, np.full(more, PINNED)])
    return Design(table, spread, np.concatenate([plain.slow, np.ones(more, dtype=np.bool_)]), len(bends))


def fit(known: Moments, priors: Floats) -> Floats:
    """Effects at the posterior mode, the variance of the noise being found on the way."""
    usual = known.squares / known.days
    variance, effects = 0.01 * usual, np.zeros(len(priors))
    for _ in range(STEPS):
        effects = solve(known.gram + np.diag(variance / (priors**2 * usual)), known.right)
        variance = known.left_over(effects)
    return effects


def _moments(history: History, table: Floats, span: int) -> Moments:
    """Those of all days on record, whole blocks and whole weeks from memory.

    A week at a time is also little enough for OpenBLAS to stay on one thread, see `regression.Table`.
    """

    def days(first: int, last: int) -> Moments:
        return Moments.of(table[first:last], history.counts[first:last])

    def week(first: int) -> Moments:
        return history.recall(("structural week", span, first), lambda: days(first, first + WEEK))

    def block(first: int) -> Moments:
        weeks = range(first, first + BLOCK, WEEK)
        return history.recall(("structural block", span, first), lambda: Moments.added_up([week(one) for one in weeks]))

    blocks, weeks = history.days // BLOCK * BLOCK, history.days // WEEK * WEEK
    parts = [block(first) for first in range(0, blocks, BLOCK)]
    parts += [week(first) for first in range(blocks, weeks, WEEK)]
    return Moments.added_up([*parts, days(weeks, history.days)])


FORECASTER = Structural()
