"""The month's money as an Excel workbook: areas against target with a chart, differences to plan, people, pay lines."""

import datetime as dt

from xlsxwriter.utility import xl_range, xl_range_abs
from xlsxwriter.worksheet import Worksheet

from api.budget.month import GROUPS, Month
from api.exchange.sheets.book import HEAD, NOTE, TITLE, Book, write_row, write_text
from api.views.budget import exams, month_headline, place

AREAS, PLAN, PEOPLE, LINES, BEYOND = "Areas", "Plan", "People", "Pay lines", "Not priced"
_FIRST = 4
_LABELS = 26
"""A hidden column: what the chart calls each row."""
_HOURS, _SHARE, _DATE = {"num_format": "#,##0.0"}, {"num_format": "0.0%"}, {"num_format": "yyyy-mm-dd"}
_MOST_LINES = 1_048_000
"""Rows that a sheet holds."""


def budget_book(month: Month, *, created: dt.datetime) -> bytes:
    """The workbook's bytes; the same month and instant give the same bytes."""
    department = month.department
    title = f"Budget {department.name or department.id}"
    with Book(created=created, title=title, currency=department.currency) as book:
        _areas(book, month)
        if any(one.variance for one in month.standings):
            _plan(book, month)
        _people(book, month)
        _pay_lines(book, month)
        _beyond(book, month)
    return book.content


def _sheet(book: Book, name: str, title: str, note: str) -> Worksheet:
    sheet = book.workbook.add_worksheet(name)
    write_text(sheet, 0, 0, title, book.style(TITLE))
    write_text(sheet, 1, 0, note, book.style(NOTE))
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    return sheet


def _heads(book: Book, sheet: Worksheet, left: list[str], right: list[str]) -> None:
    """Column heads: texts to the left, numbers to the right."""
    write_row(sheet, _FIRST - 1, left, book.style(HEAD))
    write_row(sheet, _FIRST - 1, right, book.style(HEAD, align="right"), first=len(left))
    sheet.set_row(_FIRST - 1, 28)
    sheet.freeze_panes(_FIRST, 1)


def _areas(book: Book, month: Month) -> None:
    words = month_headline(month)
    sheet = _sheet(book, AREAS, words.title, " ".join(words.notes))
    kinds = [group for group in GROUPS if month.sums.cents.get(group)]
    _heads(book, sheet, ["Area", "From", "To"],
           ["Hours", "Overtime", "Agency", *kinds, "Pay", "Target", "Beyond", "of target"])  # fmt: skip
    for row, one in enumerate(month.standings, start=_FIRST):
        _place_cells(book, sheet, row, (place(month, one.area), *one.span))
        sheet.write_number(row, 3, one.sums.minutes / 60, book.style(_HOURS))
        sheet.write_number(row, 4, one.sums.share(one.sums.overtime_minutes), book.style(_SHARE))
        sheet.write_number(row, 5, one.sums.share(one.sums.agency_minutes), book.style(_SHARE))
        _kinds(book, sheet, (row, 6), [one.sums.cents.get(kind, 0) for kind in kinds])
        label = f"{place(month, one.area)}, {one.span[0]:%b} {one.span[0].day}"
        write_text(sheet, row, _LABELS, label, book.style())
        _against(book, sheet, (row, 6, len(kinds)), (one.sums.total, one.target))
    last = _FIRST + len(month.standings)
    _totals(book, sheet, month, (last, 6, kinds))
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, 2, 11)
    sheet.set_column(3, 5, 9)
    sheet.set_column(6, 9 + len(kinds), 14)
    sheet.set_column(_LABELS, _LABELS, None, None, {"hidden": True})
    _chart(book, sheet, last, 6 + len(kinds))


def _kinds(book: Book, sheet: Worksheet, where: tuple[int, int], cents: list[int]) -> None:
    """Cents from a cell on to the right; nothing is left empty, which is easier to read than zeros."""
    row, first = where
    for column, amount in enumerate(cents, start=first):
        if amount:
            sheet.write_number(row, column, book.amount(amount), book.money_style())


def _place_cells(book: Book, sheet: Worksheet, row: int, told: tuple[str, dt.date, dt.date]) -> None:
    write_text(sheet, row, 0, told[0], book.style())
    for column, date in enumerate(told[1:], start=1):
        sheet.write_datetime(row, column, dt.datetime.combine(date, dt.time()), book.style(_DATE, align="left"))


def _against(book: Book, sheet: Worksheet, where: tuple[int, int, int], cents: tuple[int, int | None]) -> None:
    """Sum of the kinds, target, and the difference as formulas that Excel can follow."""
    (row, first, kinds), (total, target) = where, cents
    column = first + kinds
    across = f"=SUM({xl_range(row, first, row, max(first, column - 1))})"
    sheet.write_formula(row, column, across, book.money_style(bold=True), book.amount(total))
    if target is not None:
        pay, goal = xl_range(row, column, row, column), xl_range(row, column + 1, row, column + 1)
        beyond, over = xl_range(row, column + 2, row, column + 2), total - target
        sheet.write_number(row, column + 1, book.amount(target), book.money_style())
        sheet.write_formula(row, column + 2, f"={pay}-{goal}", book.money_style(_red(over)), book.amount(over))
        share = over / target if target else 0.0
        formula = f"=IF({goal}=0,0,{beyond}/{goal})"
        sheet.write_formula(row, column + 3, formula, book.style(_SHARE, _red(over)), share)


def _red(over: int) -> dict[str, str]:
    return {"font_color": "#b3261e"} if over > 0 else {}


def _totals(book: Book, sheet: Worksheet, month: Month, where: tuple[int, int, list[str]]) -> None:
    last, first, kinds = where
    write_row(sheet, last, ["Total", "", ""], book.style(HEAD))
    sums = month.sums
    down = f"=SUM({xl_range(_FIRST, 3, max(_FIRST, last - 1), 3)})"
    sheet.write_formula(last, 3, down, book.style(HEAD, _HOURS), sums.minutes / 60)
    sheet.write_number(last, 4, sums.share(sums.overtime_minutes), book.style(HEAD, _SHARE))
    sheet.write_number(last, 5, sums.share(sums.agency_minutes), book.style(HEAD, _SHARE))
    known = [*(sums.cents[kind] for kind in kinds), sums.total, month.target or 0, month.over or 0]
    for column, cents in enumerate(known, start=first):
        formula = f"=SUM({xl_range(_FIRST, column, max(_FIRST, last - 1), column)})"
        sheet.write_formula(last, column, formula, book.money_style(HEAD), book.amount(cents))
    share = (month.over or 0) / month.target if month.target else 0.0
    sheet.write_number(last, first + len(kinds) + 3, share, book.style(HEAD, _SHARE))


def _chart(book: Book, sheet: Worksheet, last: int, column: int) -> None:
    """Pay and target side by side, an area and pay period each."""
    chart = book.workbook.add_chart({"type": "bar"})
    if last == _FIRST or chart is None:
        return
    names = f"={AREAS}!{xl_range_abs(_FIRST, _LABELS, last - 1, _LABELS)}"
    for offset, name, colour in ((0, "Pay", "#2457c5"), (1, "Target", "#b9c2cc")):
        cells = f"={AREAS}!{xl_range_abs(_FIRST, column + offset, last - 1, column + offset)}"
        chart.add_series({"name": name, "categories": names, "values": cells, "fill": {"color": colour}, "gap": 60})
    chart.show_hidden_data()
    chart.set_y_axis({"reverse": True, "num_font": {"size": 9}})
    chart.set_x_axis({"num_format": "#,##0", "major_gridlines": {"visible": True, "line": {"color": "#dfe3ea"}}})
    chart.set_title({"name": "Pay and target", "name_font": {"size": 12}})
    chart.set_legend({"position": "top"})
    chart.set_size({"width": 960, "height": 120 + 34 * (last - _FIRST)})
    sheet.insert_chart(last + 2, 0, chart)


def _plan(book: Book, month: Month) -> None:
    note = "A positive amount is dearer than planned. The three add up to pay less planned hours at the planned rate."
    sheet = _sheet(book, PLAN, "Where the difference to plan comes from", note)
    _heads(book, sheet, ["Area", "From", "To"],
           ["Exams", "Planned", "Hours", "By exams", "By hours", "By rate", "In all", "Productivity"])  # fmt: skip
    row = _FIRST
    for one in month.standings:
        if one.variance is None or one.line is None:
            continue
        _place_cells(book, sheet, row, (place(month, one.area), *one.span))
        sheet.write_number(row, 3, exams(one.line), book.style(num_format="#,##0"))
        sheet.write_number(row, 4, one.line.volume, book.style(num_format="#,##0"))
        sheet.write_number(row, 5, one.sums.minutes / 60, book.style(_HOURS))
        parts = (one.variance.volume, one.variance.efficiency, one.variance.rate)
        for column, cents in enumerate(parts, start=6):
            sheet.write_number(row, column, book.amount(cents), book.money_style(_red(cents)))
        total = one.variance.total
        formula = f"=SUM({xl_range(row, 6, row, 8)})"
        sheet.write_formula(row, 9, formula, book.money_style(_red(total), bold=True), book.amount(total))
        if one.index is not None:
            sheet.write_number(row, 10, float(one.index), book.style(_SHARE))
        row += 1
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, 10, 12)


def _people(book: Book, month: Month) -> None:
    sheet = _sheet(book, PEOPLE, "Hours and pay by person", "Those with most overtime first.")
    kinds = [group for group in GROUPS if month.sums.cents.get(group)]
    _heads(book, sheet, ["Name", "Id", "Contract"], ["Hours", "Overtime hours", *kinds, "Pay"])
    known = month.department.person_by_id
    for row, (person, sums) in enumerate(month.by_person(), start=_FIRST):
        write_row(sheet, row, [known[person].label, person, known[person].contract], book.style())
        sheet.write_number(row, 3, sums.minutes / 60, book.style(_HOURS))
        sheet.write_number(row, 4, sums.overtime_minutes / 60, book.style(_HOURS))
        _kinds(book, sheet, (row, 5), [sums.cents.get(kind, 0) for kind in kinds])
        column = 5 + len(kinds)
        formula = f"=SUM({xl_range(row, 5, row, max(5, column - 1))})"
        sheet.write_formula(row, column, formula, book.money_style(bold=True), book.amount(sums.total))
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, 4, 12)
    sheet.set_column(5, 5 + len(kinds), 14)


def _pay_lines(book: Book, month: Month) -> None:
    sheet = _sheet(
        book, LINES, "Every paid minute", "Straight pay and premium are lines of their own; rates are by the hour."
    )
    _heads(book, sheet, ["Name", "Date", "Area", "Shift", "Code", "Rule", "Source"], ["Minutes", "Rate", "Pay"])
    known, rate = month.department.person_by_id, book.style(num_format="#,##0.0000")
    lines = month.lines[:_MOST_LINES]
    for row, line in enumerate(lines, start=_FIRST):
        write_text(sheet, row, 0, known[line.person].label, book.style())
        sheet.write_datetime(row, 1, dt.datetime.combine(line.date, dt.time()), book.style(_DATE, align="left"))
        texts = [line.area or "", line.shift or "", line.code.value, line.rule, line.citation]
        write_row(sheet, row, texts, book.style(), first=2)
        sheet.write_number(row, 7, line.minutes, book.style(num_format="#,##0"))
        sheet.write_number(row, 8, line.rate / 10000, rate)
        sheet.write_number(row, 9, book.amount(line.cents), book.money_style())
    sheet.autofilter(_FIRST - 1, 0, max(_FIRST, _FIRST + len(lines) - 1), 9)
    sheet.set_column(0, 0, 26)
    sheet.set_column(1, 4, 11)
    sheet.set_column(5, 5, 30)
    sheet.set_column(6, 6, 64)
    sheet.set_column(7, 9, 11)


def _beyond(book: Book, month: Month) -> None:
    """From what the roster was priced with to what is paid."""
    note = "Rosters are priced with labour_cost; the payroll comes to this on top of it."
    sheet = _sheet(book, BEYOND, "What rosters are not priced with", note)
    _heads(book, sheet, ["What"], ["Pay"])
    rows = [("priced", month.beyond.priced), *month.beyond.kinds.items()]
    for row, (what, cents) in enumerate(rows, start=_FIRST):
        write_text(sheet, row, 0, what, book.style())
        sheet.write_number(row, 1, book.amount(cents), book.money_style())
    last = _FIRST + len(rows)
    write_text(sheet, last, 0, "paid", book.style(HEAD))
    formula = f"=SUM({xl_range(_FIRST, 1, last - 1, 1)})"
    sheet.write_formula(last, 1, formula, book.money_style(HEAD), book.amount(month.sums.total))
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, 1, 16)
