"""Sheet "Cost": areas by kinds of pay with totals that add up, then what each policy item came to."""

from xlsxwriter.utility import xl_range
from xlsxwriter.worksheet import Worksheet

from api.exchange.sheets.book import HEAD, NOTE, TITLE, Book, write_row, write_text
from api.views.cost import CostTable, PolicyCost
from api.views.wording import PENALTY

NAME = "Cost"
_HEAD_ROW = 3
_POLICY_HEAD = ["Policy", "Level", "Price per unit", "Cost", "Misses", "Hole hours", "Source", "Owner", "Family", "Id"]


def write_cost(book: Book, table: CostTable, policy: tuple[PolicyCost, ...]) -> None:
    """Add the sheet."""
    sheet = book.workbook.add_worksheet(NAME)
    write_text(sheet, 0, 0, "Cost by area and kind of pay", book.style(TITLE))
    unit = "penalty points" if book.currency == PENALTY else f"in {book.currency}"
    write_text(sheet, 1, 0, f"Amounts {unit}; prices are broken wishes and missed targets.", book.style(NOTE))
    last = _areas(book, sheet, table)
    _policies(book, sheet, last + 3, policy)
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, max(9, len(table.kinds) + 1), 14)
    sheet.freeze_panes(_HEAD_ROW + 1, 1)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)


def _areas(book: Book, sheet: Worksheet, table: CostTable) -> int:
    """Write the areas and their totals; answers the row of the totals."""
    kinds, first = len(table.kinds), _HEAD_ROW + 1
    write_row(sheet, _HEAD_ROW, ["Area"], book.style(HEAD))
    write_row(sheet, _HEAD_ROW, [*table.kinds, "Total"], book.style(HEAD, align="right"), first=1)
    for row, line in enumerate(table.rows, start=first):
        write_text(sheet, row, 0, line.label, book.style())
        for column, kind in enumerate(table.kinds, start=1):
            sheet.write_number(row, column, book.amount(line.cents.get(kind, 0)), book.money_style())
        across = f"=SUM({xl_range(row, 1, row, max(1, kinds))})"
        sheet.write_formula(row, kinds + 1, across, book.money_style(bold=True), book.amount(line.total))
    last = first + len(table.rows)
    write_text(sheet, last, 0, "Total", book.style(HEAD))
    for column, known in enumerate((*map(table.of_kind, table.kinds), table.total), start=1):
        down = f"=SUM({xl_range(first, column, max(first, last - 1), column)})"
        sheet.write_formula(last, column, down, book.money_style(HEAD), book.amount(known))
    return last


def _policies(book: Book, sheet: Worksheet, row: int, policy: tuple[PolicyCost, ...]) -> None:
    write_text(sheet, row, 0, "Cost by policy item", book.style(TITLE))
    write_row(sheet, row + 1, _POLICY_HEAD, book.style(HEAD))
    first = row + 2
    for number, line in enumerate(policy, start=first):
        item = line.item
        write_row(sheet, number, [line.title, item.level.value], book.style())
        if item.price is not None:
            sheet.write_number(number, 2, book.amount(item.price), book.money_style())
        sheet.write_number(number, 3, book.amount(line.cents), book.money_style())
        sheet.write_number(number, 4, len(line.violations), book.style())
        sheet.write_number(number, 5, line.hole_minutes / 60, book.style(num_format="0.0"))
        write_row(sheet, number, [item.citation, item.owner, item.family, item.id], book.style(), first=6)
    last = first + len(policy)
    write_text(sheet, last, 0, "Total", book.style(HEAD))
    for column in (1, 2, *range(4, len(_POLICY_HEAD))):
        sheet.write_blank(last, column, None, book.style(HEAD))
    formula = f"=SUM({xl_range(first, 3, max(first, last - 1), 3)})"
    sheet.write_formula(last, 3, formula, book.money_style(HEAD), book.amount(sum(line.cents for line in policy)))
