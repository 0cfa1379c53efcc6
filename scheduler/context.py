"""The one thing a rule sees when it posts itself: cells to ask, and `require` to say what must hold.

Whether a requirement is hard, a hole, priced, or switchable for an explanation is decided here, never in a rule.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from models.base import Noun
from models.policy import Level, Scope
from scheduler.cells import Cells
from scheduler.family import Bound, Clique, TeamRow, TeamRows
from scheduler.linear import FALSE, TRUE, Linear, Lit
from scheduler.problem import Problem
from scheduler.window import Window

L = TypeVar("L", bound=Noun)


@dataclass(frozen=True, slots=True)
class Touched:
    """A team row as a window sees it."""

    row: TeamRow
    lits: list[Lit]
    coefs: list[int]
    """1 for each literal, or -1."""
    most: int
    """People who could be on it, counted by free cells: no more of the literals are true together."""
    frozen: int
    """People who are there already."""


class Context:
    """A model under construction for one window of one problem."""

    def __init__(
        self,
        problem: Problem,
        window: Window,
        store: Linear,
        *,
        guards: Mapping[str, Lit] | None = None,
        soft_team: bool = False,
    ) -> None:
        self.problem, self.window, self.store = problem, window, store
        self.cells = Cells(problem, window, store)
        self._guards = guards or {}
        self.soft_team = soft_team
        """Count misses of hard team rules as holes: a search may pass through rosters that are not complete yet."""
        self._counts: dict[int, NDArray[np.int64]] = {}
        self.team_rows: list[tuple[int, TeamRow]] = []
        """(number of the store's row, team row): what a price of the row pays for, see `search/compact`."""

    def people(self, bound: Bound[L]) -> list[int]:
        """People in the item's scope who have a free cell."""
        chosen = self._scoped(bound, "people", self.problem.people_in)
        return [person for person in self.window.people if person in chosen]

    def duties(self, bound: Bound[L]) -> frozenset[int]:
        """Duties in the item's scope."""
        return self._scoped(bound, "duties", self.problem.duties_in)

    def works(self, bound: Bound[L], person: int, day: int, duties: frozenset[int] | None = None) -> Lit:
        """The person works a duty in the item's scope that day; of these `duties` when they are given."""
        weekdays = bound.item.scope.weekdays
        if weekdays is not None and self.problem.horizon.weekday(day) not in {one.number for one in weekdays}:
            return FALSE
        return self.cells.works(person, day, self.duties(bound) if duties is None else duties)

    def terms(self, bound: Bound[L], person: int, day: int) -> list[tuple[Lit, int]]:
        """(literal, duty) of the duties in scope that the person may work, or in a frozen cell works, that day."""
        weekdays = bound.item.scope.weekdays
        if weekdays is not None and self.problem.horizon.weekday(day) not in {one.number for one in weekdays}:
            return []
        scope, cells = self.duties(bound), self.cells
        choices = cells.free.get((person, day))
        if choices is None:
            duty = cells.frozen(person, day)
            return [(TRUE, duty)] if duty in scope else []
        return [(variable, duty) for duty, variable in choices.items() if duty in scope]

    def every(self, person: int, day: int) -> list[tuple[Lit, int]]:
        """(literal, duty) of all duties that the person may work, or in a frozen cell works, that day."""
        choices = self.cells.free.get((person, day))
        if choices is None:
            duty = self.cells.frozen(person, day)
            return [(TRUE, duty)] if duty >= 0 else []
        return [(variable, duty) for duty, variable in choices.items()]

    def either(self, lits: Sequence[Lit]) -> Lit:
        """One literal that is true exactly when one of these is."""
        if TRUE in lits:
            return TRUE
        kept = [lit for lit in lits if lit != FALSE]
        if len(kept) < 2:  # noqa: PLR2004 - nothing to join
            return kept[0] if kept else FALSE
        joined = self.store.boolean()
        for lit in kept:
            self.store.clause([~lit, joined])
        self.store.clause([*kept, ~joined])
        return joined

    def starts(self, person: int, length: int, *, first: int, last: int) -> list[int]:
        """Starts of the spans of `length` days within ``first … last`` (known days only) that meet a free cell."""
        return self.window.touching(person, length, max(first, self.problem.first_known[person]), last)

    def any_free(self, person: int, *days: int) -> bool:
        """Whether one of these cells is free."""
        return any((person, day) in self.cells.free for day in days)

    def meets(self, person: int, first: int, last: int) -> bool:
        """Whether the person has a free cell in ``first … last``."""
        return bool(self.window.free[person, max(0, first) : last + 1].any())

    def require_clause(self, bound: Bound[L], lits: Sequence[Lit], *, units: int = 1) -> None:
        """At least one of the literals is true, or `units` are missed."""
        if TRUE in lits:
            return
        if bound.item.level is Level.HARD:
            self.store.clause(lits, self._guard(bound), what=bound.item.id)
        else:
            self._charge_clause(bound, [lit for lit in lits if lit != FALSE], units)

    def _charge_clause(self, bound: Bound[L], lits: Sequence[Lit], units: int) -> None:
        if bound.price == 0:
            return
        if not lits:
            self.store.charge(TRUE, bound.price * units)
        elif len(lits) == 1:
            self.store.charge(~lits[0], bound.price * units)
        else:
            missed = self.store.boolean()
            self.store.clause([*lits, missed])
            self.store.charge(missed, bound.price * units)

    def require_exclusive(self, bound: Bound[L], groups: Sequence[Sequence[Lit]]) -> None:
        """In no group are two literals true, or one unit is missed for all groups together."""
        if not groups:
            return
        if bound.item.level is Level.HARD:
            guard = self._guard(bound)
            for lits in groups:
                if guard is None:
                    self.store.at_most_one(lits, what=bound.item.id)
                else:
                    self.store.row(lits, [1] * len(lits), 0, 1, guard=guard)
        elif bound.price:
            missed = self.store.boolean()
            for lits in groups:
                self.store.row([*lits, missed], [1] * len(lits) + [-1], -1, 1)
            self.store.charge(missed, bound.price)

    def require_apart(self, bound: Bound[L], cells: tuple[int, int, int], cliques: Iterable[Clique]) -> None:
        """Of (person, day, later day): no duty of a clique's first set with one of its second, one unit for any."""
        person, day, later = cells
        first, second = self.terms(bound, person, day), self.terms(bound, person, later)
        groups: list[list[Lit]] = []
        for before, after in cliques:
            left = [lit for lit, duty in first if duty in before]
            right = [lit for lit, duty in second if duty in after]
            if left and right:
                groups.append(left + right)
        self.require_exclusive(bound, groups)

    def require_range(
        self,
        bound: Bound[L],
        lits: Sequence[Lit],
        coefs: Sequence[int],
        *,
        low: int | None = None,
        high: int | None = None,
    ) -> None:
        """``low ≤ Σ coef·literal ≤ high`` (coefficients ≥ 0), or each unit outside is missed."""
        constant = sum(coef for lit, coef in zip(lits, coefs, strict=True) if lit == TRUE)
        most = sum(coef for lit, coef in zip(lits, coefs, strict=True) if lit != FALSE)
        too_low = low is not None and constant < low
        too_high = high is not None and most > high
        if bound.item.level is Level.HARD:
            if too_low or too_high:
                floor = low if low is not None and too_low else 0
                ceiling = high if high is not None and too_high else most
                self.store.row(lits, coefs, floor, ceiling, guard=self._guard(bound), what=bound.item.id)
            return
        if too_low and low is not None:
            self._charge_side(lits, coefs, low, price=bound.price, gap=low - constant, under=True)
        if too_high and high is not None:
            self._charge_side(lits, coefs, high, price=bound.price, gap=most - high, under=False)

    def _charge_side(
        self, lits: Sequence[Lit], coefs: Sequence[int], limit: int, *, price: int, gap: int, under: bool
    ) -> None:
        """Charge each unit below (or above) the limit; `gap` is the most that can be missed."""
        if price == 0:
            return
        missed = self.store.integer(0, gap)
        if under:
            self.store.row([*lits, missed], [*coefs, 1], limit, limit + sum(coefs) + gap)
        else:
            self.store.row([*lits, missed], [*coefs, -1], -gap, limit)
        self.store.charge(missed, price)

    def charge_steps(self, lits: Sequence[Lit], *, low: int, high: int, price: int) -> None:
        """The n-th literal above `high` (or missing below `low`) costs n times `price`: a convex charge on a count."""
        if price == 0:
            return
        ones = [1] * len(lits)
        sure = sum(lit == TRUE for lit in lits)
        most = sum(lit != FALSE for lit in lits)
        over = [self._step(n * price) for n in range(1, most - high + 1)]
        under = [self._step(n * price) for n in range(1, low - sure + 1)]
        if over:
            self.store.row([*lits, *over], ones + [-1] * len(over), -len(over), high)
        if under:
            self.store.row([*lits, *under], ones + [1] * len(under), low, len(lits) + len(under))

    def _step(self, cents: int) -> int:
        step = self.store.boolean()
        self.store.charge(step, cents)
        return step

    def touched(self, rows: TeamRows) -> Iterator[Touched]:
        """Rows with a free cell on one of their places; those that hold whatever the free cells do are left out."""
        whole = bool(self.window.free.all())
        there = np.zeros(len(rows.rows), dtype=np.int64) if whole else rows.sums(self._frozen)
        frozen: list[int] = there.tolist()
        open_: list[bool] = ((rows.needs > there) | rows.capped).tolist()
        lits: dict[int, list[Lit]] = {}
        coefs: dict[int, list[int]] = {}
        most: dict[int, int] = {}
        for (person, day), choices in self.cells.free.items():
            seen: set[int] = set()
            for duty, variable in choices.items():
                for number in rows.at(day, duty):
                    if open_[number]:
                        counts = rows.signs[number]
                        sign = 1 if counts is None else counts[person]
                        if sign:
                            lits.setdefault(number, []).append(variable)
                            coefs.setdefault(number, []).append(sign)
                        if sign > 0:
                            seen.add(number)
            for number in seen:
                most[number] = most.get(number, 0) + 1
        for number in range(len(rows.rows)) if whole else lits:
            found = lits.get(number, []), coefs.get(number, [])
            yield Touched(rows.rows[number], *found, most.get(number, 0), frozen[number])

    def require_team(self, bound: Bound[L], touched: Touched) -> None:
        """Post one row."""
        row, least = touched.row, -touched.coefs.count(-1)
        need, level = row.need - touched.frozen, bound.item.level
        if level is Level.HARD and not self.soft_team:
            self._post_hard(bound, touched, (max(least, need), least))
            return
        if need > least and level is not Level.PRICED:
            self._charge_missing(touched, need, partial(_charge_holes_of, self.store, row.weight))
        elif need > least and row.under:
            self._charge_missing(touched, need, partial(_charge_money_of, self.store, row.under))
        if row.most is not None and level is Level.HARD:
            self._charge_over(touched, row.most - touched.frozen, partial(_charge_holes_of, self.store, row.weight))
        elif row.most is not None and row.over and level is Level.PRICED:
            self._charge_over(touched, row.most - touched.frozen, partial(_charge_money_of, self.store, row.over))

    def _post_hard(self, bound: Bound[L], touched: Touched, low: tuple[int, int]) -> None:
        """``low ≤ count ≤ most``; `low` comes with the least that the literals can count."""
        row, most = touched.row, touched.coefs.count(1)
        high = most if row.most is None else row.most - touched.frozen
        if low[0] > low[1] or high < most:
            self.team_rows.append((len(self.store.rows), row))
            what = f"{bound.item.id}: {row.label}"
            self.store.row(touched.lits, touched.coefs, low[0], high, guard=self._guard(bound), what=what)

    def _charge_missing(self, touched: Touched, need: int, charge: Callable[[Lit, int], None]) -> None:
        """Charge each missing person; where even everybody together is not too many, that needs no variable."""
        if touched.most <= need:
            charge(TRUE, need)
            for lit, coef in zip(touched.lits, touched.coefs, strict=True):
                charge(lit, -coef)
            return
        missed = self.store.integer(0, need + touched.coefs.count(-1))
        self.team_rows.append((len(self.store.rows), touched.row))
        self.store.row([*touched.lits, missed], [*touched.coefs, 1], need, need + 2 * len(touched.lits))
        charge(missed, 1)

    def _charge_over(self, touched: Touched, room: int, charge: Callable[[Lit, int], None]) -> None:
        """Charge each person too many."""
        most, least = touched.coefs.count(1), -touched.coefs.count(-1)
        if most > room:
            surplus = self.store.integer(max(0, least - room), most - room)
            self.team_rows.append((len(self.store.rows), touched.row))
            self.store.row([*touched.lits, surplus], [*touched.coefs, -1], least - (most - room), room)
            charge(surplus, 1)

    def _frozen(self, mask: NDArray[np.bool_] | None) -> NDArray[np.int64]:
        """(D, K) people in frozen cells; of these people when they are given."""
        key = id(mask) if mask is not None else 0
        if key not in self._counts:
            self._counts[key] = self._count_frozen(mask)
        return self._counts[key]

    def _count_frozen(self, mask: NDArray[np.bool_] | None) -> NDArray[np.int64]:
        held = self.window.base[:, self.problem.history :]
        frozen = ~self.window.free & (held >= 0)
        if mask is not None:
            frozen &= mask[:, None]
        days, duties = self.problem.days, len(self.problem.duties)
        places = np.arange(days)[None, :] * duties + held
        counts = np.bincount(places[frozen], minlength=days * duties)
        return counts.reshape(days, duties).astype(np.int64, copy=False)

    def _scoped(self, bound: Bound[L], kind: str, choose: Callable[[Scope], frozenset[int]]) -> frozenset[int]:
        """What the item's scope chooses, worked out once per problem."""
        key = (kind, bound.item.id)
        if key not in self.problem.cache:
            self.problem.cache[key] = choose(bound.item.scope)
        found: frozenset[int] = self.problem.cache[key]
        return found

    def _guard(self, bound: Bound[L]) -> Lit | None:
        return self._guards.get(bound.item.id)


def _charge_holes_of(store: Linear, minutes: int, lit: Lit, times: int) -> None:
    store.charge_holes(lit, minutes * times)


def _charge_money_of(store: Linear, cents: int, lit: Lit, times: int) -> None:
    store.charge(lit, cents * times)
