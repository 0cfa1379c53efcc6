"""Figures that logs of images and exams give, each with what it is of."""

import datetime as dt
from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import groupby
from typing import Final, TypeVar

from api.quality.kpis import (
    DOOR_TO_CT_MINUTES,
    ED_CT_MINUTES,
    EXTRAVASATION_MOST,
    FINAL_MINUTES,
    GRACE_MINUTES,
    REJECTS_ACT,
    REJECTS_TARGET,
    REJECTS_TOO_FEW,
    REPEAT_CHANGE_MOST,
    WAIT_MINUTES,
    State,
    extravasation_state,
    no_show_rate,
    on_time_share,
    reject_rate,
    reject_state,
    repeat_change,
    share,
    spread,
)
from api.quality.logs import EventCount, ExamTimes, ImageCount, Measure
from models.base import Noun

TITLES: Final = {
    Measure.EXTRAVASATION: "Extravasations of injections",
    Measure.REACTION: "Contrast reactions of injections",
    Measure.CRITICAL: "Critical results told in time",
}
KEPT: Final = 0.9
"""Share within a limit from which a turnaround counts as kept."""
REJECTS_TOLD: Final = f"{100 * REJECTS_TOO_FEW:g} to {100 * REJECTS_TARGET:g} %, act above {100 * REJECTS_ACT:g} %"
Row = TypeVar("Row")
Key = TypeVar("Key", str, tuple[Measure, str])


class Figure(Noun):
    """One figure with its target in words, and what it says against it."""

    id: str
    title: str
    value: float
    unit: str
    """``share``, ``min``, ``events`` or ``h``."""
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


def exam_figures(exams: Sequence[ExamTimes], scanners: Collection[str] = ()) -> Iterator[Figure]:
    """Turnaround and waits by source, emergency CT in `scanners` (areas), no-shows, and first cases on time."""
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
    urgent = [one for one in exams if one.source == "ED" and one.area in scanners]
    done = minutes_between(urgent, "ordered", "completed")
    yield from _spread("completed-ED-CT", "Order to completed exam, ED, CT", done, ED_CT_MINUTES)
    doors = minutes_between([one for one in exams if one.area in scanners], "door", "started")
    yield from _spread("door-to-CT", "Door to CT begun", doors, DOOR_TO_CT_MINUTES)
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


def event_figures(events: Sequence[EventCount]) -> Iterator[Figure]:
    """Shares of events by kind and area, the change from the last but one analysis of repeats, events of MR zones."""
    for (measure, area), mine in grouped(events, lambda one: (one.measure, one.area)):
        if measure is Measure.MR_ZONE:
            total = sum(one.count for one in mine)
            yield Figure(
                id=f"mr-zone-{area}", title=f"Events in MR zones, {area}", value=total, unit="events", target="0",
                state=State.BAD if total else State.GOOD, of=len(mine),
            )  # fmt: skip
        elif measure is Measure.REPEAT:
            yield from _repeats(area, sorted(mine, key=lambda one: one.date))
        else:
            yield _share_of_events(measure, area, mine)


def _share_of_events(measure: Measure, area: str, mine: Sequence[EventCount]) -> Figure:
    count, whole = sum(one.count for one in mine), sum(one.of or 0 for one in mine)
    target, state = "", None
    if measure is Measure.EXTRAVASATION:
        target, state = f"at most {100 * EXTRAVASATION_MOST:g} %", extravasation_state(count, whole)[1]
    return Figure(
        id=f"{measure}-{area}", title=f"{TITLES[measure]}, {area}", value=share(count, whole), unit="share", of=whole,
        target=target, state=state,
    )  # fmt: skip


def _repeats(area: str, mine: Sequence[EventCount]) -> Iterator[Figure]:
    rates = [share(one.count, one.of or 0) for one in mine]
    yield Figure(
        id=f"repeat-{area}", title=f"Repeated images, {area}, {mine[-1].date}", value=rates[-1], unit="share",
        of=mine[-1].of or 0,
    )  # fmt: skip
    if len(rates) > 1:
        change, state = repeat_change(*rates[-2:])
        yield Figure(
            id=f"repeat-change-{area}", title=f"Change of repeated images since {mine[-2].date}, {area}", value=change,
            unit="share", target=f"at most {100 * REPEAT_CHANGE_MOST:g} points", state=state, of=mine[-1].of or 0,
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


def grouped(rows: Sequence[Row], key: Callable[[Row], Key]) -> Iterator[tuple[Key, list[Row]]]:
    """Rows by a key, keys in order."""
    return ((name, list(mine)) for name, mine in groupby(sorted(rows, key=key), key=key))
