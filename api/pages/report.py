"""The report on one roster: one HTML file that needs nothing else, for a manager to read in a minute."""

import base64
import datetime as dt
import hashlib
from dataclasses import dataclass
from functools import cache, partial
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from api.pages.forecast_chart import forecast_charts
from api.pages.progress_chart import finders, progress_chart
from api.pages.stylesheet import PART_CLASS, palette_css
from api.pages.summary import figures
from api.pages.tables import cover_table, need_line, roster_rows
from api.views.cost import PRICES, cost_table, policy_costs
from api.views.coverage import area_covers, need_rows
from api.views.grid import board
from api.views.headline import headline
from api.views.palette import Palette
from api.views.wishes import wish_states
from api.views.wording import clock_span, counted, money, percent, person_hours, plain
from models.calendar import clock_text
from models.department import Department
from models.policy import Level
from models.roster import Roster, Verdict
from scheduler.forecast.prediction import Forecast
from scheduler.result import Result

OPEN_UP_TO = 150
"""Staff up to which all groups of the roster are shown unfolded."""
NARROW_DAYS = 31
"""Days that fit a wide screen without scrolling sideways."""
MOST_MISSES = 250
"""Violations listed for one policy item; the workbook has them all."""
SHOWN = 8
"""Holes shown unfolded, worst first."""


def render_report(
    department: Department,
    result: Result,
    *,
    forecast: Forecast | None = None,
    made_at: dt.datetime | None = None,
) -> str:
    """The page as HTML; without a roster it says why there is none. The same input gives the same page."""
    environment = page_environment()
    context: dict[str, object] = {
        "department": department,
        "result": result,
        "headline": headline(result, department.currency),
        "made_at": made_at,
        "money": partial(money, currency=department.currency),
        "script": _script(),
        "style": Markup(page_source("report.css")),  # noqa: S704 - our own file
        "parts": {},
    }
    if result.roster is not None and result.verdict is not None:
        context |= _sections(_Told(department, result, result.roster, result.verdict), forecast)
    return environment.get_template("report.html").render(context)


@dataclass(frozen=True, slots=True)
class _Told:
    """A result that has a roster and its verdict."""

    department: Department
    result: Result
    roster: Roster
    verdict: Verdict


def _sections(told: _Told, forecast: Forecast | None) -> dict[str, object]:
    department, verdict, palette = told.department, told.verdict, Palette.of(told.department)
    days = board(department, told.roster, verdict.violations)
    wishes = wish_states(department, told.roster)
    policy = policy_costs(department, verdict)
    misses = [line for line in policy if line.violations]
    return {
        "board": days,
        "groups": [(group, roster_rows(group, palette)) for group in days.groups],
        "unfolded": days.people <= OPEN_UP_TO,
        "fits": len(days.days) <= NARROW_DAYS,
        "palette": palette,
        "palette_css": Markup(palette_css(palette)),  # noqa: S704 - hues and hex numbers only
        "shifts": _shift_legend(department, palette),
        "figures": figures(told.result, verdict, days, wishes=wishes, currency=department.currency),
        "covers": [cover_table(department, cover) for cover in area_covers(department, told.roster)],
        "needs": [need_line(department, row) for row in need_rows(department, told.roster)],
        "costs": cost_table(department, verdict),
        "policy": policy,
        "urgent": [line for line in misses if line.item.level is not Level.PRICED],
        "priced": sorted((line for line in misses if line.item.level is Level.PRICED), key=lambda line: -line.cents),
        "wishes": wishes,
        "forecasts": forecast_charts(department, forecast),
        "forecast": forecast,
        "progress": progress_chart(told.result, department.currency),
        "finders": finders(told.result),
    }


def _shift_legend(department: Department, palette: Palette) -> list[dict[str, str]]:
    """Every shift with its times; coloured by itself where shifts, not areas, carry the hues."""
    area = department.areas[0] if department.areas else None
    clocks = {(shift.start, shift.finish) for shift in department.shifts}
    told = len(clocks) > 1 or len(department.shifts) == 1
    return [
        {
            "id": plain(shift.id),
            "name": plain(shift.name),
            "times": f"{clock_text(shift.start)}–{clock_text(shift.end)}" if told else "",
            "part": PART_CLASS[palette.parts[shift.id]],
            "hue": f"c{palette.hue(shift, area)}" if area and palette.by == "shift" else "",
        }
        for shift in department.shifts
    ]


@cache
def page_environment() -> Environment:
    """Where templates are found, and what they may call."""
    environment = Environment(
        loader=PackageLoader("api.pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"person_hours": person_hours, "percent": percent, "plain": plain}
    environment.globals |= {
        "counted": counted,
        "clock_span": clock_span,
        "PRICES": PRICES,
        "MOST_MISSES": MOST_MISSES,
        "SHOWN": SHOWN,
    }
    return environment


def page_source(name: str) -> str:
    """The text of a file beside the templates."""
    return (files("api.pages") / "templates" / name).read_text(encoding="utf-8")


def _script() -> dict[str, Markup]:
    """The page's own script, and the hash by which its content policy allows that script and no other."""
    text = page_source("report.js")
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return {"text": Markup(text), "hash": Markup(digest)}  # noqa: S704 - our own file, base64
