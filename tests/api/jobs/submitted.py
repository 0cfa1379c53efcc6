"""Jobs for tests: submitted without anything else, and a watch that can be set."""

from api.audit.change import changing
from api.jobs import queue
from api.jobs.hold import Hold, claim
from api.jobs.schemas import Job, JobState
from api.storage.database import Database


def submitted(database: Database, *, priority: int = 0) -> Job:
    """A job that waits."""
    with changing(database, actor="key:a") as change:
        job = queue.submit(change, kind="roster.generate", subject="ros_x", department="d", order={}, priority=priority)
        change.record("roster.ordered", "ros_x")
    return job


def taken(database: Database, owner: str = "worker 1") -> Hold:
    """The hold of a worker on the job that waits."""
    claimed = claim(database, owner)
    assert claimed is not None
    return claimed[1]


def state_of(database: Database, job: str) -> JobState:
    """The state that a job is in."""
    with database.read() as session:
        return queue.find(session, job).state


class Watch:
    """A clock that goes when it is told to."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        """Seconds since the test began."""
        return self.seconds
