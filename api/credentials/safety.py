"""From the safety file to restrictions of a department: what is kept, and nothing of why."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

from pydantic import ValidationError

from models.department import Department
from models.dose import IONISING, Declaration, SafetyFile, exhausted
from models.errors import FormatError
from models.renewal.months import DAY
from models.requests import Restriction

YEAR_END = (12, 31)


def read_safety(path: Path) -> SafetyFile:
    """Read ``safety.json``; raises `FormatError`, whose message repeats nothing of what the file holds."""
    try:
        return SafetyFile.model_validate_json(path.read_bytes())
    except OSError as error:
        raise FormatError(str(path), f"cannot be read: {error.strerror}.", "Check the path.") from error
    except ValidationError as error:
        places = ", ".join(".".join(map(str, one["loc"])) for one in error.errors()[:3]) or "document"
        advice = "docs/credentials.md tells its fields."
        raise FormatError(str(path), f"does not fit at {places}.", advice) from None


def restricted(department: Department, safety: SafetyFile) -> Department:
    """The department with the restrictions that meet its horizon, besides those that it has.

    Ordered by person, areas and dates, so that their order tells nothing either.
    """
    horizon = department.horizon
    found = [*_agreed(safety), *_exhausted(department, safety)]
    met = {one for one in found if one.start <= horizon.end and one.end >= horizon.start}
    rows = sorted({*department.restrictions, *met}, key=lambda one: (one.person, one.areas, one.start, one.end))
    return department.revised(restrictions=tuple(rows))


def _agreed(safety: SafetyFile) -> Iterator[Restriction]:
    """What declarers asked for and the officer agreed to; a declaration alone restricts nothing."""
    for declared in safety.declarations:
        last = _last_day(declared)
        for one in declared.exclusions:
            first = max(one.start, declared.declared_on)
            if first <= last:
                yield Restriction(person=declared.person, areas=one.areas, start=first, end=last)


def _last_day(declared: Declaration) -> dt.date:
    withdrawn = declared.withdrawn_on
    return declared.expected_end if withdrawn is None else min(declared.expected_end, withdrawn - DAY)


def _exhausted(department: Department, safety: SafetyFile) -> Iterator[Restriction]:
    """Whoever has reached a limit of a year works without radiation to its end."""
    areas = tuple(area.id for area in department.areas if area.modality in IONISING)
    years = {department.horizon.start.year, department.horizon.end.year}
    for person in sorted({one.person for one in safety.readings}):
        for year in sorted(years):
            if areas and exhausted(safety.readings, person, year, safety.limits):
                first = max(dt.date(year, 1, 1), department.horizon.start)
                yield Restriction(person=person, areas=areas, start=first, end=dt.date(year, *YEAR_END))
