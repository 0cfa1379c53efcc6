"""Score our forecasters and the public libraries' on one file, on the same days from the same origins.

    python -m venv scratch/rivals && scratch/rivals/bin/pip install statsforecast
    python benchmarks/studies/2026-11-24_forecast_rivals/compare.py FILE scratch/rivals/bin/python

The libraries run in the environment of the second argument; the first model takes seconds, AutoARIMA minutes.
"""

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT))

from api.exchange.volumes import read_volumes  # noqa: E402 - the tree is found above
from scheduler.forecast.backtest import HORIZON_DAYS, Trial, backtest, days_tested  # noqa: E402
from scheduler.forecast.history import WEEK, History  # noqa: E402
from scheduler.forecast.metrics import naive_scale  # noqa: E402


def origins(history: History) -> list[int]:
    """Day indexes that the test forecasts from, as in `scheduler.forecast.backtest`."""
    return [*range(history.days - days_tested(history.days), history.days - HORIZON_DAYS + 1, WEEK)]


def task(trial: Trial) -> dict[str, object]:
    """What the libraries are asked."""
    series = {
        str(key): {
            "counts": [None if np.isnan(one) else one for one in history.counts.tolist()],
            "holidays": history.names(history.days + HORIZON_DAYS),
            "origins": origins(history),
        }
        for key, history in trial.histories.items()
    }
    return {"days": HORIZON_DAYS, "series": series}


def scores(trial: Trial, means: dict[str, list[list[float]]]) -> tuple[float, float]:
    """(WAPE, MASE) pooled over the series."""
    errors, exams, scaled = 0.0, 0.0, []
    for key, history in trial.histories.items():
        for origin, made in zip(origins(history), means[str(key)], strict=True):
            counts = history.counts[origin : origin + HORIZON_DAYS]
            error = np.abs(np.array(made) - counts)
            errors, exams = errors + float(np.nansum(error)), exams + float(np.nansum(counts))
            scaled.append(error / naive_scale(history.counts[: history.days - days_tested(history.days)]))
    return errors / exams, float(np.nanmean(np.concatenate(scaled)))


def ask(python: str, question: dict[str, object]) -> dict[str, dict[str, object]]:
    """The libraries' forecasts, by model."""
    with tempfile.TemporaryDirectory() as folder:
        asked, told = Path(folder) / "task.json", Path(folder) / "answer.json"
        asked.write_text(json.dumps(question), encoding="utf-8")
        subprocess.run([python, str(Path(__file__).with_name("rivals.py")), str(asked), str(told)], check=True)
        answer: dict[str, dict[str, object]] = json.loads(told.read_text(encoding="utf-8"))
    return answer


def main(arguments: Sequence[str]) -> None:
    """Print one row per forecaster, the best first."""
    path, python = arguments
    trial = Trial.of(read_volumes(Path(path)).volumes.whole_days().daily())
    begun = time.process_time()
    report = backtest(trial)
    rows = [(one.wape or 0, one.mase or 0, name, "") for name, one in report.models.items()]
    print(f"all of ours with quantiles: {time.process_time() - begun:.0f} s", flush=True)
    for name, answer in ask(python, task(trial)).items():
        seconds = f"{answer['cpu_seconds']:.0f} s"
        rows.append((*scores(trial, answer["means"]), name, seconds))  # type: ignore[arg-type]  # as JSON gives it
    print("| forecaster | WAPE | MASE | processor time |\n|---|---|---|---|")
    for wape, mase, name, seconds in sorted(rows):
        print(f"| {name} | {wape:.3%} | {mase:.3f} | {seconds} |")


if __name__ == "__main__":
    main(sys.argv[1:])
