"""`radroster solve`."""

from pathlib import Path
from typing import Annotated

import typer

from api.commands.options import FormatName, InFormat, Instance, Json, Problem, Quiet, Seconds, Seed, Workers


def solve(
    problem: Problem,
    *,
    format_name: InFormat = FormatName.RADROSTER,
    instance: Instance = None,
    time_limit: Seconds = 60.0,
    seed: Seed = 0,
    workers: Workers = 2,
    out: Annotated[Path | None, typer.Option("--out", "-o", help="Where the roster goes: a folder, or a file.")] = None,
    as_json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Find the best roster of a department, or of a public instance, and prove how good it is; Ctrl-C ends it early."""
    from api.commands.destination import prepare
    from api.commands.interrupt import stop_on_signal
    from api.commands.outcome import EXIT_CODES, outcome, tell
    from api.commands.problems import read_problem
    from api.console import live_progress, print_json, say
    from api.exchange.bundle import ROSTER, known_events, write_bundle
    from scheduler.search.supervisor import solve as run

    form, department = read_problem(problem, format_name, instance)
    as_bundle = format_name is FormatName.RADROSTER and out is not None and out.suffix != ".json"
    if out is not None:
        prepare(out)
        if as_bundle:
            known_events(department, out)
    with live_progress(time_limit, department.currency, quiet=quiet or as_json) as listener, stop_on_signal() as stop:
        result = run(department, seconds=time_limit, seed=seed, workers=workers, listener=listener, stop=stop)
    if out is not None and (result.roster is not None or format_name is FormatName.RADROSTER):
        if as_bundle:
            write_bundle(department, result, out)
        elif result.roster is not None:
            form.write_solution(result.roster, department, out)
    if as_json:
        print_json(outcome(department, result))
    else:
        tell(department, result)
        if out is not None and result.roster is not None:
            say(f"Written to {out}")
        elif out is not None and as_bundle and (out / ROSTER).exists():
            say(f"{out / ROSTER} and the calendars beside it are still those of an earlier run")
    raise typer.Exit(EXIT_CODES[result.status])
