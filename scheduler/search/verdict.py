"""How a solve ended: the one place where a board becomes a `Result`."""

import platform
from collections.abc import Sequence
from importlib.metadata import version

from scheduler.result import BoundStep, Incumbent, Result, Status
from scheduler.search.blackboard import Blackboard


def conclude(
    board: Blackboard,
    incumbents: Sequence[Incumbent],
    bounds: Sequence[tuple[float, str, float]],
    *,
    reasons: Sequence[str],
    seed: int,
    workers: int,
) -> Result:
    """The result of a solve; OPTIMAL only when two solvers proved it, INFEASIBLE only when confirmed."""
    best = board.best
    status, told = _status(board, reasons)
    return Result(
        status=status,
        roster=board.case.problem.roster_of(best.grid) if best else None,
        verdict=best.verdict if best else None,
        bound=board.cost_bound,
        hole_bound=board.hole_bound,
        incumbents=tuple(incumbents),
        bounds=_in_cents(board, bounds),
        reasons=tuple(told),
        seconds=round(board.elapsed, 3),
        seed=seed,
        workers=workers,
        versions={name: version(name) for name in ("ortools", "highspy", "numpy")}
        | {"python": platform.python_version()},
        parameters={
            "hole_weight": board.case.hole_weight,
            "time_limit": round(board.deadline - board.began, 3),
            "department": board.case.department.fingerprint,
        },
    )


def _in_cents(board: Blackboard, bounds: Sequence[tuple[float, str, float]]) -> tuple[BoundStep, ...]:
    """Weighted bounds as cents, beside the holes of the final roster."""
    if board.best is None:
        return ()
    holes = board.case.hole_weight * board.best.verdict.holes
    believed = [one for one in bounds if one[1] not in board.refuted]
    return tuple(BoundStep(seconds=seconds, source=source, cost=value - holes) for seconds, source, value in believed)


def _status(board: Blackboard, reasons: Sequence[str]) -> tuple[Status, list[str]]:
    if reasons:
        return Status.INFEASIBLE, list(reasons)
    if board.best is None:
        if board.impossible is not None:
            told = f"no roster keeps every hard rule together (found by {board.impossible})"
            return Status.INFEASIBLE, [f"{told}. Maybe lower a minimum, or give the rule that matters least a price."]
        told = "no roster that keeps every hard rule was found within the time limit"
        return Status.UNKNOWN, [f"{told}. Maybe give it more time, or make hard minimums level coverage."]
    wrong = [
        f"the bound of {source} was above what a checked roster costs and does not count: please report it"
        for source in sorted(board.refuted)
    ]
    if board.proved and board.confirmed:
        return Status.OPTIMAL, wrong
    if board.proved:
        alone = "proved optimal by one solver; a second one did not confirm it within the time limit"
        return Status.FEASIBLE, [alone, *wrong]
    return Status.FEASIBLE, wrong
