"""Backtest every forecaster on made-up series of many kinds, and on files that are named.

    python benchmarks/studies/2026-11-24_forecast_first/forecasters.py [FILE …]

Prints a row per series: WAPE relative to the seasonal naive forecast, then coverage and relative pinball loss.
"""

import datetime as dt
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT))

from api.exchange.volumes import read_volumes  # noqa: E402 - the tree is found above
from fixtures.series import counts, daily  # noqa: E402
from scheduler.forecast.backtest import Backtest, Trial, backtest  # noqa: E402
from scheduler.forecast.forecasters.discovery import found  # noqa: E402
from scheduler.forecast.holidays import Holidays  # noqa: E402
from scheduler.forecast.volumes import DailySeries, Floats  # noqa: E402

ED = (1.128, 1.0, 0.982, 0.976, 0.975, 0.936, 1.004)
START = dt.date(2019, 1, 7)


@dataclass(frozen=True)
class Kind:
    """How a made-up series comes about."""

    name: str
    level: float
    weekdays: tuple[float, ...] = ED
    days: int = 1400
    season: float = 0.04
    """Amplitude of the yearly wave, as a share."""
    wander: float = 0.01
    """Daily step of the level, which returns to its mean within a month or two."""
    scatter: float = 0.02
    """Variance of a day's own level."""
    holiday: float = 0.9
    """Exams on a holiday, as a share of other days."""
    place: str = "US"
    shock: tuple[int, int, float] = (0, 0, 1.0)
    """First day, last day and factor of a break in the level."""


KINDS = (
    Kind("emergency", 350.0),
    Kind("emergency, quiet", 70.0),
    Kind("inpatients", 110.0, (1.08,) * 5 + (0.8,) * 2, holiday=0.8),
    Kind("clinic", 90.0, (1.05, 1.0, 1.0, 1.0, 0.95, 0.0, 0.0), wander=0.015, scatter=0.006, holiday=0.0),
    Kind("angiography", 6.0, (1.2,) * 5 + (0.4,) * 2, scatter=0.0, holiday=0.4),
    Kind("fourteen months", 120.0, days=420),
    Kind("half a year", 120.0, days=182),
    Kind("lock-down two years ago", 200.0, days=1500, shock=(430, 520, 0.45)),
    Kind("a third more in the test", 90.0, shock=(1200, 1400, 1.35)),
    Kind("narrower than Poisson", 500.0, scatter=-1.0, wander=0.0, holiday=0.5),
    Kind("Welsh holidays", 360.0, season=0.07, holiday=1.08, place="GB-WLS"),
)


def made(kind: Kind, seed: int) -> DailySeries:
    """One draw of a series; nothing but Gaussian noise of 1 % where `scatter` is negative."""
    rng = np.random.default_rng(seed)
    expected = _expected(kind, rng)
    if kind.scatter < 0:
        return daily(np.rint(expected * (1 + 0.01 * rng.normal(size=kind.days))), START)
    return daily(counts(expected, seed=seed, dispersion=kind.scatter), START)


def _expected(kind: Kind, rng: np.random.Generator) -> Floats:
    day = np.arange(kind.days)
    level = np.zeros(kind.days)
    for one in range(1, kind.days):
        level[one] = 0.97 * level[one - 1] + rng.normal(0, kind.wander)
    weekday = np.array(kind.weekdays)[(START.weekday() + day) % 7] / np.mean(kind.weekdays)
    off = np.array([name != "" for name in Holidays(kind.place).names(START, kind.days)])
    first, last, factor = kind.shock
    broken = np.where((day >= first) & (day < last), factor, 1.0)
    wave = kind.season * np.cos(2 * np.pi * (day - 30) / 365.25)
    expected: Floats = kind.level * weekday * np.exp(level + wave) * np.where(off, kind.holiday, 1.0) * broken
    return expected


def trials(files: list[str]) -> Iterator[tuple[str, Trial]]:
    """Made-up series, one draw each, and the files."""
    for number, kind in enumerate(KINDS):
        yield kind.name, Trial.of([made(kind, seed=100 + number)])
    for name in files:
        yield Path(name).name[:24], Trial.of(read_volumes(Path(name)).volumes.whole_days().daily())


def row(name: str, report: Backtest) -> str:
    """One line of the table."""
    naive, ensemble = report.models["seasonal_naive"], report.models["ensemble"]
    relative = [(report.models[model].wape or 0) / (naive.wape or 1) for model in found()]
    pinball = (ensemble.pinball or 0) / (naive.pinball or 1)
    cells = [f"{naive.wape or 0:7.2%}", *(f"{one:6.3f}" for one in relative)]
    cells += [f"{ensemble.coverage80 or 0:6.1%}", f"{naive.coverage80 or 0:6.1%}", f"{pinball:6.3f}"]
    return f"| {name} | {report.holidays or 'none'} | " + " | ".join(cells) + " |"


def main() -> None:
    """Print the table as Markdown."""
    head = ["series", "calendar", "naive WAPE", *found(), "cover", "naive cover", "pinball"]
    print("| " + " | ".join(head) + " |\n|" + "---|" * len(head))
    for name, trial in trials(sys.argv[1:]):
        print(row(name, backtest(trial)), flush=True)


if __name__ == "__main__":
    main()
