"""The part that each column of a table of exams plays: names given for them, checked against the table."""

import difflib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

import polars as pl

from api.exchange.tables import ROW
from models.base import Noun
from models.errors import InputError

JOIN: Final = "+"
"""Between the names of columns that play one part together: ``year+month+day``, ``CT+MR``."""


class Columns(Noun):
    """Names of the columns that are read; several joined by ``+`` where a part takes several."""

    date: str
    """Time of the exam or of the count; year, month and day where they are apart."""
    hour: str | None = None
    """Hour of the day where it stands apart from the date."""
    area: str | None = None
    source: str | None = None
    count: str | None = None
    """Exams; several columns are one area each; absent where each row is one exam."""
    status: str | None = None
    """Columns that tell that an order was cancelled, not kept or not completed."""
    id: str | None = None
    """What tells orders apart."""


ROLES: Final = tuple(Columns.model_fields)


def parts(column: str | None) -> list[str]:
    """The columns that play a part together; none when there is none."""
    return column.split(JOIN) if column else []


def named(given: Iterable[str], place: str) -> dict[str, str]:
    """Columns by the part that they play, from texts such as ``date=Day,count=Exams`` that came from `place`."""
    found: dict[str, str] = {}
    for entry in (part for text in given for part in text.split(",")):
        role, equals, name = entry.partition("=")
        if not equals:
            raise InputError(f"{place} {entry}", "is not of the form role=name.", "For example date=Day.")
        found[role.strip()] = name.strip()
    return found


def refuse_unknown(given: Mapping[str, str], table: pl.DataFrame, path: Path) -> None:
    """Raise `InputError` for a part that there is not, or a column that the table lacks."""
    names = [name for name in table.columns if name != ROW]
    for role, text in given.items():
        if role not in ROLES:
            raise InputError(f"columns of {path}", f"there is no part {role!r}.", f"The parts are {', '.join(ROLES)}.")
        for name in parts(text):
            if name not in names:
                near = difflib.get_close_matches(name, names, n=1, cutoff=0.4)
                advice = f"Maybe {near[0]}?" if near else f"Its columns are {', '.join(names)}."
                raise InputError(f"{path}, {role}", f"there is no column {name!r}.", advice)
