"""Rosters as files: workbook, one person's calendar, table of duties."""

import csv
import io

from api.auth.caller import Caller
from api.budget.payroll import OvertimeBasis, pay
from api.budget.stints import stints_of
from api.exchange.event_ledger import next_ledger
from api.exchange.excel import workbook
from api.exchange.icalendar_feed import feed
from api.exchange.payroll_csv import pay_days_csv
from api.exchange.posting_pdf import posting_pdf
from api.exchange.sheets.book import inert
from api.rosters import reading
from api.rosters.repository import Held, status_of
from api.storage.database import Database
from api.views.paper import Paper
from models.errors import UnknownReferenceError
from models.requests import Assignment
from scheduler.result import Result, Status

COLUMNS = ("person", "name", "date", "shift", "area", "start", "end")


def as_workbook(database: Database, caller: Caller, roster: str, version: int | None = None) -> bytes:
    """The Excel workbook of a version: roster, cover, cost, wishes, misses."""
    held = _held(database, caller, roster, version)
    result = Result(
        status=status_of(held.kept) or Status.FEASIBLE, roster=held.roster, verdict=held.verdict, bound=held.kept.bound
    )
    return workbook(held.department, result, created=held.kept.made_at)


def as_calendar(database: Database, caller: Caller, roster: str, person: str, version: int | None = None) -> bytes:
    """One person's duties as an iCalendar file; feeds that update by themselves are another matter."""
    held = _held(database, caller, roster, version)
    somebody = held.department.person_by_id.get(person)
    if somebody is None:
        raise UnknownReferenceError.near("person", "person", person, held.department.person_by_id)
    ledger = next_ledger(held.department, held.roster, made_at=held.kept.made_at)
    return feed(held.department, somebody, ledger.of(person))


def as_csv(database: Database, caller: Caller, roster: str, version: int | None = None) -> str:
    """Every duty in a row, its ends as local times with their offset from UTC."""
    held = _held(database, caller, roster, version)
    text = io.StringIO()
    table = csv.writer(text)
    table.writerow(COLUMNS)
    for duty in sorted(held.roster.assignments, key=lambda one: (one.person, one.date)):
        table.writerow(inert(cell) for cell in _row(held, duty))
    return text.getvalue()


def as_pdf(
    database: Database, caller: Caller, roster: str, version: int | None = None, *, paper: Paper = Paper.A4
) -> bytes:
    """Sheets to print and post, one for each area and week; raises `MissingExtraError` without the extra for it."""
    held = _held(database, caller, roster, version)
    label = f"roster {roster}, version {held.kept.version}"
    return posting_pdf(held.department, held.roster, made_at=held.kept.made_at, label=label, paper=paper)


def as_payroll(
    database: Database,
    caller: Caller,
    roster: str,
    version: int | None = None,
    *,
    basis: OvertimeBasis = OvertimeBasis.BASE_WAGE,
) -> bytes:
    """What everybody is paid for each day, by pay code, in minutes and cents; overtime of a period on its last days."""
    held = _held(database, caller, roster, version)
    return pay_days_csv(held.department, pay(held.department, stints_of(held.department, held.roster), basis=basis))


def _row(held: Held, duty: Assignment) -> tuple[str, ...]:
    department, horizon = held.department, held.department.horizon
    shift, day = department.shift_by_id[duty.shift], horizon.day_of(duty.date)
    ends = (horizon.instant(day, clock).astimezone(horizon.tz).isoformat() for clock in (shift.start, shift.finish))
    name = department.person_by_id[duty.person].name
    return (duty.person, name, duty.date.isoformat(), duty.shift, duty.area, *ends)


def _held(database: Database, caller: Caller, roster: str, version: int | None) -> Held:
    with database.read() as session:
        return reading.held_by(session, caller, roster, version)
