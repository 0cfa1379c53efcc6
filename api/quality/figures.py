"""Figures that logs of images and exams give, each with what it is of."""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import Final, TypeVar

from api.quality.kpis import (
    FINAL_MINUTES,
    GRACE_MINUTES,
    REJECTS_ACT,
    REJECTS_TARGET,
    REJECTS_TOO_FEW,
    WAIT_MINUTES,
    State,
    no_show_rate,
    on_time_share,
    reject_rate,
    reject_state,
    spread,
)
from api.quality.logs import ExamTimes, ImageCount
from models.base import Noun

KEPT: Final = 0.9
"""Share within a limit from which a turnaround counts as kept."""
REJECTS_TOLD: Final = f"{100 * REJECTS_TOO_FEW:g} to {100 * REJECTS_TARGET:g} %, act above {100 * REJECTS_ACT:g} %"
Row = TypeVar("Row")


class Figure(Noun):
    """One figure with its target in words, and what it says against it."""

    id: str
    title: str
    value: float
    unit: str
    """``share`` or ``min``."""
    target: str = ""
    state: State | None = None
    of: int
    """Images, exams or days behind it."""


def image_figures(images: Sequence[ImageCount]) -> Iterator[Figure]:
    """Reject rate by area."""
    for area, mine in grouped(images, lambda one: one.area):
        acquired, rejected = sum(one.acquired for one in mine), sum(one.rejected for one in mine)
        rate = reject_rate(rejected, acquired)
        yield Figure(
            id=f"rejects-{area}", title=f"Rejected images, {area}", value=rate, unit="share", of=acquired,
            target=REJECTS_TOLD, state=reject_state(rate),
        )  # fmt: skip


def exam_figures(exams: Sequence[ExamTimes]) -> Iterator[Figure]:
    """Turnaround and waits by source, no-shows, and first cases on time."""
    for source, mine in grouped(exams, lambda one: one.source):
        limit = FINAL_MINUTES.get(source)
        yield from _spread(
            f"final-{source}", f"Order to final report, {source}", minutes_between(mine, "ordered", "final"), limit
        )
        done = minutes_between(mine, "ordered", "completed")
        yield from _spread(f"completed-{source}", f"Order to completed exam, {source}", done, None)
        waited = minutes_between(mine, "arrived", "started")
        wait = WAIT_MINUTES if source == "OP" else None
        yield from _spread(f"wait-{source}", f"Wait from arrival to start, {source}", waited, wait)
    booked = [one for one in exams if one.scheduled is not None]
    if booked:
        missed = sum(one.missed for one in booked)
        rate = no_show_rate(missed, len(booked))
        yield Figure(id="no-shows", title="Booked and not kept", value=rate, unit="share", of=len(booked))
    late = first_cases(exams)
    if late:
        yield Figure(
            id="first-cases", title=f"First cases of the day begun within {GRACE_MINUTES} min of their time",
            value=on_time_share(late, GRACE_MINUTES), unit="share", of=len(late),
        )  # fmt: skip


def first_cases(exams: Sequence[ExamTimes]) -> list[float]:
    """Minutes by which the first booked exam of each area and day began late; negative when it began early."""
    first: dict[tuple[str, dt.date], ExamTimes] = {}
    for one in exams:
        if one.scheduled is not None and one.started is not None:
            key = one.area, one.scheduled.date()
            known = first.get(key)
            if known is None or known.scheduled is None or one.scheduled < known.scheduled:
                first[key] = one
    return minutes_between([*first.values()], "scheduled", "started")


def _spread(key: str, title: str, minutes: Sequence[float], limit: int | None) -> Iterator[Figure]:
    if not minutes:
        return
    found = spread(minutes, limit)
    yield Figure(id=f"{key}-median", title=f"{title}: median", value=found.median, unit="min", of=found.count)
    yield Figure(id=f"{key}-p90", title=f"{title}: nine of ten within", value=found.p90, unit="min", of=found.count)
    if found.within is not None:
        yield Figure(
            id=f"{key}-within", title=f"{title}: within {limit} min", value=found.within, unit="share", of=found.count,
            target=f"{KEPT * 100:.0f} % or more", state=State.GOOD if found.within >= KEPT else State.FAIR,
        )  # fmt: skip


def minutes_between(exams: Sequence[ExamTimes], start: str, end: str) -> list[float]:
    """Minutes between two steps of the exams that have both; negative where the second came first."""
    pairs = [(getattr(one, start), getattr(one, end)) for one in exams]
    return [
        (later - sooner).total_seconds() / 60 for sooner, later in pairs if sooner is not None and later is not None
    ]


def grouped(rows: Sequence[Row], key: Callable[[Row], str]) -> Iterator[tuple[str, list[Row]]]:
    """Rows by a key, keys in order."""
    return ((name, list(mine)) for name, mine in groupby(sorted(rows, key=key), key=key))
