"""Pictures of a forecast, or of a backtest: one HTML file that needs nothing else."""

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Final

from markupsafe import Markup

from api.pages.fan_chart import FanChart, fan_chart
from api.pages.forecast_chart import forecast_charts
from api.pages.report import page_environment, page_source
from api.pages.staffing_chart import staffing_charts
from models.department import Department
from scheduler.forecast.backtest import Backtest
from scheduler.forecast.history import WEEK
from scheduler.forecast.playback import SeriesPlayback
from scheduler.forecast.prediction import AreaForecast, Forecast

LAST_DAYS: Final = 26 * WEEK
"""Days of a backtest that are drawn one by one."""


def render_forecast(department: Department, forecast: Forecast) -> str:
    """A department's forecast: history and fan, hours of the day, people planned against work."""
    return _page(
        title=f"Forecast {forecast.start} · {department.name or department.id}",
        forecast=forecast,
        forecasts=forecast_charts(department, forecast),
        fans=forecast_fans(forecast),
        staffing=staffing_charts(forecast),
    )


def render_backtest(report: Backtest, played: tuple[SeriesPlayback, ...], name: str) -> str:
    """A backtest: scores, each series with what the best forecaster expected of it, and what holidays do."""
    fans = [fan for one in played for fan in past_fans(one)]
    widest = max([one.wape or 0.0 for one in report.models.values()] + [1e-9])
    return _page(title=f"Backtest · {name}", fans=fans, report=report, played=played, widest=widest)


def _page(**context: object) -> str:
    template = page_environment().get_template("forecast_page.html")
    style = Markup(page_source("report.css"))  # noqa: S704 - our own file
    empty: dict[str, object] = {"forecasts": (), "staffing": (), "report": None, "played": ()}
    return template.render({**empty, "style": style, **context})


def forecast_fans(forecast: Forecast) -> list[tuple[str, FanChart]]:
    """Each area's history and fan, with its label."""
    return [(f"{area.area}, exams per day", _fan(forecast, area)) for area in forecast.areas]


def past_fans(one: SeriesPlayback) -> Iterator[tuple[str, FanChart]]:
    """The last half year by the day; the whole history by the week."""
    last = min(LAST_DAYS, len(one.means))
    cut = len(one.counts) - last
    spread = {level: values[-last:] for level, values in one.quantiles.items()}
    begins = one.start + dt.timedelta(days=cut)
    label = f"{one.series}, exams per day, last {last // WEEK} weeks"
    yield label, fan_chart(begins, one.counts[cut:], one.means[-last:], spread, first_forecast=0)
    spare = one.first_forecast % WEEK
    counts, means = _weekly(one.counts[spare:]), _weekly(one.means)
    weeks = fan_chart(
        one.start + dt.timedelta(days=spare), counts, means, {}, first_forecast=one.first_forecast // WEEK, step=WEEK
    )
    yield f"{one.series}, exams per week, all on record", weeks


def _weekly(days: Sequence[float | None]) -> list[float]:
    """Sums of whole weeks; unknown days count as none."""
    return [sum(one or 0.0 for one in days[at : at + WEEK]) for at in range(0, len(days) - WEEK + 1, WEEK)]


def _fan(forecast: Forecast, area: AreaForecast) -> FanChart:
    gap = (forecast.start - area.recent_start).days
    return fan_chart(area.recent_start, area.recent, area.by_day, area.by_day_quantiles, first_forecast=gap)
