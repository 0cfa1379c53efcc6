"""Budget plans: kept by department and period, and found again for the days of a roster."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from api.audit.change import changing
from api.auth.caller import Caller
from api.budget_plans import repository
from api.budget_plans.schemas import StoredPlan
from api.budget_plans.tables import BudgetPlanRow
from api.departments import repository as departments
from api.errors import ConflictError, NotFoundError, VersionConflictError
from api.storage.database import Database
from api.storage.versions import require_version
from models.budget_plan import Budget
from models.department import Department
from models.errors import InputError


def get(database: Database, caller: Caller, department: str, period: str) -> tuple[Budget, int]:
    """The plan of a period with its version; raises `NotFoundError` where there is none."""
    caller.require_department(department)
    with database.read() as session:
        row = repository.find(session, department, period)
        if row is None:
            raise NotFoundError.of("budget plan", period)
        return repository.plan_in(row), row.version


def put(
    database: Database, caller: Caller, department: str, period: str, plan: Budget, *, expected: int | None,
    why: str = "",
) -> StoredPlan:  # fmt: skip
    """Put a plan in the place of the one that the period had.

    Raises `InputError` for a plan without lines, which is about no day, and for one about areas or people that the
    department does not have; `ConflictError` where another period has a line about the same area and days.
    """
    caller.require_department(department)
    caller.require_every_area(f"The budget of {department!r}")
    if not plan.lines:
        raise InputError("body.lines", "is empty, so that the plan is about no day.", "Give an area and its days.")
    what = f"The budget plan {period!r}"
    with changing(database, actor=caller.id, why=why) as change:
        place = departments.find(change.session, department).document
        plan.refuse_strangers(place.area_by_id.keys(), place.person_by_id.keys(), "body")
        row = repository.find(change.session, department, period)
        if row is not None:
            require_version(what, actual=row.version, expected=expected)
        elif expected is not None:
            raise VersionConflictError(f"{what} was never put.", "Leave out If-Match.")
        if row is not None and repository.plan_in(row) == plan:
            change.idle = True
            return repository.stored(row)
        _refuse_overlap(change.session, department, period, plan)
        before = None if row is None else {"version": row.version}
        made = repository.keep(change, department, period, plan)
        change.record(
            "budget.stored", f"{department}/{period}", department=department, before=before,
            after={"period": period, "version": made.version, "lines": len(plan.lines)},
        )  # fmt: skip
    return made


def listed(database: Database, caller: Caller, department: str, *, after: str, limit: int) -> list[StoredPlan]:
    """A department's plans in order of their periods."""
    caller.require_department(department)
    with database.read() as session:
        departments.find(session, department)
        return repository.listed(session, department, after=after, limit=limit)


def kept_plan(session: Session, department: Department) -> Budget:
    """One plan for the days of a department's horizon, of all that are kept of them; an empty one where none are.

    Lines are of each; what plans say but once, hours of a post and notice, is of the one that was changed last. News of
    people who are not in this version of the department is left out.
    """
    horizon = department.horizon
    rows = repository.between(session, department.id, horizon.start, horizon.end)
    if not rows:
        return Budget()
    plans = [repository.plan_in(row) for row in rows]
    return repository.plan_in(_newest(rows)).revised(
        lines=tuple(line for plan in plans for line in plan.lines),
        call_backs=tuple(
            one
            for plan in plans
            for one in plan.call_backs
            if one.person in department.person_by_id and (one.area is None or one.area in department.area_by_id)
        ),
        missed_meals=tuple(one for plan in plans for one in plan.missed_meals if one.person in department.person_by_id),
    )


def _newest(rows: Sequence[BudgetPlanRow]) -> BudgetPlanRow:
    return max(rows, key=lambda row: (row.changed_at, row.period))


def _refuse_overlap(session: Session, department: str, period: str, plan: Budget) -> None:
    first, last = min(line.start for line in plan.lines), max(line.end for line in plan.lines)
    for row in repository.between(session, department, first, last):
        for other in repository.plan_in(row).lines if row.period != period else ():
            for line in plan.lines:
                if line.area == other.area and line.start <= other.end and other.start <= line.end:
                    told = (
                        f"The plan {row.period!r} has a line about {other.area} from {other.start} to {other.end}, "
                        f"this one from {line.start} to {line.end}."
                    )
                    raise ConflictError(told, f"Put these days into one of both plans, {row.period!r} or {period!r}.")
