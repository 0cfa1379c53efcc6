"""Us and others on the same problems, with the same time, judged by the same checker: tables and curves.

``uv run python benchmarks/rivals/compare.py --budget 60 --seeds 1,2,3 --out out/rivals`` runs everybody on the usual
problems, one run after another, and writes ``table.md``, ``runs.json`` and a curve for each problem. It goes on where
an earlier command for the same folder and budget stopped.
"""

import argparse
import json
import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any

from api.exchange.atomic import write_whole
from benchmarks.processes import Memory
from benchmarks.registry import ROOT, problem_named
from benchmarks.rivals.contestants import DEFAULT, contestant_named
from benchmarks.rivals.curves import picture
from benchmarks.rivals.referee import Point, Referee, Run
from benchmarks.rivals.table import tables
from models.errors import InputError

PROBLEMS = (
    "Instance8,Instance12,Instance14,Instance16,Instance18,n030w4_1_6-2-9-1,n060w4_1_6-1-1-5,reference-40,reference-105"
)
RACE = [sys.executable, "-m", "benchmarks.rivals.race"]
PATIENCE = 120.0
"""Seconds beyond the budget for reading a problem, for a warm-up and for ending; then a run is ended."""


def main() -> None:
    """Run what is missing, and write everything down after each problem."""
    options = _options()
    options.out.mkdir(parents=True, exist_ok=True)
    kept, everybody = options.out / "runs.json", list(_present(options))
    runs = [_run_of(told) for told in json.loads(kept.read_text(encoding="utf-8"))] if kept.exists() else []
    shown: list[Run] = []
    for problem in options.problems.split(","):
        referee = Referee.of(problem_named(problem).read())
        for contestant, seed, seconds in everybody:
            terms = (problem, contestant, seed, seconds)
            known = [run for run in runs if (run.problem, run.contestant, run.seed, run.budget) == terms]
            if not known:
                known = [_race(referee, *terms, cores=options.cores)]
                runs += known
                write_whole(kept, (json.dumps([asdict(run) for run in runs]) + "\n").encode())
                print(_told(known[0]), flush=True)
            shown += known
        _write(options.out, shown)
    print(tables(shown))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--problems", default=PROBLEMS, help="names of benchmarks/registry.py, comma separated")
    parser.add_argument("--contestants", default=DEFAULT, help="names of benchmarks/rivals/contestants.py")
    parser.add_argument("--budget", type=float, default=60.0, help="seconds")
    parser.add_argument("--equal", choices=("wall", "cpu"), default="wall", help="cpu: who uses one core gets longer")
    parser.add_argument("--seeds", default="1")
    parser.add_argument("--cores", type=int, default=2)
    parser.add_argument("--out", type=Path, default=Path("out/rivals"))
    return parser.parse_args()


def _present(options: argparse.Namespace) -> Iterator[tuple[str, int, float]]:
    """(contestant, seed, seconds) of everybody who can take part; who cannot is told why."""
    for name in options.contestants.split(","):
        contestant = contestant_named(name)
        reason = contestant.absent()
        if reason is not None:
            print(f"{name} does not take part: {reason}", flush=True)
            continue
        used = min(options.cores, contestant.threads or options.cores)
        seconds = options.budget * (options.cores / used if options.equal == "cpu" else 1)
        for seed in options.seeds.split(","):
            yield name, int(seed), seconds


def _race(referee: Referee, problem: str, contestant: str, seed: int, seconds: float, *, cores: int) -> Run:
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "log.jsonl"
        command = [*RACE, contestant, problem, f"--seconds={seconds}", f"--seed={seed}"]
        before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
        command += [f"--cores={cores}", "--log", str(log)]
        process = subprocess.Popen(command, cwd=ROOT, start_new_session=True, stdout=subprocess.DEVNULL)
        memory = Memory(process.pid)
        with suppress(subprocess.TimeoutExpired):
            process.wait(seconds + PATIENCE)
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)  # its own session: nobody else's processes are in it
        code = process.wait()
        run = Run(problem, contestant, seed, seconds, round(time.monotonic() - began, 1))
        run.peak_mb = round(memory.stop(), 1)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        run.cpu_seconds = round(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, 1)
        referee.judge(run, log)
    if code:
        run.remarks.append("did not end by itself" if code == -signal.SIGKILL else f"failed with exit code {code}")
    return run


def _run_of(told: dict[str, Any]) -> Run:
    curve = [Point(**point) for point in told.pop("curve")]
    bounds = [(at, bound) for at, bound in told.pop("bounds")]
    return Run(**told, curve=curve, bounds=bounds)


def _told(run: Run) -> str:
    best = "no roster" if run.best is None else f"{run.best.cost:,}, {run.best.holes} minutes of holes"
    return f"{run.problem}, {run.contestant}, seed {run.seed}: {best}; {'; '.join(run.remarks)}"


def _write(folder: Path, runs: list[Run]) -> None:
    """The tables, and a picture for each problem."""
    write_whole(folder / "table.md", tables(runs).encode())
    for problem in dict.fromkeys(run.problem for run in runs):
        here = [run for run in runs if run.problem == problem]
        write_whole(folder / f"{problem}.svg", picture(here).encode())


if __name__ == "__main__":
    try:
        main()
    except InputError as mistake:
        raise SystemExit(str(mistake)) from mistake
