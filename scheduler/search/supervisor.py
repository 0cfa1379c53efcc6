"""`solve`: starts the workers, re-checks what they find, keeps the clock, and says how it ended.

Workers are processes of their own, so a solve stops within a fraction of a second whatever they are doing.
"""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from models.department import Department
from models.roster import Roster
from scheduler.case import Case
from scheduler.result import Incumbent, Result
from scheduler.search.blackboard import Best, Blackboard
from scheduler.search.reasons import obvious_reasons
from scheduler.search.team import Team
from scheduler.search.verdict import conclude

Listener = Callable[["Progress"], None]
START = "start"
"""Source of the roster that a solve went on from."""


@dataclass(frozen=True)
class Progress:
    """How far a solve is."""

    seconds: float
    holes: int | None
    cost: int | None
    bound: int | None
    source: str
    roster: Roster | None = None
    """The roster, where this step is a better one."""


@dataclass(eq=False)
class Chronicle:
    """What was found when, and by whom; hears of everything that the supervisor's board accepts."""

    listener: Listener | None = None
    incumbents: list[Incumbent] = field(default_factory=list)
    bounds: list[tuple[float, str, float]] = field(default_factory=list)
    """(seconds, source, weighted bound)."""
    board: Blackboard | None = None

    def roster_found(self, best: Best) -> None:
        """Note an incumbent."""
        verdict = best.verdict
        self.incumbents.append(
            Incumbent(seconds=round(best.seconds, 3), source=best.source, holes=verdict.holes, cost=verdict.cost)
        )
        self._tell(best.source, best)

    def bound_found(self, weighted: float, source: str) -> None:
        """Note a bound."""
        if self.board is not None:
            self.bounds.append((round(self.board.elapsed, 3), source, weighted))
        self._tell(source)

    def hole_bound_found(self, holes: int, source: str) -> None:
        """A bound on holes shows in the verdict."""

    def impossible_found(self, source: str) -> None:
        """A claim that no roster exists shows in the verdict."""

    def poll(self, board: Blackboard) -> None:
        """Nothing comes in by this way."""

    def _tell(self, source: str, found: Best | None = None) -> None:
        board = self.board
        if self.listener is None or board is None:
            return
        best = board.best.verdict if board.best else None
        self.listener(
            Progress(
                seconds=board.elapsed, holes=best.holes if best else None, cost=best.cost if best else None,
                bound=board.cost_bound, source=source,
                roster=None if found is None else board.case.problem.roster_of(found.grid),
            )
        )  # fmt: skip


def solve(  # noqa: PLR0913 - options by keyword, each with a default
    department: Department,
    *,
    seconds: float = 60.0,
    seed: int = 0,
    workers: int = 2,
    rounds: int | None = None,
    start: Roster | None = None,
    listener: Listener | None = None,
    stop: threading.Event | None = None,
) -> Result:
    """Solve a department for at most `seconds`; `stop` ends it early with what is there.

    `start` is a roster of the department to go on from, of an earlier solve say; one that breaks a hard rule counts
    for nothing. The result is never worse than it.
    With one worker everything runs in this process, one strategy after another. With `rounds` on top, only
    strategies that count work instead of seconds run, `rounds` windows at the end: the same seed then gives the same
    roster on any load, unless `seconds` run out before. Raises `InputError` for policy that cannot be read.
    """
    if rounds is not None and workers != 1:
        raise ValueError(f"rounds are counted with one worker, not with {workers}")
    began = time.monotonic()
    case = Case.of(department)
    chronicle = Chronicle(listener)
    board = Blackboard(case, deadline=began + seconds, began=began, link=chronicle, stop=stop or threading.Event())
    chronicle.board = board
    reasons = obvious_reasons(case)
    if not reasons:
        if start is not None:
            board.offer(case.problem.grid_of(start), START)
        if workers == 1:
            _alone(board, seed=seed, rounds=rounds)
        else:
            Team(department, board, workers=workers, seed=seed).run()
    return conclude(board, chronicle.incumbents, chronicle.bounds, reasons=reasons, seed=seed, workers=workers)


def _alone(board: Blackboard, *, seed: int, rounds: int | None) -> None:
    """Run every stage in this process."""
    from scheduler.search.plan import plan, repeatable, run_stages  # noqa: PLC0415 - loads solvers; a team has its own

    run_stages(plan(board.case, workers=1)[0] if rounds is None else repeatable(rounds), board, seed=seed)
