"""The solver side's stretches of time over which the same duties cover an area."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from scheduler.problem.problem import Problem


@dataclass(frozen=True, slots=True)
class Stretch:
    """Minutes of one day, together, with the places that cover them and the people needed."""

    places: tuple[tuple[int, int], ...]
    """(day ≥ 0, duty)."""
    need: int
    """What is still needed when history is counted."""
    minutes: int
    hour: int
    """Local hour of the first of these minutes."""


def stretches(
    problem: Problem,
    areas: Iterable[str],
    day: int,
    needs: Sequence[int],
    *,
    counted: NDArray[np.bool_] | None = None,
    reached: bool = False,
) -> list[Stretch]:
    """What the day's 24 hours need, equal minutes merged; only `counted` people of history count.

    With `reached` whoever can be reached counts, on call too, not only who covers.
    """
    duties = _duties(problem, areas)
    minutes: defaultdict[tuple[tuple[tuple[int, int], ...], int], int] = defaultdict(int)
    hour_of: dict[tuple[tuple[tuple[int, int], ...], int], int] = {}
    for hour in range(24):
        if needs[hour] <= 0:
            continue
        for start, end, places in _segments(problem, duties, (day, hour), reached=reached):
            here = tuple(place for place in places if place[0] >= 0)
            need = needs[hour] - _from_history(problem, places, counted)
            if need > 0:
                minutes[here, need] += end - start
                hour_of.setdefault((here, need), hour)
    return [Stretch(places, need, total, hour_of[places, need]) for (places, need), total in minutes.items()]


def _duties(problem: Problem, areas: Iterable[str]) -> list[int]:
    chosen = set(areas)
    return [duty.index for duty in problem.duties if duty.area.id in chosen]


def _segments(
    problem: Problem, duties: Sequence[int], when: tuple[int, int], *, reached: bool
) -> list[tuple[int, int, list[tuple[int, int]]]]:
    """(start, end, places) of the parts of one local hour, cut where a duty's cover starts or ends."""
    (day, hour), times, history = when, problem.times, problem.history
    stops = times.reach_end if reached else times.cover_end
    opens, closes = problem.horizon.minute(day, hour * 60), problem.horizon.minute(day, (hour + 1) * 60)
    # Call after a night may reach into the second day after it.
    days = [near for near in range(day - (2 if reached else 1), day + 1) if near >= -history]
    spans = [(int(times.start[history + d, k]), int(stops[history + d, k]), (d, k)) for d in days for k in duties]
    spans = [span for span in spans if span[0] < closes and span[1] > opens and span[1] > span[0]]
    cuts = sorted({opens, closes, *(t for start, end, _ in spans for t in (start, end) if opens < t < closes)})
    return [
        (begin, end, [place for start, stop, place in spans if start <= begin and stop >= end])
        for begin, end in pairwise(cuts)
        if end > begin
    ]


def _from_history(problem: Problem, places: Sequence[tuple[int, int]], counted: NDArray[np.bool_] | None) -> int:
    total = 0
    for day, duty in places:
        if day < 0:
            there = problem.start_grid[:, problem.history + day] == duty
            total += int((there if counted is None else there & counted).sum())
    return total
