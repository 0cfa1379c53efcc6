"""What a swap does to cells: the duties that change hands, and whether people still have them."""

import datetime as dt

from api.errors import ConflictError
from api.rosters.repository import Held
from api.rosters.schemas import CellEdit
from api.self_service.trades import duty_of, label
from models.requests import Assignment
from models.roster import Roster


def moves(give: Assignment, take: Assignment | None, taker: str) -> tuple[Assignment, ...]:
    """The duties that change hands, each with the person who has it afterwards."""
    moved = give.revised(person=taker)
    return (moved,) if take is None else (moved, take.revised(person=give.person))


def cells_of(held: Held, give: Assignment, take: Assignment | None, taker: str) -> tuple[CellEdit, ...]:
    """The cells that a swap changes; raises `ConflictError` where somebody works already on the day of a new duty."""
    new = {(one.person, one.date): one for one in moves(give, take, taker)}
    old = {(one.person, one.date) for one in (give, take) if one is not None}
    for person, date in sorted(new.keys() - old):
        there = duty_of(held.roster, person, date)
        if there is not None:
            told = f"{label(held.department, person)} works {there.shift} in {there.area} on {date}."
            raise ConflictError(told, "One duty a day is the most.")
    return tuple(_edit(person, date, new.get((person, date))) for person, date in sorted(new.keys() | old))


def fits(roster: Roster, give: Assignment, take: Assignment | None) -> bool:
    """Whether both people still have the duties that they exchange."""
    return all(one is None or duty_of(roster, one.person, one.date) == one for one in (give, take))


def _edit(person: str, date: dt.date, duty: Assignment | None) -> CellEdit:
    shift, area = (None, None) if duty is None else (duty.shift, duty.area)
    return CellEdit(person=person, date=date, shift=shift, area=area)
