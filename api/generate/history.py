"""Exams of the 26 weeks before the horizon, by area, source and local hour.

Each source follows its own clock: emergency by weekday and hour, inpatients less at weekends, outpatients on
workdays only. A day has one random level that its hours share, so days scatter more than hours do, as they were
measured to: counts are negative binomial, not Poisson.
"""

import datetime as dt
from collections.abc import Mapping

import numpy as np
import polars as pl
from numpy.typing import NDArray

from api.generate.dates import named_holidays
from api.generate.draw import stream
from api.generate.reference import Reference
from api.generate.sites import Network
from models.calendar import Horizon
from models.demand import HOURS
from scheduler.presence import hour_minutes

WEEKS = 26
GROWTH = 0.025
"""A year; the document's volumes are those at the horizon's start."""
DAY_DISPERSION = 1.5
"""Variance over mean of a day's count around its expectation."""
DAYS_PER_YEAR = 365.25
WORKDAYS_PER_YEAR = DAYS_PER_YEAR * 5 / 7
SCHEMA: Mapping[str, type[pl.DataType] | pl.DataType] = {
    "area": pl.String,
    "source": pl.String,
    "start": pl.Datetime("us"),
    "exams": pl.Int64,
}

Floats = NDArray[np.float64]


def volumes(network: Network, book: Reference, *, horizon: Horizon, seed: int) -> pl.DataFrame:
    """Columns area, source (ED, IP, OP), start (local wall-clock hour), exams: a row for every hour, zeros too.

    The hour that a clock change skips has no row; that which it repeats has the exams of both.
    """
    past = Horizon(start=horizon.date_of(-7 * WEEKS), days=7 * WEEKS, zone=horizon.zone)
    days = [past.date_of(day) for day in range(past.days)]
    length = hour_minutes(past) / 60
    starts = [dt.datetime.combine(day, dt.time(hour)) for day in days for hour in range(HOURS)]
    clock = pl.Series("start", starts, dtype=pl.Datetime("us"))
    frames = [pl.DataFrame(schema=SCHEMA)]
    for site in network.sites:
        for modality in site.curves:
            for source in (one for one, share in book.source_mix[modality].items() if share):
                series = (site.area(modality), source)
                expected = site.factor * _expected(modality, source, days, book)
                exams = _draw(expected, length, stream(seed, "volumes", *series))
                frames.append(_frame(series, clock, exams).filter(length.ravel() > 0))
    return pl.concat(frames)


def _frame(series: tuple[str, str], clock: pl.Series, exams: NDArray[np.int64]) -> pl.DataFrame:
    area, source = series
    return pl.DataFrame({"area": area, "source": source, "start": clock, "exams": exams.ravel()}, schema=SCHEMA)


def _expected(modality: str, source: str, days: list[dt.date], book: Reference) -> Floats:
    """(days, 24) exams expected at the whole department's size."""
    year = book.volumes_per_year[modality] * book.source_mix[modality][source]
    per_day = year / (WORKDAYS_PER_YEAR - len(book.holidays) if source == "OP" else DAYS_PER_YEAR)
    age = np.arange(len(days), 0, -1) / DAYS_PER_YEAR
    level = _day_factors(source, days, book) * (1 + GROWTH) ** -age
    expected: Floats = per_day * level[:, None] * np.array(_profile(modality, source, book))[None, :]
    return expected


def _profile(modality: str, source: str, book: Reference) -> tuple[float, ...]:
    """Share of the day by hour, adding to one."""
    name = {"IP": "IP_XR" if modality == "XR" else "IP_other", "OP": "OP_MR" if modality == "MR" else "OP"}
    profile = book.hour_profiles[name.get(source, source)]
    return tuple(share / sum(profile) for share in profile)


def _day_factors(source: str, days: list[dt.date], book: Reference) -> Floats:
    factors, off = book.day_factors, named_holidays(days[0], days[-1], book)
    ed = factors.holiday.ed
    weekend = [day.weekday() >= 5 or day in off for day in days]  # noqa: PLR2004 - Saturday
    if source == "OP":
        return np.array([0.0 if closed else 1.0 for closed in weekend])
    if source == "IP":
        return np.array([factors.ip_weekend if closed else factors.ip_weekday for closed in weekend])
    on_holiday = {day: ed.get(name, ed["other"]) for day, name in off.items()}
    return np.array([factors.ed_by_weekday[day.weekday()] * on_holiday.get(day, 1.0) for day in days])


def _draw(expected: Floats, length: Floats, rng: np.random.Generator) -> NDArray[np.int64]:
    """Counts: a gamma level per day, Poisson by the hour, no exam in an hour that a clock change skips."""
    mean = expected.sum(axis=1, keepdims=True)
    shape = np.maximum(mean, 1e-9) / (DAY_DISPERSION - 1)
    counts: NDArray[np.int64] = rng.poisson(expected * rng.gamma(shape) / shape * length)
    return counts
