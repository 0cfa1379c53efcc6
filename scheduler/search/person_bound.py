"""Lagrangian bound at the prices of a relaxation: everybody's best line at those prices, each solved exactly.

It is never below the relaxation's own bound, since whole lines are solved where the relaxation has fractions.
"""

from dataclasses import dataclass

from scheduler.search.blackboard import Blackboard
from scheduler.search.columns.demand import Demand
from scheduler.search.person.generic import Generic


@dataclass(frozen=True)
class PersonBound:
    """One pass over the people; needs the board's row prices and gives up without them."""

    patience: float = 2.0
    """Deterministic time that one person may take to be proved."""
    name: str = "person bound"
    proves: bool = True

    def run(self, board: Blackboard, *, seed: int, seconds: float) -> None:  # noqa: ARG002 - nothing is drawn
        """Offer the bound once every person is priced."""
        if not board.row_prices:
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
