"""Public holidays by name: those of a country, or of the country that a history turns out to follow."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Final

import numpy as np
from holidays import country_holidays, list_supported_countries

from models.errors import InputError
from scheduler.forecast.volumes import DailySeries, Floats

CANDIDATES: Final = (
    "US", "CA", "GB-ENG", "GB-SCT", "IE", "AU-NSW", "AU-VIC", "NZ", "DE", "FR", "NL", "BE", "ES", "PT", "IT",
    "CH", "AT", "SE", "NO", "DK", "FI", "PL", "CZ", "JP", "BR", "MX", "ZA",
)  # fmt: skip
"""Calendars that `guess` tries; any other can be named."""
LISTED: Final = "listed"
"""Name of a holiday that a department lists and its country does not."""
EVIDENCE: Final = 12.0
"""Least gain, in squared standard deviations beyond what shifted calendars gain, that makes a history follow one."""
SHIFTS: Final = (-28, -21, -14, 14, 21, 28)
"""Days by which a calendar is shifted to see what chance alone would explain."""
SLIGHT: Final = 0.02
OBSERVED: Final = " (observed)"


@dataclass(frozen=True)
class Holidays:
    """A calendar: the country's holidays (`place` such as US or GB-ENG, nothing when empty) and those listed."""

    place: str = ""
    listed: frozenset[dt.date] = field(default_factory=frozenset)

    def __post_init__(self) -> None:
        _of_year(self.place, 2000)

    def name(self, date: dt.date) -> str:
        """Name of the holiday, empty on other days; the day on which one is observed bears its name."""
        return _of_year(self.place, date.year).get(date, LISTED if date in self.listed else "")

    def names(self, start: dt.date, days: int) -> tuple[str, ...]:
        """The names of a span of days."""
        return tuple(self.name(start + dt.timedelta(days=day)) for day in range(days))


@cache
def _of_year(place: str, year: int) -> dict[dt.date, str]:
    if not place:
        return {}
    country, _, part = place.partition("-")
    try:
        found = country_holidays(country, subdiv=part or None, years=year, language=_english(country))
    except NotImplementedError as error:
        advice = "Use a country's two letters, a part of it after a dash: US, US-CA, GB-ENG."
        raise InputError(f"holidays of {place!r}", f"not known: {error}.", advice) from error
    return {date: name.partition(";")[0].removesuffix(OBSERVED) for date, name in sorted(found.items())}


def _english(country: str) -> str | None:
    """Names only need to be the same each year; English ones end the same way where they are moved."""
    return "en_US" if country in {"US", "CA"} else None


@cache
def of_zone(zone: str) -> str:
    """The country that an IANA time zone lies in, empty for UTC and the like or where it has no known holidays."""
    table = (resources.files("tzdata") / "zoneinfo" / "zone.tab").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in table.splitlines() if not line.startswith("#"))
    country = next((row[0] for row in rows if row[2] == zone), "")
    return country if country in list_supported_countries() else ""


def guess(series: Sequence[DailySeries]) -> Holidays:
    """The candidate whose holidays explain most of what the weekdays of these series do not.

    It has to explain clearly more than the same calendar shifted by some weeks; else there are no holidays.
    """
    deviations = [(one.start, _deviations(one.counts)) for one in series]
    gains = {place: _gain(place, deviations) for place in CANDIDATES}
    best = max(gains, key=lambda place: gains[place])
    if gains[best] <= EVIDENCE:
        return Holidays()
    chance = max(_gain(best, [(start + dt.timedelta(days=by), z) for start, z in deviations]) for by in SHIFTS)
    return Holidays(best) if gains[best] > EVIDENCE + max(0.0, chance) else Holidays()


def _deviations(counts: Floats) -> Floats:
    """Each day against the median of its weekday in the thirteen weeks around it, in robust standard deviations.

    A deviation of less than a few percent of the usual day is none that a holiday is known by.
    """
    off = np.zeros(len(counts))
    for weekday in range(min(7, len(counts))):
        same = counts[weekday::7]
        if not np.isfinite(same).any():
            continue
        around = np.lib.stride_tricks.sliding_window_view(np.pad(same, 6, constant_values=np.nan), 13)
        apart = same - _median(around)
        spread = max(0.5, SLIGHT * float(np.nanmean(same)), 1.4826 * float(np.nanmedian(np.abs(apart))))
        off[weekday::7] = np.clip(np.nan_to_num(apart / spread), -8, 8)
    return off


def _median(rows: Floats) -> Floats:
    """Median of each row over what is known of it; NaN where nothing is."""
    known = np.isfinite(rows).any(axis=1)
    middle = np.full(len(rows), np.nan)
    middle[known] = np.nanmedian(rows[known], axis=1)
    return middle


def _gain(place: str, deviations: Sequence[tuple[dt.date, Floats]]) -> float:
    """Squared deviations on working days that a mean for all holidays explains, or one for each of their names."""
    together, apart = 0.0, 0.0
    for start, off in deviations:
        by_name = _by_name(Holidays(place).names(start, len(off)), start, off)
        together += _explained([value for values in by_name.values() for value in values])
        apart += sum(_explained(values) for values in by_name.values())
    return max(together, apart)


def _by_name(names: Sequence[str], start: dt.date, deviations: Floats) -> dict[str, list[float]]:
    found: dict[str, list[float]] = {}
    for day, (name, deviation) in enumerate(zip(names, deviations, strict=True)):
        if name and (start.weekday() + day) % 7 < 5:  # noqa: PLR2004 - Monday to Friday
            found.setdefault(name, []).append(float(deviation))
    return found


def _explained(values: Sequence[float]) -> float:
    """What their mean explains of values, less twice what it would explain of chance."""
    found = np.array(values)
    return float(found.sum() ** 2 / len(found) - 2 * max(1.0, found.var())) if len(found) else 0.0
