"""The Erlang C queue: exams come by chance, wait in one line, and `servers` technologists take them.

Erlang 1917; formulas as in Gross et al., *Fundamentals of Queueing Theory*, 4th ed., section 2.4. The load is in
erlangs: exams per hour times hours per exam.
"""

from typing import Final

from models.errors import InputError

MOST: Final = 10_000


def chance_to_wait(load: float, servers: int) -> float:
    """Probability that an exam has to wait at all; 1 where the load is more than the servers can do."""
    if load <= 0:
        return 0.0
    if servers <= load:
        return 1.0
    blocked = 1.0
    for server in range(1, servers + 1):
        blocked = load * blocked / (server + load * blocked)
    return blocked / (1 - load / servers * (1 - blocked))


def mean_wait(load: float, servers: int, minutes: float) -> float:
    """Mean minutes from asking to starting, for exams of `minutes` on average; infinite without end to the line."""
    if load <= 0:
        return 0.0
    return chance_to_wait(load, servers) * minutes / (servers - load) if servers > load else float("inf")


def servers_for_wait(load: float, minutes: float, wait: float) -> int:
    """Fewest servers with a mean wait of at most `wait` minutes (more than 0)."""
    if wait <= 0:
        raise InputError("wait", f"{wait} minutes cannot be promised.", "Give a mean wait above 0 minutes.")
    servers = int(load) + 1 if load > 0 else 0
    while mean_wait(load, servers, minutes) > wait and servers < MOST:
        servers += 1
    return servers
