"""Budget plans in the database."""

import datetime as dt

from sqlalchemy import select
from sqlalchemy.orm import Session

from api.audit.change import Change
from api.budget_plans.schemas import StoredPlan
from api.budget_plans.tables import BudgetPlanRow
from models.budget_plan import Budget


def find(session: Session, department: str, period: str) -> BudgetPlanRow | None:
    """The plan of a period; None where none was put."""
    return session.get(BudgetPlanRow, (department, period))


def plan_in(row: BudgetPlanRow) -> Budget:
    """The plan itself."""
    return Budget.model_validate_json(row.document)


def keep(change: Change, department: str, period: str, plan: Budget) -> StoredPlan:
    """Put a plan in the place of the one that the period had."""
    row = find(change.session, department, period)
    if row is None:
        row = BudgetPlanRow(department=department, period=period, version=0)
        change.session.add(row)
    row.document, row.version, row.changed_at = plan.model_dump_json(), row.version + 1, change.at
    row.first_day = min(line.start for line in plan.lines)
    row.last_day = max(line.end for line in plan.lines)
    change.session.flush()
    return stored(row)


def between(session: Session, department: str, first: dt.date, last: dt.date) -> list[BudgetPlanRow]:
    """Plans with days in ``first … last``, the earliest first."""
    chosen = select(BudgetPlanRow).where(
        BudgetPlanRow.department == department, BudgetPlanRow.first_day <= last, BudgetPlanRow.last_day >= first
    )
    return list(session.scalars(chosen.order_by(BudgetPlanRow.first_day, BudgetPlanRow.period)))


def listed(session: Session, department: str, *, after: str, limit: int) -> list[StoredPlan]:
    """Plans in order of their periods."""
    chosen = select(BudgetPlanRow).where(BudgetPlanRow.department == department, BudgetPlanRow.period > after)
    return [stored(row) for row in session.scalars(chosen.order_by(BudgetPlanRow.period).limit(limit))]


def stored(row: BudgetPlanRow) -> StoredPlan:
    """What is told of a plan in a list."""
    return StoredPlan.model_validate({name: getattr(row, name) for name in StoredPlan.model_fields})
