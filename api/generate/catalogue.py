"""The department's catalogue of shift types and areas."""

import datetime as dt
from collections.abc import Collection
from typing import NamedTuple

from api.generate.reference import Reference
from models.calendar import MINUTES_PER_DAY, Weekday
from models.shifts import ShiftKind, ShiftType

ASSISTANT = "MRA"
"""Stands where a modality does, for MR assistants: they accompany, they do not scan."""
CALL_LEAST = 6
"""A modality with fewer people at a site shares call with a neighbouring hospital, which is not rostered here."""
WEEKEND = frozenset({Weekday.SAT, Weekday.SUN})
SATURDAY = frozenset({Weekday.SAT})
WORKDAYS = frozenset(Weekday) - WEEKEND


class Trait(NamedTuple):
    """What the reference document does not say of a shift."""

    name: str
    part: str
    """Part of the day, a tag."""
    weekdays: frozenset[Weekday] = frozenset(Weekday)
    on_holidays: bool = True


WORK = {
    "D8": Trait("Day 8 h", "day"),
    "M8": Trait("Mid 8 h", "mid"),
    "E8": Trait("Evening 8 h", "evening"),
    "N8": Trait("Night 8 h", "night"),
    "D10": Trait("Day 10 h", "day"),
    "M10": Trait("Mid 10 h", "mid"),
    "C10": Trait("Clinic day 10 h", "day", WORKDAYS, on_holidays=False),
    "NM10": Trait("Hot lab day 10 h", "day", WORKDAYS, on_holidays=False),
    "D12": Trait("Day 12 h", "day"),
    "M12": Trait("Mid 12 h", "mid"),
    "N12": Trait("Night 12 h", "night"),
    "S6": Trait("Saturday clinic 6 h", "day", SATURDAY, on_holidays=False),
    "S8": Trait("Saturday 8 h", "day", SATURDAY, on_holidays=False),
    "WKND12": Trait("Weekend day 12 h", "day", WEEKEND),
}
OWN_TIMES = {"C10": "D10"}
"""Shifts that keep another's hours: a day of an outpatient department that closes at weekends."""
CALL = {
    "CALL_23": (Trait("Call at night", "call"), 23 * 60, 7 * 60),
    "CALL_16": (Trait("Call after the hot lab closes", "call", WORKDAYS, on_holidays=False), 16 * 60, 7 * 60),
    "CALL_SAT": (Trait("Call after Saturday's exams", "call", SATURDAY, on_holidays=False), 15 * 60, 7 * 60),
    "CALL_N": (Trait("Call from 17:00", "call", WORKDAYS, on_holidays=False), 17 * 60, 7 * 60),
    "CALL_WE": (Trait("Call around the clock", "call", WEEKEND), 7 * 60, 7 * 60),
}
"""Call ends when the next day's team is there."""
AROUND_THE_CLOCK_CALL = "CALL_WE"
"""Worked on holidays too, on whichever weekday they fall."""
SHIFTS_OF = {
    "XR": ("D8", "M8", "E8", "N8", "D12", "M12", "N12", "WKND12"),
    "CT": ("D8", "E8", "N8", "D12", "M12", "N12", "WKND12"),
    "MR": ("D8", "E8", "D10", "M10", "D12", "M12"),
    "US": ("D8", "M8", "E8", "D10", "M10", "D12", "M12"),
    "MG": ("C10", "S6"),
    "NM": ("NM10", "S8"),
    "IR": ("C10",),
    ASSISTANT: ("D8", "E8", "D12", "M12"),
}
CALL_OF = {
    "MR": ("CALL_23",),
    "US": ("CALL_23",),
    "NM": ("CALL_16", "CALL_SAT", "CALL_WE"),
    "IR": ("CALL_N", "CALL_WE"),
}
NAMES = {
    "XR": "Radiography",
    "CT": "Computed tomography",
    "MR": "Magnetic resonance",
    "US": "Ultrasound",
    "MG": "Mammography",
    "NM": "Nuclear medicine",
    "IR": "Interventional radiology",
    ASSISTANT: "MR assistants",
}


def shift_types(book: Reference, holidays: Collection[dt.date]) -> tuple[ShiftType, ...]:
    """Every shift type; a meal of half an hour is unpaid, and cover ends half an hour before the shift does."""
    work = tuple(_work(shift, trait, book) for shift, trait in WORK.items())
    return work + tuple(_call(shift, holidays) for shift in CALL)


def _work(shift: str, trait: Trait, book: Reference) -> ShiftType:
    first, last, hours = times(shift, book)
    return ShiftType(
        id=shift,
        name=trait.name,
        start=first,
        end=last,
        next_day=last <= first,
        unpaid_minutes=(last - first) % MINUTES_PER_DAY - hours * 60,
        tags=frozenset({"work", trait.part, f"{hours}h"}),
        weekdays=trait.weekdays,
        on_holidays=trait.on_holidays,
    )


def _call(shift: str, holidays: Collection[dt.date]) -> ShiftType:
    trait, start, end = CALL[shift]
    extra = {list(Weekday)[date.weekday()] for date in holidays} if shift == AROUND_THE_CLOCK_CALL else set()
    return ShiftType(
        id=shift,
        name=trait.name,
        start=start,
        end=end,
        next_day=True,
        covered_minutes=0,
        kind=ShiftKind.CALL,
        tags=frozenset({"call"}),
        weekdays=trait.weekdays | extra,
        on_holidays=trait.on_holidays,
    )


def times(shift: str, book: Reference) -> tuple[int, int, int]:
    """Start and end of a work shift in minutes after midnight, and its paid hours."""
    start, end, hours = book.shifts[OWN_TIMES.get(shift, shift)]
    return _clock(start), _clock(end), hours


def _clock(text: str) -> int:
    """Minutes after midnight of ``07:00``, words before it left aside (``Sat/Sun 07:00``)."""
    hours, minutes = text.rsplit(maxsplit=1)[-1].split(":")
    return int(hours) * 60 + int(minutes)
