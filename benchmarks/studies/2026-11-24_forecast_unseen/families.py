"""Backtest on made-up series of known truth, of many kinds, and compare with a forecast that knows the true means.

    python benchmarks/studies/2026-11-24_forecast_unseen/families.py [DRAWS [NAME …]]

Counts are negative binomial around weekday × month × holiday effects. Prints a row for each family, pooled over its
draws: WAPE of the seasonal naive forecast, of the ensemble, of the best, and of the true means.
"""

import datetime as dt
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import numpy as np

ROOT = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT))

from scheduler.forecast.backtest import HORIZON_DAYS, Backtest, Trial, backtest, days_tested  # noqa: E402
from scheduler.forecast.history import WEEK  # noqa: E402
from scheduler.forecast.holidays import Holidays  # noqa: E402
from scheduler.forecast.metrics import Score  # noqa: E402
from scheduler.forecast.volumes import DailySeries, Floats, SeriesKey  # noqa: E402

START: Final = dt.date(2020, 1, 6)
WEEKDAYS: Final = (1.15, 1.05, 1.0, 1.0, 0.95, 0.45, 0.4)
CLINIC: Final = (1.1, 1.05, 1.0, 1.0, 0.9, 0.0, 0.0)
TEST_BEGINS: Final = 3 * 364


@dataclass(frozen=True)
class Family:
    """How the means of a series come about, and how counts scatter around them."""

    name: str
    level: float = 120.0
    days: int = 4 * 364
    weekdays: tuple[float, ...] = WEEKDAYS
    dispersion: float = 0.01
    """Variance of a day's own level."""
    months: float = 0.05
    """Standard deviation of the effects of months, as a share."""
    holiday: float = 0.6
    """Exams on a holiday, as a share of other days."""
    after: float = 1.1
    """The same of the day after a holiday."""
    growth: float = 0.0
    """Per year, as a share."""
    shifts: tuple[tuple[int, int, float], ...] = ()
    """First day, last day, factor."""
    missing: float = 0.0
    """Share of days that are not on file."""
    spikes: float = 0.0
    """Share of days with a wrong count, three times what it was."""


FAMILIES: Final = (
    Family("emergency, 120 a day"),
    Family("large, 600 a day", level=600.0),
    Family("wide scatter", dispersion=0.12),
    Family("Poisson, no holidays", dispersion=0.0, holiday=1.0, after=1.0),
    Family("clinic, closed on weekends and holidays", weekdays=CLINIC, holiday=0.0, after=1.25),
    Family("0 to 3 a day", level=1.2, dispersion=0.0),
    Family("one in three days", level=0.33, dispersion=0.0),
    Family("8 a day", level=8.0),
    Family("strong months", months=0.2),
    Family("grows by 30 % a year", growth=0.3),
    Family("shrinks by 25 % a year", growth=-0.25),
    Family("40 % more within the test", shifts=((TEST_BEGINS + 150, 9999, 1.4),)),
    Family("30 % less before the test", shifts=((TEST_BEGINS - 60, 9999, 0.7),)),
    Family("collapse a year before the test", shifts=((TEST_BEGINS - 364, TEST_BEGINS - 304, 0.4),)),
    Family("collapse within the test", shifts=((TEST_BEGINS + 100, TEST_BEGINS + 160, 0.4),)),
    Family("closed for three months", shifts=((TEST_BEGINS - 250, TEST_BEGINS - 160, 0.0),)),
    Family("a clinic that opens on Saturdays within the test", weekdays=CLINIC, holiday=0.0),
    Family("a tenth of days missing", missing=0.1),
    Family("wrong counts", spikes=0.01),
    Family("two years", days=728),
    Family("one year", days=364),
    Family("200 days", days=200),
    Family("120 days", days=120),
    Family("90 days", days=90),
    Family("60 days", days=60),
)


@dataclass(frozen=True, eq=False)
class Drawn:
    """A series and its truth."""

    series: DailySeries
    means: Floats


def drawn(family: Family, seed: int) -> Drawn:
    """One draw."""
    rng = np.random.default_rng(seed)
    means = _means(family, rng)
    scatter = rng.gamma(1 / family.dispersion, family.dispersion, family.days) if family.dispersion else 1.0
    counts = rng.poisson(means * scatter).astype(np.float64)
    counts = np.where(rng.random(family.days) < family.spikes, 3 * counts, counts)
    counts[np.flatnonzero(rng.random(family.days) < family.missing)] = np.nan
    return Drawn(DailySeries(SeriesKey(family.name), START, counts), means)


def _means(family: Family, rng: np.random.Generator) -> Floats:
    day = np.arange(family.days)
    weekday = np.array(family.weekdays)[day % WEEK]
    if "Saturdays" in family.name:
        weekday = np.where((day % WEEK == 5) & (day >= TEST_BEGINS + 100), 0.5, weekday)
    month = np.exp(rng.normal(0, family.months, 12))[
        [(START + dt.timedelta(days=one)).month - 1 for one in day.tolist()]
    ]
    off = np.array([name != "" for name in Holidays("US").names(START, family.days)])
    behind = np.append(False, off[:-1]) & ~off & (day % WEEK < 5)
    holiday = np.where(off, family.holiday, np.where(behind, family.after, 1.0))
    means: Floats = family.level * weekday * month * holiday * (1 + family.growth) ** (day / 364)
    for first, last, factor in family.shifts:
        means = np.where((day >= first) & (day < last), factor, 1.0) * means
    return means


def floor(made: Drawn) -> tuple[float, float]:
    """Sum of errors of the true means, and of exams, over the days that the backtest forecasts."""
    counts = made.series.counts
    begin = len(counts) - days_tested(len(counts))
    days = np.concatenate([one + np.arange(HORIZON_DAYS) for one in range(begin, len(counts) - HORIZON_DAYS + 1, WEEK)])
    return float(np.nansum(np.abs(counts - made.means)[days])), float(np.nansum(counts[days]))


def row(family: Family, draws: int) -> str:
    """A line of the table."""
    made = [drawn(family, 1000 * number + len(family.name)) for number in range(draws)]
    key = SeriesKey
    series = [replace(one.series, key=key(str(number))) for number, one in enumerate(made)]
    report = backtest(Trial.of(series))
    errors, exams = np.sum([floor(one) for one in made], axis=0)
    return told(family.name, report, errors / exams)


def told(name: str, report: Backtest, lowest: float) -> str:
    """The figures of one family."""
    naive, ensemble = report.models["seasonal_naive"], report.models["ensemble"]
    worst = max((_wape(one["ensemble"]) / _wape(one["seasonal_naive"]) for one in report.series.values()), default=0.0)
    shares = " | ".join(f"{_wape(one) / lowest:.3f}" for one in (naive, ensemble, report.best))
    spread = f"{ensemble.coverage80 or 0:.1%} | {(ensemble.pinball or 0) / (naive.pinball or 1):.3f}"
    return (
        f"| {name} | {lowest:.2%} | {shares} ({report.best.name}) | {worst:.3f} | {spread} | {report.holidays or '–'} |"
    )


def _wape(one: Score) -> float:
    return one.wape or 1.0


def main(arguments: Sequence[str]) -> None:
    """Print the table."""
    draws, names = int(arguments[0]) if arguments else 3, arguments[1:]
    print("| family | floor | naive | ensemble | best | worst draw against naive | covers | pinball | calendar |")
    print("|---|---|---|---|---|---|---|---|---|")
    for family in FAMILIES:
        if not names or any(name in family.name for name in names):
            print(row(family, draws), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
