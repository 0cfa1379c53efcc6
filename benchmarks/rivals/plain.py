"""A department without our words: cells, costs, counts, runs, pairs and rows, for solvers that know nothing of it.

Rules that a person keeps are told by what they say, not by our rows, so that each rival models them in its own way.
What has no place here is listed in `left_out`; rosters are judged by all rules all the same.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from math import gcd, isinf
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from models.errors import InputError
from models.limits import Range
from models.policy import Level
from scheduler.case import Case
from scheduler.extend import CellCosts, Conflicts, concerns, scoped_cells
from scheduler.extend import Count as Counted
from scheduler.family import Bound, TeamRule
from scheduler.periods import weekends
from scheduler.problem import Problem
from scheduler.rulebook import AnyFamily
from scheduler.rules import rest, succession
from scheduler.rules.consecutive import RunOf

HARD: Final = -1
"""As a price: may not be missed."""
IN_CELLS: Final = frozenset({"eligibility", "one_duty"})
"""Families that need no words: options of a cell, and one duty in it."""


@dataclass(frozen=True, slots=True)
class Count:
    """What a person's duties of the days ``first … last`` add up to, `begun` included, and what each total costs."""

    person: int
    first: int
    last: int
    amounts: int
    """Number of the table of amounts, (day, duty) → whole number."""
    begun: int
    low: int | None
    """Least total that is allowed, where totals are hard."""
    high: int | None
    cents: tuple[int, ...]
    """Cents of the totals 0, 1, 2, …, where they are priced; empty where they are hard."""


@dataclass(frozen=True, slots=True)
class Run:
    """Days in a row with a duty of a mask, or, with `off`, without one; a unit is a day too many or too few."""

    person: int
    mask: int
    off: bool
    least: int | None
    most: int | None
    price: int


@dataclass(frozen=True, slots=True)
class WeekendLimit:
    """Most weekends of the horizon with a duty of a mask."""

    person: int
    mask: int
    most: int
    price: int


@dataclass(frozen=True, slots=True)
class Both:
    """A day and the next: a duty of a mask on both, or on none."""

    person: int
    day: int
    mask: int
    price: int


@dataclass(frozen=True, slots=True)
class Apart:
    """Pairs of duties that may not be worked on a day and `gap` days later."""

    people: tuple[int, ...]
    gap: int
    pairs: dict[int, int]
    """First day → number of the table of pairs."""
    price: int


@dataclass(frozen=True, slots=True)
class Row:
    """``need`` people, and where `most` is given no more, on some (day, duty) places."""

    places: tuple[tuple[int, int], ...]
    people: tuple[int, ...] | None
    """Who counts; everybody when absent."""
    need: int
    most: int | None
    under: int
    """Cents, or with `holes` minutes, of each missing person; `HARD` where nobody may be missing."""
    over: int
    holes: bool


@dataclass(eq=False)
class Plain:
    """Days count from the horizon's start, those before it are negative; `OFF` and `UNKNOWN` as in a grid."""

    days: int
    duties: int
    hole_weight: int
    past: list[list[int]]
    """For each person the duties before the horizon; -1 is off, -2 unknown."""
    options: list[list[tuple[int, ...]]]
    cents: NDArray[np.int64]
    """(people, days, duties + 1): what a cell costs by what is worked in it, the last being off."""
    weekends: list[list[int]]
    counts: list[Count] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    limits: list[WeekendLimit] = field(default_factory=list)
    both: list[Both] = field(default_factory=list)
    apart: list[Apart] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    tables: list[NDArray[np.int64]] = field(default_factory=list)
    """Amounts (days, duties); masks (history + days, duties); pairs (duties, duties)."""
    _numbers: dict[tuple[tuple[int, ...], bytes], int] = field(default_factory=dict)

    @property
    def history(self) -> int:
        """Days before the horizon."""
        return len(self.past[0]) if self.past else 0

    def table(self, values: NDArray[np.generic]) -> int:
        """The number of a table with these values."""
        made = np.ascontiguousarray(values, dtype=np.int64)
        key = (made.shape, made.tobytes())
        if key not in self._numbers:
            self._numbers[key] = len(self.tables)
            self.tables.append(made)
        return self._numbers[key]


def plain_of(case: Case) -> Plain:
    """Read a department's policy."""
    problem = case.problem
    plain = Plain(
        days=problem.days,
        duties=len(problem.duties),
        hole_weight=case.hole_weight,
        past=problem.start_grid[:, : problem.history].tolist(),
        options=problem.options,
        cents=np.zeros((problem.people, problem.days, len(problem.duties) + 1), dtype=np.int64),
        weekends=[[day for day in days if 0 <= day < problem.days] for days in weekends(problem.horizon)],
    )
    for family, bound in case.bound:
        if not _read(plain, problem, family, bound):
            plain.left_out.append(bound.item.id)
    return plain


def _read(plain: Plain, problem: Problem, family: AnyFamily, bound: Bound[Any]) -> bool:
    """Take an item in; whether there was a place for it."""
    if family.name in IN_CELLS:
        return True
    if isinstance(family, TeamRule):
        plain.rows += _rows(problem, family, bound)
        return True
    if family.name in READERS:
        return READERS[family.name](plain, problem, bound)
    return all(_parts(plain, problem, family, bound, person) for person in range(problem.people))


def _rows(problem: Problem, family: TeamRule[Any], bound: Bound[Any]) -> Iterator[Row]:
    holes, hard = bound.item.level is Level.COVERAGE, bound.item.level is Level.HARD
    for row in family.rows(problem, bound):
        if row.against is not None:
            raise InputError(f"policy {bound.item.id}", "people count against its rows, which rivals do not know.")
        who = None if row.people is None else tuple(np.nonzero(row.people)[0].tolist())
        under, over = (HARD, HARD) if hard else (row.weight, 0) if holes else (row.under, row.over)
        yield Row(row.places, who, row.need, row.most, under, over, holes)


def _parts(plain: Plain, problem: Problem, family: AnyFamily, bound: Bound[Any], person: int) -> bool:
    """Costs of cells and counts of a person; nothing else is taken in."""
    parts = family.extend(problem, bound, person)
    for part in parts if parts is not None else (None,):
        if isinstance(part, CellCosts) and not np.isinf(part.cents).any():
            plain.cents[person] += part.cents.astype(np.int64)
        elif isinstance(part, Counted) and part.amounts is not None:
            count = _count(plain, person, part, part.amounts)
            plain.counts += [] if count is None else [count]
        else:
            return False
    return True


def _count(plain: Plain, person: int, part: Counted, amounts: NDArray[np.int64]) -> Count | None:
    """The charge by totals, in steps of what all amounts are multiples of; None where no total costs anything."""
    inside = np.zeros((plain.days, plain.duties), dtype=np.int64)
    inside[part.first : part.last + 1] = amounts[part.first : part.last + 1, :-1]
    step = gcd(part.begun, *np.unique(inside).tolist()) or 1
    most = part.begun + int(inside.max(axis=1, initial=0).sum())
    charges = part.charge(np.arange(0, most + step, step))
    if not charges[part.begun // step :].any():
        return None
    allowed, hard = np.nonzero(np.isfinite(charges))[0], bool(np.isinf(charges).any())
    return Count(
        person=person, first=part.first, last=part.last, amounts=plain.table(inside // step), begun=part.begun // step,
        low=int(allowed[0]) if hard else None, high=int(allowed[-1]) if hard else None,
        cents=() if hard else tuple(int(cents) for cents in charges),
    )  # fmt: skip


def _price(bound: Bound[Any]) -> int:
    return HARD if isinf(bound.rate) else bound.price


def _mask(plain: Plain, problem: Problem, bound: Bound[Any]) -> int:
    return plain.table(scoped_cells(problem, bound.item)[:, :-1])


def _people(problem: Problem, bound: Bound[Any]) -> Iterator[tuple[int, str]]:
    """Who is concerned, with their contracts."""
    for person, one in enumerate(problem.department.staff):
        if concerns(problem, bound.item, person):
            yield person, one.contract


def _read_runs(plain: Plain, problem: Problem, bound: Bound[Any]) -> bool:
    of, inside = bound.limits.of, scoped_cells(problem, bound.item)[:, :-1]
    shifts = np.array([duty.shift.id for duty in problem.duties])
    each = [inside & (shifts == shift) for shift in dict.fromkeys(shifts)] if of is RunOf.SHIFT else [inside]
    masks = [plain.table(mask) for mask in each if mask.any()]
    for person, contract in _people(problem, bound):
        wanted: Range = bound.limits.under(contract)
        for mask in masks if wanted.min is not None or wanted.max is not None else ():
            plain.runs.append(Run(person, mask, of is RunOf.OFF, wanted.min, wanted.max, _price(bound)))
    return True


def _read_weekends(plain: Plain, problem: Problem, bound: Bound[Any]) -> bool:
    mask = _mask(plain, problem, bound)
    for person, contract in _people(problem, bound):
        wanted: Range = bound.limits.under(contract)
        if wanted.min or bound.limits.window is not None:
            return False
        if wanted.max is not None:
            plain.limits.append(WeekendLimit(person, mask, wanted.max, _price(bound)))
    return True


def _read_both(plain: Plain, problem: Problem, bound: Bound[Any]) -> bool:
    mask = _mask(plain, problem, bound)
    for person, _ in _people(problem, bound):
        for days in weekends(problem.horizon):
            plain.both += [
                Both(person, day, mask, _price(bound))
                for day, other in pairwise(days)
                if day >= problem.first_known[person] and 0 <= other < problem.days
            ]
    return True


def _read_apart(conflicts: Conflicts, plain: Plain, problem: Problem, bound: Bound[Any]) -> bool:
    people = tuple(person for person, _ in _people(problem, bound))
    found: dict[int, dict[int, int]] = {}
    for day in range(-problem.history, problem.days):
        for gap in range(max(1, -day), problem.days - day):
            pairs = conflicts(day, gap)
            if pairs is None:
                break
            if pairs.any():
                found.setdefault(gap, {})[day] = plain.table(pairs)
    plain.apart += [Apart(people, gap, pairs, _price(bound)) for gap, pairs in found.items()]
    return True


Reader = Callable[[Plain, Problem, Bound[Any]], bool]
READERS: Final[dict[str, Reader]] = {
    "consecutive": _read_runs,
    "weekends": _read_weekends,
    "complete_weekend": _read_both,
    "rest": lambda plain, problem, bound: _read_apart(rest._conflicts(problem, bound), plain, problem, bound),
    "succession": lambda plain, problem, bound: _read_apart(
        succession._conflicts(problem, bound), plain, problem, bound
    ),
}
"""Families with words of their own."""
