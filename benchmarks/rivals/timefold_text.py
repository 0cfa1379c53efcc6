"""A plain department as whole numbers for `timefold/Reader.java`: no library for JSON comes with Timefold's wheel."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from benchmarks.rivals.plain import HARD, Plain, Row

ABSENT = -1
UNKNOWN = -2
HOLES, CENTS = 1, 2
"""Levels of Timefold's score below the hard one."""


def text_of(plain: Plain) -> str:
    """Sections one after another, each led by its length; one item a line."""
    parts = [
        _line(plain.days, plain.history, plain.duties),
        _section(_table(table) for table in plain.tables),
        _section(_line(_known(plain, person)) for person in range(len(plain.options))),
        _section(_cells(plain)),
        _section(_counts(plain)),
        _section(
            _line(run.person, run.mask, int(run.off), _or_absent(run.least), _or_absent(run.most), run.price)
            for run in plain.runs
        ),
        _section(_line(limit.person, limit.mask, limit.most, limit.price) for limit in plain.limits),
        _section(_line(both.person, both.day, both.mask, both.price) for both in plain.both),
        _section(
            f"{_line(apart.gap, apart.price)} {_listed(n for pair in apart.pairs.items() for n in pair)} "
            f"{_listed(apart.people)}"
            for apart in plain.apart
        ),
        _section(_rows(plain)),
    ]
    return "\n".join(parts) + "\n"


def _cells(plain: Plain) -> Iterator[str]:
    """Known days before the horizon, which are pinned, then the horizon, person by person."""
    weekend = {day: number for number, days in enumerate(plain.weekends) for day in days}
    for person, line in enumerate(plain.options):
        for day in range(_known(plain, person), 0):
            yield f"{_line(person, day, ABSENT, plain.past[person][plain.history + day])} 0 {_nothing(plain)}"
        for day, options in enumerate(line):
            cents = _listed(plain.cents[person, day].tolist())
            yield f"{_line(person, day, weekend.get(day, ABSENT), ABSENT)} {_listed(options)} {cents}"


def _nothing(plain: Plain) -> str:
    """Days before the horizon cost nothing."""
    return _listed([0] * (plain.duties + 1))


def _counts(plain: Plain) -> Iterator[str]:
    for one in plain.counts:
        head = _line(one.person, one.first, one.last, one.amounts, one.begun, one.low or 0, one.high or 0)
        yield f"{head} {_listed(one.cents)}"


def _rows(plain: Plain) -> Iterator[str]:
    """Rows of the same places and people become one, which is wanted several times over."""
    alike: defaultdict[tuple[Sequence[tuple[int, int]], Sequence[int] | None], list[Row]] = defaultdict(list)
    for row in plain.rows:
        alike[row.places, row.people].append(row)
    for (places, people), rows in alike.items():
        at = _listed(number for place in places for number in place)
        wanted = " ".join(_wanted(row) for row in rows)
        yield f"{at} {int(people is None)} {_listed(people or ())} {len(rows)} {wanted}"


def _wanted(row: Row) -> str:
    hard = HARD in {row.under, row.over}
    level = 0 if hard else HOLES if row.holes else CENTS
    return _line(level, row.need, _or_absent(row.most), abs(row.under), abs(row.over))


def _known(plain: Plain, person: int) -> int:
    return plain.past[person].count(UNKNOWN) - plain.history


def _table(table: np.ndarray) -> str:
    return f"{len(table)} " + " ".join(_listed(row) for row in table.tolist())


def _section(items: Iterable[str]) -> str:
    listed = list(items)
    return "\n".join([str(len(listed)), *listed])


def _listed(numbers: Iterable[int]) -> str:
    listed = list(numbers)
    return _line(len(listed), *listed)


def _line(*numbers: int) -> str:
    return " ".join(map(str, numbers))


def _or_absent(number: int | None) -> int:
    return ABSENT if number is None else number
