"""Budget arithmetic: full-time posts, flexed hours, and where a difference comes from. Exact; whole cents at the end.

A variance is positive when it is unfavourable.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from models.budget_plan import Budget, BudgetLine

WEEKS_PER_YEAR = Fraction(5214, 100)
LOW_INDEX, HIGH_INDEX = Fraction(95, 100), Fraction(110, 100)
"""Outside of these a productivity index deserves a look: too many hours for the exams, or too few to be well."""


def worked_hours_per_fte(budget: Budget) -> Fraction:
    """Hours that a full-time post works in a year."""
    return budget.paid_hours_per_fte * (1 - Fraction(budget.non_productive))


def posts(hours_per_week: Fraction | int, budget: Budget) -> tuple[Fraction, Fraction]:
    """(worked, paid) full-time posts that it takes to be there for so many hours of every week."""
    worked = hours_per_week * WEEKS_PER_YEAR / budget.paid_hours_per_fte
    return worked, worked / (1 - Fraction(budget.non_productive))


def paid_posts(worked_minutes: int, days: int, budget: Budget) -> Fraction:
    """Paid full-time posts that so many minutes worked in so many days amount to."""
    per_week = Fraction(worked_minutes, 60) * 7 / days
    return posts(per_week, budget)[1]


@dataclass(frozen=True, slots=True)
class Flexed:
    """Hours that a volume should take."""

    hours: Fraction
    standby: Fraction
    """Part of them in which the least cover waits for exams."""
    threshold: Fraction | None
    """Exams below which the least cover binds; None where one exam takes no time."""


def flexed(line: BudgetLine, volume: int) -> Flexed:
    """Exams times hours and fixed hours, at least the least cover."""
    each, fixed, least = map(Fraction, (line.hours_per_unit, line.fixed_hours, line.minimum_hours))
    busy = volume * each + fixed
    threshold = max(Fraction(0), least - fixed) / each if each else None
    return Flexed(max(busy, least), max(Fraction(0), least - busy), threshold)


@dataclass(frozen=True, slots=True)
class Variance:
    """Cents by which labour cost differs from plan, by where that comes from; they add up."""

    volume: int
    """More or fewer exams than planned, each at its planned hours and rate."""
    efficiency: int
    """More or fewer hours than the exams should take, at the planned rate."""
    rate: int
    """Hours that cost more or less than planned."""

    @property
    def total(self) -> int:
        """Actual cost less planned cost."""
        return self.volume + self.efficiency + self.rate


def variance(line: BudgetLine, *, volume: int, worked_minutes: int, cents: int) -> Variance:
    """Where the difference between what hours cost and what was planned comes from.

    The volume variance is the change of flexed hours, the efficiency variance the hours worked beyond the flexed ones.
    Each is rounded to the cent; the rate variance takes what is left, so that the sum is exact.
    """
    rate, hours = line.standard_cents_per_hour, Fraction(worked_minutes, 60)
    planned, should = flexed(line, line.volume).hours, flexed(line, volume).hours
    by_volume, by_hours = _whole((should - planned) * rate), _whole((hours - should) * rate)
    return Variance(by_volume, by_hours, cents - _whole(planned * rate) - by_volume - by_hours)


def mix_variance(minutes: Mapping[str, int], planned: Mapping[str, Fraction], rates: Mapping[str, int]) -> int:
    """Cents that come from another mix of people than planned: Σ (minutes of k - all minutes · share of k) · rate of k.

    `planned` are shares that add up to one, `rates` cents an hour, all by kind of staff.
    """
    hours = Fraction(sum(minutes.values()), 60)
    kinds = {*minutes, *planned}
    moved = (Fraction(minutes.get(k, 0), 60) - hours * planned.get(k, Fraction(0)) for k in sorted(kinds))
    return _whole(sum((gap * rates[k] for gap, k in zip(moved, sorted(kinds), strict=True)), Fraction(0)))


def productivity(flexed_hours: Fraction, worked_minutes: int) -> Fraction | None:
    """Hours that the exams should take over hours worked; None when nobody worked."""
    return flexed_hours * 60 / worked_minutes if worked_minutes else None


def wants_a_look(index: Fraction | None) -> bool:
    """Whether a productivity index is far from one."""
    return index is not None and not LOW_INDEX <= index <= HIGH_INDEX


def _whole(cents: Fraction) -> int:
    """The nearest cent, halves away from zero."""
    sign = -1 if cents < 0 else 1
    return sign * int(abs(cents) + Fraction(1, 2))
