"""`radroster verify`."""

from pathlib import Path
from typing import Annotated, NoReturn

import typer

from api.commands.options import FormatName, InFormat, Instance, Json

SHOWN = 20


def verify(
    problem: Annotated[Path | None, typer.Argument(help="A department's folder or file, or a public instance.")] = None,
    *,
    solution: Annotated[Path | None, typer.Option(help="The roster: a file, or a folder that holds it.")] = None,
    evidence: Annotated[Path | None, typer.Option(help="An evidence pack to check instead, by itself.")] = None,
    root: Annotated[str | None, typer.Option(help="The pack's last hash as it was noted when it was made.")] = None,
    format_name: InFormat = FormatName.RADROSTER,
    instance: Instance = None,
    as_json: Json = False,
) -> None:
    """Check a roster against every rule, without any solver; exit code 1 when a hard rule is broken.

    With --evidence, check instead that every claim of an evidence pack follows from its facts; exit code 1 when not.
    """
    if evidence is not None:
        _check_evidence(evidence, root, as_json=as_json)
    if problem is None or solution is None:
        raise typer.BadParameter("No roster is named. Name PROBLEM and --solution, or a pack with --evidence.")
    from api.commands.problems import read_problem
    from api.console import print_json, say
    from api.views.wording import counted, money, person_hours
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
        say("Valid: every hard rule is kept." if not hard else f"Not valid: {counted(len(hard), 'hard violation')}.")
        say(f"  Cost {money(verdict.cost, department.currency)}, holes {person_hours(verdict.holes)}")
        for miss in hard[:SHOWN]:
            say(f"  {miss.item}: {miss.message}")
        if len(hard) > SHOWN:
            say(f"  … and {len(hard) - SHOWN} more")
    raise typer.Exit(1 if verdict.broken else 0)


def _check_evidence(folder: Path, root: str | None, *, as_json: bool) -> NoReturn:
    from api.console import print_json, say
    from api.evidence.checker import check_pack

    problems = check_pack(folder, root)
    if as_json:
        print_json({"valid": not problems, "problems": list(problems)})
    else:
        say("The pack holds: every claim follows from its facts." if not problems else "The pack does not hold:")
        for problem in problems[:SHOWN]:
            say(f"  {problem}")
    raise typer.Exit(1 if problems else 0)
