"""The program as users start it: a process of its own, with pipes, signals and other encodings around it."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.api.running import PROGRAM, program, small, written


@pytest.mark.parametrize("workers", ["1", "2"])
def test_no_solver_writes_to_standard_output_or_error(tmp_path: Path, workers: str) -> None:
    ran = program("solve", written(tmp_path), "--workers", workers, "--json")
    assert (ran.code, ran.err) == (0, "")
    assert ran.told["status"] == "OPTIMAL"
    assert ran.out.startswith("{\n")
    assert ran.out.endswith("}\n")


def test_the_readmes_first_steps_lead_to_a_checked_roster(tmp_path: Path) -> None:
    made = program("generate", "--technologists", "10", "--seed", "1", "-o", tmp_path / "made")
    assert f"Next: radroster solve {tmp_path / 'made'}" in made.out
    solved = program("solve", tmp_path / "made", "--time-limit", "30", "--json", "-o", tmp_path / "out")
    assert solved.code == 0
    checked = program("verify", tmp_path / "made", "--solution", tmp_path / "out", "--json")
    assert checked.code == 0
    assert checked.told["cost"] == solved.told["objective"] == sum(checked.told["parts"].values())
    assert checked.told["holes"] == solved.told["holes"]


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
@pytest.mark.parametrize(("workers", "number"), [("1", signal.SIGINT), ("2", signal.SIGINT), ("2", signal.SIGTERM)])
def test_a_signal_ends_a_solve_with_what_there_is(tmp_path: Path, workers: str, number: signal.Signals) -> None:
    assert program("generate", "--technologists", "40", "-o", tmp_path).code == 0
    command: list[str | Path] = [PROGRAM, "solve", tmp_path, "--time-limit", "600", "--workers", workers, "--json"]
    begun = time.monotonic()
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as solving:
        while time.monotonic() < begun + 60 and not listens(solving.pid):
            time.sleep(0.2)
        solving.send_signal(number)
        out, err = solving.communicate(timeout=120)
    told = json.loads(out)
    assert time.monotonic() - begun < 300
    assert (solving.returncode, told["status"]) in {(0, "FEASIBLE"), (0, "OPTIMAL"), (4, "UNKNOWN")}
    assert err == ""


def listens(process: int) -> bool:
    """Whether a process has put a handler of its own on SIGTERM, as solves do."""
    status = Path(f"/proc/{process}/status").read_text(encoding="utf-8")
    (caught,) = [row.split()[1] for row in status.splitlines() if row.startswith("SigCgt:")]
    return bool(int(caught, 16) >> (signal.SIGTERM - 1) & 1)


def test_nothing_is_said_when_the_reader_has_gone(tmp_path: Path) -> None:
    command = f"'{PROGRAM}' schema | head -n 1; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False, cwd=tmp_path)
    assert done.stdout == "{\n"
    assert "Traceback" not in done.stderr
    assert "BrokenPipe" not in done.stderr


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-8"])
def test_names_that_the_terminal_cannot_show_are_no_reason_to_fail(tmp_path: Path, encoding: str) -> None:
    surroundings = os.environ | {"PYTHONIOENCODING": encoding}
    place = tmp_path / "Łódź"
    told = program("verify", place, "--solution", place, "--json", env=surroundings, encoding=encoding).told
    assert told["error"]["place"] == str(place)
    assert program("verify", place, "--solution", place, env=surroundings, encoding=encoding).err.startswith("Error: ")


def test_a_path_that_is_no_text_is_told(tmp_path: Path) -> None:
    ran = program("verify", os.fsencode(tmp_path) + b"/\xff", "--solution", "x", "--json")
    assert ran.code == 1
    assert ran.told["error"]["problem"] == "there is no such file or folder."


def test_where_nothing_is_solved_no_solver_is_loaded(tmp_path: Path) -> None:
    script = (
        "import sys; from api.cli import main\n"
        "try: main(sys.argv[1:])\n"
        "except SystemExit: pass\n"
        "print(sorted({'ortools', 'highspy', 'polars', 'fastapi'} & set(sys.modules)), file=sys.stderr)"
    )
    path = written(tmp_path)
    (tmp_path / "roster.json").write_text(
        json.dumps({"department": small().id, "start": "2026-06-01", "days": 3}), encoding="utf-8"
    )
    solving_elsewhere = ["solve", path, "--workers", "2", "--quiet"]
    for arguments in (["--help"], ["schema", "policy"], ["verify", path, "--solution", tmp_path], solving_elsewhere):
        done = subprocess.run(
            [sys.executable, "-c", script, *map(str, arguments)], capture_output=True, text=True, check=True
        )
        assert done.stderr.strip() == "[]", arguments
