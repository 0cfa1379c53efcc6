"""The texts that stand for duties in the roster sheet, and the hidden sheet that says what each means."""

from dataclasses import dataclass
from functools import cached_property

from xlsxwriter.utility import xl_range_abs

from api.exchange.sheets.book import Book, inert, write_row, write_text
from api.views.palette import DayPart, day_parts
from models.demand import Area
from models.department import Department
from models.shifts import ShiftKind, ShiftType
from models.staff import Person

SHEET = "ids"
OFF = "off"
_HEAD = ["code", "shift id", "area id (empty: the home area)", "paid hours", "duty", "night", "call"]


@dataclass(frozen=True)
class DutyCodes:
    """One text per duty: the shift alone in the person's home area, shift and area elsewhere."""

    department: Department

    @cached_property
    def elsewhere(self) -> dict[tuple[str, str], str]:
        """Code by (shift id, area id), for duties outside the home area."""
        codes: dict[tuple[str, str], str] = {}
        used = {OFF, *(inert(shift.id) for shift in self.department.shifts)}
        for area in self.department.areas:
            for shift in area.shifts:
                code = inert(f"{shift} {area.id}")
                while code in used:
                    code += "*"
                used.add(code)
                codes[shift, area.id] = code
        return codes

    @property
    def _one_area(self) -> bool:
        return len(self.department.areas) == 1

    def text(self, person: Person, shift: ShiftType, area: Area) -> str:
        """What the cell says."""
        if area.id == person.home_area or self._one_area:
            return inert(shift.id)
        return self.elsewhere[shift.id, area.id]

    @cached_property
    def rows(self) -> tuple[tuple[str, ShiftType, str], ...]:
        """(code, shift, area id or empty): every text that the roster sheet may hold, "off" aside."""
        shifts, only = self.department.shift_by_id, self.department.areas[0].id if self._one_area else ""
        home = [(inert(shift.id), shift, only) for shift in self.department.shifts]
        return (*home, *((code, shifts[shift], area) for (shift, area), code in self.elsewhere.items()))

    def column(self, number: int) -> str:
        """Reference to one column of the hidden sheet's rows."""
        return f"{SHEET}!{xl_range_abs(1, number, len(self.rows), number)}"

    @property
    def choices(self) -> str:
        """Reference to all codes and "off", for a drop-down list."""
        return f"={SHEET}!{xl_range_abs(1, 0, len(self.rows) + 1, 0)}"

    def write(self, book: Book) -> None:
        """Add the hidden sheet: with it an edited roster sheet can be read back."""
        sheet = book.workbook.add_worksheet(SHEET)
        sheet.hide()
        write_row(sheet, 0, _HEAD, book.style(bold=True))
        style, parts = book.style(), day_parts(self.department.shifts)
        for row, (code, shift, area) in enumerate(self.rows, start=1):
            write_row(sheet, row, [code, shift.id, area], style)
            hours = 0 if shift.kind is ShiftKind.CALL else shift.paid_minutes / 60
            part = parts[shift.id]
            for column, number in enumerate(
                (hours, shift.kind is ShiftKind.WORK, part is DayPart.NIGHT, part is DayPart.CALL), start=3
            ):
                sheet.write_number(row, column, float(number), style)
        write_text(sheet, len(self.rows) + 1, 0, OFF, style)
