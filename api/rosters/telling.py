"""Telling of a solve while it runs: better rosters and bounds become events of its job, and the roster is kept.

A solver calls its listener from threads of its own, and may do so many times a second. So the listener only leaves
what it is told, and one thread writes the newest of it, some times a second.
"""

import logging
import queue
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from pydantic import JsonValue

from api.jobs.hold import Hold, LostHoldError
from api.storage.database import patient
from scheduler.search.supervisor import Listener, Progress

_LOG = logging.getLogger("radroster.jobs")
PAUSE_SECONDS = 0.3
INCUMBENT, BOUND = "incumbent", "bound"


@contextmanager
def telling(hold: Hold) -> Iterator[tuple[Listener, threading.Event]]:
    """A listener for a solve, and the event that ends the solve when the job turns out to be another's."""
    steps: queue.SimpleQueue[Progress | None] = queue.SimpleQueue()
    lost = threading.Event()
    thread = threading.Thread(target=_carry, args=(hold, steps, lost), daemon=True)
    thread.start()
    try:
        yield steps.put, lost
    finally:
        steps.put(None)
        thread.join()


def _carry(hold: Hold, steps: "queue.SimpleQueue[Progress | None]", lost: threading.Event) -> None:
    """Write until the end is told; after a write that the database refused, the next one says more anyway."""
    over = False
    while not over and not lost.wait(PAUSE_SECONDS):
        taken = [steps.get()]
        while not steps.empty():
            taken.append(steps.get())
        over = taken[-1] is None
        try:
            with patient(_LOG):
                _write(hold, [step for step in taken if step is not None])
        except LostHoldError:
            lost.set()


def _write(hold: Hold, steps: list[Progress]) -> None:
    """The newest roster, and what was proved after it."""
    best = next((step for step in reversed(steps) if step.roster is not None), None)
    if best is not None and best.roster is not None:
        hold.tell(INCUMBENT, _said(best), keep=best.roster.model_dump_json())
    if steps and steps[-1] is not best and steps[-1].bound is not None:
        hold.tell(BOUND, _said(steps[-1]))


def _said(step: Progress) -> dict[str, JsonValue]:
    return {
        "seconds": round(step.seconds, 3), "holes": step.holes, "cost": step.cost, "bound": step.bound,
        "source": step.source,
    }  # fmt: skip
