"""`solve`: starts the workers, re-checks what they find, keeps the clock, and says how it ended.

Workers are processes of their own, so a solve stops within a fraction of a second whatever they are doing.
"""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from multiprocessing import Pipe
from multiprocessing.connection import Connection, wait

from models.department import Department
from models.errors import BrokenInvariantError
from scheduler.case import Case
from scheduler.result import Incumbent, Result
from scheduler.search.blackboard import Best, Blackboard
from scheduler.search.plan import plan, run_stages
from scheduler.search.reasons import obvious_reasons
from scheduler.search.verdict import conclude
from scheduler.search.wire import Message, pack, receive, send, unpack

POLL_SECONDS = 0.1
GRACE_SECONDS = 5.0
"""Least time that a second solver gets to confirm a proof, within the time limit."""

Listener = Callable[["Progress"], None]


@dataclass(frozen=True)
class Progress:
    """How far a solve is."""

    seconds: float
    holes: int | None
    cost: int | None
    bound: int | None
    source: str


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
        self._tell(best.source)

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

    def _tell(self, source: str) -> None:
        board = self.board
        if self.listener is None or board is None:
            return
        best = board.best.verdict if board.best else None
        self.listener(
            Progress(
                seconds=board.elapsed, holes=best.holes if best else None, cost=best.cost if best else None,
                bound=board.cost_bound, source=source,
            )
        )  # fmt: skip


def solve(
    department: Department,
    *,
    seconds: float = 60.0,
    seed: int = 0,
    workers: int = 2,
    listener: Listener | None = None,
    stop: threading.Event | None = None,
) -> Result:
    """Solve a department for at most `seconds`; `stop` ends it early with what is there.

    With one worker everything runs in this process, one strategy after another, and finds the same rosters in the
    same order for the same seed. Raises `InputError` for policy that cannot be read.
    """
    began = time.monotonic()
    case = Case.of(department)
    chronicle = Chronicle(listener)
    board = Blackboard(case, deadline=began + seconds, began=began, link=chronicle, stop=stop or threading.Event())
    chronicle.board = board
    reasons = obvious_reasons(case)
    if not reasons:
        if workers == 1:
            run_stages(plan(case, workers=1)[0], board, seed=seed)
        else:
            _Team(department, board, chronicle, workers=workers, seed=seed).run()
    return conclude(board, chronicle.incumbents, chronicle.bounds, reasons=reasons, seed=seed, workers=workers)


class _Team:
    """The worker processes of one solve."""

    def __init__(
        self, department: Department, board: Blackboard, chronicle: Chronicle, *, workers: int, seed: int
    ) -> None:
        self.board, self.chronicle = board, chronicle
        self.processes: list[subprocess.Popen[bytes]] = []
        self.connections: list[Connection] = []
        order = {
            "department": department.model_dump_json(), "seconds": board.remaining, "seed": seed, "workers": workers,
        }  # fmt: skip
        for number in range(len(plan(board.case, workers=workers))):
            self._start(order | {"number": number})

    def _start(self, order: Message) -> None:
        ours, theirs = Pipe()
        code = "from scheduler.search.worker import main; main()"
        environment = os.environ | {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
        process = subprocess.Popen(  # noqa: S603 - our own interpreter and our own code
            [sys.executable, "-c", code, str(theirs.fileno())],
            pass_fds=[theirs.fileno()],
            env=environment,
            stdout=subprocess.DEVNULL,
        )
        theirs.close()
        send(ours, order)
        self.processes.append(process)
        self.connections.append(ours)

    def run(self) -> None:
        """Take in what workers find until done; then end them."""
        live = list(self.connections)
        proved_at: float | None = None
        try:
            while live and self.board.remaining > 0 and not self.board.impossible:
                for connection in wait(live, timeout=POLL_SECONDS):
                    if isinstance(connection, Connection) and not self._drain(connection):
                        live.remove(connection)
                if self.board.proved:
                    proved_at = self.board.elapsed if proved_at is None else proved_at
                    if self.board.confirmed or self.board.elapsed > 2 * proved_at + GRACE_SECONDS:
                        break
        finally:
            self._end()
        self._complain_of_failures()

    def _drain(self, connection: Connection) -> bool:
        """Take in all messages that have come; False when the worker is gone."""
        try:
            while (message := receive(connection)) is not None:
                self._take(connection, message)
        except (EOFError, OSError):
            return False
        return True

    def _take(self, origin: Connection, message: Message) -> None:
        kind, source = message["kind"], message.get("source", "")
        if kind == "roster" and self.board.offer(unpack(message["grid"]), source):
            for other in self.connections:
                if other is not origin and self.board.best is not None:
                    send(other, {"kind": "roster", "grid": pack(self.board.best.grid)})
        elif kind == "bound":
            self.board.offer_bound(message["value"], source)
        elif kind == "holes":
            self.board.offer_hole_bound(message["value"], source)
        elif kind == "impossible":
            self.board.claim_impossible(source)

    def _end(self) -> None:
        for process in self.processes:
            process.kill()
        for process in self.processes:
            process.wait()
        for connection in self.connections:
            connection.close()

    def _complain_of_failures(self) -> None:
        failed = [process.returncode for process in self.processes if process.returncode == 1]
        if len(failed) == len(self.processes) and self.board.best is None:
            message = "every solver process failed; its message is above"
            raise BrokenInvariantError(message)
