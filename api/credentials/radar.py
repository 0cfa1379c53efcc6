"""What lapses cost a roster: the department solved as it is, and with every lapsing paper renewed."""

import datetime as dt
import threading
from collections.abc import Iterator

from api.credentials.lapses import renewed
from models.base import Noun
from models.department import Department
from models.roster import Verdict
from scheduler.result import Result, Status
from scheduler.verify import verify


class Interval(Noun):
    """A number between two bounds; the upper one is unknown when absent."""

    least: int
    most: int | None


class Solved(Noun):
    """What one of the two solves found and proved."""

    status: Status
    holes: int | None
    """Person-minutes of holes."""
    hole_bound: int
    cost: int | None
    """Cents."""
    bound: int | None
    """Cents; no roster with as few holes costs less."""


class ItemPrice(Noun):
    """What one policy item costs on either side, in cents; holes have no price."""

    item: str
    title: str
    with_lapses: int
    without: int
    more: int
    """Cents that the roster with the lapses costs more by this item, fewer when negative."""


class Price(Noun):
    """What the lapses cost: the department as it is, less the one with its papers renewed."""

    with_lapses: Solved
    without: Solved
    holes: Interval
    """Person-minutes of holes."""
    cents: Interval | None
    """Absent where the two rosters have different holes, so that money alone says nothing."""
    cents_found: int | None
    """Cents between the two rosters found, whatever their holes."""
    items: tuple[ItemPrice, ...] = ()
    """The same by policy item, the dearest first, those alike on both sides left out; they add up to `cents_found`."""


def price_lapses(
    department: Department,
    until: dt.date,
    *,
    seconds: float,
    seed: int = 0,
    workers: int = 1,
    stop: threading.Event | None = None,
) -> Price:
    """Solve twice with the same seed and limits, `seconds` each, and compare."""
    from scheduler.search.supervisor import solve

    better = renewed(department, until)
    first = solve(department, seconds=seconds, seed=seed, workers=workers, stop=stop)
    second = solve(better, seconds=seconds, seed=seed, workers=workers, stop=stop)
    return compare(first, second, better)


def compare(with_lapses: Result, without: Result, renewed_department: Department) -> Price:
    """The difference as intervals: what was found on one side, less what is proved on the other.

    Two things are known besides. A roster of the department as it is serves the renewed one as well, and so does a
    bound of the renewed one the other way round: the best of both counts.
    """
    best = _best(with_lapses, without, renewed_department)
    have, spared = _solved(with_lapses, with_lapses.verdict), _solved(without, best)
    alike = have.holes is not None and have.holes == spared.holes
    have = have.model_copy(update={"hole_bound": max(have.hole_bound, spared.hole_bound)})
    if alike and have.bound is not None and spared.bound is not None:
        have = have.model_copy(update={"bound": max(have.bound, spared.bound)})
    holes = _difference((have.hole_bound, have.holes), (spared.hole_bound, spared.holes))
    cents = _difference((have.bound, have.cost), (spared.bound, spared.cost)) if alike else None
    found = None if have.cost is None or spared.cost is None else have.cost - spared.cost
    items = tuple(_by_item(renewed_department, with_lapses.verdict, best))
    return Price(with_lapses=have, without=spared, holes=holes, cents=cents, cents_found=found, items=items)


def _by_item(department: Department, have: Verdict | None, spared: Verdict | None) -> Iterator[ItemPrice]:
    if have is None or spared is None:
        return
    titles = {item.id: item.title for item in department.policy}
    more = {item: have.parts.get(item, 0) - spared.parts.get(item, 0) for item in have.parts | spared.parts}
    for item, cents in sorted(more.items(), key=lambda one: (-one[1], one[0])):
        if cents:
            yield ItemPrice(
                item=item, title=titles.get(item, ""), with_lapses=have.parts.get(item, 0),
                without=spared.parts.get(item, 0), more=cents,
            )  # fmt: skip


def _best(with_lapses: Result, without: Result, renewed_department: Department) -> Verdict | None:
    """The better of the renewed department's roster and of the other one, read in the renewed department."""
    verdicts = [] if without.verdict is None else [without.verdict]
    if with_lapses.roster is not None:
        verdicts.append(verify(renewed_department, with_lapses.roster))
    return min(verdicts, key=lambda verdict: verdict.rank, default=None)


def _solved(result: Result, verdict: Verdict | None) -> Solved:
    return Solved(
        status=result.status,
        holes=verdict.holes if verdict else None,
        hole_bound=result.hole_bound or 0,
        cost=verdict.cost if verdict else None,
        bound=result.bound,
    )


def _difference(have: tuple[int | None, int | None], spared: tuple[int | None, int | None]) -> Interval:
    """(bound, found) of the first less (bound, found) of the second; the best of both is never negative."""
    least = 0 if have[0] is None or spared[1] is None else max(0, have[0] - spared[1])
    most = None if have[1] is None or spared[0] is None else max(least, have[1] - spared[0])
    return Interval(least=least, most=most)
