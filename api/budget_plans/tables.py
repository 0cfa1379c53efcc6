"""Table of budget plans."""

import datetime as dt

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from api.storage.base import Table


class BudgetPlanRow(Table):
    """What a department planned for a period, as it is now."""

    __tablename__ = "budget_plans"

    department: Mapped[str] = mapped_column(ForeignKey("departments.id"), primary_key=True)
    period: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[int]
    first_day: Mapped[dt.date]
    """Of its lines."""
    last_day: Mapped[dt.date]
    document: Mapped[str] = mapped_column(Text)
    """`models.budget_plan.Budget` as JSON."""
    changed_at: Mapped[dt.datetime]
