"""The master program in HiGHS: one line for each person, and the price of what the lines leave uncovered."""

from collections.abc import Sequence
from dataclasses import dataclass

import highspy
import numpy as np
from numpy.typing import NDArray

from scheduler.search.columns.demand import Demand, Floats, Ints
from scheduler.search.columns.pool import Pool
from scheduler.search.columns.section import Section

DUAL, PRIMAL = 1, 4
"""HiGHS's numbers of the simplex methods: the primal one where columns came in, the dual one where some were closed."""


@dataclass(frozen=True, eq=False)
class Relaxation:
    """A linear optimum over some columns."""

    value: float
    columns: Ints
    """Numbers of the columns in the pool."""
    weights: Floats
    """(columns,)."""
    duals: Floats
    """(rows of the demand,): what one more person would save; nothing where the program has no row."""
    charges: Floats
    """(people,): what each person's line is worth."""


class Master:
    """What all programs over the same demand share: rows, slacks, and the pool of columns."""

    def __init__(self, demand: Demand) -> None:
        self.demand, self.pool = demand, Pool(demand)
        self.whole = Section.of(demand, np.ones(demand.rows, dtype=bool), np.zeros(demand.rows))
        """All rows."""

    def section(self, allow: NDArray[np.bool_]) -> Section:
        """The rows on which open (people, days, duties + 1) cells bear; what the others cost is known."""
        open_ = allow & (allow.sum(axis=2, keepdims=True) > 1)
        touched = self.demand.rows_at(open_[:, :, :-1].any(axis=0))
        if touched.all():
            return self.whole
        some = allow.argmax(axis=2)  # any open duty; off where it is the last
        lines = np.where(some == self.demand.duties, -1, some).astype(np.int16)
        return Section.of(self.demand, touched, self.demand.counts(list(lines)))

    def program(self, columns: Ints, section: Section | None = None) -> highspy.HighsLp:
        """Slacks and these columns as a linear program, of all rows when no section is given."""
        section = section or self.whole
        program = highspy.HighsLp()
        starts, index, value = self.entries(columns.tolist(), section)
        own = section.slacks
        program.num_col_, program.num_row_ = own + len(columns), len(section.sides)
        program.col_cost_ = np.concatenate([section.costs, [self.pool.cost[n] for n in columns.tolist()]])
        program.col_lower_ = np.zeros(program.num_col_)
        program.col_upper_ = np.concatenate([section.upper, np.full(len(columns), highspy.kHighsInf)])
        program.row_lower_, program.row_upper_ = section.sides, section.sides
        program.a_matrix_.format_ = highspy.MatrixFormat.kColwise
        program.a_matrix_.start_ = np.concatenate([np.arange(own), own + starts, [own + len(index)]]).astype(np.int32)
        program.a_matrix_.index_ = np.concatenate([section.index, index]).astype(np.int32)
        program.a_matrix_.value_ = np.concatenate([section.value, value])
        return program

    def entries(self, columns: Sequence[int], section: Section) -> tuple[Ints, Ints, Floats]:
        """(starts, rows, values) of pool columns in HiGHS's manner."""
        usage, none = self.pool.usage, np.zeros(0)
        sizes = np.array([len(usage[n][0]) for n in columns], dtype=np.intp)
        owner = np.repeat(np.arange(len(columns)), sizes)
        rows = section.place[np.concatenate([none, *(usage[n][0] for n in columns)]).astype(np.intp)]
        times, kept = np.concatenate([none, *(usage[n][1] for n in columns)]), rows >= 0
        people = section.kept + np.array([self.pool.person[n] for n in columns], dtype=np.intp)
        owner = np.concatenate([owner[kept], np.arange(len(columns))])
        order = np.argsort(owner, kind="stable")
        starts = np.searchsorted(owner[order], np.arange(len(columns)))
        return starts, np.concatenate([rows[kept], people])[order], np.concatenate([times[kept], people >= 0])[order]

    def reduced_costs(self, relaxation: Relaxation, columns: Ints) -> Floats:
        """(columns,): cost of each of these lines less what its rows and its person pay."""
        pool, chosen = self.pool, columns.tolist()
        paid = np.array([float(relaxation.duals[pool.usage[n][0]] @ pool.usage[n][1]) for n in chosen])
        own = np.array([pool.cost[n] - relaxation.charges[pool.person[n]] for n in chosen])
        costs: Floats = own - paid
        return costs


class Program:
    """An incremental linear program over some columns of the pool; more come in by `take`."""

    def __init__(self, master: Master, columns: Ints, section: Section | None = None) -> None:
        self.master, self.columns, self.section = master, columns.tolist(), section or master.whole
        self._highs = highspy.Highs()
        for name, value in (("output_flag", False), ("log_to_console", False), ("threads", 1)):
            self._highs.setOptionValue(name, value)
        self._highs.passModel(master.program(columns, self.section))
        self._known = set(self.columns)
        self._closed = False
        self.waiting: list[int] = []
        """Pool columns that the next solve lets in."""

    def take(self, number: int) -> bool:
        """Let a pool column in from the next solve on; False when it is in already."""
        if number in self._known:
            return False
        self._known.add(number)
        self.waiting.append(number)
        return True

    def _load(self) -> None:
        new, self.waiting = self.waiting, []
        if not new:
            return
        starts, index, value = self.master.entries(new, self.section)
        costs = np.array([self.master.pool.cost[n] for n in new])
        upper = np.full(len(new), highspy.kHighsInf)
        self._highs.addCols(
            len(new), costs, np.zeros(len(new)), upper, len(index),
            starts.astype(np.int32), index.astype(np.int32), value,
        )  # fmt: skip
        self.columns += new

    def solve(self, seconds: float) -> Relaxation | None:
        """The linear optimum; None when the time did not suffice."""
        self._load()
        self._highs.setOptionValue("time_limit", self._highs.getRunTime() + max(0.05, seconds))
        self._highs.setOptionValue("simplex_strategy", DUAL if self._closed else PRIMAL)
        self._closed = False
        self._highs.run()
        if self._highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        solution = self._highs.getSolution()
        section, found = self.section, np.array(solution.row_dual)
        duals = np.zeros(self.master.demand.rows)
        duals[section.place >= 0] = found[: section.kept]
        return Relaxation(
            value=self._highs.getInfo().objective_function_value + section.constant,
            columns=np.array(self.columns, dtype=np.intp),
            weights=np.array(solution.col_value)[section.slacks :],
            duals=duals,
            charges=found[section.kept :],
        )

    def close(self, kept: NDArray[np.bool_]) -> None:
        """Close solved columns, all but those (columns,) that are kept; what is basic stays at nothing for now.

        The basis stays one, and dual feasible: the next solve takes a fraction of what one from anew does.
        """
        slacks, basic = self.section.slacks, highspy.HighsBasisStatus.kBasic
        status = self._highs.getBasis().col_status[slacks:]
        held = np.array([one == basic for one in status], dtype=bool)
        stuck, gone = np.nonzero(~kept & held)[0] + slacks, np.nonzero(~kept & ~held)[0] + slacks
        if len(stuck):
            nothing = np.zeros(len(stuck))
            self._highs.changeColsBounds(len(stuck), stuck.astype(np.int32), nothing, nothing)
        if len(gone):
            self._highs.deleteCols(len(gone), gone.astype(np.int32))
        self.columns = [n for n, stays in zip(self.columns, (kept | held).tolist(), strict=True) if stays]
        self._closed = True

    def narrowed(self, kept: Ints) -> "Program":
        """A program over some of the solved columns that starts from this one's basis."""
        place = {number: at for at, number in enumerate(self.columns)}
        slacks, old = self.section.slacks, self._highs.getBasis()
        smaller = Program(self.master, kept, self.section)
        if old.valid:
            basis, status = highspy.HighsBasis(), old.col_status
            basis.col_status = [*status[:slacks], *(status[slacks + place[number]] for number in smaller.columns)]
            basis.row_status = old.row_status
            basis.valid = basis.alien = True
            smaller._highs.setBasis(basis)
        return smaller
