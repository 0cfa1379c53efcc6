"""Lagrangian bound at the prices of a relaxation: everybody's best line at those prices, each solved exactly.

It is never below the relaxation's own bound, since whole lines are solved where the relaxation has fractions.
"""

from dataclasses import dataclass

from scheduler.search.blackboard import Blackboard
from scheduler.search.columns.demand import Demand
from scheduler.search.person.generic import Generic

PROMISE = 0.8


@dataclass(frozen=True)
class PersonBound:
    """One pass over the people; gives up without row prices, or where the relaxation promises little.

    It does when its bound is less than a share (`promise`) of the best roster: lines, not cover, make the cost, and
    column generation will find far better prices.
    """

    patience: float = 2.0
    """Deterministic time that one person may take to be proved."""
    promise: float | None = PROMISE
    """Share of the best roster's cost that the relaxation must reach; None for any."""
    name: str = "person bound"
    proves: bool = True

    def run(self, board: Blackboard, *, seed: int, seconds: float) -> None:  # noqa: ARG002 - nothing is drawn
        """Offer the bound once every person is priced."""
        if not board.row_prices or self._is_vain(board):
            return
        until = board.now() + seconds
        demand = Demand(board.case)
        duals = demand.duals_of(board.row_prices)
        prices, total = demand.prices(duals), demand.bound_term(duals)
        for person in range(board.case.problem.people):
            if board.done or board.now() > until:
                return
            total += (
                Generic(board.case, person, deterministic=self.patience)
                .best_lines(-demand.of_person(prices, person), None, 1)
                .bound
            )
        board.offer_bound(total, self.name)

    def _is_vain(self, board: Blackboard) -> bool:
        if board.done:  # to ask brings home what others have found
            return True
        return self.promise is not None and (board.weighted_bound or 0.0) < self.promise * board.weighted_best
