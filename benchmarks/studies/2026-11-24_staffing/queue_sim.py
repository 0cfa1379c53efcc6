"""Queues simulated by ciw, in an environment of its own: `python queue_sim.py TASK.json ANSWER.json`."""

import json
import sys
from collections.abc import Sequence
from pathlib import Path

import ciw  # type: ignore[import-not-found]  # in an environment of its own

DAY, WARM_UP_DAYS = 1440, 5
ENDS = [60 * (hour + 1) for hour in range(24)]
HAND_OVER = "resume"
"""Who goes off hands an exam over; without it, leavers would finish theirs beside the people who come."""


def waits(rates: Sequence[float], servers: Sequence[int], minutes: float, days: int) -> dict[str, float]:
    """Mean wait of all exams, and that of the hour of arrival with the longest mean."""
    schedule = ciw.Schedule(numbers_of_servers=list(servers), shift_end_dates=ENDS, preemption=HAND_OVER)
    network = ciw.create_network(
        arrival_distributions=[
            ciw.dists.PoissonIntervals([rate / 60 for rate in rates], ENDS, max_sample_date=days * DAY)
        ],
        service_distributions=[ciw.dists.Exponential(1 / minutes)],
        number_of_servers=[servers[0] if len(set(servers)) == 1 else schedule],
    )
    ciw.seed(1)
    simulation = ciw.Simulation(network)
    simulation.simulate_until_max_time(days * DAY)
    found: dict[int, list[float]] = {hour: [] for hour in range(24)}
    for record in simulation.get_all_records():
        if record.arrival_date > WARM_UP_DAYS * DAY:
            found[int(record.arrival_date % DAY) // 60].append(record.waiting_time)
    means = {hour: sum(one) / len(one) for hour, one in found.items() if one}
    total = sum(len(one) for one in found.values())
    return {"mean": sum(sum(one) for one in found.values()) / total, "worst": max(means.values())}


def main() -> None:
    """Answer every queue of the task."""
    task = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    answer = [waits(**queue, days=task["days"]) for queue in task["queues"]]
    Path(sys.argv[2]).write_text(json.dumps(answer), encoding="utf-8")


if __name__ == "__main__":
    main()
