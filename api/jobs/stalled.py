"""Noticing that a worker is gone: its process is no more, on this machine, or its beat no longer rises.

No clocks are compared. Each watcher counts by its own monotonic clock how long a beat has stood still, so that neither
a clock that jumps nor one that differs between machines ever takes a job away.
"""

import time
from collections.abc import Callable

from sqlalchemy import select

from api.jobs.hold import queue_again
from api.jobs.owners import surely_gone
from api.jobs.queue import row_of
from api.jobs.schemas import JobState
from api.jobs.tables import JobRow
from api.storage.database import Database

STILL_SECONDS = 5.0
"""A beat that has stood still for so long is its owner's last; owners beat five times as often."""


class Watcher:
    """Looks at all running jobs now and then, and puts back those whose owner is gone."""

    def __init__(self, database: Database, *, now: Callable[[], float] = time.monotonic) -> None:
        self._database, self._now = database, now
        self._seen: dict[tuple[str, int, int], float] = {}
        """(job, attempt, beat) → when it was first seen."""

    def look(self) -> list[str]:
        """Put back what stands still; answers the ids of those jobs."""
        with self._database.read() as session:
            wanted = select(JobRow.id, JobRow.attempt, JobRow.beat, JobRow.owner).where(
                JobRow.state == JobState.RUNNING
            )
            running = {(row.id, row.attempt, row.beat): row.owner or "" for row in session.execute(wanted)}
        now = self._now()
        self._seen = {key: self._seen.get(key, now) for key in running}
        gone = [key for key, owner in running.items() if now - self._seen[key] >= STILL_SECONDS or surely_gone(owner)]
        return [key[0] for key in gone if self._put_back(*key)]

    def _put_back(self, job: str, attempt: int, beat: int) -> bool:
        with self._database.write() as session:
            row = row_of(session, job, lock=True)
            if (row.state, row.attempt, row.beat) != (JobState.RUNNING, attempt, beat):
                return False
            queue_again(session, row, "its worker gives no sign of life, or is gone")
            return True
