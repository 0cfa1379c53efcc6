"""How jobs end: in one transaction with whatever their handler writes down."""

from pydantic import JsonValue

from api.audit.change import SYSTEM, changing
from api.jobs.handlers import Ending, handlers
from api.jobs.hold import Hold, kept_of
from api.jobs.queue import end, job_of
from api.jobs.schemas import JobState


def settle(hold: Hold, state: JobState, *, result: JsonValue = None, error: str = "") -> None:
    """End a job of which the caller has hold. Raises `LostHoldError` when the job is another's by now."""
    with changing(hold.database, actor=SYSTEM, why=error) as change:
        row = hold.mine(change.session)
        ending = Ending(state, result, kept_of(change.session, row.id))
        row.result = handlers()[row.kind].settle(change, job_of(row), ending)
        end(change.session, row, state, at=change.at, error=error)
        change.record("job.ended", row.id, department=row.department, after={"state": state.value, "error": error})
