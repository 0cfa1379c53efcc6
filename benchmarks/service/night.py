"""A night of 2,000 departments on paper: how many workers it takes, and how long anybody waits.

``uv run python benchmarks/service/night.py``. Orders come within an hour, solves take what was asked for plus what a
job costs besides, some processes die, and workers take jobs as `api.jobs.hold.claim` does: who has waited longest goes
first, a step of priority counting as `STEP_SECONDS`.
"""

import argparse
import heapq
from dataclasses import dataclass
from random import Random

from api.jobs.hold import STEP_SECONDS
from benchmarks.arguments import count
from benchmarks.service.figures import quantile

HOUR = 3600.0
SOLVES = ((0.70, 120.0), (0.25, 300.0), (0.05, 900.0))
"""(share of departments, seconds asked for)."""
OVERHEAD = 5.0
"""Seconds of a job besides its solve: being claimed, processes starting, the roster checked and written."""
DEATHS = 0.01
"""Share of attempts that die half way and are begun again after `NOTICED` seconds."""
NOTICED = 6.0
URGENT, PRIORITY = 0.05, 5
"""Share of orders that come in the course of the night with a priority, after a sick call say."""


@dataclass(frozen=True, order=True)
class Order:
    """A roster that somebody ordered, sorted by whose turn it is."""

    turn: float
    at: float
    seconds: float
    urgent: bool


def orders(departments: int, draw: Random) -> list[Order]:
    """A night's orders by the time at which they come."""
    found = []
    for _ in range(departments):
        urgent = draw.random() < URGENT
        at = draw.uniform(0.0, 8 * HOUR if urgent else HOUR)
        seconds = draw.choices([one for _, one in SOLVES], [share for share, _ in SOLVES])[0]
        found.append(Order(at - STEP_SECONDS * PRIORITY * urgent, at, seconds, urgent))
    return sorted(found, key=lambda one: one.at)


def night(coming: list[Order], workers: int, draw: Random) -> list[tuple[Order, float, float]]:
    """Each order with when it began and when it was done."""
    free, waiting, done = [0.0] * workers, list[Order](), list[tuple[Order, float, float]]()
    number = 0
    while number < len(coming) or waiting:
        now = max(free[0], coming[number].at if not waiting else 0.0)
        while number < len(coming) and coming[number].at <= now:
            heapq.heappush(waiting, coming[number])
            number += 1
        order = heapq.heappop(waiting)
        length = OVERHEAD + order.seconds
        if draw.random() < DEATHS:
            length += NOTICED + OVERHEAD + draw.random() * order.seconds  # the next attempt goes on, for as long again
        heapq.heapreplace(free, now + length)
        done.append((order, now, now + length))
    return done


def main() -> None:
    """Simulate a night for some numbers of workers, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--departments", type=count, default=2000)
    parser.add_argument("--workers", type=count, nargs="+", default=[8, 16, 24, 32, 64])
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    print(
        "| workers | busy until all are done | all done after h | waited h, median | 95 % | most | urgent min, 95 % |"
    )
    print("|---|---|---|---|---|---|---|")
    for workers in asked.workers:
        draw = Random(asked.seed)
        done = night(orders(asked.departments, draw), workers, draw)
        end = max(over for _, _, over in done)
        waits = [(began - order.at) / HOUR for order, began, _ in done if not order.urgent]
        urgent = [(began - order.at) / 60 for order, began, _ in done if order.urgent]
        busy = sum(over - began for _, began, over in done) / (workers * end)
        parts = [f"{quantile(waits, share):.1f}" for share in (0.5, 0.95, 1.0)] + [f"{quantile(urgent, 0.95):.0f}"]
        print(f"| {workers} | {busy:.0%} | {end / HOUR:.1f} | {' | '.join(parts)} |")


if __name__ == "__main__":
    main()
