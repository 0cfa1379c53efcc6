"""No duty in scope on the days next to time off."""

import datetime as dt
from collections.abc import Iterator
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Self

import numpy as np
from numpy.typing import NDArray
from pydantic import Field, model_validator

from models.base import Noun
from models.requests import TimeOffStatus, WishKind
from models.roster import Violation
from scheduler.extend import CellCosts, Parts, concerns, scoped_cells
from scheduler.family import Bound, PersonRule
from scheduler.lines import Lines
from scheduler.problem import Problem

if TYPE_CHECKING:
    from scheduler.context import Context

Near = Annotated[int, Field(ge=0, le=7)]


class OffBy(StrEnum):
    """What makes a day off."""

    TIME_OFF = "time_off"
    """Approved time off; a day that is taken in part is no day off."""
    WISH = "wish"
    """A wish not to work at all that day."""


class NearTimeOffLimits(Noun):
    """How near, and to what."""

    before: Near = 0
    """Days before the first day off that are kept free of duties in scope."""
    after: Near = 0
    """Days after the last day off that are kept free of them."""
    to: tuple[OffBy, ...] = (OffBy.TIME_OFF,)
    """What makes a day off: approved time off, a wish not to work, or either."""

    @model_validator(mode="after")
    def _some_day(self) -> Self:
        if not (self.before or self.after):
            msg = "looks at no day. Give before, after, or both"
            raise ValueError(msg)
        return self


class NearTimeOff(PersonRule[NearTimeOffLimits]):
    """No night before time off, no early shift after it. The days off themselves are not meant."""

    name, unit, limits = "near_time_off", "duty", NearTimeOffLimits

    def post(self, ctx: "Context", bound: Bound[NearTimeOffLimits]) -> None:
        """Forbid or charge each duty in scope on a near day."""
        for person in ctx.people(bound):
            for day in np.nonzero(_near(ctx.problem, bound, person))[0].tolist():
                if ctx.any_free(person, day):
                    ctx.require_clause(bound, [~ctx.works(bound, person, day)])

    def extend(self, problem: Problem, bound: Bound[NearTimeOffLimits], person: int) -> Parts:
        """Cells of near days cost."""
        if concerns(problem, bound.item, person):
            near = _near(problem, bound, person)[:, None] & scoped_cells(problem, bound.item)[problem.history :]
            yield CellCosts(np.where(near, bound.rate, 0.0))

    def check(self, lines: Lines, bound: Bound[NearTimeOffLimits]) -> Iterator[Violation]:
        """Each duty next to a day off."""
        limits = bound.limits
        steps = [*range(1, limits.before + 1), *range(-limits.after, 0)]
        for person in lines.people(bound.item.scope):
            off = frozenset(_dates_off(lines, limits, person.id))
            for one in lines.worked(person.id, bound.item.scope):
                date = lines.date(one.day)
                near = sorted(abs(step) for step in steps if date + dt.timedelta(days=step) in off)
                if near and date not in off:
                    message = f"{person.label} is on {one.label} on {date}, {near[0]} d from time off"
                    yield bound.miss(message, person=person.id, date=date, shift=one.shift.id, area=one.area.id)


def _dates_off(lines: Lines, limits: NearTimeOffLimits, person: str) -> Iterator[dt.date]:
    department = lines.department
    for leave in department.time_off if OffBy.TIME_OFF in limits.to else ():
        if leave.person == person and leave.status is TimeOffStatus.APPROVED:
            dates = [leave.start + dt.timedelta(days=n) for n in range((leave.end - leave.start).days + 1)]
            yield from dates[leave.starts_at is not None : len(dates) - (leave.ends_at is not None)]
    for wish in department.wishes if OffBy.WISH in limits.to else ():
        if wish.person == person and wish.kind is WishKind.OFF and wish.shift is None and wish.area is None:
            yield wish.date


def _near(problem: Problem, bound: Bound[NearTimeOffLimits], person: int) -> NDArray[np.bool_]:
    """(days,): next to a day off and none itself."""
    key = ("near time off", bound.item.id)
    if key not in problem.cache:
        problem.cache[key] = _make_near(problem, bound.limits)
    everybody: NDArray[np.bool_] = problem.cache[key]
    mine: NDArray[np.bool_] = everybody[person]
    return mine


def _make_near(problem: Problem, limits: NearTimeOffLimits) -> NDArray[np.bool_]:
    """(people, days) for everybody at once: days off moved back and forth, less the days off."""
    margin, horizon, department = 7, problem.horizon, problem.department
    off = np.zeros((problem.people, problem.days + 2 * margin), dtype=bool)
    spans = [
        (
            leave.person,
            horizon.day_of(leave.start) + (leave.starts_at is not None),
            horizon.day_of(leave.end) - (leave.ends_at is not None),
        )
        for leave in department.time_off
        if OffBy.TIME_OFF in limits.to and leave.status is TimeOffStatus.APPROVED
    ] + [
        (wish.person, horizon.day_of(wish.date), horizon.day_of(wish.date))
        for wish in department.wishes
        if OffBy.WISH in limits.to and wish.kind is WishKind.OFF and (wish.shift, wish.area) == (None, None)
    ]
    for person, first, last in spans:
        off[problem.person_index[person], max(0, first + margin) : max(0, last + margin + 1)] = True
    near = np.zeros((problem.people, problem.days), dtype=bool)
    for step in (*range(1, limits.before + 1), *range(-limits.after, 0)):
        near |= off[:, margin + step : margin + step + problem.days]
    return near & ~off[:, margin : margin + problem.days]


FAMILY = NearTimeOff()
