"""What the readers and writers of public benchmark files share: numbered lines, and a roster seen as cells.

The benchmark instances know days by number only; here day 0 is a Monday, in UTC, so that no clock is changed.
"""

import datetime as dt
import difflib
from collections.abc import Collection, Sequence
from pathlib import Path

from models.base import Noun
from models.calendar import Horizon
from models.department import Department
from models.errors import FormatError, InputError, UnknownReferenceError
from models.requests import Assignment
from models.roster import Roster

FIRST_MONDAY = dt.date(2024, 1, 1)
CURRENCY = "penalty"
"""One penalty point is one cent."""
LONGEST = 371
"""Days that a horizon may have."""


class Line(Noun):
    """One line of a file that carries content, with the place to name when it is wrong."""

    file: str
    number: int
    text: str

    @property
    def place(self) -> str:
        """File and line number."""
        return f"{self.file}:{self.number}"

    def mistake(self, problem: str, advice: str) -> FormatError:
        """The error to raise when the line does not read as it should."""
        return FormatError(self.place, problem, advice)

    def whole(self, text: str, what: str) -> int:
        """A whole number ≥ 0 out of the line; `what` names it in the message."""
        if not (text.isascii() and text.isdigit()):
            raise self.mistake(f"{what} is {text!r}.", "Write a whole number, 0 or more.")
        return int(text)

    def below(self, text: str, what: str, limit: int) -> int:
        """A number 0 … `limit` - 1, such as a day's index."""
        number = self.whole(text, what)
        if number >= limit:
            raise self.mistake(f"{what} is {number}.", f"Count from 0 to {limit - 1}.")
        return number

    def known(self, value: str, kind: str, known: Collection[str]) -> str:
        """The value itself, when `known` holds it; raises `UnknownReferenceError` naming the nearest."""
        if value in known:
            return value
        near = difflib.get_close_matches(value, known, n=2, cutoff=0.5) or sorted(known)[:5]
        advice = f"Maybe you meant {' or '.join(near)}." if near else f"The file lists no {kind} at all."
        raise UnknownReferenceError(self.place, f"unknown {kind} {value!r}.", advice)

    def new(self, value: str, kind: str, known: Collection[str]) -> str:
        """The value itself, when it is a name not given before."""
        if not value:
            raise self.mistake(f"the {kind} has no name.", "Give it an id.")
        if value in known:
            raise self.mistake(f"the {kind} {value!r} is listed twice.", "Remove one of the two lines.")
        return value


def read_text(path: Path) -> str:
    """The text of a file in UTF-8, with or without a byte-order mark; raises `FormatError`."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        advice = "Check the path, and that the file may be read."
        raise FormatError(str(path), f"cannot be read: {error.strerror}.", advice) from error
    except UnicodeDecodeError as error:
        advice = "Save the file in UTF-8, or name another file."
        raise FormatError(str(path), f"is not text: byte {error.start} is not UTF-8.", advice) from error


def read_lines(path: Path, *, comment: str | None = None) -> tuple[Line, ...]:
    """Lines with content, stripped; lines that start with `comment` are left out."""
    rows = ((number, text.strip()) for number, text in enumerate(read_text(path).splitlines(), start=1))
    return tuple(
        Line(file=str(path), number=number, text=text)
        for number, text in rows
        if text and not (comment and text.startswith(comment))
    )


def horizon(days: int) -> Horizon:
    """So many days from a Monday on."""
    return Horizon(start=FIRST_MONDAY, days=days)


def roster_of(department: Department, assignments: Sequence[Assignment]) -> Roster:
    """The assignments as a roster of the department's whole horizon."""
    return Roster(
        department=department.id,
        start=department.horizon.start,
        days=department.horizon.days,
        assignments=tuple(assignments),
    )


def cells(roster: Roster, department: Department) -> dict[tuple[str, int], Assignment]:
    """Who works what on which day index, in the order of the roster.

    Raises `InputError` for a person or a day that the department does not have, and for two duties of one
    person on one day, which no benchmark format can write down.
    """
    found: dict[tuple[str, int], Assignment] = {}
    for one in roster.assignments:
        place, day = f"roster, {one.person} on {one.date}", department.horizon.day_of(one.date)
        if one.person not in department.person_by_id or not 0 <= day < department.horizon.days:
            advice = "Write the roster with the department that it was made for."
            raise UnknownReferenceError(place, f"not a cell of {department.id}.", advice)
        if (one.person, day) in found:
            raise InputError(place, "two duties on one day.", "The format holds one: drop the other.")
        found[one.person, day] = one
    return found
