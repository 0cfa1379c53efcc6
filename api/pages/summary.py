"""The figures at the top of a report."""

from dataclasses import dataclass

from api.views.grid import Board
from api.views.headline import GOOD_GAP, Tone
from api.views.wishes import WishState
from api.views.wording import PENALTY, money, percent
from models.roster import Verdict
from scheduler.result import Result


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure with what it means."""

    label: str
    value: str
    note: str
    tone: Tone | None = None


def figures(
    result: Result, verdict: Verdict, board: Board, *, wishes: tuple[WishState, ...], currency: str
) -> tuple[Figure, ...]:
    """Cost, what could be saved, holes, wishes, hours."""
    rows = [row for group in board.groups for row in group.rows]
    minutes = sum(row.totals.minutes for row in rows)
    duties = sum(row.totals.duties for row in rows)
    broken = Figure(
        "Hard rules broken", f"{verdict.broken:,}", "of law, safety and contract", _zero_is_good(verdict.broken)
    )
    hours = Figure("Hours worked", f"{round(minutes / 60):,}", f"in {duties:,} duties of {len(rows)} people")
    cost = Figure(
        "Cost",
        money(verdict.cost, currency),
        "penalty of every miss" if currency == PENALTY else "wages and every priced miss",
    )
    return (cost, _saving(result, verdict, currency), _holes(result, verdict), broken, *_wishes(wishes), hours)


def _saving(result: Result, verdict: Verdict, currency: str) -> Figure:
    if result.bound is None or result.gap is None:
        return Figure("Could still be saved", "unknown", "no lower bound was proved", Tone.FAIR)
    saving = max(0, verdict.cost - result.bound)
    if not saving:
        return Figure("Could still be saved", "nothing", "proved best", Tone.GOOD)
    note = f"at most, {percent(result.gap)} of the cost"
    tone = Tone.GOOD if result.gap <= GOOD_GAP else Tone.FAIR
    return Figure("Could still be saved", money(saving, currency), note, tone)


def _holes(result: Result, verdict: Verdict) -> Figure:
    if not verdict.holes:
        return Figure("Holes", "none", "least cover met everywhere", Tone.GOOD)
    unavoidable = result.hole_bound is not None and result.hole_bound >= verdict.holes
    note = "person-hours; no roster has fewer" if unavoidable else "person-hours below the least cover"
    return Figure("Holes", f"{verdict.holes / 60:,.1f}".removesuffix(".0"), note, Tone.BAD)


def _wishes(wishes: tuple[WishState, ...]) -> tuple[Figure, ...]:
    if not wishes:
        return ()
    granted = sum(one.granted for one in wishes)
    return (Figure("Wishes granted", f"{granted:,} of {len(wishes):,}", f"{len(wishes) - granted:,} broken"),)


def _zero_is_good(number: int) -> Tone:
    return Tone.BAD if number else Tone.GOOD
