"""The quality report as one HTML file that needs nothing else."""

import datetime as dt
from typing import Final

from markupsafe import Markup

from api.pages.control_chart import draw, told
from api.pages.report import page_environment, page_source
from api.quality.control import Standing
from api.quality.report import QualityReport, TaskLine
from models.department import Department
from models.equipment import Outage

RANK: Final = (Standing.FAILED, Standing.OVERDUE, Standing.NEVER, Standing.UNKNOWN, Standing.DONE)
"""Order of the table: what needs somebody comes first."""


def render_quality(department: Department, report: QualityReport) -> str:
    """The page; the same input gives the same page."""
    return (
        page_environment()
        .get_template("quality_page.html")
        .render(
            title=f"Quality to {report.until} · {department.name or department.id}",
            department=department,
            report=report,
            control=sorted(report.control, key=_urgency),
            open_tasks=sum(line.standing.is_open for line in report.control),
            signals=sum(len(trend.chart.outside) for trend in report.trends),
            charts=[(trend, draw(trend)) for trend in report.trends],
            told=told,
            days_told=days_told,
            style=Markup(page_source("report.css")),  # noqa: S704 - our own file
        )
    )


def days_told(closing: Outage) -> str:
    """The days on which a unit is closed, the last one included, where they are whole days."""
    first, last = closing.start, closing.end - dt.timedelta(minutes=1)
    if (closing.start.time(), closing.end.time()) != (dt.time(), dt.time()):
        return f"from {closing.start:%Y-%m-%d %H:%M} to {closing.end:%Y-%m-%d %H:%M}"
    return f"on {first.date()}" if first.date() == last.date() else f"from {first.date()} through {last.date()}"


def _urgency(line: TaskLine) -> tuple[bool, int, str, str]:
    return (not line.closed, RANK.index(line.standing), line.task.modality, line.unit)
