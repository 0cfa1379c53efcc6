"""`radroster forecast DIR`."""

from pathlib import Path
from typing import Annotated

import typer

from api.commands.options import Json


def forecast(
    department: Annotated[Path, typer.Argument(help="A department's folder, with its volumes, or its file.")],
    *,
    volumes: Annotated[
        Path | None, typer.Option(help="Exam history: CSV, Parquet or Excel; the folder's when absent.")
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="Folder for the department with the new coverage.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Turn exam history into a forecast and people per hour for the department's horizon."""
    from api.commands.problems import read_problem
    from api.console import print_json, say
    from api.demand.forecasts import forecast_department, with_coverage
    from api.exchange.atomic import write_whole
    from api.generate.files import department_text

    _, known = read_problem(department, "radroster", None)
    made = forecast_department(department, volumes)
    if out is not None:
        changed = with_coverage(known, made)
        write_whole(out / "department.json", department_text(changed).encode())
        write_whole(out / "forecast.json", made.model_dump_json(indent=1).encode())
    if as_json:
        print_json(made.model_dump(mode="json"))
        return
    say(f"Forecast by {made.forecaster} from {made.history_first} … {made.history_last}")
    say(f"  {'area':<14}{'exams/day':>10}{'peak people':>13}{'error (WAPE)':>14}")
    for area in made.areas:
        peak = max((max(day.target) for day in made.coverage if day.area == area.area), default=0)
        error = "unknown" if area.wape is None else f"{area.wape:.1%}"
        say(f"  {area.area:<14}{sum(area.by_day) / max(1, len(area.by_day)):>10.1f}{peak:>13}{error:>14}")
    if out is not None:
        say(f"Written to {out}")
