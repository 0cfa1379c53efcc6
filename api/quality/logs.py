"""Quality logs from files: quality control, image counts, times of exams, events; told apart by the header."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Any, Final, Self

import polars as pl
from pydantic import BeforeValidator, Field, ValidationError, model_validator

from api.exchange.tables import ROW, read_table
from api.exchange.volumes import RefusedRow
from models.base import Noun
from models.department import Department
from models.equipment import Equipment
from models.errors import FormatError
from models.quality import QcEntry, QcTask

YES: Final = frozenset({"pass", "passed", "ok", "yes", "true", "1"})
NO: Final = frozenset({"fail", "failed", "no", "false", "0"})
NAMED: Final = 3
"""Rows that a refusal names."""
LISTED: Final = 12
"""Known ids that a refusal names."""


def _passed(value: object) -> object:
    text = str(value).casefold()
    if text not in YES | NO:
        msg = "is neither pass nor fail"
        raise ValueError(msg)
    return text in YES


class QcRow(QcEntry):
    """A line of a log of quality control, as text."""

    passed: Annotated[bool, BeforeValidator(_passed)]


class ImageCount(Noun):
    """Images of an area on a day."""

    date: dt.date
    area: str
    acquired: Annotated[int, Field(ge=1)]
    """All of them, rejected ones included."""
    rejected: Annotated[int, Field(ge=0)]

    @model_validator(mode="after")
    def _fewer_rejected(self) -> Self:
        if self.rejected > self.acquired:
            msg = f"{self.rejected} images rejected of {self.acquired} acquired"
            raise ValueError(msg)
        return self


class ExamTimes(Noun):
    """When an exam was ordered and what became of it, by the local clock."""

    area: str
    source: str
    """ED, IP or OP."""
    ordered: dt.datetime
    scheduled: dt.datetime | None = None
    arrived: dt.datetime | None = None
    started: dt.datetime | None = None
    completed: dt.datetime | None = None
    final: dt.datetime | None = None
    """The report is final."""
    door: dt.datetime | None = None
    """When the patient came to the hospital; given of those for whom minutes count, such as with a stroke."""
    status: str = ""
    """``no_show`` for a booked exam to which nobody came."""

    @property
    def missed(self) -> bool:
        """Whether nobody came."""
        return self.status.casefold().replace("-", "_").replace(" ", "_") == "no_show"

    @model_validator(mode="after")
    def _door_first(self) -> Self:
        if self.door is not None and self.started is not None and self.started < self.door:
            msg = f"started at {self.started} before the patient came at {self.door}"
            raise ValueError(msg)
        return self

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        steps = {name: getattr(self, name) for name in ("ordered", "arrived", "started", "completed", "final")}
        told = [(name, when) for name, when in steps.items() if when is not None]
        for (sooner, begin), (later, end) in pairwise(told):
            if end < begin:
                msg = f"{later} at {end} before {sooner} at {begin}"
                raise ValueError(msg)
        return self


class Measure(StrEnum):
    """What is counted in a log of events."""

    EXTRAVASATION = "extravasation"
    """Of contrast injections."""
    REACTION = "reaction"
    """To contrast, of injections."""
    CRITICAL = "critical"
    """Critical results told in time, of all of them."""
    REPEAT = "repeat"
    """Images repeated in an analysis, of all acquired."""
    MR_ZONE = "mr_zone"
    """Events in the zones of MR; of nothing."""


class EventCount(Noun):
    """Events of a kind in an area on a day, or in the time up to it."""

    date: dt.date
    area: str
    measure: Measure
    count: Annotated[int, Field(ge=0)]
    of: Annotated[int, Field(ge=1)] | None = None

    @model_validator(mode="after")
    def _of_something(self) -> Self:
        if (self.of is None) != (self.measure is Measure.MR_ZONE):
            msg = f"{self.measure} is counted of {'nothing' if self.of else 'something: give it'}"
            raise ValueError(msg)
        if self.of is not None and self.count > self.of:
            msg = f"{self.count} of {self.of}"
            raise ValueError(msg)
        return self


Entry = QcRow | ImageCount | ExamTimes | EventCount
LOGS: Final[Mapping[frozenset[str], type[Entry]]] = {
    frozenset({"task", "unit", "done_on", "passed"}): QcRow,
    frozenset({"date", "area", "acquired", "rejected"}): ImageCount,
    frozenset({"area", "source", "ordered"}): ExamTimes,
    frozenset({"date", "area", "measure", "count"}): EventCount,
}
"""By the columns that each needs; the first that fits."""


@dataclass
class Logs:
    """Everything that was read, and the rows that make no sense."""

    qc: list[QcEntry] = field(default_factory=list)
    images: list[ImageCount] = field(default_factory=list)
    exams: list[ExamTimes] = field(default_factory=list)
    events: list[EventCount] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Known:
    """Ids that rows may name."""

    tasks: frozenset[str]
    units: frozenset[str]
    areas: frozenset[str]

    @classmethod
    def of(cls, department: Department, equipment: Equipment, tasks: Iterable[QcTask]) -> Self:
        """The ids of a department."""
        units = frozenset(unit.id for unit in equipment.units)
        return cls(frozenset(task.id for task in tasks), units, frozenset(department.area_by_id))

    def objection(self, entry: Entry) -> tuple[str, str] | None:
        """The column that names something unknown, and what."""
        places = (
            [("task", entry.task, self.tasks), ("unit", entry.unit, self.units)]
            if isinstance(entry, QcRow)
            else [("area", entry.area, self.areas)]
        )
        return next(((column, value) for column, value, ids in places if value not in ids), None)

    def told(self, column: str) -> str:
        """What is wrong with an unknown id in a column: ids that are known, the first of many."""
        ids = sorted({"task": self.tasks, "unit": self.units}.get(column, self.areas))
        more = f" and {len(ids) - LISTED} more" if len(ids) > LISTED else ""
        return f"unknown {column}; known are {', '.join(ids[:LISTED]) or 'none'}{more}"


def read_logs(files: Iterable[Path], known: Known, *, strict: bool = True) -> Logs:
    """The rows of several files; raises `FormatError` as `read_log` does."""
    logs = Logs()
    for file in files:
        read_log(file, known, logs, strict=strict)
    return logs


def read_log(path: Path, known: Known, logs: Logs, *, strict: bool = True) -> None:
    """Add the rows of a file to `logs`; raises `FormatError` naming rows that make no sense, or lists them."""
    read_log_of(read_table(path), path, known, logs, strict=strict)


def read_log_of(table: pl.DataFrame, path: Path, known: Known, logs: Logs, *, strict: bool = True) -> None:
    """The same for a table that was read already; `path` is what messages call it."""
    kind = next((noun for needed, noun in LOGS.items() if needed <= set(table.columns)), None)
    if kind is None:
        needed = "; or ".join(", ".join(sorted(columns)) for columns in LOGS)
        raise FormatError(str(path), f"has the columns {', '.join(table.columns[1:])}.", f"A log needs {needed}.")
    columns = [name for name in kind.model_fields if name in table.columns]
    refused: list[RefusedRow] = []
    for row in table.iter_rows(named=True):
        _read_row(kind, row, columns, (known, logs, refused))
    if refused and strict:
        told = "; ".join(map(str, refused[:NAMED]))
        more = f"; and {len(refused) - NAMED} more" if len(refused) > NAMED else ""
        raise FormatError(str(path), f"{told}{more}.", "Correct them, or leave them out with --lenient.")
    logs.refused += [f"{path.name}, {one}" for one in refused]


def _read_row(
    kind: type[Entry], row: Mapping[str, Any], columns: list[str], into: tuple[Known, Logs, list[RefusedRow]]
) -> None:
    known, logs, refused = into
    given = {name: row[name] for name in columns if row[name] is not None}
    try:
        entry = kind.model_validate(given, strict=False)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        column = str(first["loc"][0]) if first["loc"] else "row"
        problem = first["msg"].removeprefix("Value error, ")
        refused.append(RefusedRow(row[ROW], column, str(given.get(column, "")), problem))
        return
    objection = known.objection(entry)
    if objection is not None:
        refused.append(RefusedRow(row[ROW], *objection, problem=known.told(objection[0])))
    elif isinstance(entry, QcRow):
        logs.qc.append(entry)
    elif isinstance(entry, ImageCount):
        logs.images.append(entry)
    elif isinstance(entry, EventCount):
        logs.events.append(entry)
    else:
        logs.exams.append(entry)
