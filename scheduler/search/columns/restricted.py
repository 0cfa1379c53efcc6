"""The master over some of the columns as a mixed-integer program."""

from dataclasses import dataclass

import highspy
import numpy as np
from numpy.typing import NDArray

from scheduler.search.columns.demand import Ints
from scheduler.search.columns.work import Work
from scheduler.search.person.reading import Line


@dataclass(frozen=True)
class Limits:
    """When a restricted program stops: nodes make it repeatable, seconds keep the deadline."""

    seconds: float
    nodes: int = 400


def solve_restricted(work: Work, columns: Ints, limits: Limits) -> tuple[bool, bool]:
    """Offer the best roster of these pool columns: (whether it is better than the known one, whether it is optimal)."""
    model = highspy.Highs()
    options = (
        ("output_flag", False), ("log_to_console", False), ("threads", 1), ("random_seed", work.rng.randrange(1 << 30)),
        ("time_limit", max(0.05, min(limits.seconds, work.left))), ("mip_max_nodes", limits.nodes),
        ("mip_rel_gap", 0.0), ("mip_abs_gap", 0.99),
    )  # fmt: skip
    for name, value in options:
        model.setOptionValue(name, value)
    model.passModel(_program(work, columns))
    _suggest(work, model, columns)
    model.run()
    optimal = model.getModelStatus() == highspy.HighsModelStatus.kOptimal
    values = np.array(model.getSolution().col_value)
    if not len(values):
        return False, optimal
    slacks = work.master.whole.slacks
    lines: list[Line | None] = [None] * work.problem.people
    for number in columns[np.nonzero(values[slacks:] > 0.5)[0]].tolist():  # noqa: PLR2004 - nearest whole number
        lines[work.master.pool.person[number]] = work.master.pool.line[number]
    found = [line for line in lines if line is not None]
    return len(found) == len(lines) and work.offer(found), optimal


def _program(work: Work, columns: Ints) -> highspy.HighsLp:
    program = work.master.program(columns)
    whole, continuous = highspy.HighsVarType.kInteger, highspy.HighsVarType.kContinuous
    program.integrality_ = [*[continuous] * work.master.whole.slacks, *[whole] * len(columns)]
    return program


def _suggest(work: Work, model: highspy.Highs, columns: Ints) -> None:
    """Start from the known roster when all its lines are there."""
    place = {int(number): at for at, number in enumerate(columns)}
    numbers = [work.master.pool.number(person, line) for person, line in enumerate(work.lines)]
    if not numbers or any(number not in place for number in numbers):
        return
    values = np.zeros(work.master.whole.slacks + len(columns))
    values[[work.master.whole.slacks + place[number] for number in numbers]] = 1.0
    gap = work.master.whole.sides[: work.demand.rows] - work.demand.counts(work.lines)
    for at, piece in enumerate(work.master.whole.segments):
        missing = piece.sign * gap[piece.row]
        if missing > 0:
            values[at] = min(missing, piece.most)
            gap[piece.row] -= piece.sign * values[at]
    solution = highspy.HighsSolution()
    solution.col_value = list(values)
    model.setSolution(solution)


def all_columns(work: Work, below: float | None = None) -> NDArray[np.intp]:
    """Columns whose reduced cost at the root leaves room for a better roster; all without a root."""
    everything = np.arange(len(work.master.pool))
    if work.root is None or below is None:
        return everything
    reduced = work.master.reduced_costs(work.root, everything)
    kept = reduced < below
    for person, line in enumerate(work.lines):
        kept[work.master.pool.number(person, line)] = True
    return everything[kept]
