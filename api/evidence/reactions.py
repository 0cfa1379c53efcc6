"""With every roster that is published goes the pack that answers surveyors, sealed in the same transaction."""

import datetime as dt

from pydantic import JsonValue

from api.audit.change import Change
from api.audit.events import Event
from api.evidence.tables import EvidencePackRow
from api.rosters import repository as rosters


def react(change: Change, event: Event) -> None:
    """Keep the pack of a roster that is published, as of that day, and note its last hash in the trail."""
    if event.action != "roster.published":
        return
    from api.evidence.archive import archive_of  # pages are rendered with a library that no worker needs
    from api.evidence.pack import make_pack

    held = rosters.held(change.session, event.subject)
    pack = make_pack(held.department, held.roster)
    row = EvidencePackRow(
        roster=held.row.id, version=held.kept.version, as_of=dt.date.fromisoformat(pack.as_of), root=pack.root,
        gaps=sum(pack.gaps.values()), archive=archive_of(pack), made_at=change.at,
    )  # fmt: skip
    change.session.add(row)
    told: dict[str, JsonValue] = {"version": row.version, "root": row.root, "as_of": pack.as_of, "gaps": row.gaps}
    change.record("evidence.sealed", held.row.id, department=held.row.department, after=told)
