"""The job that makes a roster: the solve, and what is written down of it in the end."""

from collections import defaultdict

from pydantic import JsonValue

from api.audit.change import Change
from api.jobs.handlers import Ending, Handler, Work
from api.jobs.schemas import Job, JobState
from api.rosters import repository
from api.rosters.checked import checked, department_of
from api.rosters.generating import KIND
from api.rosters.schemas import GenerateRoster, RosterState
from api.rosters.tables import RosterRow
from api.rosters.telling import telling
from models.absence import falls_into
from models.department import Department
from models.errors import BrokenInvariantError
from models.requests import TimeOff, TimeOffStatus
from models.roster import Roster
from scheduler.result import Result, Status
from scheduler.search.supervisor import solve


class GenerateRosterHandler:
    """Solves the department that was composed when the roster was ordered."""

    def run(self, work: Work) -> JsonValue:
        """Solve, from the last roster that was kept, or else from the one that the order names."""
        with work.database.read() as session:
            row = repository.row_of(session, work.job.subject)
            department = department_of(row.id, row.document)
            order = GenerateRoster.model_validate({"department": row.department, **work.order})
            base = None if order.base is None else repository.held(session, order.base).roster
            start = None if base is None else _without_absent(department, base)
        if work.kept is not None:
            start = Roster.model_validate_json(work.kept)
        with telling(work.hold) as (listener, stop):
            result = solve(
                department, seconds=order.seconds, seed=order.seed, workers=order.workers, start=start,
                listener=listener, stop=stop,
            )  # fmt: skip
        return result.model_dump_json()

    def prepare(self, work: Work) -> None:
        """Check what is kept, so that a job that somebody cancels does not wait for that."""
        kept = work.kept
        if kept is not None:
            with work.database.read() as session:
                row = repository.row_of(session, work.job.subject)
            checked(row.id, row.document, kept)

    def settle(self, change: Change, job: Job, ending: Ending) -> JsonValue:
        """Keep the roster as a candidate: the result's, or when the job was ended early the best until then."""
        row = repository.row_of(change.session, job.subject)
        if ending.state is JobState.SUCCEEDED:
            result = Result.model_validate_json(str(ending.result))
            if result.roster is not None:
                _keep(change, row, result.roster.model_dump_json(), bound=result.bound, status=result.status)
            return {
                "roster": row.id, "status": result.status.value, "gap": result.gap, "seconds": result.seconds,
                "reasons": list(result.reasons), "versions": dict(result.versions),
            }  # fmt: skip
        if ending.kept is not None:
            _keep(change, row, ending.kept, bound=None, status=Status.FEASIBLE)
        return {"roster": row.id, "status": None if ending.kept is None else Status.FEASIBLE.value}


def _without_absent(department: Department, roster: Roster) -> Roster:
    """The roster without duties of people who are away by now: a start that breaks a hard rule would not count."""
    away: defaultdict[str, list[TimeOff]] = defaultdict(list)
    for leave in department.time_off:
        if leave.status is TimeOffStatus.APPROVED:
            away[leave.person].append(leave)
    left = tuple(
        duty
        for duty in roster.assignments
        if not any(
            falls_into(leave, department.horizon, department.shift_by_id[duty.shift], duty.date)
            for leave in away[duty.person]
        )
    )
    return roster.model_copy(update={"assignments": left})


def _keep(change: Change, row: RosterRow, duties: str, *, bound: int | None, status: Status) -> None:
    """A roster counts only once the checker has found it valid here, too."""
    found = checked(row.id, row.document, duties)
    verdict = found.verdict
    if verdict.broken:
        raise BrokenInvariantError(f"the roster made for {row.id} breaks hard rules in {verdict.broken} places")
    kept = repository.add_version(change, row, found.roster, verdict, locks=frozenset(), bound=bound, status=status)
    row.state = RosterState.CANDIDATE
    told: dict[str, JsonValue] = {"version": kept.version, "digest": kept.digest, "status": status.value}
    told |= {"holes": verdict.holes, "cost": verdict.cost}
    change.record("roster.made", row.id, department=row.department, after=told)


HANDLERS: dict[str, Handler] = {KIND: GenerateRosterHandler()}
