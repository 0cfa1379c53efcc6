"""Pay lines as CSV for a payroll system: one line each, in an order of their own, the same bytes for the same pay."""

import csv
import datetime as dt
import io
from collections import Counter
from collections.abc import Iterable

from api.exchange.sheets.book import inert
from models.department import Department
from models.pay import PayLine

COLUMNS = ("person", "date", "area", "shift", "code", "minutes", "rate", "cents", "rule", "citation")
DAY_COLUMNS = ("person", "name", "date", "code", "minutes", "cents")


def payroll_csv(lines: Iterable[PayLine]) -> bytes:
    """UTF-8 with a header and line feeds; rate in dollars an hour with four digits, cents whole."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(sorted(map(_row, lines)))
    return text.getvalue().encode()


def pay_days_csv(department: Department, lines: Iterable[PayLine]) -> bytes:
    """The same lines added up: a row for each person, date and code, which is what most payroll systems take."""
    minutes: Counter[tuple[str, dt.date, str]] = Counter()
    cents: Counter[tuple[str, dt.date, str]] = Counter()
    for line in lines:
        key = (line.person, line.date, line.code.value)
        minutes[key] += line.minutes
        cents[key] += line.cents
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(DAY_COLUMNS)
    for who, date, code in sorted(minutes):
        name = inert(department.person_by_id[who].name)
        key = (who, date, code)
        writer.writerow((inert(who), name, date.isoformat(), code, minutes[key], cents[key]))
    return text.getvalue().encode()


def _row(line: PayLine) -> tuple[str | int, ...]:
    rate = f"{line.rate // 10000}.{line.rate % 10000:04d}"
    who, area, shift, rule = map(inert, (line.person, line.area or "", line.shift or "", line.rule))
    return (who, line.date.isoformat(), area, shift, line.code.value, line.minutes, rate, line.cents, rule,
            inert(line.citation))  # fmt: skip
