"""Contracts: which shifts they allow, the hours they promise and may ask for, and how overtime is counted."""

from typing import NamedTuple

from api.generate.catalogue import CALL
from api.generate.draw import whole
from api.generate.reference import Reference
from models.staff import Contract, Employment, OvertimeRule

LONG = frozenset({"D12", "M12", "N12"})
TENS = frozenset({"D10", "M10", "C10", "NM10", "S6", "S8"})
EIGHTS = frozenset({"D8", "M8", "E8", "N8"})
CALLS = frozenset(CALL)
ONE_SHIFT = 8
FULL, PART = Employment.FULL_TIME, Employment.PART_TIME


class Terms(NamedTuple):
    """What one group of people agreed to."""

    id: str
    name: str
    employment: Employment
    fte: str
    """Key of the share of a full-time post in the reference document."""
    shifts: frozenset[str]
    weekly_hours: int
    """Hours promised, on average over a pay period."""
    most: str = ""
    """Key of the most hours in 14 days in the reference document; without one, one shift above the promise."""
    overtime: OvertimeRule = OvertimeRule.FLSA_40
    clinical: float = 1.0
    """Share of the post that is rostered; the rest is administration."""


TERMS = (
    Terms("FT12", "Full time, three 12 h shifts a week", FULL, "FT 3x12", LONG | CALLS, 36, "FT 3x12"),
    Terms("FT10", "Full time, four 10 h shifts a week", FULL, "FT 8s/10s", TENS | CALLS, 40, "FT 8/10"),
    Terms("FT8", "Full time, ten 8 h shifts in 14 days", FULL, "FT 8s/10s", EIGHTS | CALLS, 40, "FT 8/10",
          OvertimeRule.EIGHT_EIGHTY),
    Terms("LEAD", "Working lead, half of it clinical", FULL, "FT 8s/10s", TENS | CALLS | {"D8"}, 20, clinical=0.5),
    Terms("PT", "Part time", PART, "PT", LONG | TENS | EIGHTS | CALLS, 24, "PT"),
    Terms("PTW", "Weekend option, two 12 h shifts", PART, "PT", frozenset({"WKND12"}), 24),
    Terms("PRN", "As needed, on the days offered", Employment.PER_DIEM, "PRN", LONG | TENS | EIGHTS, 0, "PRN"),
    Terms("TRAV", "Agency, 36 h a week guaranteed", Employment.TRAVELER, "traveler", LONG | {"C10", "NM10"}, 36,
          "FT 3x12", OvertimeRule.NONE),
)  # fmt: skip


def most_hours(terms: Terms, book: Reference) -> int:
    """The most hours of work in 14 days."""
    return book.rules.max_hours_14d[terms.most] if terms.most else 2 * terms.weekly_hours + ONE_SHIFT


def contracts(book: Reference) -> tuple[Contract, ...]:
    """Every contract; a calendar day of leave counts a seventh of the weekly hours."""
    return tuple(
        Contract(
            id=terms.id,
            name=terms.name,
            employment=terms.employment,
            fte=book.fte[terms.fte] * terms.clinical,
            shifts=frozenset(terms.shifts),
            overtime=terms.overtime,
            leave_minutes_per_day=whole(terms.weekly_hours * 60 / 7),
        )
        for terms in TERMS
    )
