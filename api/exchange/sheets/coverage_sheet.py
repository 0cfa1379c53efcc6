"""Sheet "Coverage": who is there against the minimum and the target, by area, day and hour, or by duty."""

from xlsxwriter.utility import xl_range, xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from api.exchange.sheets.book import HEAD, NOTE, TITLE, Book, write_row, write_text
from api.views.coverage import AreaCover, NeedRow
from api.views.grid import Day
from models.department import Department

NAME = "Coverage"
NEEDS_NAME = "Shift needs"
HOLE = {"bg_color": "#b3261e", "font_color": "#ffffff", "bold": True}
SHORT = {"bg_color": "#ffd466", "font_color": "#3f2d00", "bold": True}
_BLOCKS = ("present", "minimum", "target")
_LEAD = ("Area", "Date", "Day")
_HEAD_ROW, _FIRST_ROW, _WIDTH = 3, 4, 24
_SUMS = len(_LEAD)
_FIRST = _SUMS + 2
"""First column of the hours; before it stand the two sums."""
_NEED_HEAD = ["Area", "Shift", "Date", "Day", "Present", "Minimum", "Target", "Missing", "State"]


def write_coverage(book: Book, department: Department, days: tuple[Day, ...], covers: tuple[AreaCover, ...]) -> None:
    """Add the sheet by the hour: present, minimum and target side by side, so that colours follow an edit."""
    sheet = book.workbook.add_worksheet(NAME)
    write_text(sheet, 0, 0, "Coverage by area, day and hour", book.style(TITLE))
    note = "People present during the whole hour. Red with white: below the minimum. Amber: below the target."
    write_text(sheet, 1, 0, note, book.style(NOTE))
    _hour_heads(book, sheet)
    row = _FIRST_ROW
    for cover in covers:
        for number, day in enumerate(days):
            write_text(sheet, row, 0, department.area_by_id[cover.area].name or cover.area, book.style())
            write_row(sheet, row, [day.date.isoformat(), f"{day.date:%a}"], book.style(), first=1)
            _hours(book, sheet, row, cover, number)
            row += 1
    _colour(book, sheet, row - 1)
    sheet.set_column(0, 0, 20)
    sheet.set_column(1, 1, 11)
    sheet.set_column(2, 2, 5)
    sheet.set_column(_SUMS, _SUMS + 1, 9)
    sheet.set_column(_FIRST, _FIRST + len(_BLOCKS) * (_WIDTH + 1), 3.6)
    sheet.freeze_panes(_FIRST_ROW, _FIRST)
    sheet.autofilter(_HEAD_ROW, 0, max(_HEAD_ROW, row - 1), _SUMS + 1)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(_HEAD_ROW)
    sheet.print_area(0, 0, max(_HEAD_ROW, row - 1), _block(1) - 2)


def _block(number: int) -> int:
    """First column of a block of 24 hours; blocks stand one empty column apart."""
    return _FIRST + number * (_WIDTH + 1)


def _hour_heads(book: Book, sheet: Worksheet) -> None:
    write_row(sheet, _HEAD_ROW, list(_LEAD), book.style(HEAD))
    write_row(sheet, _HEAD_ROW, ["Below min.", "Below target"], book.style(HEAD, align="right"), first=_SUMS)
    sheet.set_row(_HEAD_ROW, 28)
    for number, name in enumerate(_BLOCKS):
        write_text(sheet, _HEAD_ROW - 1, _block(number), f"{name} by hour", book.style(bold=True))
        for hour in range(_WIDTH):
            sheet.write_number(_HEAD_ROW, _block(number) + hour, hour, book.style(HEAD, align="center"))


def _hours(book: Book, sheet: Worksheet, row: int, cover: AreaCover, day: int) -> None:
    centred = book.style(align="center", font_size=9)
    for number, counts in enumerate((cover.present, cover.minimum, cover.target)):
        for hour in range(_WIDTH):
            sheet.write_number(row, _block(number) + hour, int(counts[day, hour]), centred)
    there, least, wanted = (
        xl_range(row, _block(number), row, _block(number) + _WIDTH - 1) for number in range(len(_BLOCKS))
    )
    lacking = (cover.minimum[day] - cover.present[day]).clip(min=0).sum()
    short = (cover.target[day] - cover.present[day]).clip(min=0).sum()
    number_style = book.style(align="right")
    for column, need, known in ((_SUMS, least, lacking), (_SUMS + 1, wanted, short)):
        formula = f"=SUMPRODUCT(({need}>{there})*({need}-{there}))"
        sheet.write_formula(row, column, formula, number_style, int(known))


def _colour(book: Book, sheet: Worksheet, last: int) -> None:
    there, least, wanted = (xl_rowcol_to_cell(_FIRST_ROW, _block(number)) for number in range(len(_BLOCKS)))
    cells = (_FIRST_ROW, _block(0), max(_FIRST_ROW, last), _block(0) + _WIDTH - 1)
    for condition, look in ((f"={there}<{least}", HOLE), (f"={there}<{wanted}", SHORT)):
        sheet.conditional_format(
            *cells,
            {
                "type": "formula",
                "criteria": condition,
                "format": book.workbook.add_format(look),
                "stop_if_true": True,
            },
        )


def write_needs(
    book: Book, department: Department, days: tuple[Day, ...], rows: tuple[NeedRow, ...], *, name: str
) -> None:
    """Add the sheet by the duty: one row for each need."""
    sheet = book.workbook.add_worksheet(name)
    write_text(sheet, 0, 0, "People on each shift against what is needed", book.style(TITLE))
    write_row(sheet, _HEAD_ROW, _NEED_HEAD, book.style(HEAD))
    row = _FIRST_ROW
    looks = {"hole": book.style(HOLE), "short": book.style(SHORT)}
    for need in rows:
        area = department.area_by_id[need.area].name or need.area
        for day, cell in zip(days, need.cells, strict=True):
            if cell is None:
                continue
            texts = [area, need.shift, day.date.isoformat(), f"{day.date:%a}"]
            write_row(sheet, row, texts, book.style())
            for offset, count in enumerate((cell.there, cell.minimum, cell.target)):
                sheet.write_number(row, len(texts) + offset, count, looks.get(cell.state, book.style()))
            missing, there, target = 7, xl_rowcol_to_cell(row, 4), xl_rowcol_to_cell(row, 6)
            lacking = max(0, cell.target - cell.there)
            sheet.write_formula(row, missing, f"=MAX(0,{target}-{there})", book.style(), lacking)
            write_text(sheet, row, missing + 1, cell.state.value, book.style())
            row += 1
    sheet.set_column(0, 1, 18)
    sheet.set_column(2, 8, 10)
    sheet.freeze_panes(_FIRST_ROW, 2)
    sheet.autofilter(_HEAD_ROW, 0, max(_HEAD_ROW, row - 1), len(_NEED_HEAD) - 1)
