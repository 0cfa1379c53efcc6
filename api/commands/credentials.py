"""`radroster credentials`: a register entered, the radar of what lapses, education and safety protected."""

import datetime as dt
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from pydantic import JsonValue

from api.commands.options import Json, OutFolder, Seconds, Seed, Workers

if TYPE_CHECKING:  # would load the checker for every command
    from api.credentials.lapses import Lapse
    from api.credentials.radar import Price
    from api.credentials.review import Finding

Folder = Annotated[Path, typer.Argument(help="A department's folder or file.")]


def import_register(
    problem: Folder,
    file: Annotated[Path, typer.Argument(help="The register: CSV, Excel or Parquet.")],
    *,
    out: OutFolder,
    lenient: Annotated[bool, typer.Option(help="Leave out rows that are wrong, and enter the others.")] = False,
    as_json: Json = False,
) -> None:
    """Enter a register of credentials into a department; every mistake is told by row."""
    from api.commands.destination import prepare_folder
    from api.commands.problems import read_problem, write_problem
    from api.console import print_json, say
    from api.credentials.register import Register, enter, read_register
    from api.views.wording import counted

    _, department = read_problem(problem)
    register = read_register(file, department)
    entered = enter(department, Register(register.papers, ()) if lenient else register)
    prepare_folder(out)
    path = write_problem(entered, out)
    rows = sum(map(len, register.papers.values()))
    if as_json:
        mistakes: list[JsonValue] = [{"row": one.row, "problem": one.problem} for one in register.mistakes]
        print_json({"entered": rows, "people": len(register.papers), "mistakes": mistakes, "file": str(path)})
        return
    say(f"{counted(rows, 'paper')} of {counted(len(register.papers), 'person', 'people')} entered")
    for mistake in register.mistakes:
        say(f"  left out: {mistake}")
    say(f"Written to {path}")


def radar(
    problem: Folder,
    *,
    until: Annotated[str | None, typer.Option(help="Last day looked at; the horizon's last when absent.")] = None,
    solve: Annotated[bool, typer.Option(help="Solve with and without the lapses, to tell what they cost.")] = True,
    time_limit: Seconds = 60.0,
    seed: Seed = 0,
    workers: Workers = 2,
    as_json: Json = False,
) -> None:
    """What lapses, which work is lost by it, and what that costs: solved with and without, a time limit for each."""
    from api.commands.evidence import date_of
    from api.commands.interrupt import stop_on_signal
    from api.commands.problems import read_problem
    from api.console import print_json, say
    from api.credentials.lapses import lapses
    from api.credentials.radar import price_lapses
    from api.credentials.review import review

    _, department = read_problem(problem)
    last = date_of(until, "--until") or department.horizon.end
    found = lapses(department, last)
    findings = review(department, department.horizon.start, last)
    price = None
    if solve and any(lapse.matters for lapse in found):
        with stop_on_signal() as stop:
            price = price_lapses(department, last, seconds=time_limit, seed=seed, workers=workers, stop=stop)
    if as_json:
        print_json(
            {
                "until": str(last),
                "lapses": [one.model_dump(mode="json") for one in found],
                "findings": [one.model_dump(mode="json") for one in findings],
                "price": None if price is None else price.model_dump(mode="json"),
            }
        )
        return
    for text in _lines(found, findings, last):
        say(text)
    if price is not None:
        say(_told(price, department.currency))
        for line in _by_item(price, department.currency):
            say(line)


def _lines(found: "Sequence[Lapse]", findings: "Sequence[Finding]", last: dt.date) -> Iterator[str]:
    from api.views.wording import counted

    lost = sum(one.matters for one in found)
    yield f"{counted(len(found), 'paper ends', 'papers end')} by {last}; the roster is the poorer for {lost} of them"
    yield from (f"  {lapse.message}" for lapse in found)
    yield from (f"  {finding.message}" for finding in findings)


def _told(price: "Price", currency: str) -> str:
    from api.views.wording import money, person_hours

    if price.cents_found is None:
        return "No roster was found on one of the two sides, so the price is not known. Maybe give it more time."
    holes = price.with_lapses.holes or 0, price.without.holes or 0
    if price.cents is None:
        told = f"{person_hours(holes[0])} of holes instead of {person_hours(holes[1])}"
        less = "less" if price.cents_found < 0 else "more"
        return f"The lapses cost {told}; the roster with them costs {money(abs(price.cents_found), currency)} {less}"
    least, most = price.cents.least, price.cents.most
    if least == most:
        return f"The lapses cost {money(least, currency)}, proved"
    upper = "an amount not known" if most is None else money(most, currency)
    found = money(price.cents_found, currency)
    return f"The lapses cost between {money(least, currency)} and {upper}; {found} between the two rosters found"


def _by_item(price: "Price", currency: str) -> Iterator[str]:
    from api.views.budget import signed_money

    for one in price.items:
        yield f"  {one.title or one.item}: {signed_money(one.more, currency)}"


def protect(
    problem: Folder,
    *,
    out: OutFolder,
    education: Annotated[Path | None, typer.Option(help="Table of credits still to earn, by person and cycle.")] = None,
    mammography: Annotated[Path | None, typer.Option(help="Table of mammography exams by person and day.")] = None,
    safety: Annotated[Path | None, typer.Option(help="safety.json: dose and what was agreed; private.")] = None,
    price: Annotated[int, typer.Option(min=0, help="Dollars for each education duty that finds no place.")] = 300,
    as_json: Json = False,
) -> None:
    """Keep hours for education and duties in mammography; turn what was agreed for safety into restrictions."""
    from api.commands.destination import prepare_folder
    from api.commands.problems import read_problem, write_problem
    from api.console import print_json, say
    from api.credentials.education import protect as keep
    from api.credentials.education import read_cycles
    from api.credentials.mammography import place, read_exams
    from api.credentials.safety import read_safety, restricted
    from api.views.wording import counted
    from models.errors import InputError

    if education is None and mammography is None and safety is None:
        advice = "Give --education, --mammography or --safety."
        raise InputError("credentials protect", "nothing is given.", advice)
    _, department = read_problem(problem)
    before = department.policy
    if education is not None:
        department = keep(department, read_cycles(education), price=price * 100)
    if mammography is not None:
        department = place(department, read_exams(mammography))
    if safety is not None:
        department = restricted(department, read_safety(safety))
    prepare_folder(out)
    path = write_problem(department, out)
    added = [item for item in department.policy if item not in before]
    if as_json:
        of_education = sum(item.id.startswith("education-") for item in added)
        print_json({"education_items": of_education, "items": [item.id for item in added], "file": str(path)})
        return
    for item in added:
        say(f"{item.title}: {counted(len(item.scope.people or ()), 'person', 'people')}")
    say(f"Written to {path}")


def contrast(
    problem: Folder,
    *,
    solution: Annotated[Path, typer.Option(help="The roster: a file, or a folder that holds it.")],
    supervision: Annotated[Path, typer.Option(help="Who supervises contrast when, on site or by video; JSON.")],
    independent: Annotated[bool, typer.Option(help="Testing facility of its own: only physicians supervise.")] = False,
    as_json: Json = False,
) -> None:
    """Hours of a roster without contrast: nobody supervises, or nobody there can answer a reaction."""
    from api.commands.problems import read_problem
    from api.console import print_json, say
    from api.credentials.contrast import closed_hours, read_supervision

    form, department = read_problem(problem)
    listed = read_supervision(supervision, department)
    roster = form.read_solution(solution, department)
    closed = closed_hours(department, roster, listed, independent=independent)
    if as_json:
        print_json({"closed": [one.model_dump(mode="json") for one in closed]})
        return
    say(f"Contrast can be given in all open hours but {sum(one.end - one.start for one in closed)}")
    for one in closed:
        say(f"  {one.area} on {one.date} from {one.start:02d}:00 to {one.end:02d}:00: {one.reason}")
