"""What team rules ask for, as one convex charge on the number of people at each set of places.

Rows of several items about the same places and people are one charge: a hole below the minimum, a price below the
target and a price above it.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from math import inf

import numpy as np
from numpy.typing import NDArray

from models.policy import Level
from scheduler.case import Case
from scheduler.family import RowKey, TeamRow
from scheduler.rulebook import AnyBound, team_rules_of
from scheduler.search.person.reading import Line

Floats = NDArray[np.float64]
Ints = NDArray[np.intp]

HARD_FACTOR = 3.0
"""A hard row costs so many times the dearest other one where a price is needed at all."""


@dataclass(frozen=True, eq=False)
class Segment:
    """A slack of a row: so many people off the row's level, each at a price."""

    row: int
    sign: int
    """+1 for people missing, -1 for people beyond."""
    price: float
    most: float


class Demand:
    """All rows, with what is needed to price, to charge and to bound."""

    def __init__(self, case: Case) -> None:
        problem = case.problem
        self.days, self.duties, self.people = problem.days, len(problem.duties), problem.people
        self.hole_weight = case.hole_weight
        charges: dict[RowKey, list[tuple[TeamRow, float, float]]] = {}
        for row, under, over in _rows(case):
            charges.setdefault(row.key, []).append((row, under, over))
        masks = list(dict.fromkeys(mask for key in charges for mask in key[1:] if mask is not None))
        self._masks = np.array([np.frombuffer(mask, dtype=bool) for mask in masks]).reshape(len(masks), self.people)
        number = {None: 0} | {mask: n for n, mask in enumerate(masks, start=1)}
        eligible: NDArray[np.bool_] = np.asarray(problem.eligible.any(axis=0))
        points, values = [], []
        self.places: list[NDArray[np.intp]] = []
        self.kinds_of: list[list[tuple[int, int]]] = []
        """For each row (kind of people, what one of them counts): everybody is kind 0, mask n is kind n + 1."""
        for (places, mask, against), parts in charges.items():
            row = parts[0][0]
            least = 0 if against is None else -_reach(problem.eligible, places, row.against)
            xs, gs = _charge(parts, (least, _reach(problem.eligible, places, row.people)))
            points.append(xs)
            values.append(gs)
            self.places.append(np.array([d * self.duties + k for d, k in places if eligible[d, k]], dtype=np.intp))
            self.kinds_of.append([(number[mask], 1)] + ([] if against is None else [(number[against], -1)]))
        self.rows = len(points)
        self.keys: list[RowKey] = list(charges)
        self._pad(points, values)
        self._index()

    def _pad(self, points: list[Floats], values: list[Floats]) -> None:
        width = max((len(xs) for xs in points), default=1)
        self.points = np.array([[*xs, *[xs[-1]] * (width - len(xs))] for xs in points]).reshape(self.rows, width)
        self.values = np.array([[*gs, *[gs[-1]] * (width - len(gs))] for gs in values]).reshape(self.rows, width)
        finite = [(xs[np.isfinite(gs)], gs[np.isfinite(gs)]) for xs, gs in zip(points, values, strict=True)]
        slopes = [float(np.abs(np.diff(gs) / np.diff(xs)).max(initial=1.0)) for xs, gs in finite]
        # … and what keeping it may cost people, who have no rows here: ten of the dearest duties or misses.
        self.hard_price = HARD_FACTOR * max(*slopes, 60.0 * self.hole_weight, 1.0)

    def _index(self) -> None:
        """Rows of each place and kind of people as one table of entries."""
        size = self.days * self.duties
        kinds = len(self._masks) + 1
        lists: list[list[list[tuple[int, int]]]] = [[[] for _ in range(size)] for _ in range(kinds)]
        found = [
            (row, place, kind, sign)
            for row, (places, parts) in enumerate(zip(self.places, self.kinds_of, strict=True))
            for kind, sign in parts
            for place in places.tolist()
        ]
        for row, place, kind, sign in found:
            lists[kind][place].append((row, sign))
        self._rows_at = lists
        entries = np.array(found, dtype=np.intp).reshape(len(found), 4)
        self._entry_row, self._entry_sign = entries[:, 0], entries[:, 3]
        self._entry_place = entries[:, 1] + entries[:, 2] * size
        self._kinds = [[0, *(np.nonzero(self._masks[:, person])[0] + 1).tolist()] for person in range(self.people)]

    def usage(self, person: int, line: Line) -> tuple[Ints, Floats]:
        """(rows, times) that a line counts in; below zero where it counts against."""
        signs: defaultdict[int, int] = defaultdict(int)
        days = np.nonzero(line >= 0)[0]
        for place in (days * self.duties + line[days]).tolist():
            for kind in self._kinds[person]:
                for row, sign in self._rows_at[kind][place]:
                    signs[row] += sign
        rows = sorted(signs)
        return np.array(rows, dtype=np.intp), np.array([signs[row] for row in rows], dtype=np.float64)

    def duals_of(self, known: Mapping[RowKey, float]) -> Floats:
        """(rows,): known prices of rows; where one is not known, what the first person there saves.

        All zero when none is known: prices of nothing draw a search nowhere.
        """
        if not known:
            return np.zeros(self.rows)
        saved = self.saved(np.zeros(self.rows))
        return np.array([known.get(key, float(first)) for key, first in zip(self.keys, saved, strict=True)])

    def prices(self, duals: Floats) -> Floats:
        """(kinds, days, duties): what the rows of each kind of people pay for one of them at a place."""
        size = self.days * self.duties
        kinds = len(self._masks) + 1
        paid = duals[self._entry_row] * self._entry_sign
        total = np.bincount(self._entry_place, paid, minlength=size * kinds).astype(np.float64)
        return total.reshape(kinds, self.days, self.duties)

    def of_person(self, prices: Floats, person: int) -> Floats:
        """(days, duties): what all rows in which the person counts pay."""
        kinds = self._kinds[person]
        paid: Floats = prices[0] if len(kinds) == 1 else prices[kinds].sum(axis=0)
        return paid

    def counts(self, lines: list[Line]) -> Floats:
        """(rows,): people of a roster at each row's places."""
        total = np.zeros(self.rows)
        for person, line in enumerate(lines):
            rows, times = self.usage(person, line)
            total[rows] += times
        return total

    def charge(self, counts: Floats) -> Floats:
        """(rows,): weighted cents at these counts; infinite where a hard row is broken."""
        xs, gs = self.points, self.values
        place = np.clip((xs < counts[:, None]).sum(axis=1), 1, xs.shape[1] - 1) if xs.shape[1] > 1 else None
        if place is None:
            return gs[:, 0].copy()
        rows = np.arange(self.rows)
        x0, x1, g0, g1 = xs[rows, place - 1], xs[rows, place], gs[rows, place - 1], gs[rows, place]
        with np.errstate(invalid="ignore", divide="ignore"):
            share = np.where(x1 > x0, (counts - x0) / (x1 - x0), 0.0)
            between = np.where(np.isinf(g0) | np.isinf(g1), inf, g0 + (g1 - g0) * share)
        return np.asarray(np.where(share == 0, g0, np.where(share == 1, g1, between)), dtype=np.float64)

    def saved(self, counts: Floats) -> Floats:
        """(rows,): what one more person saves; the hard price towards what a hard row allows, less it from there on."""
        here, more, most = self.charge(counts), self.charge(counts + 1), self.hard_price
        lowest = np.where(np.isfinite(self.values), self.points, inf).min(axis=1)
        both = np.isinf(here) & np.isinf(more)
        found = np.where(both, 0.0, here) - np.where(both, 0.0, more)
        return np.where(both, np.where(counts < lowest, most, -most), np.clip(found, -most, most))

    def bound_term(self, duals: Floats) -> float:
        """Least of each row's charge plus its dual times the count: the rows' part of the Lagrangian bound."""
        return float((self.values + duals[:, None] * self.points).min(axis=1).sum())

    def rows_at(self, places: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """(rows,): whether a row counts somebody at one of these (days, duties)."""
        found = places.ravel()[self._entry_place % places.size]
        touched: NDArray[np.bool_] = np.bincount(self._entry_row[found], minlength=self.rows) > 0
        return touched

    @cached_property
    def segments(self) -> tuple[Floats, Floats, list[Segment]]:
        """(level of each row, cents of each at its level, slacks): the charges as linear pieces."""
        best = self.values.argmin(axis=1)
        rows = np.arange(self.rows)
        level, constant = self.points[rows, best], self.values[rows, best]
        pieces = [piece for row in range(self.rows) for piece in self._pieces(row, int(best[row]))]
        return level, constant, pieces

    def _pieces(self, row: int, best: int) -> Iterator[Segment]:
        xs, gs = self.points[row].tolist(), self.values[row].tolist()
        steps = [(at, at - 1, 1) for at in range(best, 0, -1)] + [(at, at + 1, -1) for at in range(best, len(xs) - 1)]
        for near, far, sign in steps:
            length = abs(xs[far] - xs[near])
            if length:
                price = self.hard_price if gs[far] == inf else (gs[far] - gs[near]) / length
                yield Segment(row, sign, price, length)


def _rows(case: Case) -> Iterator[tuple[TeamRow, float, float]]:
    """(row, weighted cents per person missing, per person beyond)."""
    for family, bound in team_rules_of(case.bound):
        for row in family.table(case.problem, bound).rows:
            yield row, *_rates(case, (family, bound), row)


def _rates(case: Case, item: AnyBound, row: TeamRow) -> tuple[float, float]:
    level = item[1].item.level
    if level is Level.HARD:
        return inf, 0.0 if row.most is None else inf
    over = float(row.over) if level is Level.PRICED and row.most is not None else 0.0
    return float(case.hole_weight * row.weight if level is Level.COVERAGE else row.under), over


def _reach(eligible: NDArray[np.bool_], places: tuple[tuple[int, int], ...], who: NDArray[np.bool_] | None) -> int:
    """The most that can be counted: each person once for each of the places' days."""
    if not places:
        return 0
    days = sorted({day for day, _ in places})
    able = np.stack([eligible[:, day, [k for d, k in places if d == day]].any(axis=1) for day in days])
    return int((able if who is None else able & who).sum())


def _charge(parts: list[tuple[TeamRow, float, float]], reach: tuple[int, int]) -> tuple[Floats, Floats]:
    """Break points and weighted cents there of the sum of the parts' charges; `reach` is what can be counted."""
    ends = {
        *reach,
        *(row.need for row, _, _ in parts),
        *(row.most for row, _, over in parts if row.most is not None and over),
    }
    hard = {row.most + 1 for row, _, over in parts if row.most is not None and over == inf}
    hard |= {row.need - 1 for row, under, _ in parts if under == inf}
    xs = np.array(sorted(x for x in ends | hard if reach[0] <= x <= reach[1]), dtype=np.float64)
    total = np.zeros(len(xs))
    for row, under, over in parts:
        short = np.maximum(0.0, row.need - xs)
        total += np.where(short > 0, np.maximum(short, 1.0) * under if under else 0.0, 0.0)
        if row.most is not None and over:
            beyond = np.maximum(0.0, xs - row.most)
            total += np.where(beyond > 0, np.maximum(beyond, 1.0) * over, 0.0)
    return xs, total
