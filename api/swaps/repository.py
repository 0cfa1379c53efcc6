"""Swaps in the database."""

import datetime as dt

from sqlalchemy import ColumnElement, and_, or_

from api.audit.change import Change
from api.self_service.schemas import TradeState
from api.storage.ids import new_id
from api.swaps.tables import SwapRow
from models.requests import Assignment


def add(
    change: Change, department: str, roster: str, duties: tuple[Assignment, Assignment | None], *, taker: str | None,
    expires_at: dt.datetime, note: str,
) -> SwapRow:  # fmt: skip
    """Keep an offer: the duty given, and the one to be taken for it."""
    give, take = duties
    row = SwapRow(
        id=new_id("swp"), department=department, roster=roster, giver=give.person, give_date=give.date,
        give_shift=give.shift, give_area=give.area, taker=taker, open_to_all=taker is None,
        take_date=take and take.date, take_shift=take and take.shift, take_area=take and take.area,
        state=TradeState.OFFERED, version=1, note=note, expires_at=expires_at, made_at=change.at,
        made_by=change.actor, accepted_at=None, decided_at=None, decided_by=None, roster_version=None,
    )  # fmt: skip
    change.session.add(row)
    return row


def of_person(person: str) -> ColumnElement[bool]:
    """Whether somebody may see a swap: theirs, or offered to everybody."""
    anybodys = and_(SwapRow.open_to_all, SwapRow.state == TradeState.OFFERED)
    return or_(SwapRow.giver == person, SwapRow.taker == person, anybodys)


def given(row: SwapRow) -> Assignment:
    """The duty that is given away, as the giver has it."""
    return Assignment(person=row.giver, date=row.give_date, shift=row.give_shift, area=row.give_area)


def taken(row: SwapRow) -> Assignment | None:
    """The duty that is taken for it, as the taker has it."""
    if row.taker is None or row.take_date is None or row.take_shift is None or row.take_area is None:
        return None
    return Assignment(person=row.taker, date=row.take_date, shift=row.take_shift, area=row.take_area)
