"""Which column of a table plays which part: by content first, by name where content leaves a choice."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from pathlib import Path
from typing import Final

import polars as pl

from api.exchange import hints
from api.exchange.columns import JOIN, Columns, parts, refuse_unknown
from api.exchange.hints import CLEAR, FAIR, points
from api.exchange.moments import clock, moments, numbers
from api.exchange.tables import ROW
from api.exchange.times import read_times
from api.exchange.wide import are_alike, hour_columns, is_of_nothing_else, without_total
from models.errors import FormatError

SAMPLE: Final = 2000
MOST_KINDS: Final = 400
"""Most different values that a column of areas or sources has."""
FEW: Final = 30
"""Most different values that a column of states has."""
ENOUGH: Final = 0.9
"""Share of values that must make sense for a column to be taken for times or numbers."""
CLEARLY_NAMED: Final = 0.5
"""The same for a column whose name is clear."""
MINUTES: Final = 4
"""Most different minutes of the hour in counts: those of each quarter."""
SHOWN: Final = 12
"""Columns that a refusal names."""
DIGITS, COMPACT_DATES = r"^\d+$", r"^(19|20)\d{6}$"
TIME_OF_DAY: Final = r"\d[:h.]\d{2}|\d\s*[AaPp]\.?[Mm]"


def find_columns(table: pl.DataFrame, path: Path, given: Mapping[str, str] | None = None) -> Columns:
    """The column of each part: the one given, or the one that the table itself suggests.

    Raises `InputError` for a given name that the table lacks, `FormatError` when no column holds times.
    """
    given = dict(given or {})
    refuse_unknown(given, table, path)
    return _Guess(table, path, given).columns()


@dataclass(frozen=True, eq=False)
class _Guess:
    """The search in one table; parts `given` are not looked for."""

    table: pl.DataFrame
    path: Path
    given: Mapping[str, str]

    def columns(self) -> Columns:
        """All parts."""
        area, source = self._kinds()
        return Columns(
            date=self.date,
            hour=self.hour,
            area=area,
            source=source,
            count=self.count,
            status=self.status,
            id=self._part("id", lambda: None if self.count else _best(self._free(), hints.IDENTITY, CLEAR)),
        )

    @cached_property
    def date(self) -> str:
        """Where the time stands; raises `FormatError` when nowhere."""
        found = self._part("date", self._find_date)
        if found is None:
            raise FormatError(str(self.path), "no column holds dates that are understood.", self._naming_advice())
        return found

    def _naming_advice(self) -> str:
        """How to go on without a date: the columns, and what the first of them holds."""
        some, more = ", ".join(self._names[:SHOWN]), len(self._names) - SHOWN
        columns = f"{some} and {more} more" if more > 0 else some
        first = next(iter(self._sample(self._names[0])), "nothing")
        forms = "2026-01-31, 31.01.2026, 01/31/2026, 31 Jan 2026 and their like"
        return (
            f"The columns are {columns}; {self._names[0]} holds {first!r}. Write dates as {forms}, or name the column."
        )

    @cached_property
    def hour(self) -> str | None:
        """An hour of the day apart from the date."""
        return self._part("hour", lambda: None if self._has_clock else self._find_hour())

    @property
    def _has_clock(self) -> bool:
        """Whether the date says the hour, too."""
        return JOIN not in self.date and read_times(self._sample(self.date)).by_hour

    @cached_property
    def status(self) -> str | None:
        """All columns that speak of cancelled orders."""

        def find() -> str | None:
            few = (name for name in self._free() if self.table[name].n_unique() <= FEW)
            return JOIN.join(name for name in few if points(name, hints.STATUS) >= CLEAR) or None

        return self._part("status", find)

    @cached_property
    def count(self) -> str | None:
        """Where the exams are counted; nothing where each row is one."""
        return self._part("count", self._find_count)

    @property
    def _names(self) -> list[str]:
        return [name for name in self.table.columns if name != ROW]

    def _part(self, role: str, find: Callable[[], str | None]) -> str | None:
        return (self.given[role] or None) if role in self.given else find()

    def _free(self) -> list[str]:
        """Columns that are not the time and not given for another part."""
        taken = {name for text in (*self.given.values(), self.date) for name in parts(text)}
        return [name for name in self._names if name not in taken]

    def _sample(self, name: str) -> pl.Series:
        return self.table[name].drop_nulls().unique(maintain_order=True).head(SAMPLE)

    def _find_date(self) -> str | None:
        given = {name for text in self.given.values() for name in parts(text)}
        dated = [name for name in self._names if name not in given and self._holds_times(name)]
        if dated:
            return max(dated, key=lambda name: points(name, hints.TIME))
        lower = {name.lower(): name for name in self._names}
        apart = [lower[part] for part in ("year", "month", "day") if part in lower]
        return JOIN.join(apart) if len(apart) == 3 else None  # noqa: PLR2004 - year, month and day

    def _holds_times(self, name: str) -> bool:
        sample = self._sample(name)
        is_number = sample.str.contains(DIGITS).all() and not sample.str.contains(COMPACT_DATES).all()
        if sample.is_empty() or (is_number and points(name, hints.TIME) < 1):
            return False  # a number is a date only when its column says so, or when it looks like one
        return read_times(sample).understood >= ENOUGH

    def _find_hour(self) -> str | None:
        hours = [name for name in self._free() if clock(self._sample(name)).null_count() == 0]
        timed = [name for name in hours if self._sample(name).str.contains(TIME_OF_DAY).any()]
        if not timed:
            return JOIN if hour_columns(self._free()) else _best(hours, hints.HOUR, CLEAR)
        return max(timed, key=lambda name: points(name, hints.TIME))

    @cached_property
    def _when(self) -> pl.Series:
        return moments(self.table, self.date, None if self.hour == JOIN else self.hour)

    def _find_count(self) -> str | None:
        if self.hour == JOIN:
            return JOIN.join(hour_columns(self._free()))
        numeric = [name for name in self._free() if name != self.hour and self._is_amount(name)]
        several = self._several(numeric)
        if several:
            return JOIN.join(several)
        hinted = _best(numeric, hints.COUNT, FAIR)
        if hinted and (points(hinted, hints.COUNT) >= CLEAR or not self._looks_like_orders):
            return hinted
        plain = [name for name in numeric if is_of_nothing_else(name)]
        return plain[0] if plain and not self._looks_like_orders else None

    def _several(self, numeric: Sequence[str]) -> list[str]:
        """Columns of which each counts the exams of an area; none when one column counts, or rows are exams."""
        areas = without_total(self.table, [name for name in numeric if is_of_nothing_else(name)])
        modal = [name for name in areas if hints.modality(name)]
        others = [name for name in numeric if name not in areas and is_of_nothing_else(name)]
        hinted = _best(areas, hints.COUNT, FAIR)
        if len(modal) > 1 and (hinted is None or hinted in modal):
            return areas if self._all_whole(areas) else modal
        alike = len(areas) > 1 and (bool(others) or are_alike(areas)) and self._all_whole(areas)
        return areas if alike and self._tells_apart([]) else []

    def _all_whole(self, names: Sequence[str]) -> bool:
        return all(bool((numbers(self.table[name]).drop_nulls() % 1 == 0).all()) for name in names)

    def _is_amount(self, name: str) -> bool:
        """Numbers of at least 0, of more than two kinds, that are not the numbers of the rows.

        A column with a clear name may have mistakes in it, which the reader will name.
        """
        known = numbers(self.table[name]).drop_nulls()
        if known.is_empty() or name in parts(self.status):
            return False
        share = len(known) / (self.table.height - self.table[name].null_count())
        if points(name, hints.COUNT) >= CLEAR:
            return share > CLEARLY_NAMED
        varied = known.n_unique() > 2 and bool((known >= 0).all()) and not _is_running(known)  # noqa: PLR2004 - yes and no
        return share >= ENOUGH and varied and not self._is_grid(name)

    @cached_property
    def _looks_like_orders(self) -> bool:
        """Whether times are to the minute, or rows share their time and all that could tell areas apart."""
        if self._when.dt.minute().n_unique() > MINUTES:
            return True
        return not self._tells_apart([name for name in self._free() if self._is_kind(name)])

    def _is_kind(self, name: str) -> bool:
        kinds = self.table[name].n_unique()
        worded = numbers(self._sample(name)).null_count() > 0 or points(name, hints.AREA) > 1 or self._is_grid(name)
        return worded and kinds <= MOST_KINDS and (kinds < self.table.height / 2 or kinds == 1)

    def _is_grid(self, name: str) -> bool:
        """Whether a number is that of an area: with the time it tells rows apart, and most of them come every time."""
        kinds, times = self.table[name].n_unique(), self._when.n_unique()
        few = 1 < kinds <= MOST_KINDS and times * kinds * ENOUGH <= self.table.height
        return few and self._tells_apart([name]) and not self._tells_apart([])

    def _tells_apart(self, names: Sequence[str]) -> bool:
        """Whether no two rows share their time and these columns."""
        keyed = self.table.select(ROW, *names).with_columns(self._when.alias(ROW))
        return bool(keyed.is_unique().mean() > ENOUGH)  # type: ignore[operator]  # a share of at least one row

    def _kinds(self) -> tuple[str | None, str | None]:
        taken = {*parts(self.count), *parts(self.status), self.hour}
        names = [name for name in self._free() if name not in taken and self._is_kind(name)]
        is_wide = JOIN in (self.count or "") and self.hour != JOIN
        area = self._part("area", lambda: None if is_wide else self._find_area(names))
        left = [name for name in names if name != area]
        return area, self._part("source", lambda: self._find_source(left, area))

    def _find_area(self, names: Sequence[str]) -> str | None:
        clear = _best(names, hints.AREA, CLEAR)
        if clear or self.count is None:
            return clear or _best(names, hints.AREA, 1)
        if self._tells_apart([]):
            return None
        enough = [
            pair for size in (1, 2) for pair in combinations(self._varying(names), size) if self._tells_apart(pair)
        ]
        fewest = [pair for pair in enough if len(pair) == len(enough[0])]
        candidates = {name for pair in fewest for name in pair} or set(names)
        return _best([name for name in names if name in candidates], hints.AREA, -8)

    def _find_source(self, names: Sequence[str], area: str | None) -> str | None:
        hinted = _best(names, hints.SOURCE, FAIR)
        if hinted or self.count is None or self._tells_apart([area] if area else []):
            return hinted
        known = [area] if area else []
        return next((name for name in self._varying(names) if self._tells_apart([*known, name])), None)

    def _varying(self, names: Sequence[str]) -> list[str]:
        """Those that differ between rows of the same time: a weekday's name does not."""
        keyed = self.table.select(ROW, *names).with_columns(self._when.alias(ROW))
        most = keyed.group_by(ROW).agg(pl.col(names).n_unique()).select(pl.col(names).max()) if names else keyed
        return [name for name in names if most[name][0] > 1]


def _is_running(numbers: pl.Series) -> bool:
    """Whether numbers only ever grow, as those of rows do."""
    return len(numbers) > FEW and bool((numbers.diff().drop_nulls() > 0).all())


def _best(names: Iterable[str], by: Mapping[str, int], least: int) -> str | None:
    """The first name with the most points, if these are enough."""
    ranked = sorted(names, key=lambda name: -points(name, by))
    return ranked[0] if ranked and points(ranked[0], by) >= least else None
