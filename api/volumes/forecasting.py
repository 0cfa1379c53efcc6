"""Forecasts of a department that is kept, from the counts on record, and their coverage put into its document."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

from api.auth.caller import Caller
from api.demand.forecasts import forecast_department, with_coverage
from api.demand.interventions import typed
from api.departments import repository as departments
from api.departments import service
from api.departments.repository import Kept
from api.departments.schemas import StoredDepartment
from api.errors import BusyError
from api.quality import repository as quality
from api.quality.demand import as_interventions
from api.storage.database import Database
from api.storage.versions import require_version
from api.volumes import repository
from models.department import Department
from models.errors import InputError
from scheduler.forecast.forecasters.discovery import DEFAULT
from scheduler.forecast.interventions import Intervention
from scheduler.forecast.prediction import Forecast
from scheduler.forecast.volumes import Volumes
from scheduler.rulebook import bind

SECONDS: Final = 5
"""After so many somebody whose forecast had to wait may ask again."""
_AT_WORK = threading.Lock()


@dataclass(frozen=True)
class Asked:
    """How a department is to be forecast."""

    forecaster: str = DEFAULT
    holidays: str | None = None
    changes: tuple[str, ...] = ()
    """Such as ``CT 2026-12-12.. +15%``."""
    downtimes: tuple[str, ...] = ()
    """Such as ``CT 2026-12-03T08:00..2026-12-03T16:00 50%``."""

    @property
    def interventions(self) -> tuple[Intervention, ...]:
        """What is known to change exams; raises `InputError` for a line that says nothing of the kind."""
        return (*typed(self.changes), *typed(self.downtimes, downtime=True))


def forecast(
    database: Database, caller: Caller, department: str, asked: Asked, *, version: int | None = None
) -> tuple[Forecast, int]:
    """What the counts on record lead to in the horizon of a version, and that version.

    Outages of the department's equipment count like interventions. Raises `InputError` where nothing is on record, or
    no area has both counts and a staffing rule; `BusyError` while another forecast is made.
    """
    caller.require_department(department)
    kept, history, outages = _given(database, department, version)
    interventions = (*outages, *asked.interventions)
    with _alone():
        made = forecast_department(
            kept.document, history, forecaster=asked.forecaster, holidays=asked.holidays, interventions=interventions
        )
    return made, kept.version


def store_coverage(
    database: Database, caller: Caller, department: str, asked: Asked, *, expected: int | None, why: str = ""
) -> StoredDepartment:
    """Put the coverage of a forecast into the document, in the areas that were forecast.

    It is made before the change begins, which a version stored meanwhile refuses.
    """
    caller.require_department(department)
    caller.require_every_area(f"The department {department!r}")
    with database.read() as session:
        now = departments.find(session, department).version
    require_version(f"The department {department!r}", actual=now, expected=expected)
    made, version = forecast(database, caller, department, asked, version=now)

    def covered(document: Department) -> Department:
        changed = with_coverage(document, made).revised()
        bind(changed)
        return changed

    return service.revise(database, caller, department, covered, expected=version, why=why)


def _given(database: Database, department: str, version: int | None) -> tuple[Kept, Volumes, tuple[Intervention, ...]]:
    with database.read() as session:
        kept = departments.find(session, department, version)
        history = repository.volumes(session, department)
        equipment, _ = quality.equipment(session, department)
    if history is None:
        told = f"no exams are on record for {department!r}."
        raise InputError("volumes", told, f"Send counts to /v1/departments/{department}/volumes/import.")
    return kept, history, () if equipment is None else as_interventions(equipment)


@contextmanager
def _alone() -> Iterator[None]:
    """One forecast at a time: each takes seconds of a processor on which other requests wait."""
    if not _AT_WORK.acquire(blocking=False):
        raise BusyError("Another forecast is being made.", f"Ask again in {SECONDS} s.", seconds=SECONDS)
    try:
        yield
    finally:
        _AT_WORK.release()
