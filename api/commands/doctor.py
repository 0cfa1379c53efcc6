"""`radroster doctor`."""

from collections.abc import Callable

import typer

from api.commands.options import Json


def doctor(*, as_json: Json = False) -> None:
    """Check that everything radroster needs works on this machine; exit code 1 when something does not."""
    from api.console import print_json, say

    checks: dict[str, Callable[[], str]] = {
        "python": _python, "CP-SAT": _cp_sat, "HiGHS": _highs, "time zones": _zones, "reference department": _reference,
    }  # fmt: skip
    results = {name: _run(check) for name, check in checks.items()}
    healthy = all(ok for ok, _ in results.values())
    if as_json:
        print_json(
            {"healthy": healthy, "checks": {name: {"ok": ok, "says": said} for name, (ok, said) in results.items()}}
        )
    else:
        for name, (ok, said) in results.items():
            say(f"{'ok  ' if ok else 'BAD '} {name:<22} {said}")
    raise typer.Exit(0 if healthy else 1)


def _run(check: Callable[[], str]) -> tuple[bool, str]:
    try:
        return True, check()
    except Exception as error:  # noqa: BLE001 - whatever is wrong is what the doctor has to tell
        return False, f"{type(error).__name__}: {error}"


def _python() -> str:
    import platform

    return f"{platform.python_version()} on {platform.system()}"


def _cp_sat() -> str:
    from importlib.metadata import version

    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    one = model.new_int_var(0, 9, "")
    model.maximize(one)
    solver = cp_model.CpSolver()
    if solver.solve(model) != cp_model.OPTIMAL or solver.value(one) != 9:  # noqa: PLR2004 - the maximum just posted
        message = "a model with one variable was not solved"
        raise RuntimeError(message)
    return f"OR-Tools {version('ortools')}"


def _highs() -> str:
    from scheduler.search.highs import quiet_highs

    return f"version {quiet_highs().version()}"


def _zones() -> str:
    from importlib.metadata import version
    from zoneinfo import ZoneInfo

    return f"{ZoneInfo('America/Chicago').key} known, tzdata {version('tzdata')}"


def _reference() -> str:
    from api.generate import generate_department

    department = generate_department(10, 0).department
    return f"{len(department.staff)} people made up"
