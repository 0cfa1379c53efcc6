"""`radroster demo`."""

import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.commands.options import Json, Quiet, Seconds, Seed, Workers

if TYPE_CHECKING:
    from api.generate import GeneratedDepartment
    from models.department import Department
    from scheduler.forecast.prediction import Forecast


def demo(
    *,
    out: Annotated[Path, typer.Option("--out", "-o", help="Folder to write to.")] = Path("radroster-demo"),
    time_limit: Seconds = 45.0,
    technologists: Annotated[int, typer.Option(help="Size of the department.")] = 105,
    seed: Seed = 0,
    workers: Workers = 2,
    as_json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Show the whole way: make up a department, forecast its exams, staff its hours, solve, and write the roster."""
    from api.commands.interrupt import stop_on_signal
    from api.commands.outcome import EXIT_CODES, outcome, tell
    from api.console import live_progress, print_json, say
    from api.exchange.bundle import REPORT, known_events, write_bundle
    from api.generate import generate_department
    from scheduler.search.supervisor import solve

    began = time.monotonic()
    made = generate_department(technologists, seed)
    known_events(made.department, out)
    department, forecast = _staffed(made, out)
    talk = not (as_json or quiet)
    if talk:
        horizon = department.horizon
        say(f"{department.name}: {len(department.staff)} people, {horizon.days} days from {horizon.start}")
        say(f"  exams forecast from {made.volumes['exams'].sum():,} on record ({forecast.forecaster}), solving …")
    with live_progress(time_limit, department.currency, quiet=not talk) as listener, stop_on_signal() as stop:
        result = solve(department, seconds=time_limit, seed=seed, workers=workers, listener=listener, stop=stop)
    write_bundle(department, result, out, forecast=forecast)
    if as_json:
        print_json(outcome(department, result) | {"out": str(out), "total_seconds": round(time.monotonic() - began, 1)})
    else:
        tell(department, result)
        say(f"Open {out / REPORT} in a browser; {out / 'roster.xlsx'} and the calendars lie beside it.")
    raise typer.Exit(EXIT_CODES[result.status])


def _staffed(made: "GeneratedDepartment", out: Path) -> "tuple[Department, Forecast]":
    """The department with the coverage that its forecast asks for; both, and the exam history, are written."""
    from api.demand.forecasts import forecast_department, with_coverage
    from api.exchange.atomic import write_whole
    from api.generate import write_department
    from api.generate.files import department_text

    write_department(made, out)
    forecast = forecast_department(out)
    department = with_coverage(made.department, forecast)
    write_whole(out / "department.json", department_text(department).encode())
    write_whole(out / "forecast.json", forecast.model_dump_json(indent=1).encode())
    return department, forecast
