"""Sheet "Roster": staff by home area down, days across, coloured by area and part of the day."""

from collections.abc import Callable
from dataclasses import dataclass

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_range, xl_range_abs, xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from api.exchange.sheets.book import HEAD, NOTE, TITLE, Book, write_text
from api.exchange.sheets.duty_codes import OFF, DutyCodes
from api.views.grid import Board, Cell, Day, Row, Totals
from api.views.palette import DayPart, Palette, paint
from api.views.wording import plain
from models.department import Department
from models.shifts import ShiftKind

NAME = "Roster"
ID, PERSON, CONTRACT, FIRST_DAY = 0, 1, 2, 3
DATES, WEEKENDS, HEADS, FIRST_ROW = 3, 4, 5, 6
"""Rows: hidden dates, hidden weekend flags, the head, the first of staff."""
_WEEKEND, _HOLIDAY = "#e4e8ee", "#fbe6c8"
_GRID = {"border": 1, "border_color": "#d5dae1", "align": "center", "font_size": 9}
_TOTALS: tuple[tuple[str, Callable[[Totals], float], str], ...] = (
    ("Hours", lambda totals: totals.minutes / 60, "hours"),
    ("Duties", lambda totals: totals.duties, "duties"),
    ("Nights", lambda totals: totals.nights, "nights"),
    ("Weekend days", lambda totals: totals.weekend_days, "weekends"),
    ("Call", lambda totals: totals.calls, "calls"),
)


@dataclass(frozen=True)
class RosterSheet:
    """The sheet under construction."""

    book: Book
    department: Department
    board: Board
    codes: DutyCodes
    palette: Palette

    def write(self, notes: tuple[str, ...]) -> None:
        """Add the sheet; `notes` stand under the title."""
        sheet = self.book.workbook.add_worksheet(NAME)
        days = len(self.board.days)
        self._head(sheet, notes)
        row = FIRST_ROW
        for group in self.board.groups:
            band = self.book.style(bold=True, bg_color="#f4f6f9", top=1, border_color="#9aa5b5")
            for column in range(1, FIRST_DAY + days + len(_TOTALS)):
                sheet.write_blank(row, column, None, band)
            write_text(sheet, row, PERSON, f"{group.label} ({len(group.rows)})", band)
            row += 1
            for line in group.rows:
                self._line(sheet, row, line)
                row += 1
        self._on_duty(sheet, row)
        cells = (FIRST_ROW, FIRST_DAY, row - 1, FIRST_DAY + days - 1)
        validation = {"validate": "list", "source": self.codes.choices, "error_type": "warning"}
        sheet.data_validation(*cells, validation | {"error_message": "No duty of this department has that code."})
        self._layout(sheet, row)

    def _layout(self, sheet: Worksheet, last: int) -> None:
        days = len(self.board.days)
        sheet.set_column(ID, ID, None, None, {"hidden": True})
        sheet.set_column(PERSON, PERSON, 24)
        sheet.set_column(CONTRACT, CONTRACT, 10)
        widest = max((len(code) for code, _, area in self.codes.rows if not area), default=3)
        sheet.set_column(FIRST_DAY, FIRST_DAY + days - 1, max(5.5, min(9, widest + 1.5)))
        sheet.set_column(FIRST_DAY + days, FIRST_DAY + days + len(_TOTALS) - 1, 8)
        for row in (DATES, WEEKENDS):
            sheet.set_row(row, None, None, {"hidden": True})
        sheet.set_row(HEADS, 30)
        sheet.freeze_panes(FIRST_ROW, FIRST_DAY)
        sheet.set_landscape()
        sheet.set_paper(8)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(HEADS)
        sheet.print_area(0, PERSON, last, FIRST_DAY + days + len(_TOTALS) - 1)

    def _head(self, sheet: Worksheet, notes: tuple[str, ...]) -> None:
        write_text(sheet, 0, PERSON, plain(self.department.name or self.department.id), self.book.style(TITLE))
        write_text(sheet, 1, PERSON, " ".join(notes), self.book.style(NOTE))
        self._legend(sheet)
        write_text(sheet, DATES, ID, "person id", self.book.style(NOTE))
        write_text(sheet, HEADS, PERSON, "Name", self.book.style(HEAD))
        write_text(sheet, HEADS, CONTRACT, "Contract", self.book.style(HEAD))
        for offset, day in enumerate(self.board.days):
            column = FIRST_DAY + offset
            sheet.write_string(DATES, column, day.date.isoformat(), self.book.style())
            sheet.write_number(WEEKENDS, column, int(day.weekend), self.book.style())
            style = self.book.style(HEAD, align="center", **_shade(day))
            sheet.write_string(HEADS, column, f"{day.date:%a}\n{day.date:%d %b}", style)
        for offset, (title, _, _) in enumerate(_TOTALS):
            column = FIRST_DAY + len(self.board.days) + offset
            write_text(sheet, HEADS, column, title, self.book.style(HEAD, align="right"))

    def _legend(self, sheet: Worksheet) -> None:
        """One filled cell for each colour, then the parts of the day, then what else is shaded."""
        column = FIRST_DAY
        for key, number in self.palette.keys.items():
            colours = paint(number % 12, DayPart.DAY)
            write_text(sheet, 2, column, key, self._filled(colours.fill, colours.ink))
            column += 1
        for part in DayPart:
            colours = paint(0, part)
            write_text(sheet, 2, column, part.value, self._filled(colours.fill, colours.ink, italic=True))
            column += 1
        write_text(sheet, 2, column, OFF, self._filled("#d9dde3", "#39424e"))
        write_text(sheet, 2, column + 1, "weekend", self._filled(_WEEKEND, "#39424e"))
        write_text(sheet, 2, column + 2, "holiday", self._filled(_HOLIDAY, "#39424e"))
        write_text(sheet, 2, CONTRACT, "Legend", self.book.style(NOTE, align="right"))

    def _filled(self, fill: str, ink: str, *, italic: bool = False) -> Format:
        return self.book.style(_GRID, bg_color=fill, font_color=ink, italic=italic, shrink=True)

    def _line(self, sheet: Worksheet, row: int, line: Row) -> None:
        contract = self.department.contract_by_id[line.person.contract]
        write_text(sheet, row, ID, line.person.id, self.book.style())
        write_text(sheet, row, PERSON, line.label, self.book.style())
        write_text(sheet, row, CONTRACT, contract.name or contract.id, self.book.style(NOTE, font_size=8))
        for offset, (day, cell) in enumerate(zip(self.board.days, line.cells, strict=True)):
            self._cell(sheet, row, FIRST_DAY + offset, (line, day, cell))
        self._totals(sheet, row, line)

    def _cell(self, sheet: Worksheet, row: int, column: int, what: tuple[Row, Day, Cell]) -> None:
        line, day, cell = what
        if cell.shift is not None and cell.area is not None:
            colours = self.palette.paint(cell.shift, cell.area)
            text = self.codes.text(line.person, cell.shift, cell.area)
            sheet.write_string(row, column, text, self._filled(colours.fill, colours.ink))
        elif cell.time_off is not None:
            sheet.write_string(row, column, OFF, self._filled("#d9dde3", "#39424e"))
        else:
            sheet.write_blank(row, column, None, self.book.style(_GRID, **_shade(day)))

    def _totals(self, sheet: Worksheet, row: int, line: Row) -> None:
        days = len(self.board.days)
        cells = xl_range(row, FIRST_DAY, row, FIRST_DAY + days - 1)
        weekends = xl_range_abs(WEEKENDS, FIRST_DAY, WEEKENDS, FIRST_DAY + days - 1)
        listed = self.codes.column(0)
        columns = {"hours": 3, "duties": 4, "nights": 5, "calls": 6}
        for offset, (_, value, kind) in enumerate(_TOTALS):
            known = value(line.totals)
            if kind == "weekends":
                formula = f"=SUMPRODUCT({weekends}*(COUNTIF({listed},{cells})>0))"
            else:
                formula = f"=SUMPRODUCT(SUMIF({listed},{cells},{self.codes.column(columns[kind])}))"
            if kind == "hours":
                formula += self._clock_changes(line)
            style = self.book.style(num_format="0.0" if kind == "hours" else "0", align="right")
            sheet.write_formula(row, FIRST_DAY + days + offset, formula, style, known)

    def _clock_changes(self, line: Row) -> str:
        """What the catalogue's hours miss on nights over a clock change, as a term of the formula."""
        worked = [cell.shift for cell in line.cells if cell.shift and cell.shift.kind is ShiftKind.WORK]
        extra = line.totals.minutes - sum(shift.paid_minutes for shift in worked)
        return f"{extra / 60:+g}" if extra else ""

    def _on_duty(self, sheet: Worksheet, row: int) -> None:
        style = self.book.style(HEAD, align="center")
        write_text(sheet, row, PERSON, "On duty", self.book.style(HEAD))
        sheet.write_blank(row, CONTRACT, None, style)
        for offset in range(len(self.board.days)):
            column = FIRST_DAY + offset
            cells = f"{xl_rowcol_to_cell(FIRST_ROW, column)}:{xl_rowcol_to_cell(row - 1, column)}"
            lines = (line for group in self.board.groups for line in group.rows)
            known = len([line for line in lines if line.cells[offset].shift])
            formula = f"=SUMPRODUCT(--(COUNTIF({self.codes.column(0)},{cells})>0))"
            sheet.write_formula(row, column, formula, style, known)
        for offset, (_, value, kind) in enumerate(_TOTALS):
            column = FIRST_DAY + len(self.board.days) + offset
            whole = sum(value(line.totals) for group in self.board.groups for line in group.rows)
            number = self.book.style(HEAD, num_format="0.0" if kind == "hours" else "0", align="right")
            sheet.write_formula(row, column, f"=SUM({xl_range(FIRST_ROW, column, row - 1, column)})", number, whole)


def _shade(day: Day) -> dict[str, str]:
    if day.holiday:
        return {"bg_color": _HOLIDAY}
    return {"bg_color": _WEEKEND} if day.weekend else {}
