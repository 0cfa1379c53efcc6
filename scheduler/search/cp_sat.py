"""One CP-SAT solve under our own clock: stops when told, reports rosters and bounds while it runs."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field

from ortools.sat.python import cp_model

from models.errors import BrokenInvariantError
from scheduler.problem import Grid
from scheduler.roster_model import RosterModel

WATCH_SECONDS = 0.1
"""How often a running solve asks whether to stop; CP-SAT's own limit follows a clock that can be set."""


@dataclass(frozen=True)
class Settings:
    """Parameters of one solve, chosen by measurement and never by the number of cores (benchmarks/studies)."""

    workers: int = 1
    seed: int = 0
    seconds: float = 60.0
    deterministic: float | None = None
    """Limit in CP-SAT's deterministic time, for results that do not depend on the machine's load."""
    linearization: int = 2
    """Full: with less, windows and one-person models take ten to a hundred times longer to proof."""
    presolve: bool = True
    probing: bool = True
    symmetry: int | None = None
    subsolvers: tuple[str, ...] = ()
    ignored: tuple[str, ...] = ()


@dataclass(frozen=True)
class Outcome:
    """What came out: `grid` is None when no roster was found."""

    status: str
    grid: Grid | None
    objective: float | None
    """Solver objective plus the constant part."""
    bound: float | None
    """None where CP-SAT ended without one."""
    deterministic: float


@dataclass(eq=False)
class Watch:
    """What a running solve tells, and whom it asks."""

    stop: Callable[[], bool] = field(default=lambda: False)
    on_roster: Callable[[Grid], None] | None = None
    on_bound: Callable[[float], None] | None = None


def solve(
    model: RosterModel, proto: cp_model.CpModel, settings: Settings, *, offset: float = 0.0, watch: Watch | None = None
) -> Outcome:
    """Solve a prepared model; `offset` is the constant part of its objective."""
    watch = watch or Watch()
    solver = cp_model.CpSolver()
    _configure(solver, settings)
    callback = _Callback(model, watch) if watch.on_roster else None
    told = list[float]()

    def on_bound(bound: float) -> None:
        told.append(bound)
        if watch.on_bound is not None:
            watch.on_bound(bound + offset)

    solver.best_bound_callback = on_bound
    finished = threading.Event()
    guard = threading.Thread(target=_guard, args=(solver, watch.stop, finished), daemon=True)
    guard.start()
    try:
        status = solver.solve(proto, callback)
    finally:
        finished.set()
        guard.join()
    return _outcome(model, solver, str(solver.status_name(status)), offset=offset, told=told[-1] if told else None)


def confirm_impossible(model: RosterModel, *, seconds: float) -> bool:
    """Whether a second configuration, presolve off, calls the model impossible too (OR-Tools #5274, #5295)."""
    proto = model.to_cp_sat(hole_weight=None)
    settings = Settings(workers=1, seed=7, seconds=seconds, linearization=0, presolve=False)
    return solve(model, proto, settings).status == "INFEASIBLE"


def _outcome(model: RosterModel, solver: cp_model.CpSolver, name: str, *, offset: float, told: float | None) -> Outcome:
    """What is to be said of an ended solve, of which `told` was the last bound heard.

    A solve that is cut off before its first roster answers a best bound of 0, whatever the objective: no bound at all.
    """
    if name == "MODEL_INVALID":
        message = "CP-SAT refuses the model that the rules posted"
        raise BrokenInvariantError(message)
    found = name in {"OPTIMAL", "FEASIBLE"}
    values = solver.response_proto.solution if found else ()
    bound = solver.best_objective_bound if found else told if name == "UNKNOWN" else None
    return Outcome(
        status=name,
        grid=model.read(values.__getitem__) if found else None,
        objective=solver.objective_value + offset if found else None,
        bound=None if bound is None else bound + offset,
        deterministic=solver.deterministic_time,
    )


def _configure(solver: cp_model.CpSolver, settings: Settings) -> None:
    parameters = solver.parameters
    parameters.num_workers = settings.workers
    parameters.catch_sigint_signal = False  # who solves decides what Ctrl-C does
    parameters.random_seed = settings.seed % (1 << 31)
    parameters.max_time_in_seconds = settings.seconds
    if settings.deterministic is not None:
        parameters.max_deterministic_time = settings.deterministic
    parameters.linearization_level = settings.linearization
    parameters.cp_model_presolve = settings.presolve
    if not settings.probing:
        parameters.cp_model_probing_level = 0
    if settings.symmetry is not None:
        parameters.symmetry_level = settings.symmetry
    parameters.subsolvers.extend(settings.subsolvers)
    parameters.ignore_subsolvers.extend(settings.ignored)


def _guard(solver: cp_model.CpSolver, stop: Callable[[], bool], finished: threading.Event) -> None:
    while not finished.wait(WATCH_SECONDS):
        if stop():
            solver.stop_search()


class _Callback(cp_model.CpSolverSolutionCallback):
    """Hands every improvement on."""

    def __init__(self, model: RosterModel, watch: Watch) -> None:
        super().__init__()
        self.model, self.watch = model, watch

    def on_solution_callback(self) -> None:
        """Read the roster and give it to the watcher."""
        if self.watch.on_roster is not None:
            values = self.response_proto.solution
            self.watch.on_roster(self.model.read(values.__getitem__))
