"""A nurse's history in counts, written as the last days before the horizon.

The files say how long the runs are that reach the last day. The days are laid out so that exactly those runs
are seen: a day of the other state stands before them, so that their start is known, and a run on one shift
that is shorter than the run of work follows days on another shift.
"""

import datetime as dt
from collections.abc import Mapping

from api.exchange.inrc2_files import Past, Scenario, ShiftRow
from models.requests import Assignment, Tail


def tail(past: Past, scenario: Scenario, start: dt.date) -> Tail:
    """The known days of one nurse before the horizon's first day `start`."""
    days = _shifts_before(past, scenario.shifts)
    area = scenario.nurses[past.nurse].skills[0]
    return Tail(
        person=past.nurse,
        known_from=start - dt.timedelta(days=len(days)),
        assignments=tuple(
            Assignment(person=past.nurse, date=start - dt.timedelta(days=ago), shift=shift, area=area)
            for ago, shift in zip(range(len(days), 0, -1), days, strict=True)
            if shift is not None
        ),
    )


def _shifts_before(past: Past, shifts: Mapping[str, ShiftRow]) -> list[str | None]:
    """The shift of each known day, oldest first; none for a day off."""
    if past.shift is None:
        return [next(iter(shifts)), *[None] * past.off]
    earlier = past.worked - past.same
    return [None, *[_another(past, past.shift, shifts)] * earlier, *[past.shift] * past.same]


def _another(past: Past, last: str, shifts: Mapping[str, ShiftRow]) -> str:
    """A shift that is not the last one, and may come before it where there is such a shift."""
    others = [name for name in shifts if name != last]
    if not others:
        if past.worked == past.same:
            return last
        advice = "With one shift type both numbers are the same."
        problem = f"{past.nurse} worked {past.worked} days in a row, but {past.same} of them on the only shift."
        raise past.line.mistake(problem, advice)
    return next((name for name in others if last not in shifts[name].forbidden), others[0])
