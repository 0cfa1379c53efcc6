"""Many things at once, one a line: each is taken whole or refused with its reason; all that is taken is one version."""

import codecs
from collections import Counter
from collections.abc import Iterator
from typing import Generic, NamedTuple

from api.auth.caller import Caller
from api.departments import service
from api.parts.part import N, Part
from api.parts.schemas import ImportOutcome, LineOutcome, LineStatus
from api.parts.service import with_things
from api.storage.database import Database
from api.storage.versions import require_version
from models.department import Department
from models.errors import InputError
from models.json_text import read_json

MOST_LINES = 10_000
SOURCE = "body"


class Line(NamedTuple, Generic[N]):
    """One line as it was read: a thing, or what is wrong with it."""

    number: int
    thing: N | None
    error: InputError | None = None


def lines_of(text: bytes, part: Part[N]) -> tuple[Line[N], ...]:
    """The lines of a text, without blank ones, numbered as editors do; raises `InputError` for none or too many."""
    rows = text.removeprefix(codecs.BOM_UTF8).split(b"\n")
    full = [(number, row) for number, row in enumerate(rows, 1) if row.strip()]
    if not 0 < len(full) <= MOST_LINES:
        told = f"has {len(full)} lines."
        raise InputError(SOURCE, told, f"Send 1 to {MOST_LINES} lines, each a JSON object.")
    return tuple(_once(_read(full, part), part))


def bring(
    database: Database, caller: Caller, department: str, part: Part[N], lines: tuple[Line[N], ...], *,
    expected: int | None, why: str = "",
) -> ImportOutcome:  # fmt: skip
    """Store every line that can be taken, as one version more; tell what came of each.

    Raises `InputError` and stores nothing where the lines do by themselves but the department would not hold with them.
    """
    told: tuple[LineOutcome, ...] = ()

    def changed(document: Department) -> Department:
        nonlocal told
        after, told = merged(document, part, lines)
        return after

    stored = service.revise(database, caller, department, changed, expected=expected, why=why)
    return _outcome(department, stored.version, told, dry_run=False)


def try_out(
    database: Database, caller: Caller, department: str, part: Part[N], lines: tuple[Line[N], ...], *,
    expected: int | None,
) -> ImportOutcome:  # fmt: skip
    """Tell what would come of each line, and store nothing; a version is asked for only where one is named."""
    caller.require_every_area(f"The department {department!r}")
    kept = service.get(database, caller, department)
    if expected is not None:
        require_version(f"The department {department!r}", actual=kept.version, expected=expected)
    _, told = merged(kept.document, part, lines)
    return _outcome(department, kept.version, told, dry_run=True)


def merged(
    document: Department, part: Part[N], lines: tuple[Line[N], ...]
) -> tuple[Department, tuple[LineOutcome, ...]]:
    """The document with the lines that can be taken, and what came of each."""
    wrong = _wrong(document, part, lines)
    there = {part.key(one): one for one in part.things(document)}
    told: list[LineOutcome] = []
    taken: list[N] = []
    for number, thing, _ in lines:
        if thing is None or number in wrong:
            told.append(_refused(number, "" if thing is None else part.key(thing), wrong[number]))
            continue
        key = part.key(thing)
        status = LineStatus.CREATED if key not in there else LineStatus.UPDATED
        status = LineStatus.UNCHANGED if there.get(key) == thing else status
        told.append(LineOutcome(line=number, key=key, status=status))
        taken.append(thing)
    return with_things(document, part, tuple(taken)), tuple(told)


def _read(rows: list[tuple[int, bytes]], part: Part[N]) -> Iterator[Line[N]]:
    for number, row in rows:
        try:
            yield Line(number, read_json(part.model, row, f"line {number}"))
        except InputError as error:
            yield Line(number, None, error)


def _once(lines: Iterator[Line[N]], part: Part[N]) -> Iterator[Line[N]]:
    """The same, a thing refused that an earlier line has already."""
    seen: dict[str, int] = {}
    for line in lines:
        key = "" if line.thing is None else part.key(line.thing)
        first = seen.setdefault(key, line.number)
        if line.thing is not None and first != line.number:
            told = f"the {part.noun} {key!r} is on line {first} already."
            yield line._replace(error=InputError(f"line {line.number}", told, "Drop one of them."))
        else:
            yield line


def _wrong(document: Department, part: Part[N], lines: tuple[Line[N], ...]) -> dict[int, InputError]:
    """What is wrong with lines, by number; each is looked at alone only where they are not good together."""
    wrong = {number: error for number, _, error in lines if error is not None}
    good = [(number, thing) for number, thing, _ in lines if thing is not None and number not in wrong]
    try:
        with_things(document, part, tuple(thing for _, thing in good))
    except InputError:
        for number, thing in good:
            try:
                part.alone(document, thing)
            except InputError as error:
                wrong[number] = error
    return wrong


def _refused(number: int, key: str, error: InputError) -> LineOutcome:
    return LineOutcome(line=number, key=key, status=LineStatus.REFUSED, problem=error.problem, advice=error.advice)


def _outcome(department: str, version: int, told: tuple[LineOutcome, ...], *, dry_run: bool) -> ImportOutcome:
    of = Counter(one.status for one in told)
    return ImportOutcome(
        department=department, version=version, dry_run=dry_run, created=of[LineStatus.CREATED],
        updated=of[LineStatus.UPDATED], unchanged=of[LineStatus.UNCHANGED], refused=of[LineStatus.REFUSED], lines=told,
    )  # fmt: skip
