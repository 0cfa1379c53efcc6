"""`radroster budget report`."""

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.commands.options import Json, Problem

if TYPE_CHECKING:
    from api.budget.month import Month

BUDGET = "budget.json"
REPORT, WORKBOOK, PAYROLL = "budget.html", "budget.xlsx", "payroll.csv"


def report(
    problem: Problem,
    *,
    solution: Annotated[Path, typer.Option(help="The roster: a file, or a folder that holds it.")],
    budget: Annotated[
        Path | None, typer.Option(help="The plan: exams, hours, rates and targets; DIR/budget.json when there is one.")
    ] = None,
    changed_on: Annotated[
        dt.datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="Day of the changes to the published roster, for pay at short notice."),
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="Folder for the page, the workbook and the payroll.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Pay a roster and hold it against its budget: by area and pay period, with page, workbook and payroll."""
    from api.budget.month import month_of
    from api.commands.problems import read_problem
    from api.console import print_json, say
    from api.views.budget import month_json, month_text
    from models.budget_plan import Budget, read_budget
    from models.errors import InputError

    form, department = read_problem(problem)
    roster = form.read_solution(solution, department)
    place = budget or (problem if problem.is_dir() else problem.parent) / BUDGET
    if budget is not None and not place.is_file():
        raise InputError(str(place), "there is no such file.", "Check the path of --budget.")
    plan = read_budget(place.read_bytes(), str(place)) if place.is_file() else Budget()
    plan.refuse_strangers(department.area_by_id.keys(), department.person_by_id.keys(), str(place))
    if changed_on is not None and plan.notice is None:
        raise InputError(str(place), "has no rules of notice.", 'Add "notice", or leave --changed-on out.')
    month = month_of(department, roster, plan, changed_on=None if changed_on is None else changed_on.date())
    written = _write(month, out) if out else []
    if as_json:
        print_json({**month_json(month), "files": [str(path) for path in written]})
        return
    for line in month_text(month):
        say(line)
    if written:
        say(f"{len(written)} files written to {out}; open {written[0]}")


def _write(month: "Month", out: Path) -> list[Path]:
    from api.exchange.atomic import write_whole
    from api.exchange.budget_book import budget_book
    from api.exchange.payroll_csv import payroll_csv
    from api.pages.budget_page import render_budget

    return [
        write_whole(out / REPORT, render_budget(month).encode()),
        write_whole(out / WORKBOOK, budget_book(month, created=dt.datetime.now(dt.UTC))),
        write_whole(out / PAYROLL, payroll_csv(month.lines)),
    ]
