"""When each duty starts, ends and covers on each day, in elapsed minutes."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import gcd

import numpy as np
from numpy.typing import NDArray

from models.calendar import Horizon
from models.shifts import ShiftKind, ShiftType

Minutes = NDArray[np.int64]

EIGHT_HOURS = 480


@dataclass(frozen=True, eq=False)
class DutyTimes:
    """Arrays (history + days, duties); row = `history` + day. A clock change makes a night longer or shorter."""

    history: int
    start: Minutes
    end: Minutes
    cover_end: Minutes
    """Cover lasts from `start` to here; empty for call."""
    reach_end: Minutes
    """Until here somebody on the duty can be reached: at work, or on call."""
    paid: Minutes
    """Paid minutes worked; 0 for call."""
    quantum: int
    """Greatest common divisor of eight hours and all paid minutes: every amount of overtime is a multiple of it."""

    @classmethod
    def of(cls, horizon: Horizon, shifts: Sequence[ShiftType], *, history: int) -> "DutyTimes":
        """Times of the duties, given their shift types in duty order."""
        days = range(-history, horizon.days)
        memo: dict[tuple[int, int], int] = {}

        def minute(day: int, clock: int) -> int:
            if (day, clock) not in memo:
                memo[day, clock] = horizon.minute(day, clock)
            return memo[day, clock]

        def table(clock_of: Sequence[int]) -> Minutes:
            return np.array([[minute(day, clock) for clock in clock_of] for day in days], dtype=np.int64)

        start = table([shift.start for shift in shifts])
        end = table([shift.finish for shift in shifts])
        covered = [0 if shift.kind is ShiftKind.CALL else _covered(shift) for shift in shifts]
        cover_end = table([shift.start + minutes for shift, minutes in zip(shifts, covered, strict=True)])
        reach_end = table([shift.finish + shift.call_minutes for shift in shifts])
        unpaid = np.array([shift.unpaid_minutes for shift in shifts], dtype=np.int64)
        works = np.array([shift.kind is not ShiftKind.CALL for shift in shifts])
        paid = np.maximum(0, end - start - unpaid[None, :]) * works[None, :]
        quantum = gcd(EIGHT_HOURS, *(int(value) for value in np.unique(paid)))
        return cls(history, start, end, np.minimum(cover_end, end), reach_end, paid, quantum)


def _covered(shift: ShiftType) -> int:
    return shift.paid_minutes if shift.covered_minutes is None else shift.covered_minutes
