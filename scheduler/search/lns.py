"""Large-neighbourhood search: free a window of the present roster, solve it, keep what is better."""

import random
from dataclasses import dataclass, field
from itertools import count

import numpy as np

from models.roster import Verdict
from scheduler.case import Case
from scheduler.problem import Grid
from scheduler.roster_model import RosterModel
from scheduler.search.blackboard import Blackboard
from scheduler.search.cp_sat import Outcome, Settings, Watch, solve
from scheduler.search.neighbourhoods import NEIGHBOURHOODS, Landscape, Present
from scheduler.window import Window

LEAST_SIZE, FIRST_SIZE, MOST_SIZE = 60, 400, 6000
"""Cell variables of a window."""
QUICK = 0.1
"""Deterministic time below which a proof says that the window could have been larger."""

CURIOSITY = 0.07
"""Share of all reward that even the worst neighbourhood is tried with."""


@dataclass(eq=False)
class Arm:
    """What one neighbourhood has done so far."""

    size: float = FIRST_SIZE
    tries: int = 0
    gains: int = 0
    reward: float = 0.0
    """Decaying average of what is gained (weighted cents) in a second of deterministic time."""

    def learn(self, *, gained: float, spent: float, proved: bool) -> None:
        """Grow after a quick proof, shrink after a time-out without gain."""
        self.tries += 1
        self.gains += gained > 0
        rate = gained / max(0.02, spent)
        self.reward = rate if self.tries == 1 else 0.8 * self.reward + 0.2 * rate
        if proved and spent < QUICK:
            self.size = min(MOST_SIZE, self.size * 1.2)
        elif not proved and gained <= 0:
            self.size = max(LEAST_SIZE, self.size * 0.85)


@dataclass(frozen=True)
class Lns:
    """One worker a window, limited by deterministic time; neighbourhoods are chosen by what they brought."""

    deterministic: float = 0.4
    name: str = "windows"
    proves: bool = False
    rounds: int | None = None
    """Windows at most; as many as the time allows when absent."""
    arms: dict[str, Arm] = field(default_factory=lambda: {name: Arm() for name in NEIGHBOURHOODS})

    def run(self, board: Blackboard, *, seed: int, seconds: float) -> None:
        """Improve the board's best roster, or its start, until the time is up or all rounds are done."""
        until, rng = board.now() + seconds, random.Random(seed)
        land = Landscape(board.case)
        grid = board.best.grid if board.best is not None else board.start_grid
        grid = board.case.problem.start_grid if grid is None else grid
        verdict = board.judge(grid)
        for _ in count() if self.rounds is None else range(self.rounds):
            if board.done or board.proved or board.now() >= until:
                return
            if board.best is not None and board.best.rank < verdict.rank:
                grid, verdict = board.best.grid, board.best.verdict
            present = Present(board.case, grid, verdict, rng)
            grid, verdict = self._step(board, land, present, until=until)

    def _step(self, board: Blackboard, land: Landscape, present: Present, *, until: float) -> tuple[Grid, Verdict]:
        """Solve one window; the roster to go on from, which is never worse."""
        name = self._choose(present.rng)
        arm = self.arms[name]
        window = NEIGHBOURHOODS[name](land, present, round(arm.size))
        outcome = solve_window(
            board,
            window,
            present.grid,
            deterministic=self.deterministic,
            seed=present.rng.randrange(1 << 30),
            until=until,
        )
        grid, verdict, gained = present.grid, present.verdict, 0.0
        if outcome.grid is not None and not np.array_equal(outcome.grid, present.grid):
            found = board.judge(outcome.grid)
            if found.rank <= present.verdict.rank:
                gained = _weighted(board.case, present.verdict) - _weighted(board.case, found)
                grid, verdict = outcome.grid, found
                board.offer(grid, f"{self.name}: {name}", verdict=verdict)
        arm.learn(gained=gained, spent=outcome.deterministic, proved=outcome.status == "OPTIMAL")
        return grid, verdict

    def _choose(self, rng: random.Random) -> str:
        """Each once, then mostly what pays, sometimes anything."""
        untried = [name for name, arm in self.arms.items() if not arm.tries]
        if untried:
            return untried[0]
        floor = CURIOSITY * sum(arm.reward for arm in self.arms.values()) + 1e-9
        return rng.choices(list(self.arms), [floor + arm.reward for arm in self.arms.values()])[0]


def solve_window(
    board: Blackboard, window: Window, grid: Grid, *, deterministic: float, seed: int, until: float
) -> Outcome:
    """Solve a window from the roster in it."""
    model = RosterModel(board.case, window, soft_team=True)
    proto = model.to_cp_sat(hole_weight=board.case.hole_weight)
    model.hint(proto, grid)
    settings = Settings(
        workers=1, seed=seed, deterministic=deterministic, probing=False, symmetry=0, linearization=2,
        seconds=max(0.01, min(until - board.now(), board.remaining)),
    )  # fmt: skip
    return solve(model, proto, settings, watch=Watch(stop=lambda: board.remaining <= 0))


def _weighted(case: Case, verdict: Verdict) -> float:
    """Broken hard rules, holes and cents in one number, for comparing gains."""
    return case.hole_weight * (verdict.holes + 480 * verdict.broken) + verdict.cost
