"""Everything about one result in one folder: for programs, for Excel, for calendars, for a browser."""

import datetime as dt
import hashlib
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from pydantic import ValidationError

from api.exchange.atomic import write_whole
from api.exchange.event_ledger import Ledger, next_ledger
from api.exchange.excel import workbook
from api.exchange.icalendar_feed import feed
from api.pages.report import render_report
from models.department import Department
from models.errors import FormatError
from models.roster import Roster, Verdict
from scheduler.forecast.prediction import Forecast
from scheduler.result import Result, Status

RESULT, ROSTER, WORKBOOK, REPORT = "result.json", "roster.json", "roster.xlsx", "report.html"
CALENDARS, LEDGER = "calendars", "ledger.json"
_LONGEST_STEM = 60
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)
"""Names that Windows keeps for devices."""


def write_bundle(
    department: Department,
    result: Result,
    folder: Path,
    *,
    forecast: Forecast | None = None,
    made_at: dt.datetime | None = None,
) -> list[Path]:
    """Write result, roster, workbook, one calendar a person and the report; answers the files written.

    Each file appears whole or not at all. Without a roster there are no roster and no calendars. Written again to
    the same folder, calendars update their events: ``calendars/ledger.json`` remembers them. `made_at` is now
    when absent; given the same instant and folder, the same input gives the same bytes.
    Raises `InputError` where nothing can be written, `FormatError` when the ledger is damaged, and then writes nothing.
    """
    made_at = made_at or dt.datetime.now(dt.UTC)
    earlier = known_events(department, folder)
    written = [write_whole(folder / RESULT, _json(result.model_dump_json(indent=1)))]
    if result.roster is not None:
        written.append(write_whole(folder / ROSTER, _json(result.roster.model_dump_json(indent=1))))
    written.append(write_whole(folder / WORKBOOK, workbook(department, result, created=made_at)))
    page = render_report(department, result, forecast=forecast, made_at=made_at)
    written.append(write_whole(folder / REPORT, page.encode()))
    if result.roster is not None:
        ledger = next_ledger(department, result.roster, made_at=made_at, earlier=earlier)
        written += _calendars(department, ledger, folder / CALENDARS)
    return written


def result_beside(place: Path, department: Department, roster: Roster, verdict: Verdict) -> Result:
    """The result of the solve that made a roster, when it lies beside it and is of this very document and roster.

    Otherwise one that has been checked and not proved: a bound holds for the document that it was worked out for.
    """
    try:
        found = Result.model_validate_json(((place if place.is_dir() else place.parent) / RESULT).read_bytes())
    except (OSError, ValidationError):
        found = None
    known = found is not None and found.parameters.get("department") == department.fingerprint
    if found is not None and known and found.roster == roster and found.verdict == verdict:
        return found
    return Result(status=Status.FEASIBLE, roster=roster, verdict=verdict)


def known_events(department: Department, folder: Path) -> Ledger | None:
    """The ledger of an earlier bundle in a folder; worth a look before a long solve is to be written there.

    Raises `InputError` when it is another department's, `FormatError` when it is damaged.
    """
    path = folder / CALENDARS / LEDGER
    earlier = _read_ledger(path)
    if earlier is not None:
        earlier.require_of(department, str(path))
    return earlier


def _calendars(department: Department, ledger: Ledger, folder: Path) -> Iterator[Path]:
    # The ledger goes last: calendars without it are written again alike, a ledger without them would be believed.
    for person, stem in zip(department.staff, file_stems(one.id for one in department.staff), strict=True):
        yield write_whole(folder / f"{stem}.ics", feed(department, person, ledger.of(person.id)))
    yield write_whole(folder / LEDGER, _json(ledger.model_dump_json(indent=1)))


def _read_ledger(path: Path) -> Ledger | None:
    if not path.exists():
        return None
    try:
        return Ledger.model_validate_json(path.read_bytes())
    except ValidationError as error:
        advice = "Remove it to begin anew; calendars that know the old events may then show some of them twice."
        raise FormatError(str(path), "is not a ledger of calendar events.", advice) from error


def file_stems(ids: Iterable[str]) -> list[str]:
    """A file name for each id, safe on every system, all different even where case is ignored.

    Plain ids stay as they are; others keep what is plain of them and get a mark made from the whole id.
    """
    taken: set[str] = set()
    stems = []
    for one in ids:
        stem = re.sub(r"[^A-Za-z0-9._-]+", "_", one).strip("._")[:_LONGEST_STEM]
        if not stem or stem != one or stem.lower() in taken or _RESERVED.match(stem):
            stem = f"id-{stem}-{hashlib.sha256(one.encode('utf-8', 'replace')).hexdigest()[:10]}"
        taken.add(stem.lower())
        stems.append(stem)
    return stems


def _json(text: str) -> bytes:
    return f"{text}\n".encode()
