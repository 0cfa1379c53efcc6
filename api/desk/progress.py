"""How far a solve is: its best roster, what is proved, and how both came about, from the events of its job."""

import datetime as dt
from dataclasses import dataclass

from pydantic import JsonValue
from sqlalchemy.orm import Session

from api.auth.caller import Caller
from api.errors import NotFoundError
from api.jobs import queue
from api.jobs.schemas import Job, JobEvent, JobState
from api.pages.progress_chart import ProgressChart, progress_chart
from api.rosters.generating import KIND
from api.rosters.schemas import GenerateRoster
from api.rosters.telling import BOUND, INCUMBENT
from scheduler.result import BoundStep, Incumbent, Result, Status

MOST_EVENTS = 5000
"""A solve tells of itself a few times a second at most, and seldom after its first minute."""


@dataclass(frozen=True)
class Progress:
    """A job that makes a roster, as it stands."""

    job: Job
    seconds: float
    """That it may take."""
    result: Result
    """Improvements so far, and the seconds that they took."""
    last_number: int
    """Of the last event that was read."""

    @property
    def best(self) -> Incumbent | None:
        """The best roster so far."""
        return self.result.incumbents[-1] if self.result.incumbents else None

    @property
    def bound(self) -> int | None:
        """Cents that no roster with as few holes goes below, as far as is proved."""
        return self.result.bound

    @property
    def gap(self) -> float | None:
        """Share of the cost that could still be saved."""
        if self.best is None or self.bound is None:
            return None
        return max(0.0, (self.best.cost - self.bound) / max(1, abs(self.best.cost)))

    @property
    def share(self) -> float:
        """How much of the time is over, 0 … 1."""
        return min(1.0, self.result.seconds / self.seconds) if self.seconds else 1.0

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why there is no roster, when the job has ended without one."""
        told = self.job.result.get("reasons") if isinstance(self.job.result, dict) else None
        if isinstance(told, list) and told:
            return tuple(str(one) for one in told)
        return (self.job.error,) if self.job.error else ()

    def chart(self, currency: str) -> ProgressChart | None:
        """Cost coming down and bound coming up, once there is a roster."""
        return progress_chart(self.result, currency)


def progress_of(session: Session, caller: Caller, job: str, *, now: dt.datetime) -> Progress:
    """The progress of a job that makes a roster; raises `NotFoundError` for one of others' departments."""
    row = queue.row_of(session, job)
    if not caller.knows(row.department) or row.kind != KIND:
        raise NotFoundError.of("job", job)
    order = GenerateRoster.model_validate({"department": row.department, **row.order})
    found = queue.job_of(row)
    events = queue.watch(session, job, after=0, limit=MOST_EVENTS)
    last = events[-1].number if events else 0
    return Progress(found, order.seconds, _result(found, events, now), last)


def _result(job: Job, events: list[JobEvent], now: dt.datetime) -> Result:
    """Improvements of the newest attempt: an earlier one counted its seconds from another start."""
    begun = max((n for n, one in enumerate(events) if one.said.get("state") == JobState.RUNNING.value), default=0)
    steps = [one for one in events[begun:] if one.kind in {INCUMBENT, BOUND}]
    ended = job.ended_at or now
    started = events[begun].at if begun else job.began_at or ended
    bounds = [(one, bound) for one in steps if isinstance(bound := one.said.get("bound"), int)]
    return Result(
        status=Status.UNKNOWN,
        bound=bounds[-1][1] if bounds else None,
        incumbents=tuple(_incumbent(one.said) for one in steps if one.kind == INCUMBENT),
        bounds=tuple(BoundStep(seconds=_number(one.said, "seconds"), source="", cost=bound) for one, bound in bounds),
        seconds=max(0.0, (ended - started).total_seconds()),
    )


def _incumbent(said: dict[str, JsonValue]) -> Incumbent:
    return Incumbent(
        seconds=_number(said, "seconds"), source=str(said.get("source", "")), holes=int(_number(said, "holes")),
        cost=int(_number(said, "cost")),
    )  # fmt: skip


def _number(said: dict[str, JsonValue], name: str) -> float:
    value = said.get(name)
    return float(value) if isinstance(value, int | float) else 0.0
