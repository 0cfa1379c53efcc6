"""`radroster evidence`."""

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from pydantic import JsonValue

from api.commands.options import Json, OutFolder, Problem
from models.errors import InputError

if TYPE_CHECKING:
    from api.evidence.control import ControlRecord
    from models.department import Department


def evidence(
    problem: Problem,
    *,
    solution: Annotated[Path, typer.Option(help="The roster: a file, or a folder that holds it.")],
    out: OutFolder,
    as_of: Annotated[
        str | None, typer.Option(help="Date such as 2026-12-31; today, or the nearest day of the horizon, when absent.")
    ] = None,
    log: Annotated[
        list[Path] | None, typer.Option(help="A log of quality control, to show what was done; may be repeated.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Write who stood where, holding what, verified when, for surveyors: one file for each of their questions."""
    from api.commands.problems import read_problem
    from api.console import print_json, say
    from api.evidence.pack import write_pack
    from api.views.wording import counted

    date = date_of(as_of, "--as-of")
    form, department = read_problem(problem)
    roster = form.read_solution(solution, department)
    control = None if log is None else _control(department, problem, log)
    written = write_pack(department, roster, out, as_of=date, control=control)
    if as_json:
        gaps: dict[str, JsonValue] = {**written.gaps}
        print_json({"root": written.root, "files": list(written.files), "gaps": gaps})
        return
    say(f"{counted(len(written.files), 'file')} written to {out}; open {out / 'index.html'}")
    for question, number in written.gaps.items():
        if number:
            say(f"  {question}: {counted(number, 'claim')} not met")
    say(f"Note this hash somewhere else, it seals the pack: {written.root}")


def _control(department: "Department", problem: Path, files: list[Path]) -> "ControlRecord":
    from api.evidence.control import ControlRecord
    from api.quality.control import QcLog, equipment_of, tasks_of
    from api.quality.logs import Known, read_logs

    folder = problem if problem.is_dir() else problem.parent
    tasks, equipment = tasks_of(department, folder), equipment_of(department, folder)
    logs = read_logs(files, Known.of(department, equipment, tasks))
    return ControlRecord.of(equipment, tasks, QcLog.of(logs.qc))


def date_of(text: str | None, option: str) -> dt.date | None:
    """The date that an option names; raises `InputError` for what is none."""
    try:
        return None if text is None else dt.date.fromisoformat(text)
    except ValueError as error:
        raise InputError(option, f"{text!r} is no date.", "Write it as 2026-12-31.") from error
