"""`radroster quality`."""

from pathlib import Path
from typing import Annotated

import typer
from pydantic import JsonValue

from api.commands.evidence import date_of
from api.commands.forecast_options import Lenient
from api.commands.options import Json, OutFolder

REPORT = "quality.html"


def close(
    department: Annotated[Path, typer.Argument(help="A department's folder, or its file.")],
    *,
    log: Annotated[list[Path] | None, typer.Option(help="A log of quality control; may be repeated.")] = None,
    solution: Annotated[Path | None, typer.Option(help="A roster in which somebody may be missing for it.")] = None,
    out: OutFolder,
    lenient: Lenient = False,
    as_json: Json = False,
) -> None:
    """Write the department with fewer people asked for while units stand still, by equipment.json, log and roster."""
    from api.commands.destination import prepare_folder
    from api.commands.problems import read_problem, write_problem
    from api.console import print_json, say
    from api.quality.demand import outages_ahead, with_fewer_people
    from api.views.wording import counted

    form, place = read_problem(department)
    prepare_folder(out)
    roster = None if solution is None else form.read_solution(solution, place)
    folder = department if department.is_dir() else department.parent
    equipment = outages_ahead(place, log or (), folder=folder, roster=roster, strict=not lenient)
    lowered = with_fewer_people(place, equipment)
    path = write_problem(lowered, out)
    changed = sum(before != after for before, after in zip(place.coverage, lowered.coverage, strict=True))
    if as_json:
        print_json({"days": changed, "outages": [one.model_dump(mode="json") for one in equipment.outages]})
        return
    days = counted(changed, "day of an area", "days of areas")
    say(f"{counted(len(equipment.outages), 'outage')}; fewer people asked for on {days}")
    for one in equipment.outages:
        say(f"  {one.unit} {one.start:%Y-%m-%d %H:%M} … {one.end:%Y-%m-%d %H:%M}: {one.reason or one.kind}")
    say(f"Written to {path}")


def plan(
    department: Annotated[Path, typer.Argument(help="A department's folder, or its file.")],
    *,
    log: Annotated[list[Path] | None, typer.Option(help="A log of quality control; may be repeated.")] = None,
    out: OutFolder,
    lenient: Lenient = False,
    as_json: Json = False,
) -> None:
    """Write the department with as many people and hours for quality control as the tasks due on each day take."""
    from api.commands.destination import prepare_folder
    from api.commands.problems import read_problem, write_problem
    from api.console import print_json, say
    from api.quality.control import QcLog, equipment_of, tasks_of
    from api.quality.logs import Known, read_logs
    from api.quality.timed import with_timed_control
    from api.views.wording import counted

    _, place = read_problem(department)
    folder = department if department.is_dir() else department.parent
    tasks, equipment = tasks_of(place, folder), equipment_of(place, folder)
    logs = read_logs(log or (), Known.of(place, equipment, tasks), strict=not lenient)
    timed = with_timed_control(place, equipment, tasks, QcLog.of(logs.qc))
    added = [team for team in timed.team_requirements if team not in place.team_requirements]
    prepare_folder(out)
    path = write_problem(timed, out)
    if as_json:
        told: list[JsonValue] = [{"id": team.id, "count": team.count, "days": len(team.dates or ())} for team in added]
        print_json({"requirements": told, "refused": list(logs.refused), "file": str(path)})
        return
    for row in logs.refused:
        say(f"  left out: {row}")
    for team in added:
        hours = counted((team.end - team.start) // 60, "hour")
        days = counted(len(team.dates or ()), "day")
        say(f"  {', '.join(team.areas)}: {counted(team.count, 'person', 'people')} for {hours} on {days}, {team.name}")
    say(f"Written to {path}")


def report(
    department: Annotated[Path, typer.Argument(help="A department's folder, or its file.")],
    *,
    log: Annotated[
        list[Path], typer.Option(help="A log: quality control, counts of images, or times of exams; may be repeated.")
    ],
    solution: Annotated[Path | None, typer.Option(help="A roster, for its figures and for closings to come.")] = None,
    until: Annotated[str | None, typer.Option(help="Last day that counts, such as 2026-12-31.")] = None,
    out: Annotated[Path | None, typer.Option("--out", "-o", help="Folder for the page and the numbers.")] = None,
    lenient: Lenient = False,
    as_json: Json = False,
) -> None:
    """Figures with targets and control limits, quality control that is due, and units that it closes."""
    from api.commands.destination import prepare_folder
    from api.commands.problems import read_problem
    from api.console import print_json, say
    from api.exchange.atomic import write_whole
    from api.pages.control_chart import told
    from api.pages.quality_page import days_told, render_quality
    from api.quality.report import quality_report
    from api.views.wording import counted

    form, place = read_problem(department)
    if out is not None:
        prepare_folder(out)
    roster = None if solution is None else form.read_solution(solution, place)
    folder = department if department.is_dir() else department.parent
    made = quality_report(place, log, folder=folder, roster=roster, until=date_of(until, "--until"), strict=not lenient)
    if out is not None:
        write_whole(out / REPORT, render_quality(place, made).encode())
        write_whole(out / "quality.json", f"{made.model_dump_json(indent=1)}\n".encode())
    if as_json:
        print_json(made.model_dump(mode="json"))
        return
    say(f"Quality of {place.name or place.id}, {made.first} … {made.until}")
    for figure in made.figures:
        if figure.state is not None:
            say(f"  {figure.title:<52}{told(figure.value, figure.unit):>10}  {figure.state}, target {figure.target}")
    say(f"  {counted(sum(line.standing.is_open for line in made.control), 'task')} of quality control not done")
    for one in made.closings:
        say(f"  {one.unit} closed {days_told(one)}: {one.reason}")
    for row in made.refused:
        say(f"  left out: {row}")
    if out is not None:
        say(f"Written to {out}; open {out / REPORT}")
