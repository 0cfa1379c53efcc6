"""The worker processes of one solve: started, listened to, told of each other's rosters, and ended."""

import json
import os
import subprocess
import sys
import tempfile
import time
from multiprocessing import Pipe
from multiprocessing.connection import Connection, wait

from models.department import Department
from models.errors import BrokenInvariantError
from scheduler.search.blackboard import Blackboard
from scheduler.search.wire import Message, Outbox, pack, receive, unpack

POLL_SECONDS = 0.1
GRACE_SECONDS = 20.0
"""Least time that a second solver gets to confirm a proof, within the time limit."""
FAREWELL_SECONDS = 2.0
"""How long a worker that has closed its pipe gets to end by itself, so that its exit code is known."""
WORKER = (
    "from scheduler.search.light import without_pandas; without_pandas(); "
    "from scheduler.search.worker import main; main()"
)


class Team:
    """One process for each of the plan's parts; what they find is checked again on the supervisor's board."""

    def __init__(self, department: Department, board: Blackboard, *, workers: int, seed: int) -> None:
        self.board = board
        self.processes: list[subprocess.Popen[bytes]] = []
        self.outboxes: dict[Connection, Outbox] = {}
        self.dead: list[int] = []
        """Exit codes of workers that ended otherwise than they should."""
        order = {
            "department": department.model_dump_json(),
            "deadline": board.deadline,
            "seed": seed,
            "workers": workers,
            "supervisor": os.getpid(),
            "start": pack(board.best.grid) if board.best else None,
        }
        for number in range(workers):
            self._start(order | {"number": number})

    def _start(self, order: Message) -> None:
        """Start a worker; its order is a file that it reads once its imports are done, so nobody waits for it."""
        ours, theirs = Pipe()
        environment = os.environ | {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
        with tempfile.TemporaryFile() as file:
            file.write(json.dumps(order).encode())
            file.seek(0)
            process = subprocess.Popen(  # noqa: S603 - our own interpreter and our own code
                [sys.executable, "-c", WORKER, str(theirs.fileno())],
                stdin=file,
                stdout=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
                env=environment,
                process_group=0,  # Ctrl-C is for the supervisor alone
            )
        theirs.close()
        self.processes.append(process)
        self.outboxes[ours] = Outbox(ours)

    def run(self) -> None:
        """Take in what workers find until done; then end them."""
        live = dict(zip(self.outboxes, self.processes, strict=True))
        proved_at: float | None = None
        try:
            while live and self.board.remaining > 0 and not self.board.impossible:
                for connection in wait(list(live), timeout=POLL_SECONDS):
                    if isinstance(connection, Connection) and not self._drain(connection):
                        self._part_with(live.pop(connection))
                if self.board.proved:
                    proved_at = self.board.elapsed if proved_at is None else proved_at
                    if self.board.confirmed or self.board.elapsed > 3 * proved_at + GRACE_SECONDS:
                        break
        finally:
            self._end()
        self._complain_of_deaths()

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
            for other, outbox in self.outboxes.items():
                if other is not origin and self.board.best is not None:
                    outbox.put({"kind": "roster", "grid": pack(self.board.best.grid)})
        elif kind == "bound":
            self.board.offer_bound(message["value"], source)
        elif kind == "holes":
            self.board.offer_hole_bound(message["value"], source)
        elif kind == "impossible":
            self.board.claim_impossible(source)

    def _part_with(self, process: subprocess.Popen[bytes]) -> None:
        """Note how a worker ended that has closed its pipe."""
        until = time.monotonic() + FAREWELL_SECONDS
        while process.poll() is None and time.monotonic() < until and self.board.remaining > 0:
            time.sleep(0.01)
        if process.returncode:
            self.dead.append(process.returncode)

    def _end(self) -> None:
        for process in self.processes:
            process.kill()
        for process in self.processes:
            process.wait()
        for outbox in self.outboxes.values():
            outbox.close()

    def _complain_of_deaths(self) -> None:
        if len(self.dead) == len(self.processes) and self.board.best is None:
            codes = ", ".join(str(code) for code in self.dead)
            message = f"every solver process died (exit codes {codes}; -9 often means that memory ran out)"
            raise BrokenInvariantError(message)
