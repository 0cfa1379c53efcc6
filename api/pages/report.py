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
from api.pages.roster_parts import roster_parts
from api.pages.stylesheet import palette_css
from api.pages.summary import figures
from api.views.cost import PRICES, cost_table, policy_costs
from api.views.grid import board
from api.views.headline import headline
from api.views.palette import Palette
from api.views.wishes import wish_states
from api.views.wording import clock_span, counted, money, percent, person_hours, plain
from models.department import Department
from models.policy import Level
from models.roster import Roster, Verdict
from scheduler.forecast.prediction import Forecast
from scheduler.result import Result

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
    department, verdict = told.department, told.verdict
    days = board(department, told.roster, verdict.violations)
    wishes = wish_states(department, told.roster)
    policy = policy_costs(department, verdict)
    misses = [line for line in policy if line.violations]
    return roster_parts(department, told.roster, verdict, days) | {
        "palette_css": Markup(palette_css(Palette.of(department))),  # noqa: S704 - hues and hex numbers only
        "figures": figures(told.result, verdict, days, wishes=wishes, currency=department.currency),
        "costs": cost_table(department, verdict),
        "policy": policy,
        "priced": sorted((line for line in misses if line.item.level is Level.PRICED), key=lambda line: -line.cents),
        "wishes": wishes,
        "forecasts": forecast_charts(department, forecast),
        "forecast": forecast,
        "progress": progress_chart(told.result, department.currency),
        "finders": finders(told.result),
    }


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
