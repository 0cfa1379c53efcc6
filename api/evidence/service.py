"""Packs that were sealed when rosters were published, for those who may see their costs and gaps."""

import datetime as dt
from typing import TYPE_CHECKING

from pydantic import AwareDatetime
from sqlalchemy import select
from sqlalchemy.orm import Session

from api.auth.caller import Caller
from api.errors import NotFoundError
from api.evidence.tables import EvidencePackRow
from api.rosters import reading
from api.storage.database import Database
from models.base import Noun

if TYPE_CHECKING:
    from api.evidence.pack import Pack
    from api.rosters.repository import Held


class SealedPack(Noun):
    """A pack, without its files."""

    roster: str
    version: int
    """The version of the roster that it tells of."""
    as_of: dt.date
    root: str
    """The hash that seals it: what `radroster verify --evidence DIR --root HASH` is given."""
    gaps: int
    """Claims that are not met."""
    made_at: AwareDatetime
    """When it was sealed; for one that was made for this answer, now."""
    sealed: bool = True
    """Whether it was kept when the roster was published, its hash in the audit trail."""


def told(
    database: Database, caller: Caller, roster: str, version: int | None = None, *, as_of: dt.date | None = None
) -> SealedPack:
    """The pack of a version, of the one that was published last when none is named; or one made as of a date."""
    if as_of is not None:
        held, pack = _computed(database, caller, roster, as_of, version)
        return SealedPack(
            roster=roster, version=held.kept.version, as_of=as_of, root=pack.root, gaps=sum(pack.gaps.values()),
            made_at=dt.datetime.now(dt.UTC), sealed=False,
        )  # fmt: skip
    with database.read() as session:
        row = _found(session, caller, roster, version)
        return SealedPack.model_validate(
            {name: getattr(row, name) for name in SealedPack.model_fields if name != "sealed"}
        )


def archive(
    database: Database, caller: Caller, roster: str, version: int | None = None, *, as_of: dt.date | None = None
) -> bytes:
    """The same pack's files as a ZIP: byte for byte as they were sealed, or made as of a date."""
    if as_of is not None:
        from api.evidence.archive import archive_of

        return archive_of(_computed(database, caller, roster, as_of, version)[1])
    with database.read() as session:
        return _found(session, caller, roster, version).archive


def _found(session: Session, caller: Caller, roster: str, version: int | None) -> EvidencePackRow:
    reading.known_row(session, caller, roster)
    chosen = select(EvidencePackRow).where(EvidencePackRow.roster == roster)
    if version is not None:
        chosen = chosen.where(EvidencePackRow.version == version)
    row = session.scalars(chosen.order_by(EvidencePackRow.version.desc()).limit(1)).first()
    if row is None:
        raise NotFoundError(f"The roster {roster!r} has no evidence pack: one is sealed when it is published.")
    return row


def _computed(
    database: Database, caller: Caller, roster: str, as_of: dt.date, version: int | None
) -> "tuple[Held, Pack]":
    from api.evidence.computed import computed  # pages are rendered with a library that no worker needs

    return computed(database, caller, roster, as_of, version)
