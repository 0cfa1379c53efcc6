"""Nobody works two duties on one day, and a duty is worked only on days on which its shift runs."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from models.policy import Level
from models.roster import Violation
from scheduler.extend import Parts
from scheduler.family import Bound, NoLimits, PersonRule
from scheduler.lines import Lines
from scheduler.problem import Problem

if TYPE_CHECKING:
    from scheduler.context import Context


class OneDuty(PersonRule[NoLimits]):
    """Holds by the shape of a cell: off, or one duty that its shift's days allow. Always in force."""

    name, unit, limits = "one_duty", "duty", NoLimits
    filters = frozenset()
    levels = frozenset({Level.HARD})

    def post(self, ctx: "Context", bound: Bound[NoLimits]) -> None:
        """Nothing to say: a free cell offers at most one of the duties that run that day."""

    def extend(self, problem: Problem, bound: Bound[NoLimits], person: int) -> Parts:  # noqa: ARG002 - see above
        """Nothing to say either."""
        return ()

    def check(self, lines: Lines, bound: Bound[NoLimits]) -> Iterator[Violation]:
        """Second duties, duties on days on which their shift does not run, duties outside the horizon."""
        for person, worked in lines.extra:
            label = lines.department.person_by_id[person].label
            message = f"{label} already works on {lines.date(worked.day)} and is also on {worked.label}"
            yield bound.miss(message, person=person, date=lines.date(worked.day), shift=worked.shift.id)
        for one in lines.roster.assignments:
            shift, horizon = lines.department.shift_by_id[one.shift], lines.horizon
            listed = one.date.weekday() in {weekday.number for weekday in shift.weekdays}
            if not horizon.start <= one.date <= horizon.end:
                message = f"{one.person} is on {one.shift} on {one.date}, outside {horizon.start} … {horizon.end}"
                yield bound.miss(message, person=one.person, date=one.date, shift=one.shift)
            elif not listed or (one.date in horizon.holidays and not shift.on_holidays):
                message = f"{one.person} is on {one.shift} on {one.date}, a day on which that shift does not run"
                yield bound.miss(message, person=one.person, date=one.date, shift=one.shift)


FAMILY = OneDuty()
