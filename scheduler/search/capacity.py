"""Hours asked for against the hours that people may work at most: what no roster can keep, told without a search."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.limits import Period
from models.policy import Level
from scheduler.case import Case
from scheduler.family import Bound, TeamRow
from scheduler.periods import period_spans
from scheduler.problem import Problem
from scheduler.rulebook import rules_of, team_rules_of
from scheduler.rules.minutes import MinutesOf

Minutes = NDArray[np.float64]
ENOUGH = 1e-6
"""Minutes that floating point may be off by."""


@dataclass(frozen=True, slots=True)
class Shortfall:
    """More person-minutes asked for than everybody who counts can give together."""

    item: Bound[Any]
    areas: tuple[str, ...]
    asked: int
    able: int
    """Rounded up: never less than what is possible."""
    people: int
    """How many count, on some day."""
    label: str
    """The first of the rows that are asked together."""


def shortfalls(case: Case, level: Level) -> Iterator[Shortfall]:
    """For each item about people by the hour and each set of areas in it, where there are too few hours.

    Each person gives the most on every day, as far as hard limits on minutes let them; so a shortfall is certain, and
    its absence says nothing.
    """
    for rule, bound in team_rules_of(case.bound):
        if bound.item.level is level and rule.by_the_hour:
            groups: defaultdict[tuple[tuple[str, ...], bytes], list[TeamRow]] = defaultdict(list)
            for row in rule.table(case.problem, bound).rows:
                if row.need > 0 and row.against is None and row.places:
                    groups[_areas(case.problem, row), b"" if row.people is None else row.people.tobytes()].append(row)
            for (areas, _), rows in groups.items():
                asked = sum(row.need * row.weight for row in rows)
                able, people = _able(case, rows)
                if asked > able:
                    yield Shortfall(bound, areas, asked, able, people, rows[0].label)


def most_at_once(problem: Problem, row: TeamRow) -> int:
    """The most people that can be counted in a row, each once for each of the places' days."""
    by_day: dict[int, list[int]] = {}
    for day, duty in row.places:
        by_day.setdefault(day, []).append(duty)
    able = [problem.eligible[:, day, duties].any(axis=1) for day, duties in by_day.items()]
    return sum(int((one if row.people is None else one & row.people).sum()) for one in able)


def least_cost(case: Case, areas: frozenset[str] | None) -> int:
    """Cents below which no roster has the hard least people of some areas, or of all.

    Each minute asked for costs at least what it costs with whoever is cheapest for it on any day, and of items that ask
    for the same areas the dearest counts alone.
    """
    problem, found = case.problem, dict[tuple[str, ...], float]()
    for rule, bound in team_rules_of(case.bound):
        if bound.item.level is Level.HARD and rule.by_the_hour:
            for where, rows in _by_areas(problem, rule.table(problem, bound).rows).items():
                if areas is None or areas.issuperset(where):
                    found[where] = max(found.get(where, 0.0), _cheapest(problem, rows))
    apart = [where for where in found if not any(set(where) & set(other) for other in found if other != where)]
    return int(np.ceil(sum(found[where] for where in apart) - ENOUGH))


def _by_areas(problem: Problem, rows: Iterable[TeamRow]) -> dict[tuple[str, ...], list[TeamRow]]:
    groups: defaultdict[tuple[str, ...], list[TeamRow]] = defaultdict(list)
    for row in rows:
        if row.need > 0 and row.against is None and row.places:
            groups[_areas(problem, row)].append(row)
    return groups


def _cheapest(problem: Problem, rows: Sequence[TeamRow]) -> float:
    """Cents of the minutes asked for, at the lowest pay of a minute given by anybody on any duty there."""
    given = _given(problem, rows)
    paid = np.where(problem.eligible & (given > 0), problem.pay.duty / np.where(given > 0, given, 1.0), np.inf)
    asked = sum(row.need * row.weight for row in rows)
    lowest = float(paid.min(initial=np.inf))
    return asked * lowest if np.isfinite(lowest) else 0.0


def _areas(problem: Problem, row: TeamRow) -> tuple[str, ...]:
    return tuple(sorted({problem.duties[duty].area.id for _, duty in row.places}))


def _able(case: Case, rows: Sequence[TeamRow]) -> tuple[int, int]:
    """The most minutes that people give to rows in which the same people count, and how many of them there are."""
    problem = case.problem
    given = _given(problem, rows)
    days = np.where(problem.eligible, given[None], 0.0).max(axis=2, initial=0.0)
    if rows[0].people is not None:
        days = np.where(rows[0].people[:, None], days, 0.0)
    most = days.sum(axis=1)
    for person, limit in _limits(case, given, days):
        most[person] = min(most[person], limit)
    return int(np.ceil(most.sum() - ENOUGH)), int((most > 0).sum())


def _given(problem: Problem, rows: Iterable[TeamRow]) -> Minutes:
    """(D, K): minutes that one person on the duty gives to rows."""
    given = np.zeros((problem.days, len(problem.duties)))
    for row in rows:
        for day, duty in row.places:
            given[day, duty] += row.weight
    return given


def _limits(case: Case, given: Minutes, days: Minutes) -> Iterator[tuple[int, float]]:
    """(person, the most minutes) by each hard limit on minutes that counts every duty which gives some."""
    problem = case.problem
    giving = set(np.nonzero(given.any(axis=0))[0].tolist())
    for rule, bound in rules_of(case.bound):
        item, limits = bound.item, bound.limits
        if rule.name != "minutes" or item.level is not Level.HARD or item.scope.weekdays is not None:
            continue
        each = problem.times.paid if limits.of is MinutesOf.PAID else problem.times.end - problem.times.start
        each = each[problem.history :]
        if not giving <= problem.duties_in(item.scope) or bool(((given > 0) & (each <= 0)).any()):
            continue
        per_minute = float(np.divide(given, each, out=np.zeros_like(given), where=each > 0).max(initial=0.0))
        spans = list(_apart(problem, limits))
        for person in problem.people_in(item.scope):
            most = limits.under(problem.department.staff[person].contract).max
            if most is not None:
                inside = (float(days[person, max(0, first) : last + 1].sum()) for first, last in spans)
                yield person, sum(min(total, per_minute * most) for total in inside)


def _apart(problem: Problem, limits: Any) -> Iterable[tuple[int, int]]:  # noqa: ANN401 - limits of the family `minutes`
    """Periods that do not overlap and hold every day."""
    if limits.period is Period.ROLLING and limits.period_days is not None:
        return [(day, day + limits.period_days - 1) for day in range(0, problem.days, limits.period_days)]
    return period_spans(problem, limits)
