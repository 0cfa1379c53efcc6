"""One CP-SAT model of our own rows; holes are weighted, so that one objective says it all."""

from dataclasses import dataclass

from benchmarks.rivals.contest import Race
from models.department import Department
from scheduler.case import Case
from scheduler.roster_model import RosterModel
from scheduler.search.cp_sat import Settings, Watch, solve
from scheduler.window import Window


@dataclass(frozen=True)
class OneModel:
    """The whole problem at once; everything that is not named here is as CP-SAT comes."""

    threads: int | None
    linearization: int = 1
    """CP-SAT's own default; one worker alone does better with 2."""

    def absent(self) -> str | None:
        """It is always there."""
        return None

    def run(self, department: Department, race: Race) -> None:
        """Build the model, and log rosters and bounds as they come."""
        case = Case.of(department)
        model = RosterModel(case, Window.whole(case.problem))
        weight = case.hole_weight
        proto = model.to_cp_sat(hole_weight=weight)
        watch = Watch(
            stop=lambda: race.log.seconds > race.seconds, on_roster=race.log.grid, on_bound=race.log.bound
        )  # fmt: skip
        settings = Settings(
            workers=self.threads or race.cores, seed=race.seed, seconds=race.left, linearization=self.linearization
        )
        outcome = solve(model, proto, settings, offset=model.offset(weight), watch=watch)
        if outcome.grid is not None:
            race.log.grid(outcome.grid, claimed=outcome.objective)
        if outcome.bound is not None:
            race.log.bound(outcome.bound)
        race.log.remark(f"ended as {outcome.status}")
