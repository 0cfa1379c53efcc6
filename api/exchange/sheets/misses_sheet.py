"""Sheet "Wishes & violations": every place where the roster misses policy, and the wishes it grants."""

from xlsxwriter.worksheet import Worksheet

from api.exchange.sheets.book import HEAD, NOTE, TITLE, Book, write_row, write_text
from api.exchange.sheets.coverage_sheet import HOLE
from api.views.cost import PolicyCost
from api.views.wishes import WishState
from api.views.wording import clock_span, counted
from models.department import Department
from models.policy import Level
from models.roster import Violation

NAME = "Wishes & violations"
_HEAD = ["Kind", "Policy", "Person", "Date", "Area", "Shift", "Hours", "Units", "Cost", "Hole hours", "What"]
_HEAD_ROW = 3
_COST, _HOLES, _WHAT = 8, 9, 10
_KINDS = {Level.HARD: "hard rule broken", Level.COVERAGE: "hole", Level.PRICED: "priced miss"}


def write_misses(
    book: Book, department: Department, policy: tuple[PolicyCost, ...], wishes: tuple[WishState, ...]
) -> None:
    """Add the sheet: hard misses, holes, priced misses by price, then wishes granted."""
    sheet = book.workbook.add_worksheet(NAME)
    write_text(sheet, 0, 0, "Wishes and violations", book.style(TITLE))
    granted = sum(one.granted for one in wishes)
    write_text(sheet, 1, 0, f"{granted} of {counted(len(wishes), 'wish', 'wishes')} granted.", book.style(NOTE))
    write_row(sheet, _HEAD_ROW, _HEAD, book.style(HEAD))
    write_row(sheet, _HEAD_ROW, _HEAD[_COST - 1 : _WHAT], book.style(HEAD, align="right"), first=_COST - 1)
    titles = {line.item.id: line.title for line in policy}
    misses = sorted((one for line in policy for one in line.violations), key=_weight)
    row = _HEAD_ROW + 1
    for one in misses:
        _miss(book, sheet, row, (department, one, titles[one.item]))
        row += 1
    for state in wishes:
        if state.granted:
            _granted(book, sheet, row, (department, state))
            row += 1
    for column, width in enumerate((16, 28, 22, 11, 14, 8, 13, 8, 12, 10, 90)):
        sheet.set_column(column, column, width)
    sheet.freeze_panes(_HEAD_ROW + 1, 0)
    sheet.autofilter(_HEAD_ROW, 0, max(_HEAD_ROW, row - 1), len(_HEAD) - 1)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(_HEAD_ROW)


def _miss(book: Book, sheet: Worksheet, row: int, what: tuple[Department, Violation, str]) -> None:
    department, one, title = what
    person = department.person_by_id[one.person].label if one.person in department.person_by_id else ""
    area = department.area_by_id[one.area].name if one.area in department.area_by_id else ""
    texts = [_KINDS[one.level], title, person, str(one.date or ""), area or one.area or "", one.shift or ""]
    write_row(sheet, row, [*texts, clock_span(one.start, one.end)], book.style())
    if one.level is not Level.PRICED:
        write_text(sheet, row, 0, _KINDS[one.level], book.style(HOLE))
    sheet.write_number(row, _COST - 1, one.units, book.style())
    if one.level is Level.PRICED:
        sheet.write_number(row, _COST, book.amount(one.cost), book.money_style())
    if one.hole_minutes:
        sheet.write_number(row, _HOLES, one.hole_minutes / 60, book.style(num_format="0.0"))
    write_text(sheet, row, _WHAT, one.message, book.style(indent=1))


def _granted(book: Book, sheet: Worksheet, row: int, what: tuple[Department, WishState]) -> None:
    department, state = what
    wish = state.wish
    person = department.person_by_id[wish.person].label
    texts = ["wish granted", "", person, wish.date.isoformat(), wish.area or "", wish.shift or ""]
    write_row(sheet, row, texts, book.style())
    asked = "to work" if wish.kind.value == "on" else "not to work"
    write_text(sheet, row, _WHAT, f"{person} wished {asked} on {wish.date}: granted.", book.style(indent=1))


def _weight(one: Violation) -> tuple[int, int, str, str]:
    order = (Level.HARD, Level.COVERAGE, Level.PRICED).index(one.level)
    return order, -(one.hole_minutes or one.cost), str(one.date or ""), one.person or ""
