"""What it is expected to cost to be one person short, two short, …, when nobody knows how busy the hour will be.

Exams under way at a time are counted as negative binomial: by chance around their mean, and the mean itself is off
by as much as the day's forecast may be. The k-th person present is needed for the share of time in which the exams keep
k people busy, so that this person's absence costs that share of the price of a missing hour: the newsvendor's
marginal cost (Arrow, Harris and Marschak 1951, doi 10.2307/1906813), which only rises with every further absence.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from scheduler.forecast.quantiles import LEVELS, Prediction
from scheduler.forecast.staffing import TINY, AreaStaffing, hands
from scheduler.forecast.volumes import Floats

LOW, HIGH = LEVELS.index(0.1), LEVELS.index(0.9)
Q10_TO_Q90: Final = 2.563
"""Standard deviations between the 10 % and the 90 % quantile of a normal variable."""
WHOLE: Final = 60
"""Prices are multiples of so many cents, so that each minute has a whole one."""
GRADES: Final = 12
"""Steps in which a chance is told: hours that differ by less are alike to a solver, and each step is a row of it."""
SURE: Final = 1 - 1 / (2 * GRADES)


@dataclass(frozen=True)
class Shortage:
    """One hour: people from whom on one more is worth nothing, and what each one missing below costs per hour."""

    ample: int
    costs: tuple[int, ...]


def day_doubt(day: Prediction) -> Floats:
    """Standard deviation of each day's mean as a share of it, beyond the chance of single exams; shape (days)."""
    spread = (day.quantiles[:, HIGH] - day.quantiles[:, LOW]) / Q10_TO_Q90
    beyond = np.maximum(spread**2 - day.means, 0.0)
    share: Floats = np.where(day.means > 0, np.sqrt(beyond) / np.maximum(day.means, 1e-12), 0.0)
    return share


def shortages(scheduled: Floats, unscheduled: Floats, doubt: Floats, rule: AreaStaffing) -> list[Shortage]:
    """One for each hour of loads (hours), with the doubt of its day (hours); nobody where the hour is left to call."""
    found = []
    for booked, mean, share in zip(scheduled.tolist(), unscheduled.tolist(), doubt.tolist(), strict=True):
        if booked + mean < rule.call_below:
            found.append(Shortage(0, ()))
            continue
        needed = needed_chances(booked, mean, share, rule)
        whole = (rule.short_cents or 0) / WHOLE
        prices = [round(whole * round(chance * GRADES) / GRADES) * WHOLE for chance in needed]
        found.append(_shortage(prices, needed))
    return found


def needed_chances(booked: float, mean: float, share: float, rule: AreaStaffing) -> list[float]:
    """The share of time that a first person is needed, a second, …, until that is next to nothing."""
    chances = counts(mean, share)
    work = hands(booked + np.arange(len(chances), dtype=np.float64), rule)
    most = int(np.ceil(work[-1] - TINY))
    return [float(chances @ np.clip(work - before, 0.0, 1.0)) for before in range(most)]


def counts(mean: float, share: float) -> Floats:
    """Chances of 0, 1, 2, … exams under way: negative binomial, Poisson without doubt."""
    most = int(mean + 8 * np.sqrt(mean + (share * mean) ** 2)) + 8
    count = np.arange(most)
    if share * mean < 1e-6:  # noqa: PLR2004 - next to no doubt
        ratios = np.log(max(mean, 1e-12)) - np.log(count + 1.0)
        first = -mean
    else:
        size = 1 / share**2
        ratios = np.log((count + size) / (count + 1)) + np.log(mean / (size + mean))
        first = -size * np.log1p(mean / size)
    chances: Floats = np.exp(first + np.concatenate([[0.0], np.cumsum(ratios[:-1])]))
    chances /= chances.sum()
    return chances


def _shortage(prices: list[int], needed: list[float]) -> Shortage:
    """From the last person worth anything down to the first who is needed for sure."""
    ample = sum(price > 0 for price in prices)
    unsure = [number for number in range(ample) if needed[number] < SURE]
    start = max(0, unsure[0] - 1) if unsure else max(0, ample - 1)
    return Shortage(ample, tuple(reversed(prices[start:ample])))
