"""What columns of orders say about whether an exam was done."""

from collections.abc import Sequence
from typing import Final

import polars as pl

UNDONE: Final = r"cancel|no.?show|\bdna\b|not attend|declin|discontinu|void|delet|abort|reject|withdrawn"
"""Words in a state (case aside) that mean that there was no exam."""
YES: Final = ("1", "1.0", "true", "yes", "y", "t", "x")
NO: Final = ("0", "0.0", "false", "no", "n", "f")


def undone_by(rows: pl.DataFrame, names: Sequence[str]) -> pl.Series:
    """The first of these columns that says that there was no exam, row by row; empty when none does."""
    reason = pl.Series("undone", [""]).new_from_index(0, rows.height)
    for name in reversed(names):
        reason = reason.set(_undone(rows[name]), name)
    return reason


def _undone(state: pl.Series) -> pl.Series:
    text = state.fill_null("").str.to_lowercase()
    if not text.is_in([*YES, *NO, ""]).all():
        return text.str.contains(UNDONE)
    is_good_news = "complete" in state.name.lower() or "done" in state.name.lower()
    return text.is_in(list(NO) if is_good_news else list(YES))
