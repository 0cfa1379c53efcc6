"""Words that several pages of the desk say in the same way."""

from collections.abc import Callable
from functools import partial

from api.rosters.schemas import RosterState, RosterSummary
from api.views.headline import Tone
from api.views.wording import counted, money, percent
from models.department import Department
from scheduler.result import Status

STATE_TONE = {
    RosterState.DRAFT: "", RosterState.CANDIDATE: Tone.FAIR, RosterState.PUBLISHED: Tone.GOOD,
    RosterState.AMENDED: Tone.GOOD, RosterState.WITHDRAWN: "",
}  # fmt: skip


def money_of(department: Department) -> Callable[[int], str]:
    """Writes cents in the department's currency."""
    return partial(money, currency=department.currency)


def holes_text(minutes: int) -> str:
    """``none``, or person-hours."""
    return "none" if not minutes else f"{minutes / 60:,.1f}".removesuffix(".0") + " person-hours"


def proof_text(roster: RosterSummary, currency: str) -> str:
    """How good a version is proved to be."""
    if roster.status is Status.OPTIMAL:
        return "nothing: proved best"
    if roster.bound is None or roster.cost is None:
        return "unknown: edited since it was solved" if roster.status is None else "unknown"
    saving = max(0, roster.cost - roster.bound)
    if not saving:
        return "nothing: nothing cheaper exists"
    share = saving / max(1, abs(roster.cost))
    return f"at most {money(saving, currency)}, {percent(share)}"


def changes_text(cells: int, people: int) -> str:
    """``3 cells of 2 people``."""
    return "none" if not cells else f"{counted(cells, 'day')} of {counted(people, 'person', 'people')}"
