"""Calendars follow what is published, amended and withdrawn, in the same transaction."""

from api.audit.change import Change
from api.audit.events import Event
from api.feeds import events, openings
from api.open_shifts import repository as posts
from api.rosters import repository as rosters
from api.rosters.schemas import RosterState

PUBLISHED, EDITED, WITHDRAWN = "roster.published", "roster.edited", "roster.withdrawn"
POSTS = frozenset({"open_shift.posted", "open_shift.taken", "open_shift.closed"})


def react(change: Change, event: Event) -> None:
    """Write what an event of a roster does to calendars.

    A roster that another one replaces keeps its events until that one is published, which takes them over; those
    that are left then are cancelled. Else every duty would go and come back.
    """
    if event.action in {PUBLISHED, EDITED}:
        held = rosters.held(change.session, event.subject)
        if RosterState(held.row.state).in_force:
            events.follow(change.session, held, at=change.at)
            openings.follow(change.session, held, at=change.at)
            for replaced in _replaced_by(change, event.subject):
                events.cancel(change.session, replaced, at=change.at)
                openings.cancel(change.session, replaced, at=change.at)
    elif event.action == WITHDRAWN and _successor(event) is None:
        events.cancel(change.session, event.subject, at=change.at)
        openings.cancel(change.session, event.subject, at=change.at)
    elif event.action in POSTS:
        change.session.flush()
        held = rosters.held(change.session, posts.post_of(change.session, event.subject).roster)
        if RosterState(held.row.state).in_force:
            openings.follow(change.session, held, at=change.at)


def _replaced_by(change: Change, roster: str) -> list[str]:
    return [one.subject for one in change.events if one.action == WITHDRAWN and _successor(one) == roster]


def _successor(event: Event) -> str | None:
    found = event.after.get("replaced_by") if isinstance(event.after, dict) else None
    return found if isinstance(found, str) else None
