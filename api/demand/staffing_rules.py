"""How exams become people in each area: a department's own rules, or planning values and its shift catalogue."""

import json
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Final

from pydantic import TypeAdapter, ValidationError

from models.base import Noun
from models.demand import Area
from models.department import Department
from models.errors import FormatError, UnknownReferenceError
from models.shifts import ShiftKind, ShiftType
from scheduler.forecast.staffing import AreaStaffing, OpenHours

FILE: Final = "staffing.json"
"""Name of a department's own rules, beside its ``department.json``: a list of `AreaStaffing`."""


class _Minutes(Noun):
    minutes_per_exam: int
    techs_per_exam: int = 1


def staffing_rules(department: Department, folder: Path | None = None) -> tuple[AreaStaffing, ...]:
    """One rule per area: from ``staffing.json`` in the folder, else by modality; areas without either have none.

    Raises `FormatError` for a file that does not fit, `UnknownReferenceError` for an area that there is not.
    """
    own = _own(folder / FILE, department) if folder is not None and (folder / FILE).exists() else {}
    usual = {area.id: _usual(area, department) for area in department.areas}
    found = (own.get(area.id, usual[area.id]) for area in department.areas)
    return tuple(rule for rule in found if rule is not None)


def open_hours(area: Area, department: Department) -> tuple[OpenHours, ...]:
    """When an area can be staffed: the covered time of the shifts that are worked on site there."""
    shifts = (department.shift_by_id[shift] for shift in area.shifts)
    return tuple(_window(shift) for shift in shifts if shift.kind is ShiftKind.WORK)


def _window(shift: ShiftType) -> OpenHours:
    covered = shift.paid_minutes if shift.covered_minutes is None else shift.covered_minutes
    return OpenHours(start=shift.start, minutes=covered, weekdays=shift.weekdays, on_holidays=shift.on_holidays)


def _own(path: Path, department: Department) -> dict[str, AreaStaffing]:
    try:
        rules = TypeAdapter(list[AreaStaffing]).validate_json(path.read_bytes())
    except (ValidationError, OSError) as error:
        raise FormatError(str(path), f"is no list of staffing rules: {error}.", "See `radroster schema`.") from error
    for rule in rules:
        if rule.area not in department.area_by_id:
            known = ", ".join(department.area_by_id)
            raise UnknownReferenceError(str(path), f"unknown area {rule.area!r}.", f"Areas are {known}.")
    return {rule.area: rule for rule in rules}


def _usual(area: Area, department: Department) -> AreaStaffing | None:
    minutes = _planning_values().get(area.modality)
    if minutes is None:
        return None
    return AreaStaffing(area=area.id, open_hours=open_hours(area, department), **minutes.model_dump())


@cache
def _planning_values() -> dict[str, _Minutes]:
    document = json.loads((resources.files("api.demand") / "exam_minutes.json").read_text(encoding="utf-8"))
    return {modality: _Minutes.model_validate(values) for modality, values in document["modalities"].items()}
