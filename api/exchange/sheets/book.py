"""A workbook that shares its formats and writes text so that no spreadsheet takes it for a formula."""

import datetime as dt
from io import BytesIO
from types import TracebackType
from typing import Any, Self

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from api.views.wording import PENALTY, plain

_LONGEST_TEXT = 32_000
"""Below the 32,767 characters that a cell may hold."""
_RISKY = ("=", "+", "-", "@", "\t", "\r")
BASE = {"font_name": "Calibri", "font_size": 10, "valign": "vcenter"}
HEAD = {"bold": True, "bg_color": "#e8ebf0", "bottom": 1, "border_color": "#9aa5b5", "text_wrap": True}
TITLE = {"bold": True, "font_size": 14}
NOTE = {"font_color": "#44505f"}
_CURRENCY_FORMATS = {"USD": '"$"#,##0.00', "EUR": '"€"#,##0.00', "GBP": '"£"#,##0.00', PENALTY: "#,##0"}


def inert(text: str) -> str:
    """Text that no spreadsheet runs: an apostrophe goes before what could begin a formula (OWASP ASVS 5.0, 1.2.10).

    A cell written as a string is inert already; the apostrophe also guards the same cell saved as CSV.
    """
    risky = text.startswith(_RISKY)
    clean = plain(text)[:_LONGEST_TEXT]
    return f"'{clean}" if risky or clean.startswith(_RISKY) else clean


class Book:
    """An xlsxwriter workbook in memory whose bytes depend on its content and `created` alone."""

    def __init__(self, *, created: dt.datetime, title: str, currency: str) -> None:
        self._buffer = BytesIO()
        self.currency = currency
        self.workbook = xlsxwriter.Workbook(
            self._buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        )
        self.workbook.set_properties(
            {
                "title": inert(title),
                "comments": "Made by radroster",
                "created": created.astimezone(dt.UTC).replace(tzinfo=None, microsecond=0),
            }
        )
        self._formats: dict[tuple[tuple[str, Any], ...], Format] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self.workbook.close()

    @property
    def content(self) -> bytes:
        """The file, once the book is closed."""
        return self._buffer.getvalue()

    def style(self, *parts: dict[str, Any], **more: Any) -> Format:  # noqa: ANN401 - xlsxwriter's own property values
        """A format made of properties, later ones winning; equal formats are one."""
        merged = dict(BASE)
        for part in (*parts, more):
            merged |= part
        key = tuple(sorted(merged.items()))
        if key not in self._formats:
            self._formats[key] = self.workbook.add_format(merged)
        return self._formats[key]

    def money_style(self, *parts: dict[str, Any], **more: Any) -> Format:  # noqa: ANN401 - as above
        """A format for amounts in the department's currency."""
        number = _CURRENCY_FORMATS.get(self.currency, f'"{inert(self.currency)[:8]} "#,##0.00')
        return self.style(*parts, num_format=number, **more)

    def amount(self, cents: int) -> float:
        """Cents as the number that a money cell holds."""
        return cents if self.currency == PENALTY else cents / 100


def write_text(sheet: Worksheet, row: int, column: int, text: str, style: Format) -> None:
    """Write text from outside."""
    sheet.write_string(row, column, inert(text), style)


def write_row(sheet: Worksheet, row: int, texts: list[str], style: Format, *, first: int = 0) -> None:
    """Write a row of texts from column `first` on."""
    for offset, text in enumerate(texts):
        write_text(sheet, row, first + offset, text, style)
