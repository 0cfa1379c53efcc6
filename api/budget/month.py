"""How the pay periods of a roster stand: hours and cents by area, against target, exams and plan."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from api.budget.beyond import REGULAR_RATE, Beyond, beyond, lived_stints
from api.budget.maths import Variance, flexed, paid_posts, productivity, variance
from api.budget.notice import notice_pay
from api.budget.payroll import pay
from models.budget_plan import Budget, BudgetLine
from models.calendar import Horizon
from models.department import Department
from models.pay import STRAIGHT, PayCode, PayLine
from models.policy import PolicyItem
from models.roster import Roster

GROUPS = {
    "wages": (PayCode.REGULAR, PayCode.OVERTIME, PayCode.DOUBLE),
    "overtime premium": (PayCode.OVERTIME_PREMIUM, PayCode.DOUBLE_PREMIUM),
    "differentials": (PayCode.DIFFERENTIAL,),
    "holidays": (PayCode.HOLIDAY,),
    "standby and call-back": (PayCode.STANDBY, PayCode.CALL_BACK, PayCode.CALL_BACK_MINIMUM),
    "missed meals": (PayCode.MISSED_MEAL,),
    "short notice": (PayCode.NOTICE,),
    "agency": (PayCode.AGENCY,),
}
"""Pay codes put together as a manager reads them."""
_GROUP_OF = {code: group for group, codes in GROUPS.items() for code in codes}
_OVERTIME = frozenset({PayCode.OVERTIME, PayCode.DOUBLE})
Span = tuple[dt.date, dt.date]
"""First and last day."""


@dataclass(frozen=True, slots=True)
class Sums:
    """Minutes worked and cents, of whatever lines."""

    minutes: int
    overtime_minutes: int
    agency_minutes: int
    cents: dict[str, int]
    """By group."""

    @classmethod
    def of(cls, lines: Sequence[PayLine]) -> "Sums":
        """Add up lines."""
        cents: Counter[str] = Counter()
        for line in lines:
            cents[_GROUP_OF[line.code]] += line.cents
        worked = [(line.code, line.minutes) for line in lines if line.code in STRAIGHT]
        return cls(
            minutes=sum(minutes for _, minutes in worked),
            overtime_minutes=sum(minutes for code, minutes in worked if code in _OVERTIME),
            agency_minutes=sum(minutes for code, minutes in worked if code is PayCode.AGENCY),
            cents={group: cents[group] for group in GROUPS if cents[group]},
        )

    @property
    def total(self) -> int:
        """Cents of all groups."""
        return sum(self.cents.values())

    def share(self, minutes: int) -> float:
        """Part of the minutes worked."""
        return minutes / self.minutes if self.minutes else 0.0


@dataclass(frozen=True, slots=True)
class Standing:
    """One area in one pay period."""

    area: str | None
    """None for what no area bears."""
    span: Span
    sums: Sums
    target: int | None
    """Cents that were agreed; None without a budget line or cap."""
    line: BudgetLine | None
    variance: Variance | None
    index: Fraction | None
    """Hours that the exams should take over hours worked."""

    @property
    def over(self) -> int | None:
        """Cents beyond the target, negative below it."""
        return None if self.target is None else self.sums.total - self.target


@dataclass(frozen=True, eq=False)
class Month:
    """Everything that the report of a roster's horizon tells."""

    department: Department
    budget: Budget
    lines: tuple[PayLine, ...]
    standings: tuple[Standing, ...]
    """By area in the department's order, then by period."""
    spans: tuple[Span, ...]
    beyond: Beyond
    """What rosters are priced with, and what the payroll comes to on top of it."""
    unmatched: tuple[BudgetLine, ...]
    """Lines of the budget that are about no pay period of the horizon."""

    @cached_property
    def sums(self) -> Sums:
        """Of everybody and everything."""
        return Sums.of(self.lines)

    @property
    def regular_rate_cents(self) -> int:
        """What premiums on the regular rate come to above premiums on the base wage, which solvers price."""
        return self.beyond.kinds.get(REGULAR_RATE, 0)

    @property
    def target(self) -> int | None:
        """Sum of the targets there are; None when there is none."""
        known = [one.target for one in self.standings if one.target is not None]
        return sum(known) if known else None

    @property
    def over(self) -> int | None:
        """Cents beyond the targets, of what has one."""
        known = [one.over for one in self.standings if one.over is not None]
        return sum(known) if known else None

    @property
    def posts(self) -> Fraction:
        """Paid full-time posts that the hours amount to."""
        return paid_posts(self.sums.minutes, self.department.horizon.days, self.budget)

    def of_area(self, area: str | None) -> list[Standing]:
        """An area's pay periods."""
        return [one for one in self.standings if one.area == area]

    def by_person(self) -> list[tuple[str, Sums]]:
        """Everybody who is paid, those with most overtime first."""
        found: dict[str, list[PayLine]] = {}
        for line in self.lines:
            found.setdefault(line.person, []).append(line)
        sums = [(person, Sums.of(part)) for person, part in found.items()]
        return sorted(sums, key=lambda one: (-one[1].overtime_minutes, -one[1].total, one[0]))


def month_of(department: Department, roster: Roster, budget: Budget, *, changed_on: dt.date | None = None) -> Month:
    """Pay the roster and hold it against the budget; where that has no line, against caps on single areas.

    With `changed_on` and the budget's rules of notice, what changes of the published roster on that day are owed.
    """
    extra: tuple[PayLine, ...] = ()
    if budget.notice is not None and changed_on is not None:
        extra = notice_pay(department, roster, budget.notice, changed_on)
    paid = pay(department, lived_stints(department, roster, budget))
    lines = paid + extra
    spans = tuple(pay_periods(department.horizon))
    places = [*(area.id for area in department.areas), None]
    standings = tuple(one for place in places for one in _standings(department, budget, lines, spans, place))
    used = {(one.line.area, one.line.start) for one in standings if one.line is not None}
    return Month(
        department=department,
        budget=budget,
        lines=lines,
        standings=standings,
        spans=spans,
        beyond=beyond(department, roster, budget, paid, extra),
        unmatched=tuple(line for line in budget.lines if (line.area, line.start) not in used),
    )


def pay_periods(horizon: Horizon) -> Iterator[Span]:
    """First and last day of each pay period, as far as they lie in the horizon."""
    length, anchor = horizon.pay_period_days, horizon.pay_period_anchor or horizon.start
    first = horizon.start - dt.timedelta(days=(horizon.start - anchor).days % length)
    while first <= horizon.end:
        after = first + dt.timedelta(days=length)
        yield max(first, horizon.start), min(after - dt.timedelta(days=1), horizon.end)
        first = after


def _standings(
    department: Department, budget: Budget, lines: Sequence[PayLine], spans: Sequence[Span], area: str | None
) -> Iterator[Standing]:
    own = [line for line in lines if line.area == area]
    for first, last in spans:
        plan = next((one for one in budget.lines if (one.area, one.start, one.end) == (area, first, last)), None)
        part = [line for line in own if first <= line.date <= last]
        if part or plan is not None:
            yield _standing(department, area, (first, last), Sums.of(part), plan)


def _standing(department: Department, area: str | None, span: Span, sums: Sums, plan: BudgetLine | None) -> Standing:
    if plan is None:
        return Standing(area, span, sums, _cap(department, area), None, None, None)
    volume = plan.volume if plan.actual_volume is None else plan.actual_volume
    found = variance(plan, volume=volume, worked_minutes=sums.minutes, cents=sums.total)
    target = sums.total - found.total if plan.target_cents is None else plan.target_cents
    index = productivity(flexed(plan, volume).hours, sums.minutes)
    return Standing(area, span, sums, target, plan, found, index)


def _cap(department: Department, area: str | None) -> int | None:
    """The lowest cap on what everybody costs in this one area and pay period."""
    caps = [_cents(item) for item in department.policy if area is not None and _is_about(department, item, area)]
    return min(caps, default=None)


def _is_about(department: Department, item: PolicyItem, area: str) -> bool:
    scope, horizon = item.scope, department.horizon
    everybody = scope.people is None and scope.contracts is None and scope.tags is None
    by_period = item.limits.get("period", "pay_period") == "pay_period"
    capped = item.family == "budget_cap" and item.in_force(horizon.start, horizon.end)
    return capped and everybody and by_period and scope.areas == frozenset({area})


def _cents(item: PolicyItem) -> int:
    cents = item.limits["cents"]
    return cents if isinstance(cents, int) else 0
