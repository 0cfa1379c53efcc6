"""Score our forecasters and the public libraries' on files, in one process, on the same days from the same origins.

    python -m venv scratch/rivals && scratch/rivals/bin/pip install -e . statsforecast scikit-learn
    OMP_NUM_THREADS=1 scratch/rivals/bin/python benchmarks/studies/2026-11-24_forecast_rivals/compare.py FILE …

Prints a row as each model is through: the first take seconds, AutoARIMA a quarter of an hour on three years.
"""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Final

ROOT = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT))

from rivals import MODELS  # noqa: E402 - beside this file

from api.exchange.volumes import read_volumes  # noqa: E402 - the tree is found above
from scheduler.forecast.backtest import Trial, outcome  # noqa: E402
from scheduler.forecast.forecasters.discovery import found  # noqa: E402
from scheduler.forecast.history import History  # noqa: E402
from scheduler.forecast.metrics import Score, score  # noqa: E402
from scheduler.forecast.quantiles import Prediction, predict  # noqa: E402

TIMED: Final = ("scheduler.forecast.backtest", "sklearn.ensemble", "statsforecast.models")
"""Modules whose import is timed, each in a program of its own."""


def models() -> Iterator[tuple[str, Callable[[History, int], Prediction]]]:
    """Ours by name, then the others."""
    for name, forecaster in found().items():
        yield f"ours, {name}", partial(predict, forecaster)
    yield from MODELS.items()


def row(name: str, scored: Score, seconds: float) -> str:
    """A line of the table."""
    cells = (f"{scored.wape or 0:.3%}", f"{scored.mase or 0:.3f}", f"{scored.pinball or 0:.3f}")
    return f"| {name} | {' | '.join(cells)} | {scored.coverage80 or 0:.1%} | {seconds:.0f} s |"


def compare(path: Path) -> None:
    """One table, pooled over the series of a file."""
    trial = Trial.of(read_volumes(path).volumes.whole_days().daily())
    print(f"\n{path.name}, calendar {trial.holidays.place or 'none'}")
    print(
        "| forecaster | WAPE | MASE | pinball | 80 % covers | processor time |\n|---|---|---|---|---|---|", flush=True
    )
    for name, tell in models():
        begun = time.process_time()
        scored = score([outcome(tell, history) for history in trial.histories.values()])
        print(row(name, scored, time.process_time() - begun), flush=True)


def import_seconds(module: str) -> float:
    """Processor seconds of importing a module, the better of two."""
    script = f"import sys, time; sys.path.insert(0, {str(ROOT)!r}); import {module}; print(time.process_time())"
    tries = [subprocess.run([sys.executable, "-c", script], check=True, capture_output=True) for _ in range(2)]
    return min(float(one.stdout) for one in tries)


def main(arguments: Sequence[str]) -> None:
    """Print import times, then a table for each file."""
    for module in TIMED:
        print(f"import {module}: {import_seconds(module):.2f} s of processor time", flush=True)
    for name in arguments:
        compare(Path(name))


if __name__ == "__main__":
    main(sys.argv[1:])
