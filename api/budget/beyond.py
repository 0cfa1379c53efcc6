"""What the payroll comes to beyond what rosters are priced with while they are searched, by where that comes from."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from api.budget.payroll import OvertimeBasis, pay
from api.budget.stints import stints_of
from models.budget_plan import Budget
from models.department import Department
from models.pay import PayLine, Stint, StintKind
from models.roster import Roster
from scheduler.lines import Lines
from scheduler.wages import Wages

REGULAR_RATE, SEVENTH_DAY, MEALS, CALL_BACKS, NOTICE, ROUNDING = KINDS = (
    "regular rate", "seventh day", "missed meals", "call-backs", "short notice", "rounding",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Beyond:
    """Cents of a payroll that no roster is priced with."""

    priced: int
    """What `labour_cost` says of everybody's duties."""
    kinds: dict[str, int]
    """Cents on top by `KINDS`, those that are nothing left out; they add up to what the payroll is more."""

    @property
    def total(self) -> int:
        """All of it."""
        return sum(self.kinds.values())


def lived_stints(department: Department, roster: Roster, budget: Budget) -> tuple[Stint, ...]:
    """The roster's stints with what the budget knows of how it went: meals missed, people called in."""
    missed = {(one.person, one.date) for one in budget.missed_meals}
    planned = tuple(
        one.model_copy(update={"meal_missed": (one.person, one.date) in missed and one.kind is StintKind.WORK})
        for one in stints_of(department, roster)
    )
    return (*planned, *_called(department, budget))


def beyond(
    department: Department, roster: Roster, budget: Budget, lines: Sequence[PayLine], notice: Sequence[PayLine]
) -> Beyond:
    """Take from a payroll, one by one, what rosters are not priced with; `lines` are all of it but short notice."""
    paid = partial(pay, department, basis=OvertimeBasis.BASE_WAGE)
    lived, planned = lived_stints(department, roster, budget), stints_of(department, roster)
    without_meals = (*planned, *_called(department, budget))
    steps = (
        _cents(lines),
        _cents(paid(lived)),
        _cents(paid(lived, seventh_day=False)),
        _cents(paid(without_meals, seventh_day=False)),
        _cents(paid(planned, seventh_day=False)),
    )
    found = {kind: more - less for kind, more, less in zip(KINDS, steps, steps[1:], strict=False)}
    priced = _priced(department, roster)
    found |= {NOTICE: _cents(notice), ROUNDING: steps[-1] - priced}
    return Beyond(priced, {kind: found[kind] for kind in KINDS if found[kind]})


def _priced(department: Department, roster: Roster) -> int:
    wages = Wages(Lines(department, roster))
    return sum(one.cents for person in department.staff for one in wages.of(person))


def _called(department: Department, budget: Budget) -> Iterator[Stint]:
    """Call-backs as stints, at home where no area is named."""
    zone = department.horizon.tz
    for one in budget.call_backs:
        yield Stint(
            person=one.person, date=one.starts.astimezone(zone).date(), starts=one.starts.astimezone(dt.UTC),
            ends=one.ends.astimezone(dt.UTC), kind=StintKind.CALL_BACK,
            area=one.area or department.person_by_id[one.person].home_area,
        )  # fmt: skip


def _cents(lines: Sequence[PayLine]) -> int:
    return sum(line.cents for line in lines)
