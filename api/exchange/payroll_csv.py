"""Pay lines as CSV for a payroll system: one line each, in an order of their own, the same bytes for the same pay."""

import csv
import io
from collections.abc import Iterable

from api.exchange.sheets.book import inert
from models.pay import PayLine

COLUMNS = ("person", "date", "area", "shift", "code", "minutes", "rate", "cents", "rule", "citation")


def payroll_csv(lines: Iterable[PayLine]) -> bytes:
    """UTF-8 with a header and line feeds; rate in dollars an hour with four digits, cents whole."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(sorted(map(_row, lines)))
    return text.getvalue().encode()


def _row(line: PayLine) -> tuple[str | int, ...]:
    rate = f"{line.rate // 10000}.{line.rate % 10000:04d}"
    who, area, shift, rule = map(inert, (line.person, line.area or "", line.shift or "", line.rule))
    return (who, line.date.isoformat(), area, shift, line.code.value, line.minutes, rate, line.cents, rule,
            inert(line.citation))  # fmt: skip
