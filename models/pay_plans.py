"""How each overtime rule of a contract counts minutes: limits by day and by period, with who says so.

Only limits stand here. The solver's half, the checker's half and the payroll each do their own arithmetic with them.
"""

from types import MappingProxyType
from typing import Annotated, Literal

from pydantic import Field

from models.base import Noun
from models.staff import OvertimeRule

HOUR = 60
Minutes = Annotated[int, Field(ge=0, le=14 * 1440)]


class OvertimePlan(Noun):
    """Minutes of a day beyond `daily` are overtime; so are, in a period, those within it beyond `total`.

    Minutes that are overtime by the day are not counted again by the period. For 8/80 that is the dearer of both sums:
    Σ max(0, day - 8 h) + max(0, Σ min(day, 8 h) - 80 h) = max(Σ max(0, day - 8 h), Σ day - 80 h).
    """

    rule: OvertimeRule
    title: str
    period: Literal["week", "pay_period"] = "week"
    total: Minutes
    """Above this in a period."""
    daily: Minutes | None = None
    """Above this in a day; no daily overtime when absent."""
    double: Minutes | None = None
    """Above this in a day minutes are paid twice."""
    seventh_day: bool = False
    """Work on the seventh day in a row of a workweek is overtime from its first minute, and twice above eight hours."""
    citation: str
    daily_citation: str = ""

    @property
    def limits(self) -> tuple[int, ...]:
        """All limits in minutes."""
        return tuple(limit for limit in (self.total, self.daily, self.double) if limit is not None)


_CALIFORNIA = "Cal. Labor Code 510(a); IWC Order 5 s. 3(A)"
_AGREED = "Cal. Labor Code 511; IWC Order 5 s. 3(B): an alternative workweek adopted by two thirds in a secret ballot"
_PLANS = (
    OvertimePlan(
        rule=OvertimeRule.FLSA_40,
        title="above 40 hours a workweek",
        total=40 * HOUR,
        citation="29 USC 207(a)(1)",
    ),
    OvertimePlan(
        rule=OvertimeRule.EIGHT_EIGHTY,
        title="above 8 hours a day or 80 in 14 days, whichever is dearer",
        period="pay_period",
        total=80 * HOUR,
        daily=8 * HOUR,
        citation="29 USC 207(j); 29 CFR 778.601",
    ),
    OvertimePlan(
        rule=OvertimeRule.CALIFORNIA,
        title="California: above 8 hours a day or 40 a workweek, double above 12 a day",
        total=40 * HOUR,
        daily=8 * HOUR,
        double=12 * HOUR,
        seventh_day=True,
        citation=_CALIFORNIA,
    ),
    OvertimePlan(
        rule=OvertimeRule.CALIFORNIA_4X10,
        title="California, four tens adopted: above 10 hours a day or 40 a workweek, double above 12 a day",
        total=40 * HOUR,
        daily=10 * HOUR,
        double=12 * HOUR,
        seventh_day=True,
        citation=_CALIFORNIA,
        daily_citation=_AGREED,
    ),
    OvertimePlan(
        rule=OvertimeRule.CALIFORNIA_3X12,
        title="California, three twelves adopted in health care: above 40 hours a workweek, double above 12 a day",
        total=40 * HOUR,
        daily=12 * HOUR,
        double=12 * HOUR,
        seventh_day=True,
        citation="IWC Order 5 s. 3(B)(8); Singh v. Superior Court (2006) 140 Cal. App. 4th 387",
        daily_citation=_AGREED,
    ),
)
PLANS = MappingProxyType({plan.rule: plan for plan in _PLANS})
"""The plan of each rule; none for people whose minutes are never overtime."""
