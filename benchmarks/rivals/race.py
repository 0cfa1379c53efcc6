"""One run of one contestant on one problem, in a process of its own; `compare.py` starts it.

``python -m benchmarks.rivals.race CONTESTANT PROBLEM --seconds 60 --seed 1 --cores 2 --log FILE``
"""

import argparse
import os
import tempfile
import time
from pathlib import Path

from benchmarks.registry import problem_named
from benchmarks.rivals.contest import Codes, Log, Race
from benchmarks.rivals.contestants import contestant_named


def main() -> None:
    """Read the problem, start the clock, let the contestant run."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("contestant")
    parser.add_argument("problem")
    parser.add_argument("--seconds", type=float, required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--cores", type=int, default=2)
    parser.add_argument("--log", type=Path, required=True)
    options = parser.parse_args()
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[: options.cores])
    contestant = contestant_named(options.contestant)
    department = problem_named(options.problem).read()
    with options.log.open("w", encoding="utf-8") as file, tempfile.TemporaryDirectory() as scratch:
        log = Log(file, time.monotonic(), Codes(department))
        contestant.run(department, Race(options.seconds, options.seed, options.cores, log, Path(scratch)))
        log.close()


if __name__ == "__main__":
    main()
