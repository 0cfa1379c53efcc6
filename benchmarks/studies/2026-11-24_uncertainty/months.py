"""Months as they may turn out, and what a roster makes of each of them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from api.generate.history import _draw, _expected
from api.generate.reference import reference
from api.generate.sites import plan_network
from models.calendar import Horizon
from scheduler.forecast.staffing import AreaStaffing
from scheduler.forecast.volumes import Floats
from scheduler.presence import Counts, hour_minutes

MINUTES, STEP = 60, 10
"""Minutes of an hour, and minutes from one look at the department to the next."""
LOOKS = MINUTES // STEP


@dataclass(frozen=True)
class Outcome:
    """Means over months, in person-hours a month."""

    short: float
    """Work that came while nobody was free for it, counted when it came."""
    waiting: float
    """Work that has come and is not done yet, summed over time."""
    overtime: float
    """Work left over when an area closes."""
    idle: float
    paid: float
    """Person-hours present."""


def months(technologists: int, horizon: Horizon, rules: Sequence[AreaStaffing], number: int) -> dict[str, Floats]:
    """By area the people kept busy, shape (months, looks), drawn as the made-up history was drawn."""
    book, network = reference(), plan_network(technologists, reference())
    by_area = {rule.area: rule for rule in rules}
    days, length = [horizon.date_of(day) for day in range(horizon.days)], hour_minutes(horizon) / 60
    busy: dict[str, Floats] = {}
    for site in network.sites:
        for modality in site.curves:
            rule = by_area.get(site.area(modality))
            if rule is not None:
                draw = np.random.default_rng([7, *site.area(modality).encode()])
                mix = [source for source, share in book.source_mix[modality].items() if share]
                expected = [site.factor * _expected(modality, source, days, book) for source in mix]
                exams = [np.sum([_draw(one, length, draw) for one in expected], axis=0) for _ in range(number)]
                busy[rule.area] = np.array([_people(one, rule, draw) for one in exams])
    return busy


def _people(exams: NDArray[np.int64], rule: AreaStaffing, draw: np.random.Generator) -> Floats:
    """People kept busy at every tenth minute: exams start at any minute of their hour and take their planned time."""
    hourly = exams.ravel()
    minute = np.repeat(np.arange(len(hourly)) * MINUTES, hourly) + draw.integers(0, MINUTES, int(hourly.sum()))
    starts = np.bincount(minute, minlength=len(hourly) * MINUTES)[: len(hourly) * MINUTES]
    begun = np.cumsum(starts)
    ended = np.concatenate([np.zeros(rule.minutes_per_exam, dtype=np.int64), begun[: -rule.minutes_per_exam]])
    people: Floats = (begun - ended)[::STEP] * rule.techs_per_exam * (1 + rule.relief_percent / 100)
    return people


def outcome(present: Mapping[str, Counts], busy: Mapping[str, Floats], wanted: Mapping[str, Counts]) -> Outcome:
    """What a roster makes of the months, over the hours in which its areas want somebody."""
    number = len(next(iter(busy.values())))
    totals = sum(np.array([*_area(present[area], busy[area], wanted[area])]) for area in busy)
    return Outcome(*(float(one) for one in np.asarray(totals) / (number * LOOKS)))


def _area(present: Counts, busy: Floats, wanted: Counts) -> Iterator[float]:
    there, opened = np.repeat(present.ravel(), LOOKS), np.repeat(wanted.ravel() > 0, LOOKS)
    yield float(np.maximum(0, busy - there)[:, opened].sum())
    left, waiting, overtime = np.zeros(len(busy)), 0.0, 0.0
    for hour in range(len(opened)):
        if not opened[hour]:
            continue
        left = np.maximum(0, left + busy[:, hour] - there[hour])
        waiting += float(left.sum()) / LOOKS
        if hour + 1 == len(opened) or not opened[hour + 1]:
            overtime += float(left.sum())
            left = np.zeros(len(busy))
    yield waiting
    yield overtime
    yield float(np.maximum(0, there - busy)[:, opened].sum())
    yield float(there[opened].sum()) * len(busy)
