"""The text files of the Curtois and Qu instances, section by section, each value checked where it stands."""

from collections.abc import Iterator
from pathlib import Path

from api.exchange.benchmark import LONGEST, Line, read_lines
from models.base import Noun
from models.limits import Range

SECTIONS = {
    "SECTION_HORIZON": True,
    "SECTION_SHIFTS": True,
    "SECTION_STAFF": True,
    "SECTION_DAYS_OFF": False,
    "SECTION_SHIFT_ON_REQUESTS": False,
    "SECTION_SHIFT_OFF_REQUESTS": False,
    "SECTION_COVER": True,
}
"""Every section, and whether a file must have it."""
MOST_MINUTES = 2880
"""A shift ends on the day after it starts at the latest."""


class Shift(Noun):
    """A shift type: minutes, and the shifts that may not be worked on the day after it."""

    minutes: int
    forbidden: tuple[str, ...]


class Terms(Noun):
    """What one employee may be asked to work; employees with the same terms share a contract."""

    most: tuple[tuple[str, int], ...]
    """Shift and the most assignments to it, for every shift type; 0 where the file says nothing."""
    minutes: Range
    work: Range
    """Days in a row."""
    least_off: int
    """Days off in a row."""
    weekends: int

    def text(self) -> str:
        """The terms in short, as a contract's name."""
        return (
            f"{self.minutes.min}-{self.minutes.max} minutes, {self.work.min}-{self.work.max} days in a row, "
            f"{self.least_off} days off in a row, {self.weekends} weekends"
        )


class Request(Noun):
    """An employee's request to work, or not to work, a shift on a day, and what breaking it costs."""

    person: str
    day: int
    shift: str
    price: int


class Cover(Noun):
    """Employees wanted on a shift of a day, and the price of each one too few or too many."""

    day: int
    shift: str
    count: int
    under: int
    over: int


class Instance(Noun):
    """One file."""

    name: str
    days: int
    shifts: dict[str, Shift]
    staff: dict[str, Terms]
    days_off: tuple[tuple[str, int], ...]
    on: tuple[Request, ...]
    off: tuple[Request, ...]
    cover: tuple[Cover, ...]


def parse(path: Path) -> Instance:
    """Read one instance; raises `FormatError` or `UnknownReferenceError` naming file and line."""
    sections = _sections(path)
    days = _days(*sections["SECTION_HORIZON"])
    shifts = _shifts(sections["SECTION_SHIFTS"])
    staff = _staff(sections["SECTION_STAFF"], shifts)
    read = _Reader(days=days, shifts=shifts, staff=staff)
    return Instance(
        name=path.stem,
        days=days,
        shifts=shifts,
        staff=staff,
        days_off=tuple(read.days_off(sections["SECTION_DAYS_OFF"])),
        on=tuple(map(read.request, sections["SECTION_SHIFT_ON_REQUESTS"])),
        off=tuple(map(read.request, sections["SECTION_SHIFT_OFF_REQUESTS"])),
        cover=read.cover(sections["SECTION_COVER"]),
    )


def _sections(path: Path) -> dict[str, list[Line]]:
    found: dict[str, list[Line]] = {}
    current: list[Line] | None = None
    for line in read_lines(path, comment="#"):
        if line.text.startswith("SECTION_"):
            line.known(line.text, "section", SECTIONS)
            current = found[line.new(line.text, "section", found)] = []
        elif current is None:
            advice = "The first line that is no comment is SECTION_HORIZON: is this an instance file?"
            raise line.mistake("stands before the first section.", advice)
        else:
            current.append(line)
    for name, needed in SECTIONS.items():
        if needed and not found.get(name):
            where = Line(file=str(path), number=1, text="")
            raise where.mistake(f"{name} is missing or empty.", "Is this a whole instance file?")
    return {name: found.get(name, []) for name in SECTIONS}


def _fields(line: Line, names: str) -> list[str]:
    """The line's values; `names` lists what they are, separated by commas."""
    values = [value.strip() for value in line.text.split(",")]
    if len(values) != names.count(",") + 1:
        raise line.mistake(f"{len(values)} values.", f"Write {names.count(',') + 1}: {names}.")
    return values


def _days(line: Line, *more: Line) -> int:
    for other in more:
        raise other.mistake("a second line on the horizon.", "Keep the one that says how many days it has.")
    days = line.whole(line.text, "the horizon's length in days")
    if not 1 <= days <= LONGEST:
        raise line.mistake(f"the horizon has {days} days.", f"Write a number from 1 to {LONGEST}.")
    return days


def _shifts(lines: list[Line]) -> dict[str, Shift]:
    shifts: dict[str, Shift] = {}
    names = {line.text.split(",")[0].strip() for line in lines}
    for line in lines:
        values = line.text if line.text.count(",") > 1 else f"{line.text},"
        name, length, after = _fields(line.model_copy(update={"text": values}), "shift, minutes, not after it")
        minutes = line.whole(length, f"the length of shift {name}")
        if not 1 <= minutes <= MOST_MINUTES:
            raise line.mistake(f"shift {name} lasts {minutes} minutes.", f"Write 1 to {MOST_MINUTES}.")
        forbidden = (shift.strip() for shift in after.split("|") if shift.strip())
        shifts[line.new(name, "shift", shifts)] = Shift(
            minutes=minutes, forbidden=tuple(line.known(shift, "shift", names) for shift in forbidden)
        )
    return shifts


def _staff(lines: list[Line], shifts: dict[str, Shift]) -> dict[str, Terms]:
    staff: dict[str, Terms] = {}
    for line in lines:
        name, most, *numbers = _fields(
            line,
            "employee, shift=most|…, most minutes, least minutes, most days in a row, least days in a row, "
            "least days off in a row, most weekends",
        )
        most_minutes, least_minutes, most_work, least_work, least_off, weekends = (
            line.whole(number, f"value {place}") for place, number in enumerate(numbers, start=3)
        )
        staff[line.new(name, "employee", staff)] = Terms(
            most=_most(line, most, shifts),
            minutes=_range(line, "minutes", least_minutes, most_minutes),
            work=_range(line, "days in a row", least_work, most_work),
            least_off=least_off,
            weekends=weekends,
        )
    return staff


def _most(line: Line, text: str, shifts: dict[str, Shift]) -> tuple[tuple[str, int], ...]:
    most = dict.fromkeys(shifts, 0)
    for part in filter(None, text.split("|")):
        shift, _, count = (value.strip() for value in part.partition("="))
        most[line.known(shift, "shift", shifts)] = line.whole(count, f"the most {shift} shifts")
    return tuple(most.items())


def _range(line: Line, what: str, least: int, most: int) -> Range:
    if least > most:
        raise line.mistake(f"the least {what}, {least}, exceed the most, {most}.", "Swap the two numbers.")
    return Range(min=least, max=most)


class _Reader(Noun):
    """Reads the lines that speak of days, shifts and employees."""

    days: int
    shifts: dict[str, Shift]
    staff: dict[str, Terms]

    def days_off(self, lines: list[Line]) -> Iterator[tuple[str, int]]:
        for line in lines:
            name, *days = (value.strip() for value in line.text.split(","))
            person = line.known(name, "employee", self.staff)
            for day in filter(None, days):
                yield person, line.below(day, f"the day off of {person}", self.days)

    def request(self, line: Line) -> Request:
        person, day, shift, price = _fields(line, "employee, day, shift, weight")
        return Request(
            person=line.known(person, "employee", self.staff),
            day=line.below(day, "the day", self.days),
            shift=line.known(shift, "shift", self.shifts),
            price=line.whole(price, "the weight"),
        )

    def cover(self, lines: list[Line]) -> tuple[Cover, ...]:
        rows: dict[tuple[int, str], Cover] = {}
        for line in lines:
            day, shift, count, under, over = _fields(line, "day, shift, people, weight under, weight over")
            row = Cover(
                day=line.below(day, "the day", self.days),
                shift=line.known(shift, "shift", self.shifts),
                count=line.whole(count, "the number of people"),
                under=line.whole(under, "the weight under"),
                over=line.whole(over, "the weight over"),
            )
            if (row.day, row.shift) in rows:
                raise line.mistake(f"day {day}, shift {shift} is listed twice.", "Remove one of the two lines.")
            rows[row.day, row.shift] = row
        return tuple(rows.values())
