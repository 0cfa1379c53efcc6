"""Where strategies meet: the best roster, the best bound, and whether to go on.

One board lives in each worker; a link (to the supervisor, say) hears of each improvement and brings others' home.
"""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from math import ceil
from typing import Protocol

import numpy as np

from models.roster import Verdict
from scheduler.case import Case
from scheduler.family import RowKey
from scheduler.problem import Grid
from scheduler.verify import verify

REFUTED_BEYOND = 0.5
"""Cents: what a bound worked out in floating point may be above a verified roster without being plainly wrong."""


@dataclass(frozen=True, eq=False)
class Best:
    """A verified roster."""

    grid: Grid
    verdict: Verdict
    source: str
    seconds: float

    @property
    def rank(self) -> tuple[int, int, int]:
        """(hard violations, holes, cents): lower is better."""
        return self.verdict.rank


class Link(Protocol):
    """The board's connection to the world outside its process."""

    def roster_found(self, best: Best) -> None:
        """A better roster was verified here."""

    def bound_found(self, weighted: float, source: str) -> None:
        """A better weighted bound was proved here."""

    def hole_bound_found(self, holes: int, source: str) -> None:
        """A better bound on holes was proved here."""

    def impossible_found(self, source: str) -> None:
        """A strategy found that no roster exists."""

    def poll(self, board: "Blackboard") -> None:
        """Bring home what others found, by `offer` and the like."""


@dataclass(eq=False)
class Blackboard:
    """Best roster and bounds of one problem. `deadline` is on the monotonic clock."""

    case: Case
    deadline: float
    began: float = field(default_factory=time.monotonic)
    link: Link | None = None
    now: Callable[[], float] = time.monotonic
    best: Best | None = None
    start_grid: Grid | None = None
    """Where improvement starts from when no roster is valid yet: it may break hard team rules."""
    weighted_bound: float | None = None
    """No roster has ``hole_weight · holes + cents`` below this."""
    hole_bound: int = 0
    """No roster has fewer hole minutes."""
    row_prices: dict[RowKey, float] = field(default_factory=dict)
    """Team rows → weighted cents that a relaxation would pay for one more person: where a column search may begin."""
    impossible: str | None = None
    """The strategy that found that no roster exists; to be confirmed before anybody is told."""
    running: str = ""
    """Name of the strategy at work."""
    own_bounds: dict[str, float] = field(default_factory=dict)
    """Source → the best weighted bound that it proved by itself."""
    refuted: set[str] = field(default_factory=set)
    """Sources that claimed a bound above what a verified roster costs: not believed any more."""
    stop: threading.Event = field(default_factory=threading.Event)
    _lock: threading.RLock = field(default_factory=threading.RLock)

    @property
    def elapsed(self) -> float:
        """Seconds since the solve began."""
        return self.now() - self.began

    @property
    def remaining(self) -> float:
        """Seconds until the deadline, 0 when stopped."""
        return 0.0 if self.stop.is_set() else max(0.0, self.deadline - self.now())

    @property
    def done(self) -> bool:
        """Whether the running strategy is to stop: out of time, told to, or its own proof is complete."""
        if self.link is not None:
            self.link.poll(self)
        own = self.own_bounds.get(self.running)
        return self.remaining <= 0 or self.confirmed or (own is not None and ceil(own - 1e-6) >= self.weighted_best)

    @property
    def cost_bound(self) -> int | None:
        """Cents that no roster with as few holes as the best one undercuts; unknown without a roster or a bound."""
        if self.best is None or self.weighted_bound is None:
            return None
        return ceil(self.weighted_bound - 1e-6) - self.case.hole_weight * self.best.verdict.holes

    @property
    def proved(self) -> bool:
        """Whether the best roster is proved best: no fewer holes, and as few holes no cheaper."""
        if self.best is None or self.best.verdict.broken:
            return False
        bound = self.cost_bound
        few = self.best.verdict.holes <= self.hole_bound
        return few and bound is not None and self.best.verdict.cost <= bound

    @property
    def confirmed(self) -> bool:
        """Whether no roster has fewer holes, and two sources each proved that none with as few is cheaper."""
        if self.best is None or self.best.verdict.holes > self.hole_bound:
            return False
        best = self.weighted_best
        with self._lock:
            return sum(ceil(bound - 1e-6) >= best for bound in self.own_bounds.values()) > 1

    @property
    def weighted_best(self) -> float:
        """``hole_weight · holes + cents`` of the best roster; infinite without one."""
        if self.best is None:
            return float("inf")
        return self.case.hole_weight * self.best.verdict.holes + self.best.verdict.cost

    def judge(self, grid: Grid) -> Verdict:
        """What the checker says of a roster."""
        return verify(self.case.department, self.case.problem.roster_of(grid), bound=self.case.bound)

    def offer(self, grid: Grid, source: str, *, verdict: Verdict | None = None) -> bool:
        """Keep a roster when it is better than the best; hard violations are never kept.

        Who has had this very grid judged already gives the `verdict`: on a year of days it takes half a second.
        """
        verdict = self.judge(grid) if verdict is None else verdict
        with self._lock:
            if verdict.broken or (self.best is not None and verdict.rank >= self.best.rank):
                return False
            self.best = Best(np.array(grid), verdict, source, self.elapsed)
            self._refute()
        if self.link is not None:
            self.link.roster_found(self.best)
        return True

    def claim_impossible(self, source: str) -> None:
        """Record that a strategy found that no roster exists."""
        self.impossible = source
        if self.link is not None:
            self.link.impossible_found(source)

    def offer_bound(self, weighted: float, source: str) -> bool:
        """Keep a better lower bound on ``hole_weight · holes + cents``."""
        with self._lock:
            if source in self.refuted:
                return False
            self.own_bounds[source] = max(weighted, self.own_bounds.get(source, weighted))
            self._refute()
            if source in self.refuted or (self.weighted_bound is not None and weighted <= self.weighted_bound + 1e-6):
                return False
            self.weighted_bound = weighted
        if self.link is not None:
            self.link.bound_found(weighted, source)
        return True

    def _refute(self) -> None:
        """Drop the bounds of whoever is contradicted by the best roster: the checker's word counts for more."""
        wrong = {source for source, bound in self.own_bounds.items() if bound > self.weighted_best + REFUTED_BEYOND}
        if wrong:
            self.refuted |= wrong
            self.own_bounds = {source: bound for source, bound in self.own_bounds.items() if source not in wrong}
            self.weighted_bound = max(self.own_bounds.values(), default=None)

    def offer_hole_bound(self, holes: int, source: str) -> bool:
        """Keep a better lower bound on hole minutes."""
        with self._lock:
            if holes <= self.hole_bound:
                return False
            self.hole_bound = holes
        if self.link is not None:
            self.link.hole_bound_found(holes, source)
        return True


class Strategy(Protocol):
    """One way to find rosters or bounds; runs until it has nothing more to try or the board says so."""

    @property
    def name(self) -> str:
        """Name under which it offers what it finds."""

    @property
    def proves(self) -> bool:
        """Whether it can complete or confirm a proof: the others are skipped once a roster is proved best."""

    def run(self, board: Blackboard, *, seed: int, seconds: float) -> None:
        """Offer rosters and bounds to the board for at most `seconds`."""
