"""The text files of the Second International Nurse Rostering Competition: scenario, history, week data.

Format: S. Ceschia, N. T. T. Dang, P. De Causmaecker, S. Haspeslagh, A. Schaerf, Second International Nurse
Rostering Competition (INRC-II): problem description and rules, 2015 (arXiv 1501.04177).
"""

import re
from pathlib import Path
from typing import Self

from api.exchange.benchmark import Line, read_lines
from models.base import Noun
from models.errors import FormatError
from models.limits import Range

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
ANY, NONE = "Any", "None"
_INSTANCE = re.compile(r"(?P<dataset>\w+)_(?P<history>\d+)_(?P<weeks>\d+(-\d+)*)", re.ASCII)
_TOKEN = re.compile(r"\([^()]*\)|\S+")
_PAIR = re.compile(r"\(\s*(\d+)\s*,\s*(\d+)\s*\)", re.ASCII)


class InstanceName(Noun):
    """``n030w4_1_6-2-9-1``: data set, number of the history file, numbers of the week files in order."""

    dataset: str
    history: int
    weeks: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> Self:
        """Take a name apart; raises `FormatError`."""
        if not (match := _INSTANCE.fullmatch(text)):
            advice = "Write data set, history and weeks, for example n005w4_0_1-2-3-3."
            raise FormatError(f"instance {text!r}", "not the name of an INRC-II instance.", advice)
        weeks = tuple(int(week) for week in match["weeks"].split("-"))
        return cls(dataset=match["dataset"], history=int(match["history"]), weeks=weeks)

    @property
    def text(self) -> str:
        """The whole name."""
        return f"{self.dataset}_{self.history}_{'-'.join(map(str, self.weeks))}"


class Section(Noun):
    """A heading such as ``SKILLS = 2`` and the lines under it."""

    head: Line
    value: str
    rows: tuple[Line, ...]

    def counted(self) -> tuple[Line, ...]:
        """The rows, as many as the heading says."""
        count = self.head.whole(self.value, "the number of rows")
        if count != len(self.rows):
            advice = "Correct the number, or add or remove rows."
            raise self.head.mistake(f"says {count} rows, but {len(self.rows)} follow.", advice)
        return self.rows


class ShiftRow(Noun):
    """A shift type: days in a row on it, and the shifts that may not follow it the next day."""

    run: Range
    forbidden: tuple[str, ...] = ()


class ContractRow(Noun):
    """What a contract asks for."""

    assignments: Range
    work: Range
    off: Range
    weekends: int
    complete: bool


class NurseRow(Noun):
    """A nurse's contract and skills."""

    contract: str
    skills: tuple[str, ...]


class Scenario(Noun):
    """What holds in every week."""

    name: str
    weeks: int
    skills: tuple[str, ...]
    shifts: dict[str, ShiftRow]
    contracts: dict[str, ContractRow]
    nurses: dict[str, NurseRow]


class Past(Noun):
    """What a nurse brings along: totals so far, and the runs that the last day before the horizon is in."""

    line: Line
    nurse: str
    assignments: int
    weekends: int
    shift: str | None
    """Shift of the last day; none after a day off."""
    same: int
    """Last days in a row on that shift."""
    worked: int
    """Last days in a row worked."""
    off: int
    """Last days in a row off."""


class Need(Noun):
    """Nurses of a skill on a shift of a weekday (0 is Monday)."""

    shift: str
    skill: str
    day: int
    minimum: int
    optimum: int


class Week(Noun):
    """One week: cover, and (nurse, shift or none for any, weekday) of each request not to work."""

    needs: tuple[Need, ...]
    requests: tuple[tuple[str, str | None, int], ...]


def sections(path: Path, names: tuple[str, ...]) -> dict[str, Section]:
    """Cut a file at its headings; each of `names` must be there once."""
    heads: list[tuple[str, Line, str]] = []
    rows: list[list[Line]] = []
    for line in read_lines(path):
        word, _, value = (part.strip() for part in line.text.partition("="))
        if word in names:
            heads.append((line.new(word, "heading", [name for name, _, _ in heads]), line, value))
            rows.append([])
        elif rows:
            rows[-1].append(line)
        else:
            raise line.mistake("stands before the first heading.", f"Is this the right file? Start with {names[0]}.")
    found = {
        name: Section(head=head, value=value, rows=tuple(under))
        for (name, head, value), under in zip(heads, rows, strict=True)
    }
    for name in names:
        if name not in found:
            raise FormatError(str(path), f"the heading {name} is missing.", "Is this the right file, and a whole one?")
    return found


def tokens(line: Line, least: int, names: str) -> list[str]:
    """The line's words, ``(1,2)`` being one; at least so many, which `names` lists."""
    found = _TOKEN.findall(line.text)
    if len(found) < least:
        raise line.mistake(f"{len(found)} values.", f"Write {names}.")
    return found


def pair(line: Line, text: str, what: str) -> Range:
    """``(2,5)`` as a range."""
    match = _PAIR.fullmatch(text)
    if not match or int(match[1]) > int(match[2]):
        raise line.mistake(f"{what} is {text!r}.", "Write (least,most), for example (2,5).")
    return Range(min=int(match[1]), max=int(match[2]))


def exactly(line: Line, count: int, names: str) -> list[str]:
    """The line's words, exactly so many."""
    found = tokens(line, count, names)
    if len(found) > count:
        raise line.mistake(f"{len(found)} values.", f"Write {count}: {names}.")
    return found


def single(section: Section) -> Line:
    """The one row of a section."""
    if len(section.rows) != 1:
        raise section.head.mistake(f"{len(section.rows)} rows follow.", "Keep one.")
    return section.rows[0]
