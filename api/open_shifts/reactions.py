"""Claims and posts follow the roster: whoever works that day has no claim, and a roster that is gone wants nobody."""

from api.audit.change import Change
from api.audit.events import Event
from api.open_shifts import claiming, repository
from api.open_shifts.tables import ClaimRow
from api.self_service.selecting import pending
from api.self_service.trades import EDITED, WITHDRAWN, duty_of, follow
from models.roster import Roster


def react(change: Change, event: Event) -> None:
    """Bring the claims and posts of a roster that was changed or withdrawn in step with it."""
    if event.action not in {EDITED, WITHDRAWN}:
        return
    for row in follow(change, event, pending(change.session, ClaimRow, event.subject), _fits):
        change.record("claim.stale", row.id, department=row.department, after=claiming.said(row))
    if event.action == WITHDRAWN:
        for post in repository.posts(change.session, event.subject):
            post.closed_at = change.at
            change.record("open_shift.closed", post.id, department=post.department, before={"people": post.people})


def _fits(row: ClaimRow, roster: Roster) -> bool:
    return duty_of(roster, row.person, row.date) is None
