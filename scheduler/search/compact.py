"""The compact model for HiGHS: the same store of rows, as a linear programme or a mixed-integer one.

It gives a bound within seconds where cover dominates, often a first roster, and a second opinion on verdicts.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil, gcd

import highspy
import numpy as np
from numpy.typing import NDArray

from scheduler.family import RowKey
from scheduler.linear import Linear, Lit, fold
from scheduler.roster_model import RosterModel
from scheduler.search.blackboard import Blackboard
from scheduler.search.highs import quiet_highs
from scheduler.window import Window

INFINITE = 1e9
"""Row sides beyond this mean none."""


@dataclass(eq=False)
class _Rows:
    """Rows under construction, row-wise."""

    starts: list[int]
    columns: list[int]
    values: list[int]
    low: list[float]
    high: list[float]

    def add(self, variables: Sequence[int], coefs: Sequence[int], low: float, high: float) -> None:
        self.columns.extend(variables)
        self.values.extend(coefs)
        self.starts.append(len(self.columns))
        self.low.append(low if low > -INFINITE else -highspy.kHighsInf)
        self.high.append(high if high < INFINITE else highspy.kHighsInf)

    def add_literals(self, lits: Sequence[Lit], low: float, high: float) -> None:
        variables, coefs, constant = fold(lits, [1] * len(lits))
        self.add(variables, coefs, low - constant, high - constant)


def highs_of(store: Linear, costs: dict[int, int], *, integer: bool, seed: int = 0) -> highspy.Highs:
    """A HiGHS model of a store without guards; quiet, one thread."""
    rows = _Rows([0], [], [], [], [])
    for variables, coefs, low, high, _ in store.rows:
        rows.add(variables, coefs, low, high)
    for lits, _ in store.clauses:
        rows.add_literals(lits, 1, highspy.kHighsInf)
    for lits in store.at_most_ones:
        rows.add_literals(lits, -highspy.kHighsInf, 1)
    count = len(store.lower)
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = count, len(rows.low)
    model.col_cost_ = np.array([costs.get(variable, 0) for variable in range(count)], dtype=np.float64)
    model.col_lower_ = np.array(store.lower, dtype=np.float64)
    model.col_upper_ = np.array(store.upper, dtype=np.float64)
    model.row_lower_, model.row_upper_ = np.array(rows.low), np.array(rows.high)
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_ = np.array(rows.starts, dtype=np.int32)
    model.a_matrix_.index_ = np.array(rows.columns, dtype=np.int32)
    model.a_matrix_.value_ = np.array(rows.values, dtype=np.float64)
    if integer:
        model.integrality_ = [highspy.HighsVarType.kInteger] * count
    highs = quiet_highs(seed=seed)
    highs.passModel(model)
    return highs


def _whole(board: Blackboard) -> RosterModel | None:
    """The model of the whole problem; None when it contradicts itself, which others tell with reasons."""
    model = RosterModel(board.case, Window.whole(board.case.problem))
    return None if model.store.contradiction is not None else model


def _limit(highs: highspy.Highs, board: Blackboard, seconds: float) -> None:
    highs.setOptionValue("time_limit", max(0.1, min(seconds, board.remaining)))


@dataclass(frozen=True)
class Relaxation:
    """Bound of the linear relaxation: on ``hole_weight · holes + cents``, and where there are holes on them alone."""

    name: str = "relaxation"
    proves: bool = True

    def run(self, board: Blackboard, *, seed: int, seconds: float) -> None:
        """Solve the relaxation once, and once more for holes if the best roster has some."""
        model, until = _whole(board), board.now() + seconds
        if model is None:
            return
        weight = board.case.hole_weight
        solved = _relaxed(board, model, model.objective(weight), seed=seed, seconds=seconds)
        if solved is not None:
            bound, duals = solved
            board.row_prices = _prices_of(model, duals)
            board.offer_bound(bound + model.offset(weight), self.name)
        if board.best is not None and board.best.verdict.holes > board.hole_bound:
            solved = _relaxed(board, model, model.objective(None), seed=seed, seconds=until - board.now())
            if solved is not None:
                board.offer_hole_bound(_whole_holes(model.store, solved[0]), self.name)


def _relaxed(
    board: Blackboard, model: RosterModel, costs: dict[int, int], *, seed: int, seconds: float
) -> tuple[float, NDArray[np.float64]] | None:
    """(bound without the constant part, row prices) of the relaxation; None when it is not solved in time."""
    highs = highs_of(model.store, costs, integer=False, seed=seed)
    _limit(highs, board, seconds)
    highs.setOptionValue("solver", "ipm")
    highs.setOptionValue("run_crossover", "off")
    highs.run()
    if highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        return None
    duals = np.array(highs.getSolution().row_dual)
    return safe_bound(highs.getLp(), duals), duals


def _whole_holes(store: Linear, bound: float) -> int:
    """Hole minutes come in steps: the least number of them that is not below the bound."""
    step = gcd(*store.holes.values()) or 1
    return ceil((bound - 1e-6) / step) * step + store.hole_offset


@dataclass(frozen=True)
class Compact:
    """HiGHS's own branch and bound on the compact model."""

    name: str = "compact"
    proves: bool = True

    def run(self, board: Blackboard, *, seed: int, seconds: float) -> None:
        """Offer rosters and bounds as they come."""
        model = _whole(board)
        if model is None:
            return
        weight = board.case.hole_weight
        highs = highs_of(model.store, model.objective(weight), integer=True, seed=seed)
        _limit(highs, board, seconds)
        highs.setOptionValue("mip_rel_gap", 0.0)
        highs.setOptionValue("mip_abs_gap", 0.99)
        offset = model.offset(weight)

        def on_event(
            kind: highspy.cb.HighsCallbackType,
            _message: str,
            out: highspy.cb.HighsCallbackOutput,
            into: highspy.cb.HighsCallbackInput,
            _data: object,
        ) -> None:
            if kind == highspy.cb.HighsCallbackType.kCallbackMipSolution:
                board.offer(model.read(_rounded(np.array(out.mip_solution))), self.name)
            elif kind == highspy.cb.HighsCallbackType.kCallbackMipInterrupt:
                if abs(out.mip_dual_bound) < highspy.kHighsInf:
                    board.offer_bound(out.mip_dual_bound + offset - _slack(out.mip_dual_bound), self.name)
                into.user_interrupt = board.done

        highs.setCallback(on_event, None)
        highs.startCallback(highspy.cb.HighsCallbackType.kCallbackMipSolution)
        highs.startCallback(highspy.cb.HighsCallbackType.kCallbackMipInterrupt)
        highs.run()
        status, info = highs.getModelStatus(), highs.getInfo()
        if status != highspy.HighsModelStatus.kInfeasible and abs(info.mip_dual_bound) < highspy.kHighsInf:
            board.offer(model.read(_rounded(np.array(highs.getSolution().col_value))), self.name)
            board.offer_bound(info.mip_dual_bound + offset - _slack(info.mip_dual_bound), self.name)


def safe_bound(programme: highspy.HighsLp, duals: NDArray[np.float64]) -> float:
    """What a row's prices prove about the minimum, worked out anew: true whatever the solver's tolerances were.

    Weak duality with every variable bounded: Σ price · side of its row + Σ reduced cost · cheaper bound.
    """
    low, high = np.asarray(programme.row_lower_), np.asarray(programme.row_upper_)
    prices = np.where((duals > 0) & np.isfinite(low), duals, np.where((duals < 0) & np.isfinite(high), duals, 0.0))
    sides = np.where(prices > 0, low, np.where(prices < 0, high, 0.0))
    starts = np.asarray(programme.a_matrix_.start_, dtype=np.intp)
    columns = np.asarray(programme.a_matrix_.index_, dtype=np.intp)
    values, outer = np.asarray(programme.a_matrix_.value_), np.repeat(np.arange(len(starts) - 1), np.diff(starts))
    by_row = programme.a_matrix_.format_ == highspy.MatrixFormat.kRowwise
    rows, cols = (outer, columns) if by_row else (columns, outer)
    reduced = np.asarray(programme.col_cost_) - np.bincount(
        cols, weights=values * prices[rows], minlength=programme.num_col_
    )
    lower, upper = np.asarray(programme.col_lower_), np.asarray(programme.col_upper_)
    total = float(prices @ sides + np.minimum(reduced * lower, reduced * upper).sum())
    return total - 1e-9 * abs(total)


def _prices_of(model: RosterModel, duals: NDArray[np.float64]) -> dict[RowKey, float]:
    """What the relaxation would pay for one more person on the places of each team row."""
    prices: dict[RowKey, float] = {}
    for number, row in model.context.team_rows:
        prices[row.key] = prices.get(row.key, 0.0) + float(duals[number])
    return prices


def _slack(value: float) -> float:
    """What a floating-point bound may be off by."""
    return 1e-6 + 1e-9 * abs(value)


def _rounded(values: NDArray[np.float64]) -> Callable[[int], int]:
    return lambda variable: int(values[variable] > 0.5)  # noqa: PLR2004 - nearest of 0 and 1
