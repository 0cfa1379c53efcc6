"""The register of credentials as a table: one row for each credential or sign-off, read with its mistakes by row."""

import datetime as dt
import difflib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import polars as pl

from api.credentials.catalogue import catalogue, with_kinds
from api.exchange.tables import ROW, read_table
from models.credentials import Competency, CompetencyState, Credential
from models.department import Department
from models.errors import FormatError, InputError
from models.staff import Person

NEEDED: Final = ("person", "code")
COLUMNS: Final = (
    *NEEDED, "issuer", "number", "earned", "valid_to", "verified_on", "verified_how", "verified_by", "state",
)  # fmt: skip
"""Columns of the register; a row with a `state` is a sign-off, `earned` and `valid_to` its day and its due day."""
MOST_TOLD: Final = 50
"""Mistakes that one message lists."""
Row = dict[str, str]


@dataclass(frozen=True)
class Mistake:
    """Why one row was not taken."""

    row: int
    """Row of the file, the header being 1."""
    problem: str

    def __str__(self) -> str:
        return f"row {self.row}: {self.problem}"


@dataclass(frozen=True)
class Register:
    """What a file says of people's papers, and what was wrong with it."""

    papers: dict[str, tuple[Credential | Competency, ...]]
    """By person, in the order of the file."""
    mistakes: tuple[Mistake, ...]

    @property
    def codes(self) -> frozenset[str]:
        """Every code that somebody holds."""
        return frozenset(_code(paper) for papers in self.papers.values() for paper in papers)


def read_register(path: Path, department: Department) -> Register:
    """Read a register as CSV, Excel or Parquet; raises `FormatError` when it is no such table at all."""
    table = read_table(path)
    named = {column.strip().lower().replace(" ", "_"): column for column in table.columns if column != ROW}
    missing = [column for column in NEEDED if column not in named]
    foreign = sorted(named.keys() - set(COLUMNS))
    if missing or foreign:
        what = f"lacks {', '.join(missing)}" if missing else f"has {', '.join(foreign)}"
        raise FormatError(str(path), f"{what} among its columns.", f"A register has {', '.join(COLUMNS)}.")
    return _register(table.rename({column: name for name, column in named.items()}), department)


def _register(table: pl.DataFrame, department: Department) -> Register:
    papers: defaultdict[str, list[Credential | Competency]] = defaultdict(list)
    mistakes: list[Mistake] = []
    for fields in table.iter_rows(named=True):
        row = {name: value or "" for name, value in fields.items() if name != ROW}
        problems = list(_problems(row, department))
        if not problems:
            try:
                papers[row["person"]].append(_paper(row))
            except ValueError as error:
                problems = [_told(error)]
        mistakes += (Mistake(fields[ROW], problem) for problem in problems)
    return Register({person: tuple(held) for person, held in papers.items()}, tuple(mistakes))


def _problems(row: Row, department: Department) -> Iterator[str]:
    kinds = {kind.code: kind.body for kind in department.credential_kinds}
    known = {code: found.body for code, found in catalogue().by_code.items()} | kinds
    if row["person"] not in department.person_by_id:
        yield f"nobody on staff has the id {row['person']!r}.{_maybe(row['person'], department.person_by_id)}"
    if row["code"] not in known:
        yield f"unknown credential {row['code']!r}.{_maybe(row['code'], known)}"
    elif row.get("issuer") and row["issuer"] != known[row["code"]]:
        yield f"{row['code']} is issued by {known[row['code']]}, not by {row['issuer']}."


def _maybe(value: str, known: Iterable[str]) -> str:
    close = difflib.get_close_matches(value, known, n=1)
    return f" Maybe {close[0]!r}." if close else ""


def _paper(row: Row) -> Credential | Competency:
    earned, valid_to = _date(row, "earned"), _date(row, "valid_to")
    if earned and valid_to and valid_to < earned:
        raise ValueError(f"valid to {valid_to}, before it was earned on {earned}. Maybe the two are swapped.")
    if row.get("state"):
        return Competency(skill=row["code"], state=_state(row["state"]), signed_on=earned, next_due=valid_to)
    return Credential(
        code=row["code"],
        number=row.get("number", ""),
        earned=earned,
        valid_to=valid_to,
        verified_on=_date(row, "verified_on"),
        verified_how=row.get("verified_how", ""),
        verified_by=row.get("verified_by", ""),
    )


def _date(row: Row, column: str) -> dt.date | None:
    text = row.get(column, "")
    try:
        return dt.date.fromisoformat(text[:10]) if text else None
    except ValueError as error:
        raise ValueError(f"{column} {text!r} is not a date. Write it as 2027-03-31.") from error


def _state(text: str) -> CompetencyState:
    try:
        return CompetencyState(text.lower().replace(" ", "_"))
    except ValueError as error:
        raise ValueError(f"state {text!r} is none of {', '.join(CompetencyState)}.") from error


def _told(error: ValueError) -> str:
    """The sentence of a mistake, without what pydantic puts around it."""
    errors = getattr(error, "errors", None)
    return str(error) if errors is None else f"{errors()[0]['msg'].removeprefix('Value error, ')}."


def enter(department: Department, register: Register) -> Department:
    """The department with the register's papers; of a code that somebody holds already, the register's rows count.

    Raises `InputError` when the register has mistakes: half a register would look like a whole one.
    """
    if register.mistakes:
        told = "; ".join(map(str, register.mistakes[:MOST_TOLD]))
        more = f" … and {len(register.mistakes) - MOST_TOLD} more." if len(register.mistakes) > MOST_TOLD else ""
        raise InputError("register", f"{told}{more}", "Mend the rows, or leave them out with --lenient.")
    listed = with_kinds(department, register.codes)
    staff = tuple(_renewed(person, register.papers.get(person.id, ())) for person in department.staff)
    return listed.revised(staff=staff)


def _renewed(person: Person, papers: tuple[Credential | Competency, ...]) -> Person:
    codes = {_code(paper) for paper in papers}
    credentials = [one for one in person.credentials if one.code not in codes]
    competencies = [one for one in person.competencies if one.skill not in codes]
    for paper in papers:
        if isinstance(paper, Credential):
            credentials.append(paper)
        else:
            competencies.append(paper)
    return person.model_copy(update={"credentials": tuple(credentials), "competencies": tuple(competencies)})


def _code(paper: Credential | Competency) -> str:
    return paper.code if isinstance(paper, Credential) else paper.skill
