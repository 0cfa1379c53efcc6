"""`radroster export`."""

from pathlib import Path
from typing import Annotated

import typer

from api.commands.options import Json, OutFolder, Problem
from api.views.paper import Paper


def export(
    problem: Problem,
    *,
    solution: Annotated[Path, typer.Option(help="The roster: a file, or a folder that holds it.")],
    out: OutFolder,
    pdf: Annotated[bool, typer.Option("--pdf", help="Sheets to print and post, too; needs the extra pdf.")] = False,
    paper: Annotated[Paper, typer.Option(help="What the sheets are printed on.")] = Paper.A4,
    as_json: Json = False,
) -> None:
    """Write a roster as workbook, calendars, report and JSON; it is checked first."""
    import datetime as dt

    from api.commands.problems import read_problem
    from api.console import print_json, say
    from api.exchange.atomic import write_whole
    from api.exchange.bundle import result_beside, write_bundle
    from api.exchange.posting_pdf import POSTING, posting_pdf, renderer
    from api.views.wording import counted
    from scheduler.verify import verify

    if pdf:
        renderer()  # says at once where it is not installed
    form, department = read_problem(problem)
    roster = form.read_solution(solution, department)
    verdict = verify(department, roster)
    written = write_bundle(department, result_beside(solution, department, roster, verdict), out)
    if pdf:
        sheets = posting_pdf(department, roster, made_at=dt.datetime.now(dt.UTC), paper=paper)
        written.append(write_whole(out / POSTING, sheets))
    if as_json:
        print_json({"files": [str(path) for path in written], "valid": verdict.broken == 0, "broken": verdict.broken})
    else:
        if verdict.broken:
            say(f"Not valid: hard rules are broken in {counted(verdict.broken, 'place')}; the report says so too.")
        say(f"{len(written)} files written to {out}; open {out / 'report.html'}")
