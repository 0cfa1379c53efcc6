"""Table of solves: public instances and made-up departments, each by the command line as a user runs it.

``uv run python benchmarks/public.py --set curtois --instances 1,2,3 --time-limit 60 --seeds 1,2,3``. The public files
are looked for in ``../shared/data`` (or ``RADROSTER_PUBLIC_DATA``); Curtois rosters are scored anew by the public judge
where it lies beside them, everything else by ``radroster verify``.
"""

import argparse
import json
import re
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from math import inf
from pathlib import Path
from statistics import median

from benchmarks.processes import Memory
from benchmarks.registry import DATA, ROOT, best_known

JUDGE = DATA.parent / "tools" / "judge_curtois.py"
COMMAND = [sys.executable, "-c", "from api.cli import main; main()"]


@dataclass(frozen=True)
class Task:
    """One problem as the command line names it."""

    name: str
    arguments: tuple[str, ...]
    best_known: int | None


@dataclass(frozen=True)
class Row:
    """One solve."""

    problem: str
    seed: int
    status: str
    objective: int | None
    best_known: int | None
    bound: int | None
    gap: float | None
    holes: int | None
    judged: int | None
    """What the judge or `verify` says of the roster that was written."""
    first_seconds: float | None
    seconds: float
    cpu_seconds: float
    peak_mb: float
    """Most resident memory of all processes together, sampled ten times a second."""


def main() -> None:
    """Run the tasks and print the table."""
    options = _options()
    rows: list[Row] = []
    with tempfile.TemporaryDirectory() as folder:
        for task in _tasks(options, Path(folder)):
            for seed in _numbers(options.seeds):
                rows.append(_solve(task, options, seed))
                if options.json:  # after each solve: a long table that is cut off keeps its rows
                    told = json.dumps([asdict(row) for row in rows], indent=1)
                    Path(options.json).write_text(f"{told}\n", encoding="utf-8")
    for line in table(rows):
        print(line)


def table(rows: list[Row]) -> Iterator[str]:
    """Markdown, the median of the seeds for each problem."""
    yield "| problem | status | objective | best known | over best | bound | gap | holes | first s | s | CPU s | MB |"
    yield "|---|---|---|---|---|---|---|---|---|---|---|---|"
    for name in dict.fromkeys(row.problem for row in rows):
        same = sorted((row for row in rows if row.problem == name), key=lambda row: row.objective or inf)
        row = same[len(same) // 2]
        over = "" if not row.best_known or row.objective is None else f"{row.objective / row.best_known - 1:.2%}"
        gap = "" if row.gap is None else f"{row.gap:.2%}"
        agreed = "" if row.judged == row.objective else f" (judged {row.judged})"
        yield (
            f"| {name} | {row.status} | {_number(row.objective)}{agreed} | {_number(row.best_known)} | {over} | "
            f"{_number(row.bound)} | {gap} | {_number(row.holes)} | {_number(row.first_seconds)} | "
            f"{median(one.seconds for one in same):.0f} | {median(one.cpu_seconds for one in same):.0f} | "
            f"{max(one.peak_mb for one in same):.0f} |"
        )


def _number(value: float | None) -> str:
    if value is None:
        return "–"
    return f"{value:,}" if float(value).is_integer() else f"{value:,.1f}"


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--set", choices=("curtois", "inrc2", "reference"), required=True)
    parser.add_argument("--instances", default="", help="names or numbers, comma separated; all when absent")
    parser.add_argument("--technologists", default="40,105", help="sizes for the set reference")
    parser.add_argument("--time-limit", type=float, default=60.0)
    parser.add_argument("--seeds", default="1")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--json", default="")
    return parser.parse_args()


def _numbers(text: str) -> list[int]:
    return [int(part) for part in text.split(",") if part]


def _tasks(options: argparse.Namespace, scratch: Path) -> Iterator[Task]:
    wanted = [part for part in options.instances.split(",") if part]
    if options.set == "reference":
        for size in _numbers(options.technologists):
            folder = scratch / f"reference-{size}"
            made = [*COMMAND, "generate", "--technologists", str(size), "--seed", "1", "-o", str(folder)]
            subprocess.run(made, check=True, capture_output=True, cwd=ROOT)
            yield Task(f"reference {size}", (str(folder),), None)
        return
    known = best_known(options.set)
    names = [f"Instance{name}" if name.isdigit() else name for name in wanted] or list(known)
    for name in names:
        place: tuple[str, ...]
        if options.set == "curtois":
            place = (str(DATA / "curtois" / f"{name}.txt"), "--format", "curtois")
        else:
            place = (str(DATA / "inrc2"), "--format", "inrc2", "--instance", name)
        yield Task(name, place, known.get(name))


def _solve(task: Task, options: argparse.Namespace, seed: int) -> Row:
    with tempfile.TemporaryDirectory() as folder:
        limits = ["--time-limit", str(options.time_limit), "--seed", str(seed), "--workers", str(options.workers)]
        command = [*COMMAND, "solve", *task.arguments, *limits, "--json", "-o", folder]
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT)
        sampler = Memory(process.pid)
        said = process.communicate()[0]
        peak = sampler.stop()
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        if process.returncode not in {0, 3, 4}:
            raise SystemExit(f"{task.name}, seed {seed}: exit code {process.returncode}; {said or 'nothing was said'}")
        told = json.loads(said)
        judged = _judge(task, Path(folder)) if told["objective"] is not None else None
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Row(
        problem=task.name, seed=seed, status=told["status"], objective=told["objective"], best_known=task.best_known,
        bound=told["bound"], gap=told["gap"], holes=told["holes"], judged=judged, first_seconds=told["first_seconds"],
        seconds=told["seconds"], cpu_seconds=round(cpu, 1), peak_mb=round(peak, 1),
    )  # fmt: skip


def _judge(task: Task, folder: Path) -> int | None:
    if "curtois" in task.arguments and JUDGE.exists():
        done = subprocess.run(
            [sys.executable, str(JUDGE), task.arguments[0], str(folder / "solution.json")],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        found = re.search(r": FEASIBLE penalty (\d+)", done.stdout)
        return int(found[1]) if found else None
    command = [*COMMAND, "verify", *task.arguments, "--solution", str(folder), "--json"]
    told = json.loads(subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT).stdout)
    return int(told["cost"]) if told.get("valid") else None


if __name__ == "__main__":
    main()
