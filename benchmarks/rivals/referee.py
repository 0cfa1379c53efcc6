"""Judges what a run wrote down: every roster by `verify`, nothing by what its maker says."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import log2
from pathlib import Path
from typing import Any, TypeVar

from benchmarks.rivals.contest import Codes
from models.department import Department
from scheduler.case import Case
from scheduler.verify import verify

T = TypeVar("T")


@dataclass(frozen=True)
class Point:
    """The best roster that keeps every hard rule, from `at` seconds on."""

    at: float
    holes: int
    cost: int


@dataclass
class Run:
    """One contestant on one problem; times in seconds of its clock."""

    problem: str
    contestant: str
    seed: int
    budget: float
    """Seconds that it was given."""
    seconds: float
    """Seconds that its process took, reading the problem and ending among them."""
    hole_weight: int = 0
    """Cents that bounds put on a minute of hole."""
    cpu_seconds: float = 0.0
    peak_mb: float = 0.0
    rosters: int = 0
    broken: int | None = None
    """Hard rules that the last roster breaks, where none was whole."""
    curve: list[Point] = field(default_factory=list)
    bounds: list[tuple[float, float]] = field(default_factory=list)
    """(at, weighted bound), rising."""
    remarks: list[str] = field(default_factory=list)

    @property
    def best(self) -> Point | None:
        """What it ended with."""
        return self.curve[-1] if self.curve else None


@dataclass(frozen=True, eq=False)
class Referee:
    """Judges the runs on one department."""

    department: Department
    case: Case

    @classmethod
    def of(cls, department: Department) -> "Referee":
        """A referee of a department."""
        return cls(department, Case.of(department))

    def judge(self, run: Run, log: Path) -> None:
        """Fill in a run from its log; what came after the time counts for nothing."""
        run.hole_weight = self.case.hole_weight
        told = sorted(_events(log), key=lambda event: float(event["at"]))
        events = [event for event in told if event["at"] <= run.budget or "remark" in event]
        rosters = [event for event in events if "roster" in event]
        run.rosters = len(rosters)
        for event in _thinned(rosters, at=lambda event: float(event["at"])):
            self._roster(run, event)
        for event in events:
            if "bound" in event and (not run.bounds or event["bound"] > run.bounds[-1][1]):
                run.bounds.append((event["at"], event["bound"]))
            if "remark" in event:
                run.remarks.append(event["remark"])
        run.bounds = list(_thinned(run.bounds, at=lambda bound: bound[0]))

    def _roster(self, run: Run, event: dict[str, Any]) -> None:
        verdict = verify(self.department, Codes(self.department).decode(event["roster"]), bound=self.case.bound)
        if verdict.broken:
            run.broken = verdict.broken if run.best is None else run.broken
            return
        told = self.case.hole_weight * verdict.holes + verdict.cost
        if event["claimed"] is not None and event["claimed"] < told - 0.5:  # more is a slack left loose on the way
            run.remarks = [f"takes {event['claimed']:,.0f} for what verify calls {told:,}"]
        best = run.best
        if best is None or (verdict.holes, verdict.cost) < (best.holes, best.cost):
            run.curve.append(Point(event["at"], verdict.holes, verdict.cost))
            run.broken = None


def _events(log: Path) -> Iterable[dict[str, Any]]:
    """The log's lines; a last one that was cut off by the end of the process is left out."""
    for line in log.read_text(encoding="utf-8").splitlines() if log.exists() else ():
        try:
            yield json.loads(line)
        except json.JSONDecodeError:
            return


def _thinned(events: Sequence[T], at: Callable[[T], float]) -> Iterator[T]:
    """The first, and of every tenth part of a doubling of the time the last: curves are as fine early as late."""
    for place, (event, following) in enumerate(pairwise([*events, None])):
        if event is not None and (not place or following is None or _part(at(following)) > _part(at(event))):
            yield event


def _part(seconds: float) -> int:
    return int(10 * log2(max(0.1, seconds)))
