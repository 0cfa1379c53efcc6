"""`radroster pack`: rules of the trade as data, listed, shown and put into a department."""

from pathlib import Path
from typing import Annotated

import typer
from pydantic import JsonValue

from api.commands.options import Json, OutFolder

PackName = Annotated[str, typer.Option("--pack", help="Which pack; `radroster pack list` tells which there are.")]
Without = Annotated[list[str] | None, typer.Option("--without", help="Id of an item to leave out; as often as needed.")]
State = Annotated[str | None, typer.Option(help="Two letters of a state whose licences are asked for, such as NM.")]
Downtime = Annotated[
    list[str] | None,
    typer.Option(help='A machine that stands still: "CT 2026-12-03T08:00..2026-12-03T16:00"; as often as needed.'),
]


def list_packs(*, as_json: Json = False) -> None:
    """List the rule packs and state profiles that come with radroster."""
    from api.console import print_json, say
    from api.packs.library import packs, states

    if as_json:
        known: dict[str, JsonValue] = {
            name: {"title": pack.title, "version": pack.version, "items": len(pack.items)}
            for name, pack in packs().items()
        }
        print_json({"packs": known, "states": {letters: one.name for letters, one in states().items()}})
        return
    for name, pack in packs().items():
        say(f"{name}  {pack.title}, {len(pack.items)} items, version {pack.version}")
    say(f"State profiles: {', '.join(f'{letters} {one.name}' for letters, one in states().items())}")


def show(
    name: Annotated[str, typer.Argument(help="Which pack.")] = "imaging",
    *,
    state: State = None,
    as_json: Json = False,
) -> None:
    """Show a pack's items with who says so, or with --state what that state asks for."""
    from api.console import print_json, say
    from api.packs.library import pack_named, state_named

    if state is not None:
        profile = state_named(state)
        if as_json:
            print_json(profile.model_dump(mode="json", exclude_none=True))
            return
        say(f"{profile.name}: {profile.citation}, read on {profile.read_on}")
        for licence in profile.licences:
            say(f"  {', '.join(licence.places.modalities)}: {licence.requires.text()}")
        return
    pack = pack_named(name)
    if as_json:
        print_json(pack.model_dump(mode="json", exclude_none=True))
        return
    for item in pack.items:
        say(f"{item.id:<24} {item.title}")
        say(f"{'':<24}   {item.citation}")


def apply(
    problem: Annotated[Path, typer.Argument(help="A department's folder or file.")],
    *,
    out: OutFolder,
    pack: PackName = "imaging",
    without: Without = None,
    state: State = None,
    downtime: Downtime = None,
    as_json: Json = False,
) -> None:
    """Write the department with a pack's items in it; items that have nothing to say there are told with the reason."""
    from api.commands.destination import prepare_folder
    from api.commands.problems import read_problem, write_problem
    from api.console import print_json, say
    from api.demand.interventions import refuse_unknown, typed
    from api.packs.apply import apply as put_in
    from api.packs.downtime import lowered
    from api.packs.library import pack_named, state_named
    from api.packs.unmet import unmet

    _, department = read_problem(problem)
    prepare_folder(out)
    standing = typed(downtime or (), downtime=True)
    refuse_unknown(standing, department)
    profile = None if state is None else state_named(state)
    done = put_in(lowered(department, standing), pack_named(pack), without=without or (), state=profile)
    lacking = unmet(done.department, done.applied)
    path = write_problem(done.department, out)
    if as_json:
        print_json({"applied": list(done.applied), "idle": dict(done.idle), "unmet": dict(lacking), "file": str(path)})
        return
    say(f"{len(done.applied)} items of {pack} are in force in {department.name or department.id}")
    for name, reason in done.idle.items():
        say(f"  {name}: left out, {reason}")
    for name, reason in lacking.items():
        say(f"  {name}: cannot be kept here, {reason}")
    if lacking:
        say(
            "What is missing there will be a hole. Maybe sign off or hire more people, or leave items out by --without."
        )
    say(f"Written to {path}")
