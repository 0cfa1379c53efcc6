"""Run the command line: in this process, where that is quick, or as the program that users start."""

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from api.cli import main
from fixtures.builders import department, item, need, wish
from models.department import Department

PROGRAM = Path(sys.executable).with_name("radroster")
Change = Callable[[Any], object]


@dataclass(frozen=True)
class Ran:
    """How a command ended and what it said."""

    code: int
    out: str
    err: str

    @property
    def told(self) -> dict[str, Any]:
        """The one JSON object on standard output."""
        found = json.loads(self.out)
        assert isinstance(found, dict), self.out
        return found

    @property
    def problem(self) -> str:
        """The message of a command that refused its input."""
        assert self.code == 1, self
        assert "Traceback" not in self.err, self.err
        return self.err or str(self.told["error"]["message"])


class Line:
    """The command line in this process; everything that reaches file descriptors 1 and 2 is seen."""

    def __init__(self, capfd: pytest.CaptureFixture[str]) -> None:
        self._capfd = capfd

    def __call__(self, *arguments: str | Path) -> Ran:
        self._capfd.readouterr()
        with pytest.raises(SystemExit) as ended:
            main([str(one) for one in arguments])
        out, err = self._capfd.readouterr()
        return Ran(int(ended.value.code or 0), out, err)


def program(*arguments: str | bytes | Path, **more: Any) -> Ran:  # noqa: ANN401 - options of subprocess.run
    """The installed program in a process of its own."""
    done = subprocess.run([PROGRAM, *arguments], capture_output=True, text=True, check=False, timeout=300, **more)
    return Ran(done.returncode, done.stdout, done.stderr)


def small() -> Department:
    """Two people, three days, one to be there by day, a wish that costs nothing to keep: solved in no time."""
    return department(
        item("coverage_shift", of="minimum"),
        item("requests", price=500),
        people=("ann", "bo"),
        days=3,
        shift_needs=(need("D@CT", 1),),
        wishes=(wish("ann", 0),),
    )


def written(folder: Path, change: Change | None = None, name: str = "department.json") -> Path:
    """`small` as a file, after a change of its JSON."""
    document = json.loads(small().model_dump_json())
    if change is not None:
        change(document)
    path = folder / name
    path.write_text(json.dumps(document), encoding="utf-8")
    return path
