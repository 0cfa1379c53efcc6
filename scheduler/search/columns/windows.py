"""Windows over columns: every cell of some days is open, priced and dived; one window after the other.

Where a horizon is long, its root takes minutes; two weeks of it are priced and put together in seconds, since the
programmes go through these alone.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import inf

import numpy as np

from scheduler.search.columns.dive import Descent, Steps, descend
from scheduler.search.columns.generation import Pace, generate
from scheduler.search.columns.master import Program
from scheduler.search.columns.work import Mask, Work
from scheduler.search.person.reading import Line

ROUNDS, SMOOTHING = 30, 0.5
"""Of the generation in a window."""
LENGTH = 14
"""Days of the first window."""
LIGHT = 0.12
"""Share of a window's time in its masters up to which longer windows cost less than they bring."""
MARGIN = 7
"""Days around a window on which two rosters may be mixed."""
AHEAD = 4.0
"""Times that the last sweep took which must be left for twice the length, or the root, to be worth beginning."""


@dataclass(frozen=True)
class Route:
    """How windows go over the calendar: two workers on one roster begin at its two ends and take half of it each."""

    backwards: bool = False
    shared: bool = False

    def of(self, firsts: Sequence[int]) -> Sequence[int]:
        """First days in this order, those of the other half left out."""
        ordered = firsts[::-1] if self.backwards else firsts
        return ordered[: len(ordered) // 2 + 1] if self.shared else ordered


def approach(work: Work, route: Route) -> bool:
    """Sweeps of longer and longer windows; True when it is the root's turn, False when there is no time for it."""
    days, (length, firsts) = work.problem.days, _begin(work, route)
    while not work.over:
        began = work.board.now()
        better = sweep(work, length, firsts)
        if work.left >= AHEAD * (work.board.now() - began):
            length *= 2
            if 2 * length > days:
                return True
        elif better:  # a little longer, and so begun elsewhere
            length = min(days, length * 5 // 4)
        else:
            return False
        firsts = route.of(starts(days, length))
    return False


def _begin(work: Work, route: Route) -> tuple[int, Sequence[int]]:
    """(days, windows to be solved) of the first sweep: as many days as can be had while the masters are light."""
    length, done = LENGTH, 0
    firsts = route.of(starts(work.problem.days, length))
    while 2 * length < work.problem.days and not work.over:
        began, masters = work.board.now(), work.master_seconds
        sweep(work, length, firsts[:1])
        done = 1
        if work.master_seconds - masters > LIGHT * (work.board.now() - began):
            break
        length, done = 2 * length, 0
        firsts = route.of(starts(work.problem.days, length))
    return length, firsts[done:]


def starts(days: int, length: int) -> list[int]:
    """First days of windows that overlap by half and cover all days."""
    last = max(0, days - length)
    return [*range(0, last, max(1, length // 2)), last]


def sweep(work: Work, length: int, firsts: Iterable[int]) -> bool:
    """Improve the roster in windows of so many days; whether any of them did."""
    before = work.value
    for first in firsts:
        if work.over:
            break
        work.adopt()
        improve(work, first, min(work.problem.days, first + length))
    return work.value < before


def improve(work: Work, first: int, end: int) -> bool:
    """Put the days from `first` up to `end` together anew; whether that was better."""
    allow = _cells(work, work.lines)
    allow[:, first:end] = True
    lines = _best_within(work, allow)
    if lines is None:
        return False
    return joined(work, lines, slice(first, end)) if work.adopt() else work.offer(lines)


def _best_within(work: Work, allow: Mask) -> list[Line] | None:
    """A line for each person that keeps to open cells; None when nothing better than the known roster is to be had."""
    pool, everything = work.master.pool, np.arange(len(work.master.pool))
    section = work.master.section(allow)
    program = Program(work.master, everything[pool.inside(allow, everything)], section)
    people = np.nonzero((allow.sum(axis=2) > 1).any(axis=1))[0].tolist()
    pace = Pace(rounds=ROUNDS, smoothing=SMOOTHING)
    relaxation = generate(work, program, pace, allow=allow, people=people)
    if relaxation is None or relaxation.value > work.value - 1:
        return None
    return descend(work, Descent(allow, program, relaxation), Steps(), inf)


def _cells(work: Work, lines: Sequence[Line]) -> Mask:
    """(people, days, duties + 1): what these lines have."""
    allow = np.zeros((work.problem.people, work.problem.days, work.demand.duties + 1), dtype=bool)
    places = np.stack(lines)[:, :, None].astype(np.intp) % allow.shape[2]
    np.put_along_axis(allow, places, values=True, axis=2)
    return allow


def joined(work: Work, lines: list[Line], window: slice) -> bool:
    """Put a window into what somebody else found meanwhile; where that does not fit, the best of both.

    Both may have begun from different rosters, so that lines of one cannot go on where those of the other end.
    """
    others = work.lines
    both = [line.copy() for line in others]
    for line, own in zip(both, lines, strict=True):
        line[window] = own[window]
    if work.offer(both):
        return True
    better = work.offer(lines)
    allow, near = _cells(work, others), slice(max(0, window.start - MARGIN), window.stop + MARGIN)
    allow[:, near] |= _cells(work, lines)[:, near]
    found = _best_within(work, allow)
    return (found is not None and work.offer(found)) or better
