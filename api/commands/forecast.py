"""`radroster forecast DIR`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.commands.forecast_options import (
    Bookings,
    Changes,
    Coverage,
    Downtimes,
    Forecaster,
    Holidays,
    Lenient,
    Picture,
    Volumes,
)
from api.commands.options import Json

if TYPE_CHECKING:
    from scheduler.forecast.prediction import Forecast


def forecast(
    department: Annotated[Path, typer.Argument(help="A department's folder, with its volumes, or its file.")],
    *,
    volumes: Volumes = None,
    bookings: Bookings = None,
    forecaster: Forecaster = None,
    holidays: Holidays = None,
    lenient: Lenient = False,
    change: Changes = None,
    downtime: Downtimes = None,
    out: Coverage = None,
    picture: Picture = None,
    as_json: Json = False,
) -> None:
    """Turn exam history into a forecast and people per hour for the department's horizon."""
    from api.commands.destination import prepare_folder, refuse_another
    from api.commands.problems import read_problem
    from api.console import print_json, say
    from api.demand.forecasts import forecast_department, with_coverage
    from api.demand.interventions import typed
    from api.exchange.atomic import write_whole
    from api.generate.files import department_text
    from api.pages.picture_file import refuse_other, write_picture
    from scheduler.forecast.forecasters.discovery import DEFAULT

    _, known = read_problem(department)
    if picture is not None:
        refuse_other(picture)
    if out is not None:
        prepare_folder(out)
    made = forecast_department(
        department,
        volumes,
        forecaster=forecaster or DEFAULT,
        holidays=holidays,
        booked=bookings,
        interventions=(*typed(change or ()), *typed(downtime or (), downtime=True)),
        strict=not lenient,
    )
    if out is not None:
        changed = with_coverage(known, made)
        refuse_another(changed.id, out)
        write_whole(out / "department.json", department_text(changed).encode())
        write_whole(out / "forecast.json", made.model_dump_json(indent=1).encode())
    if picture is not None:
        from api.pages.forecast_page import render_forecast
        from api.pages.forecast_sheet import forecast_svg

        write_picture(picture, lambda: render_forecast(known, made), lambda: forecast_svg(known, made))
    if as_json:
        print_json(made.model_dump(mode="json"))
        return
    _tell(made)
    if out is not None:
        say(f"Written to {out}")


def _tell(made: "Forecast") -> None:
    """A line for each area."""
    from api.console import say

    say(f"Forecast by {made.forecaster} from {made.history_first} … {made.history_last}")
    say(f"  {'area':<14}{'exams/day':>10}{'peak people':>13}{'error (WAPE)':>14}")
    for area in made.areas:
        peak = max((max(day.target) for day in made.coverage if day.area == area.area), default=0)
        error = "unknown" if area.wape is None else f"{area.wape:.1%}"
        say(f"  {area.area:<14}{sum(area.by_day) / max(1, len(area.by_day)):>10.1f}{peak:>13}{error:>14}")
