"""A worker process: one board, some stages, and a pipe to the supervisor."""

import json
import os
import sys
import threading
import time
from math import inf
from multiprocessing.connection import Connection

from models.department import Department
from scheduler.case import Case
from scheduler.search.blackboard import Best, Blackboard
from scheduler.search.plan import plan, run_stages
from scheduler.search.wire import Message, pack, receive, send, unpack

ELSEWHERE = "elsewhere"
FOLLOW_SECONDS = 0.1
"""How often a worker looks whether its supervisor is still there."""
PAUSE_SHARE, MOST_PAUSE = 0.01, 2.0
"""How long a roster is held back at most: a share of the time limit, and seconds."""


class PipeLink:
    """Tells the supervisor what was found here, and takes in what others found.

    Each roster that is sent costs the supervisor and the other workers a check. So a roster that follows another one
    at once is held back for a while, and a better one takes its place.
    """

    def __init__(self, connection: Connection, *, pause: float = 0.0) -> None:
        self.connection = connection
        self.pause = pause
        self._held: Best | None = None
        self._told = -inf
        self._sending = threading.Lock()

    def roster_found(self, best: Best) -> None:
        """Send the roster, or hold it back."""
        self._held = None if best.source == ELSEWHERE else best
        self.release(hurry=False)

    def release(self, *, hurry: bool = True) -> None:
        """Send the roster that is held back, without `hurry` only after the pause."""
        best, now = self._held, time.monotonic()
        if best is not None and (hurry or now >= self._told + self.pause):
            self._held, self._told = None, now
            self._tell(kind="roster", source=best.source, grid=pack(best.grid))

    def bound_found(self, weighted: float, source: str) -> None:
        """Send the bound; others' bounds stay out, so that each worker's proof is its own."""
        self.release()
        self._tell(kind="bound", source=source, value=weighted)

    def hole_bound_found(self, holes: int, source: str) -> None:
        """Send the bound on holes."""
        self._tell(kind="holes", source=source, value=holes)

    def impossible_found(self, source: str) -> None:
        """Send the claim."""
        self._tell(kind="impossible", source=source)

    def poll(self, board: Blackboard) -> None:
        """Take in what has arrived; without a supervisor there is nothing left to do."""
        self.release(hurry=board.remaining < 2 * self.pause)
        try:
            while (message := receive(self.connection)) is not None:
                self._take(board, message)
        except EOFError:
            board.stop.set()

    @staticmethod
    def _take(board: Blackboard, message: Message) -> None:
        if message["kind"] == "roster":
            board.offer(unpack(message["grid"]), ELSEWHERE)

    def _tell(self, **message: object) -> None:
        with self._sending:  # solver callbacks come from any thread
            send(self.connection, dict(message))


def main() -> None:
    """Entry of a worker: standard input says what to do, ``argv[1]`` is the pipe's descriptor."""
    connection = Connection(int(sys.argv[1]))
    order: Message = json.load(sys.stdin)
    threading.Thread(target=_follow, args=(order["supervisor"],), daemon=True).start()
    case = Case.of(Department.model_validate_json(order["department"]))
    link = PipeLink(connection, pause=min(MOST_PAUSE, PAUSE_SHARE * (order["deadline"] - time.monotonic())))
    board = Blackboard(case, deadline=order["deadline"], link=link)
    if order["start"] is not None:
        board.offer(unpack(order["start"]), ELSEWHERE)
    stages = plan(case, workers=order["workers"])[order["number"]]
    run_stages(stages, board, seed=order["seed"] + order["number"])
    link.release()
    connection.close()
    os._exit(0)  # solver threads that still wind down are not waited for


def _follow(supervisor: int) -> None:
    """End with the supervisor: a solver that is deep in its work would not notice that nobody listens."""
    while os.getppid() == supervisor:
        time.sleep(FOLLOW_SECONDS)
    os._exit(1)
