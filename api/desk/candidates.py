"""Rosters of a month side by side: what each costs, lacks and grants, and what it changes for staff."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from api.auth.caller import Caller
from api.desk.months import Month
from api.desk.news import news_of_publishing
from api.desk.sheets import Sheet, sheet_of
from api.desk.wording import changes_text, holes_text, proof_text
from api.rosters.schemas import RosterSummary
from api.views.headline import Tone
from api.views.wishes import wish_states
from api.views.wording import counted, money

MOST_COLUMNS = 6
"""Candidates side by side; older ones are listed."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a roster."""

    text: str
    tone: Tone | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """One roster with everything that is compared of it."""

    roster: RosterSummary
    figures: tuple[Figure, ...]
    """In the order of `ROWS`."""
    publishable: bool


ROWS = ("Hard rules broken", "Holes", "Cost", "Could be saved", "Wishes granted", "Changes for staff")


def compared(session: Session, caller: Caller, month: Month) -> list[Column]:
    """The rosters in force, then the newest candidates; the least cost among those with as few holes is marked."""
    sheets = [sheet_of(session, caller, one.id) for one in (*month.in_force, *month.candidates[:MOST_COLUMNS])]
    best = min((_rank(one) for one in sheets), default=None)
    return [_column(session, caller, sheet, is_best=_rank(sheet) == best and len(sheets) > 1) for sheet in sheets]


def _rank(sheet: Sheet) -> tuple[int, int, int]:
    kept = sheet.held.kept
    return kept.broken, kept.holes, kept.cost


def _column(session: Session, caller: Caller, sheet: Sheet, *, is_best: bool) -> Column:
    broken, holes, cost = _rank(sheet)
    wishes = wish_states(sheet.department, sheet.roster)
    granted = f"{sum(one.granted for one in wishes)} of {len(wishes)}" if wishes else "none were made"
    figures = (
        Figure(counted(broken, "place") if broken else "none", Tone.BAD if broken else Tone.GOOD),
        Figure(holes_text(holes), Tone.BAD if holes else Tone.GOOD),
        Figure(money(cost, sheet.department.currency), Tone.GOOD if is_best else None),
        Figure(proof_text(sheet.summary, sheet.department.currency)),
        Figure(granted),
        Figure(_changes(session, caller, sheet)),
    )
    return Column(sheet.summary, figures, publishable=not sheet.state.in_force and not broken)


def _changes(session: Session, caller: Caller, sheet: Sheet) -> str:
    if sheet.state.in_force:
        return "this is what they see"
    news = news_of_publishing(session, caller, sheet)
    return changes_text(news.cells, len(news.people)) if news.replaced else "they see nothing yet"
