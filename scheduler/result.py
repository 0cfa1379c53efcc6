"""What a solve gives back: roster, verdict, bound, gap, costs, and how it came about."""

from enum import StrEnum

from pydantic import Field, JsonValue

from models.base import Noun
from models.roster import Roster, Verdict


class Status(StrEnum):
    """Verdict on a problem; OPTIMAL and INFEASIBLE were confirmed a second way."""

    OPTIMAL = "OPTIMAL"
    FEASIBLE = "FEASIBLE"
    INFEASIBLE = "INFEASIBLE"
    UNKNOWN = "UNKNOWN"


class Incumbent(Noun):
    """One improvement on the way: when, by which strategy, to what."""

    seconds: float
    source: str
    holes: int
    cost: int


class BoundStep(Noun):
    """One improvement of the proved bound: no roster with as few holes costs less."""

    seconds: float
    source: str
    cost: float


class Result(Noun):
    """Outcome of one solve."""

    status: Status
    roster: Roster | None = None
    verdict: Verdict | None = None
    bound: int | None = None
    """Cents; no roster with as few holes costs less. Unknown when absent."""
    hole_bound: int | None = None
    """Person-minutes of holes that no roster avoids. Unknown when absent."""
    incumbents: tuple[Incumbent, ...] = ()
    bounds: tuple[BoundStep, ...] = ()
    reasons: tuple[str, ...] = ()
    """Why there is no roster, in words, when there is none."""
    seconds: float = 0.0
    seed: int = 0
    workers: int = 1
    versions: dict[str, str] = Field(default_factory=dict)
    parameters: dict[str, JsonValue] = Field(default_factory=dict)

    @property
    def gap(self) -> float | None:
        """(cost - bound) / cost, 0 when proved; unknown when there is no roster or no bound."""
        if self.verdict is None or self.bound is None:
            return None
        return max(0.0, (self.verdict.cost - self.bound) / max(1, abs(self.verdict.cost)))

    @property
    def first_seconds(self) -> float | None:
        """Seconds to the first complete roster."""
        return self.incumbents[0].seconds if self.incumbents else None
