"""Packs that were sealed when rosters were published, for those who may see their costs and gaps."""

import datetime as dt

from pydantic import AwareDatetime
from sqlalchemy import select
from sqlalchemy.orm import Session

from api.auth.caller import Caller
from api.errors import NotFoundError
from api.evidence.tables import EvidencePackRow
from api.rosters import reading
from api.storage.database import Database
from models.base import Noun


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


def sealed(database: Database, caller: Caller, roster: str, version: int | None = None) -> SealedPack:
    """The pack of a version; of the one that was published last when none is named."""
    with database.read() as session:
        row = _found(session, caller, roster, version)
        return SealedPack.model_validate({name: getattr(row, name) for name in SealedPack.model_fields})


def archive(database: Database, caller: Caller, roster: str, version: int | None = None) -> bytes:
    """The same pack's files as a ZIP, byte for byte as they were sealed."""
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
