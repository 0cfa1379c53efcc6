"""What a manager types in about exams to come: a line on the command line, or ``interventions.json`` in a folder."""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from pydantic import TypeAdapter, ValidationError

from models.department import Department
from models.errors import FormatError, InputError, UnknownReferenceError
from scheduler.forecast.interventions import Intervention

FILE: Final = "interventions.json"
"""Name of a department's own list, beside its ``department.json``: a list of `Intervention`."""
_LINE: Final = re.compile(
    r"(?P<area>\S+)\s+(?P<start>\d[\dT:-]+)(?P<until>\.\.(?P<end>\d[\dT:-]+)?)?(?:\s+(?P<percent>[+-]?[\d.]+)\s*%)?"
)


def read_interventions(folder: Path | None) -> tuple[Intervention, ...]:
    """The list that lies in a department's folder; none without one. Raises `FormatError` for one that does not fit."""
    path = None if folder is None else folder / FILE
    if path is None or not path.exists():
        return ()
    try:
        return tuple(TypeAdapter(list[Intervention]).validate_json(path.read_bytes()))
    except (ValidationError, OSError) as error:
        advice = 'For example [{"area": "CT", "start": "2026-12-12", "percent": 15, "reason": "new scanner"}].'
        raise FormatError(str(path), f"is no list of interventions: {error}.", advice) from error


def typed(lines: Iterable[str], *, downtime: bool = False) -> tuple[Intervention, ...]:
    """Interventions of lines such as ``CT 2026-12-12.. +15%`` (for good) or ``CT 2026-12-12..2026-12-24 -20%``.

    A line of a `downtime` needs no percentage: ``CT 2026-12-03T08:00..2026-12-03T16:00`` is one of all exams.
    A date without dots is that one day.
    """
    return tuple(_typed(line, downtime=downtime) for line in lines)


def refuse_unknown(interventions: Sequence[Intervention], department: Department) -> None:
    """Raise `UnknownReferenceError` for an intervention in an area that the department does not have."""
    for one in interventions:
        if one.area not in department.area_by_id:
            raise UnknownReferenceError.near(f"intervention of {one.start}", "area", one.area, department.area_by_id)


def _typed(line: str, *, downtime: bool) -> Intervention:
    found = _LINE.fullmatch(line.strip())
    if found is None or (found["percent"] is None and not downtime):
        example = "CT 2026-12-03T08:00..2026-12-03T16:00" if downtime else "CT 2026-12-12..2026-12-24 +15%"
        raise InputError(f"intervention {line!r}", "is not of the form AREA FROM..TO PERCENT%.", f"Such as {example}.")
    percent = float(found["percent"] or 100)
    end = found["end"] if found["until"] else found["start"]
    fields = {"area": found["area"], "start": found["start"], "end": end}
    change = -abs(percent) if downtime else percent
    try:
        return Intervention.model_validate({**fields, "percent": change, "reason": "downtime" if downtime else ""})
    except ValidationError as error:
        problem = "; ".join(one["msg"] for one in error.errors())
        raise InputError(f"intervention {line!r}", f"{problem}.", "Dates are written 2026-12-12.") from error
