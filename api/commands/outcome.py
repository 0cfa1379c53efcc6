"""How a solve is told: the object that others script against, the lines that people read, the exit code."""

from collections.abc import Mapping

from pydantic import JsonValue

from api.console import say
from api.views.headline import headline
from api.views.wording import money
from models.department import Department
from scheduler.result import Result, Status
from scheduler.verify import verify

SHOWN = 8
"""Lines of cost that people are told."""
EXIT_CODES = {Status.OPTIMAL: 0, Status.FEASIBLE: 0, Status.INFEASIBLE: 3, Status.UNKNOWN: 4}


def outcome(department: Department, result: Result) -> dict[str, JsonValue]:
    """Status, objective, bound, gap, holes, whether a fresh check agrees, times, costs, reasons."""
    verdict = result.verdict
    return {
        "department": department.id,
        "status": result.status.value,
        "objective": verdict.cost if verdict else None,
        "bound": result.bound,
        "gap": None if result.gap is None else round(result.gap, 6),
        "holes": verdict.holes if verdict else None,
        "hole_bound": result.hole_bound,
        "verified": checked(department, result),
        "first_seconds": result.first_seconds,
        "seconds": result.seconds,
        "costs": dict(verdict.parts) if verdict else {},
        "reasons": list(result.reasons),
        "seed": result.seed,
        "workers": result.workers,
        "versions": dict(result.versions),
    }


def checked(department: Department, result: Result) -> bool:
    """Whether the checker, run anew on the roster, finds it valid and at the cost and holes stated."""
    if result.roster is None or result.verdict is None:
        return False
    fresh = verify(department, result.roster)
    return fresh.broken == 0 and fresh.rank == result.verdict.rank


def tell(department: Department, result: Result) -> None:
    """A few lines for people."""
    found = headline(result, department.currency)
    say(found.title)
    for note in (*found.notes, *(reason for reason in result.reasons if reason not in found.notes)):
        say(f"  {note}")
    if result.verdict is not None:
        say(
            f"  Cost {money(result.verdict.cost, department.currency)}, after {result.seconds:.1f} s",
        )
        for name, cents in _dearest(result.verdict.parts):
            say(f"    {name:<24} {money(cents, department.currency):>14}")


def _dearest(parts: Mapping[str, int]) -> list[tuple[str, int]]:
    """What costs most, by policy item; the rest in one line, so that the lines add up to the cost."""
    dear = sorted(((name, cents) for name, cents in parts.items() if cents), key=lambda part: -part[1])
    if len(dear) <= SHOWN:
        return dear
    rest = dear[SHOWN - 1 :]
    return [*dear[: SHOWN - 1], (f"{len(rest)} further items", sum(cents for _, cents in rest))]
