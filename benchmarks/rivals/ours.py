"""Our own contestants: the whole of radroster, and single strategies of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.rivals.contest import Log, Race
from models.department import Department
from scheduler.case import Case
from scheduler.search.blackboard import Best, Blackboard
from scheduler.search.plan import Stage, run_stages
from scheduler.search.supervisor import Progress, solve


@dataclass(frozen=True)
class Whole:
    """`solve` as the command line calls it, a worker for each core."""

    threads: int | None = None

    def absent(self) -> str | None:
        """It is always there."""
        return None

    def run(self, department: Department, race: Race) -> None:
        """Log every better roster when it comes, and the bounds at the end with the times of their own."""

        def listen(progress: Progress) -> None:
            if progress.roster is not None:
                race.log.roster(progress.roster)

        begun = race.log.seconds
        result = solve(department, seconds=race.left, seed=race.seed, workers=race.cores, listener=listen)
        if result.roster is not None and result.verdict is not None:
            race.log.roster(result.roster, claimed=weighted(Case.of(department), result.verdict.rank))
            holes = Case.of(department).hole_weight * result.verdict.holes
            for step in result.bounds:
                race.log.bound(step.cost + holes, at=begun + step.seconds)
        race.log.remark(f"ended as {result.status} after {result.seconds:.1f} s")


@dataclass(frozen=True)
class Alone:
    """Some strategies one after another on a board of their own, in one process."""

    stages: Sequence[Stage]
    threads: int | None = 1

    def absent(self) -> str | None:
        """It is always there."""
        return None

    def run(self, department: Department, race: Race) -> None:
        """Run the stages; the board's link is the log."""
        case = Case.of(department)
        board = Blackboard(
            case, deadline=race.log.began + race.seconds, began=race.log.began, link=LogLink(race.log, case)
        )
        run_stages(self.stages, board, seed=race.seed)


@dataclass(frozen=True)
class LogLink:
    """A board's link that writes down what is found."""

    log: Log
    case: Case

    def roster_found(self, best: Best) -> None:
        """Write down a roster."""
        self.log.grid(best.grid, claimed=weighted(self.case, best.rank))

    def bound_found(self, weighted: float, source: str) -> None:  # noqa: ARG002 - the board's face
        """Write down a bound."""
        self.log.bound(weighted)

    def hole_bound_found(self, holes: int, source: str) -> None:
        """Bounds on holes alone are not compared."""

    def impossible_found(self, source: str) -> None:
        """Write down the claim."""
        self.log.remark(f"no roster exists, says {source}")

    def poll(self, board: Blackboard) -> None:
        """Nobody else is there."""


def weighted(case: Case, rank: tuple[int, int, int]) -> float:
    """A verdict's holes and cents as one number."""
    _, holes, cents = rank
    return float(case.hole_weight * holes + cents)
