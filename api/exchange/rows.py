"""Tables of a few columns as nouns, one for each row."""

from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from api.exchange.tables import ROW, read_table
from models.base import Noun
from models.errors import FormatError

N = TypeVar("N", bound=Noun)


def read_rows(noun: type[N], path: Path, *, told_in: str) -> tuple[N, ...]:
    """Read a table whose columns are the noun's fields; further columns are looked over.

    Raises `FormatError` naming the columns that are not there, with the page that tells them, or the first wrong row.
    """
    table = read_table(path)
    missing = [name for name in noun.model_fields if name not in table.columns]
    if missing:
        raise FormatError(str(path), f"lacks {', '.join(missing)} among its columns.", f"{told_in} tells them.")
    found = []
    for fields in table.iter_rows(named=True):
        row = {name: fields[name] or "" for name in noun.model_fields}
        try:
            found.append(noun.model_validate(row, strict=False))
        except ValidationError as error:
            first = error.errors()[0]
            told = ".".join(map(str, first["loc"])) or "the row"
            problem = f"row {fields[ROW]}: {told}: {first['msg'].removeprefix('Value error, ')}."
            raise FormatError(str(path), problem) from error
    return tuple(found)
