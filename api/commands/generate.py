"""`radroster generate`."""

from typing import Annotated

import typer

from api.commands.options import Json, OutFolder, Seed


def generate(
    *,
    out: OutFolder,
    technologists: Annotated[
        int, typer.Option(help="Size of the department: 40, 105, 350, or any from 10 to 1000.")
    ] = 105,
    seed: Seed = 0,
    as_json: Json = False,
) -> None:
    """Make up a plausible department: staff, credentials, contracts, requests, and 26 weeks of exam history."""
    from api.commands.destination import refuse_another
    from api.console import print_json, say
    from api.generate import generate_department, write_department

    made = generate_department(technologists, seed)
    refuse_another(made.department.id, out)
    write_department(made, out)
    department = made.department
    if as_json:
        print_json(
            {
                "department": department.id,
                "staff": len(department.staff),
                "areas": [area.id for area in department.areas],
                "start": str(department.horizon.start),
                "days": department.horizon.days,
                "exams": int(made.volumes["exams"].sum()),
                "out": str(out),
            }
        )
    else:
        horizon = department.horizon
        say(f"{department.name}: {len(department.staff)} people, {len(department.areas)} areas")
        say(f"  {horizon.days} days from {horizon.start}; {made.volumes['exams'].sum():,} exams on record")
        say(f"Written to {out}. Next: radroster solve {out} --out {out}/roster")
