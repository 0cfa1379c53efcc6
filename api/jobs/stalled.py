"""Noticing that a worker is gone: its beat no longer rises.

No clocks are compared. Each watcher counts by its own monotonic clock how long a beat has stood still, so that neither
a clock that jumps nor one that differs between machines ever takes a job away.
"""

import time
from collections.abc import Callable

from sqlalchemy import select

from api.jobs.hold import queue_again
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
            running = session.execute(
                select(JobRow.id, JobRow.attempt, JobRow.beat).where(JobRow.state == JobState.RUNNING)
            )
            now = self._now()
            self._seen = {key: self._seen.get(key, now) for key in ((row.id, row.attempt, row.beat) for row in running)}
        still = [key for key, since in self._seen.items() if now - since >= STILL_SECONDS]
        return [key[0] for key in still if self._put_back(*key)]

    def _put_back(self, job: str, attempt: int, beat: int) -> bool:
        with self._database.write() as session:
            row = row_of(session, job, lock=True)
            if (row.state, row.attempt, row.beat) != (JobState.RUNNING, attempt, beat):
                return False
            queue_again(session, row, "its worker gives no sign of life")
            return True
