"""What a rule family or an objective term is: a name, limits, one reading for solvers and one for a reader."""

from abc import ABC, abstractmethod
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import inf
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from models.base import Noun
from models.limits import RangeByContract
from models.policy import Level, PolicyItem, Scope
from models.roster import CostLine, Violation
from scheduler.extend import Parts
from scheduler.lines import Lines
from scheduler.problem import Problem

if TYPE_CHECKING:
    from scheduler.context import Context

L = TypeVar("L", bound=Noun)


PEOPLE = frozenset({"people", "contracts", "tags", "without_tags"})
"""The filters of a scope that choose people."""


Clique = tuple[frozenset[int], frozenset[int]]
"""Duties of one day and duties of a later day, none of which go together."""


RowKey = tuple[tuple[tuple[int, int], ...], bytes | None, bytes | None]
"""Places of a team row, and who counts in it, for and against."""


class NoLimits(Noun):
    """The limits of a family that has none."""


@dataclass(frozen=True, eq=False)
class Bound(Generic[L]):
    """A policy item with its limits read by its family."""

    item: PolicyItem
    limits: L

    @property
    def price(self) -> int:
        """Cents per unit; 0 unless priced."""
        return self.item.price or 0

    @property
    def rate(self) -> float:
        """Cents per unit, infinite when hard."""
        return inf if self.item.level is Level.HARD else float(self.price)

    def miss(self, message: str, *, units: int = 1, cost: int | None = None, **where: Any) -> Violation:  # noqa: ANN401 - fields of Violation
        """A violation of this item; priced by units unless `cost` is given."""
        cents = (self.price * units if cost is None else cost) if self.item.level is Level.PRICED else 0
        item = self.item
        return Violation(
            item=item.id,
            family=item.family,
            level=item.level,
            message=message,
            units=units,
            cost=cents,
            **where,
        )


class Family(ABC, Generic[L]):
    """What rule families and objective terms share."""

    name: ClassVar[str]
    limits: type[L]
    levels: ClassVar[frozenset[Level]] = frozenset({Level.HARD, Level.PRICED})
    """Levels at which an item of this family may be set."""
    unit: ClassVar[str]
    """What one unit of violation is, in words; a priced item's price is for one."""

    by_the_hour: ClassVar[bool] = False
    """Whether a price is for an hour of a unit of one minute."""
    filters: ClassVar[frozenset[str]] = frozenset(Scope.model_fields)
    """Fields of a scope that the family looks at; an item that sets another is refused."""

    def names(self, limits: L) -> Iterator[tuple[str, str]]:
        """(kind, id) of everything that the limits name."""
        if isinstance(limits, RangeByContract):
            yield from (("contract", contract) for contract in limits.by_contract)

    @abstractmethod
    def post(self, ctx: "Context", bound: Bound[L]) -> None:
        """Tell the solver."""

    def extend(self, problem: Problem, bound: Bound[L], person: int) -> Parts | None:  # noqa: ARG002 - the plain answer
        """Tell the per-person dynamic programme: the item's parts for one person, none outside its scope.

        Optional: None means that the family has no such reading, and that the person is left to the generic engine.
        """
        return None


class Rule(Family[L]):
    """A family that can be broken."""

    @abstractmethod
    def check(self, lines: Lines, bound: Bound[L]) -> Iterator[Violation]:
        """Tell a reader: every place where the roster misses the item."""


class PersonRule(Rule[L]):
    """Concerns one person's own line through the horizon."""


class Term(Family[L]):
    """A part of the money objective, separable by person."""

    levels = frozenset({Level.PRICED})

    @abstractmethod
    def value(self, lines: Lines, bound: Bound[L]) -> Iterator[CostLine]:
        """The cents that a roster costs, line by line."""


@dataclass(frozen=True, slots=True, eq=False)
class TeamRow:
    """``need ≤ number of people on the places ≤ most``, each missing or surplus person at a price.

    People count one each, those `against` minus one.
    """

    places: tuple[tuple[int, int], ...]
    """(day, duty), each counting one."""
    need: int
    most: int | None = None
    people: NDArray[np.bool_] | None = None
    """(P,) who counts; everybody when absent."""
    against: NDArray[np.bool_] | None = None
    """(P,) who counts one less: minus one, those for each of whom somebody else is wanted. Nobody when absent."""
    under: int = 0
    """Cents per missing person."""
    over: int = 0
    """Cents per surplus person."""
    weight: int = 1
    """Minutes that the row stands for: hole minutes per missing person."""
    label: str = ""

    @property
    def key(self) -> RowKey:
        """Places and people: rows of equal keys count the same."""
        people, against = (None if mask is None else mask.tobytes() for mask in (self.people, self.against))
        return self.places, people, against


class TeamRows:
    """All rows of one item, found by place."""

    def __init__(self, rows: Iterable[TeamRow]) -> None:
        self.rows = tuple(rows)
        index: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
        for number, row in enumerate(self.rows):
            for place in row.places:
                index[place].append(number)
        self._at = {place: tuple(numbers) for place, numbers in index.items()}
        self._groups = [_Group.of(self.rows, numbers) for numbers in _alike(self.rows)]
        self.needs = np.array([row.need for row in self.rows], dtype=np.int64)
        """(rows,): people wanted."""
        self.capped = np.array([row.most is not None or row.against is not None for row in self.rows], dtype=bool)
        """(rows,): whether anybody may be one too many, or count against the row."""
        self.signs: list[list[int] | None] = [None] * len(self.rows)
        """For each row what each person counts on its places, 1, 0 or -1; everybody counts 1 when absent."""
        for group in self._groups:
            signs = group.signs()
            for number in group.numbers.tolist():
                self.signs[number] = signs

    def at(self, day: int, duty: int) -> tuple[int, ...]:
        """Numbers of the rows that a person on this duty counts in."""
        return self._at.get((day, duty), ())

    def sums(self, counts: Callable[[NDArray[np.bool_] | None], NDArray[np.int64]]) -> NDArray[np.int64]:
        """(rows,): the sum over each one's places; `counts` gives (D, K) for who counts in a row."""
        total = np.zeros(len(self.rows), dtype=np.int64)
        for group in self._groups:
            running = np.zeros(len(group.days) + 1, dtype=np.int64)
            counted = counts(group.people)
            if group.against is not None:
                counted = counted - counts(group.against)
            np.cumsum(counted[group.days, group.duties], out=running[1:])
            total[group.numbers] = running[group.ends[1:]] - running[group.ends[:-1]]
        return total


@dataclass(frozen=True, slots=True, eq=False)
class _Group:
    """Rows in which the same people count, their places one after another."""

    people: NDArray[np.bool_] | None
    against: NDArray[np.bool_] | None
    numbers: NDArray[np.intp]
    days: NDArray[np.intp]
    duties: NDArray[np.intp]
    ends: NDArray[np.intp]
    """Row n of the group has the places ``ends[n] … ends[n + 1] - 1``."""

    @classmethod
    def of(cls, rows: Sequence[TeamRow], numbers: Sequence[int]) -> "_Group":
        places = [place for number in numbers for place in rows[number].places]
        days, duties = np.array(places, dtype=np.intp).reshape(-1, 2).T
        ends = np.cumsum([0, *(len(rows[number].places) for number in numbers)])
        first = rows[numbers[0]]
        return cls(first.people, first.against, np.array(numbers, dtype=np.intp), days, duties, ends)

    def signs(self) -> list[int] | None:
        """What each person counts; None where everybody counts 1."""
        counted = 1 if self.people is None else self.people.astype(int)
        signs = counted if self.against is None else counted - self.against.astype(int)
        return None if isinstance(signs, int) else signs.tolist()


def _alike(rows: Sequence[TeamRow]) -> Iterable[list[int]]:
    """Numbers of rows in which the same people count."""
    groups: defaultdict[tuple[bytes | None, bytes | None], list[int]] = defaultdict(list)
    for number, row in enumerate(rows):
        groups[row.key[1:]].append(number)
    return groups.values()


class TeamRule(Rule[L]):
    """Ties people together by linear rows over cells."""

    by_place: ClassVar[bool] = False
    """Whether `check` reads demand row by row (coverage, shift needs, team requirements), so that what a duty changes
    is told by the rows of its area and days."""

    @abstractmethod
    def rows(self, problem: Problem, bound: Bound[L]) -> Iterable[TeamRow]:
        """The item as linear rows, for every solver; the same for every window."""

    def table(self, problem: Problem, bound: Bound[L]) -> TeamRows:
        """The rows, made once per problem."""
        key = ("team rows", bound.item.id)
        if key not in problem.cache:
            problem.cache[key] = TeamRows(self.rows(problem, bound))
        rows: TeamRows = problem.cache[key]
        return rows

    def post(self, ctx: "Context", bound: Bound[L]) -> None:
        """Post the rows that a free cell touches."""
        rows = self.table(ctx.problem, bound)
        for touched in ctx.touched(rows):
            ctx.require_team(bound, touched)
