"""From exams per hour to people per hour.

An exam occupies a technologist from its start on, so the load of an hour comes from what started in it and shortly
before (the modified offered load: Jennings et al. 1996, doi 10.1287/mnsc.42.10.1383). What is booked is counted as
it stands; what comes by chance gets a cushion, by the square-root rule (validated for emergency wards by Yom-Tov and
Mandelbaum 2014, doi 10.1287/msom.2013.0474) or so large that the mean wait stays below a target (Erlang C).
"""

from typing import Annotated, Final

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from models.base import Labels, Noun
from models.calendar import MINUTES_PER_DAY, Clock, Horizon, Weekday, Weekdays
from scheduler.forecast.erlang import servers_for_wait
from scheduler.forecast.quantiles import LEVELS
from scheduler.forecast.volumes import HOURS, Floats

MINUTES: Final = 60
TINY: Final = 1e-6
"""So that 3.0000001 people are three."""
Level = Annotated[float, Field(ge=min(LEVELS), le=max(LEVELS))]


class OpenHours(Noun):
    """A daily window in which the area can be staffed, from `start` for `minutes`."""

    start: Clock = 0
    minutes: Annotated[int, Field(ge=0, le=2 * MINUTES_PER_DAY)] = MINUTES_PER_DAY
    weekdays: Weekdays = frozenset(Weekday)
    on_holidays: bool = True


class AreaStaffing(Noun):
    """How exams of an area become people."""

    area: str
    minutes_per_exam: Annotated[int, Field(ge=1, le=MINUTES_PER_DAY)]
    """Minutes that an exam occupies a technologist and a scanner, on average."""
    cleanup_minutes: Annotated[int, Field(ge=0, le=MINUTES_PER_DAY)] = 0
    """Minutes after an exam in which the scanner is made ready for the next; they keep both busy, too."""
    travel_minutes: Annotated[int, Field(ge=0, le=MINUTES_PER_DAY)] = 0
    """Minutes for each exam on the way to a patient and back, in which no scanner of the area is taken."""
    techs_per_exam: Annotated[int, Field(ge=1)] = 1
    scheduled: Labels = frozenset({"OP"})
    """Sources whose exams are booked in advance."""
    beta: Annotated[float, Field(ge=0, le=5)] = 0.5
    """Cushion in square roots of the unscheduled load."""
    wait_minutes: Annotated[float, Field(gt=0)] | None = None
    """Mean wait of unscheduled exams to stay below; replaces `beta`."""
    plan_for: Level = 0.5
    """Quantile of the day's volume that the target is made for: 0.9 is met on nine days in ten."""
    quiet_day: Level = 0.1
    """Quantile of the day's volume that the minimum keeps up with, where no minimum is given."""
    scanners: Annotated[int, Field(ge=1)] | None = None
    """Most exams, with the cleaning after them, at the same time."""
    relief_percent: Annotated[int, Field(ge=0, le=100)] = 7
    """Added for meals: half an hour in eight is 7 %."""
    call_below: Annotated[float, Field(ge=0)] = 0.05
    """Exams under way at a time below which an hour is left to people on call: 0.05 is three minutes of work."""
    least: Annotated[int, Field(ge=0)] = 0
    """People in every hour that is open."""
    short_cents: Annotated[int, Field(ge=0, le=10**7)] | None = None
    """What one person missing for an hour costs: waits, diverted patients, late finishes. With it, coverage carries
    the expected cost of being short (`scheduler.forecast.shortage`)."""
    open_hours: tuple[OpenHours, ...] = (OpenHours(),)

    @property
    def busy_minutes(self) -> int:
        """Minutes of a technologist that an exam takes in all."""
        return self.minutes_per_exam + self.cleanup_minutes + self.travel_minutes

    @property
    def most_at_once(self) -> float:
        """Exams that keep technologists busy while all scanners run: more than scanners, some being on the way."""
        if self.scanners is None:
            return float("inf")
        return self.scanners * self.busy_minutes / (self.minutes_per_exam + self.cleanup_minutes)


def offered_load(exams: Floats, minutes: int) -> Floats:
    """Exams under way in each hour on average, from exams started per hour (hours), each taking `minutes`.

    The day before the first is taken to be like the first.
    """
    before = exams[:HOURS] if len(exams) >= HOURS else np.zeros(HOURS)
    lead = np.tile(before, -(-minutes // MINUTES_PER_DAY))
    started = np.cumsum(np.repeat(np.concatenate([lead, exams]) / MINUTES, MINUTES))
    under_way = started.copy()
    under_way[minutes:] -= started[:-minutes]
    load: Floats = under_way[len(lead) * MINUTES :].reshape(-1, MINUTES).mean(axis=1)
    return load


def people(scheduled: Floats, unscheduled: Floats, rule: AreaStaffing) -> NDArray[np.int64]:
    """People for loads of scheduled and unscheduled exams under way, by the hour."""
    wanted = heads(scheduled + unscheduled + _cushion(unscheduled, rule), rule)
    return np.where(scheduled + unscheduled < rule.call_below, 0, wanted)


def bare(load: Floats, rule: AreaStaffing) -> NDArray[np.int64]:
    """People who just keep up with a load, without a cushion."""
    return np.where(load < rule.call_below, 0, heads(load, rule))


def open_mask(rule: AreaStaffing, horizon: Horizon) -> NDArray[np.bool_]:
    """Which hours of the horizon lie wholly in a window of the area; shape (days, 24)."""
    mask = np.zeros((horizon.days + 2) * HOURS, dtype=bool)
    for window in rule.open_hours:
        first, last = -(-window.start // MINUTES), (window.start + window.minutes) // MINUTES
        for day in range(-2, horizon.days):
            if _is_worked(window, horizon, day):
                begin = (day + 2) * HOURS
                mask[begin + first : begin + max(first, last)] = True
    return mask[2 * HOURS :].reshape(horizon.days, HOURS)


def _is_worked(window: OpenHours, horizon: Horizon, day: int) -> bool:
    weekday = list(Weekday)[horizon.weekday(day)]
    return weekday in window.weekdays and (window.on_holidays or not horizon.is_holiday(day))


def _cushion(load: Floats, rule: AreaStaffing) -> Floats:
    if rule.wait_minutes is None:
        return np.asarray(rule.beta * np.sqrt(load))
    servers = [servers_for_wait(one, rule.busy_minutes, rule.wait_minutes) for one in load.tolist()]
    return np.array(servers, dtype=np.float64) - load


def hands(exams: Floats, rule: AreaStaffing) -> Floats:
    """People kept busy by so many exams at a time: never more exams than scanners can take, relief on top."""
    busy: Floats = np.minimum(exams, rule.most_at_once) * rule.techs_per_exam * (1 + rule.relief_percent / 100)
    return busy


def heads(exams: Floats, rule: AreaStaffing) -> NDArray[np.int64]:
    """Whole people for so many exams at a time."""
    whole: NDArray[np.int64] = np.ceil(hands(exams, rule) - TINY).astype(np.int64)
    return whole
