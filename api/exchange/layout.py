"""Where the table begins in a text of separated values: below its titles, with or without names of columns."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import polars as pl

from api.exchange.times import read_times

SEPARATORS: Final = ",;\t|"
LOOKED_AT: Final = 40
"""First lines from which it is told how a file is laid out."""
_QUOTED: Final = re.compile(r'"[^"]*"')
_NUMBER: Final = re.compile(r'"?[+-]?[\d.,]+"?')


@dataclass(frozen=True)
class Layout:
    """How a text is laid out."""

    separator: str
    skipped: int = 0
    """Lines above the names of the columns: titles, comments, blank ones."""
    has_names: bool = True


def layout_of(text: str) -> Layout:
    """Told by the first lines. Titles have one field where the rows have several."""
    lines = text.split("\n", LOOKED_AT)[:LOOKED_AT]
    skipped = next((number for number, line in enumerate(lines) if _is_row(line)), 0)
    separator = max(SEPARATORS, key=_QUOTED.sub("", lines[skipped]).count)
    below = [line for line in lines[skipped + 1 :] if line.strip()]
    if sum(separator in line for line in below) * 2 < len(below):  # the first line alone has it: a title
        skipped, separator = 0, max(SEPARATORS, key=lines[0].count)
    return Layout(separator, skipped, has_names=not _is_of_values(lines[skipped].strip().split(separator)))


def _is_row(line: str) -> bool:
    """Whether a line has more than one field, and is no comment and no line for Excel (``sep=;``)."""
    plain = _QUOTED.sub("x", line.strip())
    if plain.startswith("#") or plain.lower().startswith("sep="):
        return False
    return any(sum(bool(cell.strip()) for cell in plain.split(separator)) > 1 for separator in SEPARATORS)


def _is_of_values(cells: Sequence[str]) -> bool:
    """Whether the first row holds one date and a number at least, in place of names."""
    bare = [cell.strip().strip('"') for cell in cells]
    dates = [cell for cell in bare if len(cell) > len("1/1/24") and read_times(pl.Series([cell])).understood > 0]
    return len(dates) == 1 and any(_NUMBER.fullmatch(cell) for cell in bare if cell not in dates)
