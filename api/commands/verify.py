"""`radroster verify`."""

from pathlib import Path
from typing import Annotated

import typer

from api.commands.options import FormatName, InFormat, Instance, Json, Problem

SHOWN = 20


def verify(
    problem: Problem,
    *,
    solution: Annotated[Path, typer.Option(help="The roster: a file, or a folder that holds it.")],
    format_name: InFormat = FormatName.RADROSTER,
    instance: Instance = None,
    as_json: Json = False,
) -> None:
    """Check a roster against every rule, without any solver; exit code 1 when a hard rule is broken."""
    from api.commands.problems import read_problem
    from api.console import print_json, say
    from api.views.wording import money, person_hours
    from scheduler.verify import verify as check

    form, department = read_problem(problem, format_name, instance)
    verdict = check(department, form.read_solution(solution, department))
    if as_json:
        print_json(
            {
                "cost": verdict.cost,
                "holes": verdict.holes,
                "valid": verdict.broken == 0,
                "broken": verdict.broken,
                "parts": dict(verdict.parts),
                "violations": [miss.model_dump(mode="json", exclude_none=True) for miss in verdict.violations],
            }
        )
    else:
        hard = [miss for miss in verdict.violations if miss.level == "hard"]
        say("Valid: every hard rule is kept." if not hard else f"Not valid: {len(hard)} hard violations.")
        say(f"  Cost {money(verdict.cost, department.currency)}, holes {person_hours(verdict.holes)}")
        for miss in hard[:SHOWN]:
            say(f"  {miss.item}: {miss.message}")
        if len(hard) > SHOWN:
            say(f"  … and {len(hard) - SHOWN} more")
    raise typer.Exit(1 if verdict.broken else 0)
