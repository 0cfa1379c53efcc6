"""Check people per hour against a simulated queue: `python queue_task.py PYTHON`, the one of an environment with ciw.

    python -m venv scratch/queue && scratch/queue/bin/pip install ciw
    python benchmarks/studies/2026-11-24_staffing/queue_task.py scratch/queue/bin/python

ciw has to live apart: it installs a package named ``tests``, which hides the project's own.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

import numpy as np

ROOT = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT))

from scheduler.forecast.erlang import mean_wait  # noqa: E402 - the tree is found above
from scheduler.forecast.staffing import AreaStaffing, offered_load, people  # noqa: E402

VECTORS: Final = ((4.44, 6, 18), (7.38, 9, 15), (2.75, 3, 40), (5.71, 7, 35))
"""(load, servers, minutes) of steady queues."""
CURVE: Final = (3, 2, 2, 2, 2, 3, 4, 6, 9, 11, 12, 12, 12, 12, 12, 12, 12, 11, 10, 9, 8, 7, 5, 4)
"""Exams per hour of a busy emergency scanner pair."""
TARGET: Final = 10.0
DAYS: Final = 400


def main(python: str) -> None:
    """Print the waits that formulas promise beside those that the simulation finds."""
    rule = AreaStaffing(area="CT", minutes_per_exam=18, relief_percent=0, wait_minutes=TARGET)
    load = offered_load(np.tile(np.array(CURVE, dtype=np.float64), 2), rule.minutes_per_exam)[24:]
    by_wait = people(np.zeros(24), load, rule).tolist()
    by_root = people(np.zeros(24), load, rule.model_copy(update={"wait_minutes": None, "beta": 0.5})).tolist()
    steady = [{"rates": [60 * a / m] * 24, "servers": [s] * 24, "minutes": m} for a, s, m in VECTORS]
    shaped = [{"rates": CURVE, "servers": servers, "minutes": 18} for servers in (by_wait, by_root)]
    with tempfile.TemporaryDirectory() as folder:
        task, answer = Path(folder) / "task.json", Path(folder) / "answer.json"
        task.write_text(json.dumps({"days": DAYS, "queues": [*steady, *shaped]}), encoding="utf-8")
        subprocess.run([python, str(Path(__file__).with_name("queue_sim.py")), str(task), str(answer)], check=True)
        told = json.loads(answer.read_text(encoding="utf-8"))
    print("| queue | formula, mean wait min | simulated | worst hour simulated |\n|---|---|---|---|")
    for (a, s, m), found in zip(VECTORS, told, strict=False):
        print(
            f"| load {a}, {s} people, {m} min | {mean_wait(a, s, m):.2f} | {found['mean']:.2f} | {found['worst']:.2f} |"
        )
    for name, servers, found in zip(("wait of 10 min", "half a root"), (by_wait, by_root), told[-2:], strict=True):
        promised = f"at most {TARGET:g}" if name.startswith("wait") else "none"
        row = f"| curve of a day, {name}, {sum(servers)} person-hours | {promised} "
        print(row + f"| {found['mean']:.2f} | {found['worst']:.2f} |")


if __name__ == "__main__":
    main(sys.argv[1])
