"""Windows over columns: every cell of some days is open, priced and dived; one window after the other.

Where a horizon is long, its root takes minutes; two weeks of it are priced and put together in seconds, since the
programmes go through these alone.
"""

from collections.abc import Iterable
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
LIGHT = 0.2
"""Share of a window's time in its masters up to which longer windows cost less than they bring."""
AHEAD = 2.0
"""Times that the last sweep took which must be left for the root to be worth beginning."""


def approach(work: Work) -> bool:
    """Sweeps of longer and longer windows; True when it is the root's turn, False when there is no time for it."""
    days, length = work.problem.days, _first_length(work)
    while not work.over:
        began = work.board.now()
        better = sweep(work, length, starts(days, length))
        if work.left < AHEAD * (work.board.now() - began):
            while better and not work.over:  # the same windows, begun elsewhere
                better = sweep(work, length, [first + length // 4 for first in starts(days - length // 4, length)])
            return False
        length *= 2
        if 2 * length > days:
            return True
    return False


def _first_length(work: Work) -> int:
    """Days with which to begin: as many as can be had while the masters are light."""
    length = LENGTH
    while 2 * length < work.problem.days and not work.over:
        began, masters = work.board.now(), work.master_seconds
        sweep(work, length, [0])
        if work.master_seconds - masters > LIGHT * (work.board.now() - began):
            break
        length *= 2
    return length


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
    allow = open_window(work, first, end)
    pool, everything = work.master.pool, np.arange(len(work.master.pool))
    program = Program(work.master, everything[pool.inside(allow, everything)])
    pace = Pace(rounds=ROUNDS, smoothing=SMOOTHING)
    relaxation = generate(work, program, pace, allow=allow, people=range(work.problem.people))
    if relaxation is None or relaxation.value > work.value - 1:
        return False
    lines = descend(work, Descent(allow, program, relaxation), Steps(), inf)
    return lines is not None and (_spliced(work, lines, first, end) or work.offer(lines))


def open_window(work: Work, first: int, end: int) -> Mask:
    """(people, days, duties + 1): everything from `first` up to `end`, outside it what the known roster has."""
    lines = np.stack(work.lines)
    allow = np.zeros((work.problem.people, work.problem.days, work.demand.duties + 1), dtype=bool)
    np.put_along_axis(allow, lines[:, :, None].astype(np.intp) % allow.shape[2], values=True, axis=2)
    allow[:, first:end] = True
    return allow


def _spliced(work: Work, lines: list[Line], first: int, end: int) -> bool:
    """Put the window into what somebody else found meanwhile."""
    if not work.adopt():
        return False
    both = [line.copy() for line in work.lines]
    for line, window in zip(both, lines, strict=True):
        line[first:end] = window[first:end]
    return work.offer(both)
