"""What the two regressions share: how strong their priors are, and how they follow the latest level."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from scheduler.forecast.features import YEAR, Features, features
from scheduler.forecast.history import WEEK, History
from scheduler.forecast.volumes import Floats

WINDOW_DAYS: Final = int(4 * YEAR)
"""Days that a regression looks back."""
BLOCK: Final = 28
"""Days over which residuals are averaged to see how far they hang together."""
MOST_INFLATION: Final = 60.0
NEVER: Final = 1e8
"""Precision that pins an effect to zero."""
ROWS: Final = 28
"""Rows that are multiplied at a time."""
HALVED: Final = 45
"""Half as many equations as are solved in two halves."""
BEYOND_DOUBT: Final = 4.0
"""Standard errors from which a change of the level is no chance."""
WANDER: Final = 0.03
"""Standard deviation by which levels wander from month to month without a break, as a share."""
AGREED: Final = 0.85
"""Share of days that must lie on the side of a break."""
LEAST_KNOWN: Final = 4
SPARSE: Final = 0.05
"""Share of values other than 0 below which a column is multiplied apart."""


class Table:
    """A tall table of which most columns are mostly 0: holidays are few.

    Those columns are multiplied in the few rows where they are not 0, the others in pieces of 28 rows: OpenBLAS 0.3
    starts threads for products above some 2¹⁸ multiplications, and while other processes hold the cores these wait
    for each other and a product takes fifteen times as long.
    """

    def __init__(self, rows: Floats) -> None:
        full = np.count_nonzero(rows, axis=0) >= SPARSE * len(rows)
        self._full = np.flatnonzero(full)
        self._some = np.flatnonzero(rows[:, ~full].any(axis=1))
        self._pieces, self._dense, self._rare = Pieces(rows), Pieces(rows[:, self._full]), Pieces(rows[self._some])

    def times(self, effects: Floats) -> Floats:
        """The table times one number per column: one number per row."""
        return self._pieces.times(effects)

    def turned_times(self, values: Floats) -> Floats:
        """The turned table times one number per row: one number per column."""
        return self._pieces.turned_times(values)

    def gram(self, weights: Floats) -> Floats:
        """The turned table times the weighted table, columns by columns."""
        product = self._rare.gram(weights[self._some])
        product[np.ix_(self._full, self._full)] = self._dense.gram(weights)
        return product


class Pieces:
    """A tall table cut into pieces of `ROWS` rows, the last one filled up with 0."""

    def __init__(self, rows: Floats) -> None:
        self._days, width = rows.shape
        padded = np.zeros((-(-self._days // ROWS) * ROWS, width))
        padded[: self._days] = rows
        self._pieces = padded.reshape(-1, ROWS, width)
        self._turned = self._pieces.transpose(0, 2, 1)

    def times(self, effects: Floats) -> Floats:
        """See `Table`."""
        product: Floats = np.matmul(self._pieces, effects).ravel()[: self._days]
        return product

    def turned_times(self, values: Floats) -> Floats:
        """See `Table`."""
        product: Floats = np.matmul(self._turned, self._cut(values)).sum(axis=0).ravel()
        return product

    def gram(self, weights: Floats) -> Floats:
        """See `Table`."""
        product: Floats = np.matmul(self._turned, self._pieces * self._cut(weights)).sum(axis=0)
        return product

    def _cut(self, values: Floats) -> Floats:
        padded = np.zeros(len(self._pieces) * ROWS)
        padded[: self._days] = values
        return padded.reshape(-1, ROWS, 1)


def precision(features: Features, days: int) -> Floats:
    """Prior precision of each effect; slow ones are pinned with less than a year on record, held with less than two."""
    prior = 1 / features.spread**2
    years = days / YEAR
    if years < 1:
        return np.where(features.slow, NEVER, prior)
    return np.where(features.slow, 4 * prior, prior) if years < 2 else prior  # noqa: PLR2004 - two seasons


def recency(days: int, half_life: float) -> Floats:
    """Weights of `days` past days, the latest nearly 1."""
    weights: Floats = 0.5 ** (np.arange(days, 0, -1) / half_life)
    return weights


def inflation(residuals: Floats) -> float:
    """How many times more the mean of four weeks varies than it would if days were independent, at least once.

    Residuals hang together over weeks; a slow effect rests on so many times fewer observations than days.
    """
    whole = len(residuals) // BLOCK * BLOCK
    variance = float(np.var(residuals[len(residuals) - whole :])) if whole else 0.0
    if variance <= 0:
        return 1.0
    blocks = residuals[len(residuals) - whole :].reshape(-1, BLOCK).mean(axis=1)
    return float(np.clip(BLOCK * np.var(blocks) / variance, 1.0, MOST_INFLATION))


def solve(normal: Floats, right: Floats) -> Floats:
    """Effects that solve the normal equations; many of them in two halves, by the Schur complement.

    LAPACK, too, starts threads that wait for each other, from 10⁴ numbers on: 105 equations then take thirty times as
    long. The halves can be solved because priors make the equations positive definite.
    """
    half = len(normal) // 2
    if half < HALVED:
        return np.asarray(np.linalg.solve(normal, right), dtype=np.float64)
    across = normal[:half, half:]
    left = np.linalg.solve(normal[:half, :half], np.column_stack([across, right[:half]]))
    rest = solve(normal[half:, half:] - across.T @ left[:, :-1], right[half:] - across.T @ left[:, -1])
    return np.concatenate([left[:, -1] - left[:, :-1] @ rest, rest])


@dataclass(frozen=True, eq=False)
class Window:
    """What a regression looks at: the last years of a history, and the days to come."""

    counts: Floats
    known: Features
    """Features of the days counted."""
    rows: Floats
    """Features of these and of the days to come."""

    @classmethod
    def of(cls, history: History, days: int) -> "Window":
        """The window of a forecast `days` days ahead."""
        first = max(0, history.days - WINDOW_DAYS)
        ahead = features(history, days)
        counts, rows = history.counts[first:], ahead.table[first:]
        return cls(counts, Features(rows[: len(counts)], ahead.spread, ahead.slow), rows)

    def coming(self, fitted: Floats, level_days: int) -> Floats:
        """The fitted values of the days to come, at the level of the last `level_days` days counted."""
        past = len(self.counts)
        return fitted[past:] * latest_level(self.counts, fitted[:past], level_days)


def latest_level(counts: Floats, fitted: Floats, days: int) -> float:
    """How the last days compare with their fitted values; one exam is added to each for steadiness.

    These are `days` days, or fewer where the level broke within them.
    """
    lasted = settled(counts[-days:], fitted[-days:])
    recent, expected = counts[-lasted:], fitted[-lasted:]
    known = np.isfinite(recent)
    return float((recent[known].sum() + 1.0) / (expected[known].sum() + 1.0))


def settled(counts: Floats, fitted: Floats) -> int:
    """Days since the level of counts, in shares of fitted values, last broke beyond doubt; all days where it did not.

    Of all breaks a whole number of weeks ago the clearest is taken, if nearly all days after it lie on its side: one
    wrong count is no break.
    """
    known = np.isfinite(counts) & (fitted > 0)
    breaks = [(_clarity(counts, fitted, known, at), at) for at in range(WEEK, len(counts) - WEEK, WEEK)]
    clearest, lasted = max(breaks, default=(0.0, len(counts)))
    return lasted if clearest > BEYOND_DOUBT else len(counts)


def _clarity(counts: Floats, fitted: Floats, known: NDArray[np.bool_], lasted: int) -> float:
    """Standard errors by which the level of the last days differs from that before them; 0 where days disagree."""
    since, before = known.copy(), known.copy()
    since[:-lasted], before[-lasted:] = False, False
    if since.sum() < LEAST_KNOWN or before.sum() < LEAST_KNOWN:
        return 0.0
    old, new = (counts[days].sum() / fitted[days].sum() for days in (before, since))
    rest = counts[before] - old * fitted[before]
    error = np.sqrt(np.var(rest) * (since.sum() / fitted[since].sum() ** 2 + before.sum() / fitted[before].sum() ** 2))
    agreed = np.mean((counts[since] - old * fitted[since]) * np.sign(new - old) > 0)
    return float(abs(new - old) / np.hypot(error, WANDER * old + 1e-9)) if agreed >= AGREED else 0.0
