"""What every contestant gets, and how it tells what it found: one line of JSON for each roster, bound and remark.

Rosters are written down as they are and judged when the clock has stopped, so that checking costs nobody time.
"""

import json
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol, TextIO

from models.department import Department
from models.requests import Assignment
from models.roster import Roster
from scheduler.problem import Grid

PAUSE = 0.2
"""Seconds between two rosters that are written down: a flood of small gains would take the contestant's time."""


@dataclass(frozen=True, eq=False)
class Codes:
    """A roster as whole numbers: for each person and day 0 for off, or the number of the duty, counted from 1."""

    department: Department

    def encode(self, roster: Roster) -> list[int]:
        """The roster's cells, person after person."""
        days, numbers = self.department.horizon.days, {duty: n for n, duty in enumerate(self._duties(), start=1)}
        row = {person.id: n for n, person in enumerate(self.department.staff)}
        cells = [0] * (len(row) * days)
        for one in roster.assignments:
            day = self.department.horizon.day_of(one.date)
            cells[row[one.person] * days + day] = numbers[one.shift, one.area]
        return cells

    def decode(self, cells: Sequence[int]) -> Roster:
        """The roster of such cells."""
        horizon, duties = self.department.horizon, self._duties()
        found = []
        for number, cell in enumerate(cells):
            if cell:
                person, day = divmod(number, horizon.days)
                shift, area = duties[cell - 1]
                who = self.department.staff[person].id
                found.append(Assignment(person=who, date=horizon.date_of(day), shift=shift, area=area))
        name = self.department.id
        return Roster(department=name, start=horizon.start, days=horizon.days, assignments=tuple(found))

    def _duties(self) -> list[tuple[str, str]]:
        return [(shift, area.id) for area in self.department.areas for shift in area.shifts]


@dataclass(eq=False)
class Log:
    """Events of one run, seconds since `began`, in the order in which they came; safe to use from any thread."""

    file: TextIO
    began: float
    codes: Codes
    _held: dict[str, object] | None = None
    _told: float = -PAUSE
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def roster(self, roster: Roster, *, claimed: float | None = None) -> None:
        """A better roster; `claimed` is what the contestant takes its cost for, holes weighted."""
        self.cells(self.codes.encode(roster), claimed=claimed)

    def grid(self, grid: Grid, *, claimed: float | None = None) -> None:
        """A better roster, as a grid of the scheduler."""
        days = self.codes.department.horizon.days
        self.cells((grid[:, grid.shape[1] - days :] + 1).ravel().tolist(), claimed=claimed)

    def cells(self, cells: list[int], *, claimed: float | None = None, at: float | None = None) -> None:
        """A better roster, as coded cells; of those that follow each other at once the last is kept."""
        with self._lock:
            found = self.seconds if at is None else at
            self._held = {"at": round(found, 3), "roster": cells, "claimed": claimed}
            if self.seconds - self._told >= PAUSE:
                self._release()

    def bound(self, weighted: float, *, at: float | None = None) -> None:
        """A proof that no roster has ``hole weight · holes + cents`` below this."""
        with self._lock:
            self._write({"at": round(self.seconds if at is None else at, 3), "bound": weighted})

    def remark(self, text: str) -> None:
        """What a reader of the table should know."""
        with self._lock:
            self._write({"at": round(self.seconds, 3), "remark": text})

    def restart(self) -> None:
        """Begin to count now: what translating a department for others takes is not their time."""
        self.began = time.monotonic()

    def close(self) -> None:
        """Write down what is held back."""
        with self._lock:
            self._release()

    @property
    def seconds(self) -> float:
        """Seconds since the clock was started."""
        return time.monotonic() - self.began

    def _release(self) -> None:
        if self._held is not None:
            self._write(self._held)
            self._held, self._told = None, self.seconds

    def _write(self, event: dict[str, object]) -> None:
        self.file.write(json.dumps(event) + "\n")
        self.file.flush()


@dataclass(frozen=True)
class Race:
    """The terms of one run."""

    seconds: float
    seed: int
    cores: int
    log: Log
    scratch: Path
    """A folder for files that live as long as the run."""

    @property
    def left(self) -> float:
        """Seconds until the end."""
        return max(0.1, self.seconds - self.log.seconds)


class Contestant(Protocol):
    """A way to make rosters; the clock starts with the department in memory, or when the contestant restarts it."""

    @property
    def threads(self) -> int | None:
        """How many threads it works with; None for as many as there are cores."""

    def absent(self) -> str | None:
        """Why it cannot take part on this machine; None when it can."""

    def run(self, department: Department, race: Race) -> None:
        """Tell the log of rosters and bounds until the time is over."""
