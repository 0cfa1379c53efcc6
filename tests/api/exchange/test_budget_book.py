"""The budget workbook and the payroll file, read back: sums that Excel can follow, and the same bytes each time."""

import csv
import datetime as dt
import io

import openpyxl
import pytest

from api.budget.month import Month
from api.exchange.budget_book import budget_book
from api.exchange.payroll_csv import COLUMNS, payroll_csv
from tests.api.budget.months import planned_month, small_month

MADE = dt.datetime(2026, 6, 30, 12, tzinfo=dt.UTC)


def opened(month: Month, *, values: bool = True) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(budget_book(month, created=MADE)), data_only=values)


def test_the_areas_sheet_says_what_the_month_says() -> None:
    sheet = opened(planned_month())["Areas"]
    heads = [cell.value for cell in sheet[4]]
    pay, target, beyond = (heads.index(name) for name in ("Pay", "Target", "Beyond"))
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=5, max_row=9)]
    assert [row[pay] for row in rows] == [1560, 1820, 320, 640, 4340]
    assert rows[0][target] == 1600
    assert rows[0][beyond] == -40
    assert rows[-1][0] == "Total"


def test_totals_are_formulas() -> None:
    sheet = opened(planned_month(), values=False)["Areas"]
    heads = [cell.value for cell in sheet[4]]
    column = heads.index("Pay") + 1
    assert str(sheet.cell(row=5, column=column).value).startswith("=SUM(")
    assert str(sheet.cell(row=9, column=column).value).startswith("=SUM(")


@pytest.mark.parametrize(("month", "sheets"), [
    (planned_month(), ["Areas", "Plan", "People", "Pay lines", "Not priced"]),
    (small_month(), ["Areas", "People", "Pay lines", "Not priced"]),
])  # fmt: skip
def test_the_plan_has_a_sheet_where_there_is_one(month: Month, sheets: list[str]) -> None:
    assert opened(month).sheetnames == sheets


def test_every_pay_line_is_in_the_workbook() -> None:
    month = planned_month()
    rows = list(opened(month)["Pay lines"].iter_rows(min_row=5, values_only=True))
    assert len(rows) == len(month.lines)
    assert round(sum(row[9] for row in rows) * 100) == month.sums.total


def test_the_same_month_gives_the_same_workbook() -> None:
    assert budget_book(planned_month(), created=MADE) == budget_book(planned_month(), created=MADE)


def test_the_payroll_file_has_every_line_and_adds_up() -> None:
    month = planned_month()
    rows = list(csv.DictReader(io.StringIO(payroll_csv(month.lines).decode())))
    assert tuple(rows[0]) == COLUMNS
    assert len(rows) == len(month.lines)
    assert sum(int(row["cents"]) for row in rows) == month.sums.total
    night = next(row for row in rows if row["code"] == "DIF")
    assert (night["minutes"], night["rate"], night["cents"], night["rule"]) == ("480", "5.0000", "4000", "night")


def test_the_payroll_file_is_the_same_whatever_the_order_of_the_lines() -> None:
    lines = planned_month().lines
    assert payroll_csv(reversed(lines)) == payroll_csv(lines)
    assert payroll_csv(lines).endswith(b"\n")
    assert b"\r" not in payroll_csv(lines)


def test_a_name_that_a_spreadsheet_would_run_is_only_text() -> None:
    first = planned_month().lines[0].model_copy(update={"person": "=1+1"})
    assert b"'=1+1," in payroll_csv([first])
