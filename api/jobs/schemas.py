"""A job and its events, as they are told."""

from enum import StrEnum

from pydantic import AwareDatetime, JsonValue

from models.base import Noun


class JobState(StrEnum):
    """How far a job is."""

    QUEUED = "queued"
    RUNNING = "running"
    SUCCEEDED = "succeeded"
    FAILED = "failed"
    CANCELLED = "cancelled"

    @property
    def over(self) -> bool:
        """Whether nothing more will happen."""
        return self in {JobState.SUCCEEDED, JobState.FAILED, JobState.CANCELLED}


class Job(Noun):
    """A job as callers see it."""

    id: str
    kind: str
    """What is done, such as ``roster.generate``."""
    subject: str
    """Id of what it is done for."""
    department: str
    state: JobState
    cancelling: bool = False
    """Whether somebody asked to end it."""
    attempt: int
    """How often it was begun; more than once when a worker died."""
    result: JsonValue = None
    error: str = ""
    made_at: AwareDatetime
    made_by: str
    began_at: AwareDatetime | None = None
    ended_at: AwareDatetime | None = None


class JobEvent(Noun):
    """One step of a job."""

    number: int
    at: AwareDatetime
    kind: str
    """``state``, or what the kind of job tells of itself, such as ``incumbent`` and ``bound``."""
    said: dict[str, JsonValue]
