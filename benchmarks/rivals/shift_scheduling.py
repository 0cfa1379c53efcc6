"""OR-Tools' shift scheduling example as a contestant: its formulation, solved by CP-SAT as it comes."""

from dataclasses import dataclass

from ortools.sat.python import cp_model

from benchmarks.rivals.contest import Race
from benchmarks.rivals.plain import plain_of
from benchmarks.rivals.shift_model import ShiftModel
from models.department import Department
from scheduler.case import Case


@dataclass(frozen=True)
class ShiftScheduling:
    """Reading the department is not counted, building the model is."""

    threads: int | None
    automata: bool = False

    def absent(self) -> str | None:
        """It is always there."""
        return None

    def run(self, department: Department, race: Race) -> None:
        """Build, solve, and log what is found."""
        plain = plain_of(Case.of(department))
        race.log.restart()
        made = ShiftModel.of(plain, automata=self.automata)
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = self.threads or race.cores
        solver.parameters.random_seed = race.seed
        solver.parameters.max_time_in_seconds = race.left
        solver.best_bound_callback = race.log.bound
        status = solver.solve(made.model, _Reporter(made, race))
        race.log.bound(solver.best_objective_bound)
        left_out = f"; left out: {', '.join(plain.left_out)}" if plain.left_out else ""
        race.log.remark(f"ended as {solver.status_name(status)}{left_out}")


class _Reporter(cp_model.CpSolverSolutionCallback):
    """Writes down every solution."""

    def __init__(self, made: ShiftModel, race: Race) -> None:
        super().__init__()
        self._made, self._race = made, race

    def on_solution_callback(self) -> None:
        """Read the shifts of the solution."""
        self._race.log.cells(self._made.cells(self.response_proto.solution), claimed=self.objective_value)
