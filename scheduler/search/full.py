"""The whole problem as one CP-SAT model: proves small problems, one level of the objective after the other."""

from dataclasses import dataclass, replace

from scheduler.problem import Grid
from scheduler.roster_model import RosterModel
from scheduler.search.blackboard import Blackboard
from scheduler.search.cp_sat import Outcome, Settings, Watch, confirm_impossible, solve
from scheduler.window import Window

ONE_WORKER = Settings(workers=1)
"""With full linearization one worker proves small problems in a tenth of what eight take (benchmarks/studies)."""


@dataclass(frozen=True)
class Full:
    """Fewest holes first, then with no more holes the least money."""

    settings: Settings = ONE_WORKER
    name: str = "full"
    proves: bool = True

    def run(self, board: Blackboard, *, seed: int, seconds: float) -> None:
        """Run both levels until proved or out of time; an impossible problem leaves the board's `impossible` set."""
        until = board.now() + min(seconds, board.remaining)
        model = RosterModel(board.case, Window.whole(board.case.problem))
        if model.store.holes or model.store.hole_offset:
            holes = self._level(board, model, seed=seed, until=until, weight=None)
            if holes.status == "INFEASIBLE":
                self._claim(board, model, until)
                return
            if holes.bound is not None:
                board.offer_hole_bound(int(holes.bound + 0.999999), self.name)
            if holes.status != "OPTIMAL" or board.best is None:
                return
            model.cap_holes(board.best.verdict.holes)
        money = self._level(board, model, seed=seed, until=until, weight=0)
        if money.status == "INFEASIBLE" and board.best is None:
            self._claim(board, model, until)

    def _claim(self, board: Blackboard, model: RosterModel, until: float) -> None:
        """Say that no roster exists once a second configuration agrees."""
        if confirm_impossible(model, seconds=max(1.0, until - board.now())):
            board.claim_impossible(f"{self.name}, confirmed without presolve")

    def _level(self, board: Blackboard, model: RosterModel, *, seed: int, until: float, weight: int | None) -> Outcome:
        """Minimise holes (weight None) or money (weight 0)."""
        proto = model.to_cp_sat(hole_weight=weight)
        if board.best is not None:
            model.hint(proto, board.best.grid)
        on_holes = weight is None
        offset = model.store.hole_offset if on_holes else model.store.money_offset

        def on_roster(grid: Grid) -> None:
            board.offer(grid, self.name)

        def on_bound(bound: float) -> None:
            if on_holes:
                board.offer_hole_bound(int(bound + 0.999999), self.name)
            else:
                board.offer_bound(bound + board.case.hole_weight * board.hole_bound, self.name)

        watch = Watch(stop=lambda: board.done or board.now() > until, on_roster=on_roster, on_bound=on_bound)
        settings = replace(self.settings, seed=seed, seconds=max(0.01, until - board.now()))
        outcome = solve(model, proto, settings, offset=offset, watch=watch)
        if outcome.grid is not None:
            board.offer(outcome.grid, self.name)
        if outcome.bound is not None and not on_holes:
            on_bound(outcome.bound)
        return outcome
