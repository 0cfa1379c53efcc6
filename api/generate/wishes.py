"""What staff wish for: days off, and shifts that they would like on a day."""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from api.generate.draw import Stream
from api.generate.leave import LeaveBook
from api.generate.people import NIGHT_WILLING
from models.calendar import Horizon
from models.requests import Wish, WishKind
from models.shifts import ShiftKind, ShiftType
from models.staff import Contract, Person

SHIFT_PRICE = 25_00
"""A shift not got is dearer than nothing and cheaper than a day off not got, which the policy prices."""


class Choice(NamedTuple):
    """What a person can wish: the shifts of the own area under the own contract."""

    person: Person
    shifts: Sequence[ShiftType]


def choice(person: Person, contract: Contract, worked: Sequence[ShiftType]) -> Choice:
    """The shifts of `worked` that a person may ask for; nights only for those who volunteer for them."""
    allowed = contract.shifts or frozenset()
    fit = [
        shift
        for shift in worked
        if shift.id in allowed
        and shift.kind is ShiftKind.WORK
        and ("night" not in shift.tags or NIGHT_WILLING in person.tags)
    ]
    return Choice(person, fit)


def wishes(choices: Sequence[Choice], rng: Stream, leave: LeaveBook) -> Iterator[Wish]:
    """A person wishes for one thing a day at most, and for nothing on a day of leave."""
    for person, shifts in choices:
        there = [day for day in range(leave.horizon.days) if day not in leave.away[person.id]]
        days = iter(rng.permutation(there).tolist())
        for day in islice(days, int(rng.poisson(leave.asked.day_off_wishes_per_staff))):
            yield Wish(person=person.id, date=leave.horizon.date_of(day), kind=WishKind.OFF)
        for day in islice(days, int(rng.poisson(leave.asked.shift_preference_per_staff))):
            fit = [shift for shift in shifts if _starts_on(shift, leave.horizon, day)]
            if fit:
                shift = fit[int(rng.integers(len(fit)))]
                date = leave.horizon.date_of(day)
                yield Wish(person=person.id, date=date, kind=WishKind.ON, shift=shift.id, price=SHIFT_PRICE)


def _starts_on(shift: ShiftType, horizon: Horizon, day: int) -> bool:
    listed = horizon.weekday(day) in {weekday.number for weekday in shift.weekdays}
    return listed and (shift.on_holidays or not horizon.is_holiday(day))
