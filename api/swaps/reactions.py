"""Swaps follow the roster: those whose duties are gone are stale, the others have to be read again."""

from api.audit.change import Change
from api.audit.events import Event
from api.self_service.selecting import pending
from api.self_service.trades import EDITED, WITHDRAWN, follow
from api.swaps import exchange, repository, showing
from api.swaps.tables import SwapRow
from models.roster import Roster


def react(change: Change, event: Event) -> None:
    """Bring the swaps of a roster that was changed or withdrawn in step with it."""
    if event.action not in {EDITED, WITHDRAWN}:
        return
    for row in follow(change, event, pending(change.session, SwapRow, event.subject), _fits):
        change.record("swap.stale", row.id, department=row.department, after=showing.said(row))


def _fits(row: SwapRow, roster: Roster) -> bool:
    return exchange.fits(roster, repository.given(row), repository.taken(row))
