"""Pictures of a forecast, or of a backtest, as one SVG: panels below each other, colours and letters its own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from api.pages.fan_chart import FanChart
from api.pages.forecast_page import forecast_fans, past_fans
from api.pages.report import page_environment
from api.pages.staffing_chart import StaffingChart, staffing_charts
from models.department import Department
from scheduler.forecast.backtest import Backtest
from scheduler.forecast.playback import SeriesPlayback
from scheduler.forecast.prediction import Forecast

WIDTH, MARGIN, TITLE = 1040, 40, 96
HEAD, GAP = 48, 34
"""Pixels of a panel's heading with its legend, and between panels."""
BAR, LONGEST = 24, 520
"""Pixels from bar to bar, and of the longest one."""
NEAR: Final = 110
"""Pixels that the figures behind a bar take."""


@dataclass(frozen=True, slots=True)
class Key:
    """What a line or an area of a legend means."""

    name: str
    text: str
    at: int


@dataclass(frozen=True, slots=True)
class Bar:
    """A row of a bar chart."""

    label: str
    length: float
    figures: str
    figures_at: float
    best: bool = False
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Bars:
    """Rows of bars; `mark` is where a line stands across them, in pixels."""

    rows: tuple[Bar, ...]
    mark: float | None = None


@dataclass(frozen=True, slots=True)
class Panel:
    """One chart with its heading; one of the three is given."""

    heading: str
    note: str = ""
    keys: tuple[Key, ...] = ()
    fan: FanChart | None = None
    staffing: StaffingChart | None = None
    bars: Bars | None = None

    @property
    def height(self) -> int:
        """Pixels, with the heading."""
        rows = len(self.bars.rows) * BAR if self.bars else 0
        return HEAD + rows + sum(chart.frame.height for chart in (self.fan, self.staffing) if chart)


FAN_KEYS: Final = {"history": "counted", "mean": "expected", "band": "bands for five, eight and nine of ten days"}
STAFF_KEYS: Final = {"mean": "people wanted", "minimum": "least people", "load": "exams under way"}


def forecast_svg(department: Department, forecast: Forecast) -> str:
    """A department's forecast: history and fan of each area, and people planned against work by hour of the week."""
    fans = dict(zip([area.area for area in forecast.areas], forecast_fans(forecast), strict=True))
    panels: list[Panel] = []
    for chart in staffing_charts(forecast):
        label, fan = fans[chart.label]
        panels.append(Panel(label, keys=_keys(FAN_KEYS), fan=fan))
        named = STAFF_KEYS | ({"ample": "ample, where costs are carried"} if chart.ample else {})
        heading = f"{chart.label}, people against work by hour of the week"
        panels.append(Panel(heading, keys=_keys(named), staffing=chart))
    told = f"by {forecast.forecaster}, from what was on record from {forecast.history_first} to {forecast.history_last}"
    return _sheet(f"Forecast {forecast.start} · {department.name or department.id}", told, panels)


def backtest_svg(report: Backtest, played: Sequence[SeriesPlayback], name: str) -> str:
    """A backtest: scores, each series with what the best forecaster expected of it, and what holidays do."""
    panels = [
        Panel("Error of each forecaster (WAPE)", "sum of absolute errors over sum of exams", bars=_scores(report))
    ]
    for one in played:
        panels += [Panel(label, keys=_keys(FAN_KEYS), fan=fan) for label, fan in past_fans(one)]
        if one.holidays:
            note = "exams as a share of those on the same weekday in the six weeks before and after"
            panels.append(Panel(f"{one.series}, holidays", note, bars=_holidays(one)))
    told = f"last {report.test_days} days, {report.origins} weekly origins, {report.horizon_days} days ahead"
    floor = "" if report.floor is None else f"; chance alone leaves {_percent(report.floor)} to a perfect forecast"
    return _sheet(f"Backtest · {name}", told + floor, panels)


def _sheet(title: str, told: str, panels: Sequence[Panel]) -> str:
    tops = list(accumulate((panel.height + GAP for panel in panels), initial=TITLE))
    template = page_environment().get_template("forecast_sheet.svg")
    placed = zip(tops, panels, strict=False)
    return template.render(title=title, told=told, panels=list(placed), width=WIDTH, height=tops[-1], margin=MARGIN)


def _keys(named: Mapping[str, str]) -> tuple[Key, ...]:
    """The entries of a legend beside each other."""
    widths = accumulate((46 + 6 * len(text) for text in named.values()), initial=0)
    return tuple(Key(name, text, at) for (name, text), at in zip(named.items(), widths, strict=False))


def _scores(report: Backtest) -> Bars:
    longest = max([one.wape or 0.0 for one in report.models.values()] + [1e-9])
    ranked = sorted(report.models, key=lambda name: report.models[name].wape or 0.0)
    return Bars(tuple(_bar(name, report, LONGEST / longest) for name in ranked))


def _bar(name: str, report: Backtest, scale: float) -> Bar:
    one = report.models[name]
    length = (one.wape or 0.0) * scale
    covers = "" if one.coverage80 is None else f" · 80 % interval covers {_percent(one.coverage80, 0)}"
    figures = "–" if one.wape is None else _percent(one.wape) + covers
    return Bar(name, length, figures, length, best=name == report.best.name, quiet="naive" in name)


def _holidays(one: SeriesPlayback) -> Bars:
    most = max(1.0, *(day.share for day in one.holidays))
    usual = LONGEST / most
    rows = []
    for day in one.holidays:
        length = usual * day.share
        beside = max(length, usual) if length > usual - NEAR else length
        rows.append(Bar(day.name, length, f"{_percent(day.share, 0)} · seen {day.times}×", beside))
    return Bars(tuple(rows), mark=usual)


def _percent(share: float, digits: int = 2) -> str:
    return f"{100 * share:.{digits}f} %"
