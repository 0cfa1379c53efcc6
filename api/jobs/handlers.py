"""What a kind of job is: something that runs in a process of its own, and what comes of it in the end."""

from dataclasses import dataclass
from functools import cache
from typing import Protocol

from pydantic import JsonValue

from api.audit.change import Change
from api.features import modules
from api.jobs.hold import Hold
from api.jobs.queue import job_of, row_of
from api.jobs.schemas import Job, JobState
from api.storage.database import Database


@dataclass(frozen=True)
class Work:
    """A job at work, as its handler sees it."""

    job: Job
    order: dict[str, JsonValue]
    database: Database
    hold: Hold

    @property
    def kept(self) -> str | None:
        """The best that an earlier attempt kept: where to go on from."""
        return self.hold.kept()


def work_of(hold: Hold) -> Work:
    """The work of a job by the hold on it."""
    with hold.database.read() as session:
        row = row_of(session, hold.job)
        return Work(job_of(row), dict(row.order), hold.database, hold)


@dataclass(frozen=True)
class Ending:
    """How a job ended, and what there is of it."""

    state: JobState
    result: JsonValue = None
    """What `run` answered; nothing unless the job succeeded."""
    kept: str | None = None
    """The best that was kept on the way."""


class Handler(Protocol):
    """A kind of job, found as an entry of ``HANDLERS`` in a feature's module ``work``."""

    def run(self, work: Work) -> JsonValue:
        """Do it, in a process that may be ended at any time; answers what `settle` needs."""

    def prepare(self, work: Work) -> None:
        """Do beforehand what `settle` would take long for, with what is kept now; called again and again meanwhile."""

    def settle(self, change: Change, job: Job, ending: Ending) -> JsonValue:
        """Write down what came of it, in the transaction that ends the job; answers the job's result."""


@cache
def handlers() -> dict[str, Handler]:
    """Every kind of job and its handler."""
    found: dict[str, Handler] = {}
    for module in modules("work"):
        found |= module.HANDLERS
    return found
