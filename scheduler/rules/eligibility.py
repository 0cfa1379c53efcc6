"""A duty is worked only by people whose contract, credentials and time off allow it on that day."""

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from models.absence import falls_into
from models.policy import Level
from models.requests import Restriction
from models.roster import Violation
from models.staff import Person
from scheduler.extend import Parts
from scheduler.family import Bound, PersonRule
from scheduler.lines import Lines, Worked
from scheduler.problem import Problem
from scheduler.problem.options import Check, EligibilityLimits

if TYPE_CHECKING:
    from scheduler.context import Context


class Eligibility(PersonRule[EligibilityLimits]):
    """Credentials must hold on every date that a shift touches, to the end of that date."""

    name, unit, limits = "eligibility", "duty", EligibilityLimits
    levels = frozenset({Level.HARD})

    def post(self, ctx: "Context", bound: Bound[EligibilityLimits]) -> None:
        """Nothing to say: `Problem` offers only eligible duties in a free cell."""

    def extend(self, problem: Problem, bound: Bound[EligibilityLimits], person: int) -> Parts:  # noqa: ARG002 - see above
        """Nothing to say either."""
        return ()

    def check(self, lines: Lines, bound: Bound[EligibilityLimits]) -> Iterator[Violation]:
        """Each duty that its person may not work, with the reason."""
        checks = bound.limits.checks
        for person in lines.people(bound.item.scope):
            for worked in lines.worked(person.id, bound.item.scope):
                for name, reason in _objections(lines, person, worked):
                    if name in checks:
                        date = lines.date(worked.day)
                        message = f"{person.label} is on {worked.label} on {date}, but {reason}"
                        yield bound.miss(
                            message, person=person.id, date=date, shift=worked.shift.id, area=worked.area.id
                        )


def _objections(lines: Lines, person: Person, worked: Worked) -> Iterator[tuple[Check, str]]:
    contract = lines.contract(person)
    if contract.shifts is not None and worked.shift.id not in contract.shifts:
        yield Check.CONTRACT, f"contract {contract.id} does not allow shift {worked.shift.id}"
    date, absences = lines.date(worked.day), lines.time_off.get(person.id, ())
    if any(falls_into(leave, lines.horizon, worked.shift, date) for leave in absences):
        yield Check.TIME_OFF, "has approved time off then"
    if any(_bars(one, person, worked, lines.dates_touched(worked)) for one in lines.department.restrictions):
        yield Check.RESTRICTIONS, "is not assigned to that area on that day"
    requires = worked.area.requires
    if requires is not None:
        for date in lines.dates_touched(worked):
            if not requires.met_by(lambda code, on=date: _holds(person, code, on)):  # type: ignore[misc] # mypy cannot infer a lambda with a default
                yield Check.CREDENTIALS, f"does not hold {requires.text()} on {date}"
                break


def _bars(one: Restriction, person: Person, worked: Worked, dates: Iterable[dt.date]) -> bool:
    mine = one.person == person.id and worked.area.id in one.areas
    return mine and any(one.start <= date <= one.end for date in dates)


def _holds(person: Person, code: str, date: dt.date) -> bool:
    for credential in person.credentials:
        early = credential.earned is not None and date < credential.earned
        late = credential.valid_to is not None and date > credential.valid_to
        if credential.code == code and not early and not late:
            return True
    return any(competency.skill == code and competency.valid_on(date) for competency in person.competencies)


FAMILY = Eligibility()
