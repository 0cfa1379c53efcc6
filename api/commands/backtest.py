"""`radroster forecast backtest FILE`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.commands.forecast_options import Forecasters, Holidays, LeftOut, Lenient, Picture
from api.commands.options import Json

if TYPE_CHECKING:
    from api.demand.forecasts import BacktestReport
    from scheduler.forecast.backtest import Trial

REFUSED_SHOWN = 5


def backtest(
    file: Annotated[Path, typer.Argument(help="Exam counts or orders: CSV (also gzipped), Parquet or Excel.")],
    *,
    columns: Annotated[
        list[str] | None, typer.Option(help="role=name for a column that should not be guessed, such as date=Day.")
    ] = None,
    forecaster: Forecasters = None,
    holidays: Holidays = None,
    lenient: Lenient = False,
    left_out: LeftOut = None,
    picture: Picture = None,
    as_json: Json = False,
) -> None:
    """Score every forecaster on the last year of a file, as far ahead as rosters are published."""
    from api.console import print_json, say
    from api.demand.forecasts import backtest_trial
    from api.exchange.columns import named

    if picture is not None:
        from api.pages.picture_file import refuse_other

        refuse_other(picture)
    report, trial = backtest_trial(
        file,
        named(columns or (), "--columns") or None,
        holidays=holidays,
        forecasters=forecaster or (),
        strict=not lenient,
        left_out=left_out,
    )
    if picture is not None:
        _draw(picture, report, trial)
    if as_json:
        print_json(report.model_dump(mode="json"))
        return
    say(f"{report.rows} rows read; left out: {_told(report.left_out)}")
    for problem in report.refused[:REFUSED_SHOWN]:
        say(f"  {problem}")
    say(f"Best: {report.best.name}")
    say(f"  {'forecaster':<20}{'WAPE':>8}{'MASE':>8}{'pinball':>10}{'80 % covers':>13}{'holidays':>10}")
    for name, one in report.models.items():
        cells = (_cell(one.wape, "8.2%"), _cell(one.mase, "8.3f"), _cell(one.pinball, "10.3f"))
        say(f"  {name:<20}{''.join(cells)}{_cell(one.coverage80, '13.1%')}{_cell(one.holiday_wape, '10.2%')}")
    say(f"  {'noise floor':<20}{_cell(report.floor, '8.2%')}  a perfect forecast of counts that come by chance")


def _draw(picture: Path, report: "BacktestReport", trial: "Trial") -> None:
    """Write the pictures."""
    from api.pages.forecast_page import render_backtest
    from api.pages.forecast_sheet import backtest_svg
    from api.pages.picture_file import write_picture
    from scheduler.forecast.forecasters.discovery import forecaster_named
    from scheduler.forecast.playback import play_back

    played = play_back(trial, forecaster_named(report.best.name))
    write_picture(
        picture,
        lambda: render_backtest(report, played, report.file),
        lambda: backtest_svg(report, played, report.file),
    )


def _cell(value: float | None, form: str) -> str:
    """A score, or a dash of the same width where it cannot be told."""
    width = int(form.partition(".")[0])
    return f"{'–':>{width}}" if value is None else f"{value:>{form}}"


def _told(left_out: dict[str, int]) -> str:
    return ", ".join(f"{reason} {number}" for reason, number in left_out.items()) or "none"
