"""Some duties are worked only by people who hold what is asked for, or at a price by others."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from models.base import Noun
from models.calendar import MINUTES_PER_DAY
from models.credentials import Requirement
from models.roster import Violation
from scheduler.extend import CellCosts, Parts, concerns, scoped_cells
from scheduler.family import Bound, PersonRule
from scheduler.lines import Lines
from scheduler.problem import Problem

if TYPE_CHECKING:
    from scheduler.context import Context


class QualifiedLimits(Noun):
    """What is asked for."""

    requires: Requirement
    """Expression over credentials and signed-off skills: `has`, `any_of`, `all_of`."""


class Qualified(PersonRule[QualifiedLimits]):
    """What an area requires of everybody stands in the area; this asks it of some duties, some people, some weekdays.

    The expression must hold on every date that a shift touches, to the end of that date.
    """

    name, unit, limits = "qualified", "duty", QualifiedLimits

    def names(self, limits: QualifiedLimits) -> Iterator[tuple[str, str]]:
        """Credentials and skills."""
        yield from (("credential", code) for code in sorted(limits.requires.codes()))

    def post(self, ctx: "Context", bound: Bound[QualifiedLimits]) -> None:
        """Forbid or charge each duty in scope without it."""
        for person in ctx.people(bound):
            lacking = _lacking(ctx.problem, bound, person)
            for day in np.nonzero(lacking.any(axis=1))[0].tolist():
                if ctx.any_free(person, day):
                    for lit, duty in ctx.terms(bound, person, day):
                        if lacking[day, duty]:
                            ctx.require_clause(bound, [~lit])

    def extend(self, problem: Problem, bound: Bound[QualifiedLimits], person: int) -> Parts:
        """Cells without it cost."""
        if concerns(problem, bound.item, person):
            inside = scoped_cells(problem, bound.item)[problem.history :]
            lacking = np.pad(_lacking(problem, bound, person), ((0, 0), (0, 1)))
            yield CellCosts(np.where(inside & lacking, bound.rate, 0.0))

    def check(self, lines: Lines, bound: Bound[QualifiedLimits]) -> Iterator[Violation]:
        """Each duty of somebody who does not hold it."""
        requires = bound.limits.requires
        for person in lines.people(bound.item.scope):
            for worked in lines.worked(person.id, bound.item.scope):
                for date in lines.dates_touched(worked):
                    if not requires.met_by(lines.codes(person, date).__contains__):
                        message = f"{person.label} is on {worked.label} and does not hold {requires.text()} on {date}"
                        yield bound.miss(
                            message, person=person.id, date=lines.date(worked.day),
                            shift=worked.shift.id, area=worked.area.id,
                        )  # fmt: skip
                        break


def _lacking(problem: Problem, bound: Bound[QualifiedLimits], person: int) -> NDArray[np.bool_]:
    """(days, duties): the person does not hold it on every date that the duty touches."""
    held = problem.holdings.met(bound.limits.requires)[person]
    overnight = np.array([duty.shift.finish > MINUTES_PER_DAY for duty in problem.duties], dtype=bool)
    met: NDArray[np.bool_] = held[:-1, None] & (held[1:, None] | ~overnight[None, :])
    return ~met


FAMILY = Qualified()
