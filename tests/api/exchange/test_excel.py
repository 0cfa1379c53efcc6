import datetime as dt
from io import BytesIO
from typing import Any

import openpyxl
import pytest

from api.exchange.excel import workbook
from api.exchange.sheets.book import inert
from fixtures import showcase
from models.demand import ShiftNeed
from models.department import Department
from scheduler.result import Result, Status

CREATED = dt.datetime(2026, 9, 1, 8, tzinfo=dt.UTC)
PLACE = showcase.department(people=8, areas=2, days=28)
RESULT = showcase.result(PLACE)


def opened(place: Department = PLACE, result: Result = RESULT, *, values: bool = False) -> Any:  # noqa: ANN401 - openpyxl has no types
    return openpyxl.load_workbook(BytesIO(workbook(place, result, created=CREATED)), data_only=values)


def rows_by_id(sheet: Any) -> dict[str, tuple[Any, ...]]:  # noqa: ANN401 - as above
    return {row[0].value: row for row in sheet.iter_rows(min_row=7) if row[0].value}


def renamed(name: str) -> Department:
    staff = (PLACE.staff[0].model_copy(update={"name": name}), *PLACE.staff[1:])
    return PLACE.model_copy(update={"staff": staff})


def test_the_workbook_has_its_four_sheets_and_one_hidden() -> None:
    book = opened()
    assert book.sheetnames == ["Roster", "Coverage", "Cost", "Wishes & violations", "ids"]
    assert book["ids"].sheet_state == "hidden"
    assert book["Roster"].freeze_panes == "D7"


def test_the_same_input_gives_the_same_bytes() -> None:
    first, second = (workbook(PLACE, RESULT, created=CREATED) for _ in range(2))
    assert first == second


def test_an_edited_sheet_can_be_read_back_by_its_hidden_ids() -> None:
    book = opened()
    sheet = book["Roster"]
    assert sheet.column_dimensions["A"].hidden
    assert sheet.row_dimensions[4].hidden
    meaning = {row[0]: row[1:3] for row in book["ids"].iter_rows(min_row=2, values_only=True)}
    homes = {person.id: person.home_area for person in PLACE.staff}
    found = set()
    for person, row in rows_by_id(sheet).items():
        for cell in row[3:31]:
            if cell.value and cell.value != "off":
                shift, area = meaning[cell.value]
                date = dt.date.fromisoformat(sheet.cell(4, cell.column).value)
                found.add((person, date, shift, area or homes[person]))
    assert RESULT.roster is not None
    assert found == {(one.person, one.date, one.shift, one.area) for one in RESULT.roster.assignments}


def test_duties_are_coloured_by_area_and_time_of_day() -> None:
    row = rows_by_id(opened()["Roster"])["p000"]
    fills = {cell.value: cell.fill.fgColor.rgb for cell in row[3:31] if cell.value}
    assert fills["D8"] != fills["D8 CT"]
    legend = {cell.value for cell in opened()["Roster"][3] if cell.value}
    assert {"XR", "CT", "day", "evening", "night", "call", "off", "weekend", "holiday"} <= legend


def test_totals_are_formulas_that_show_the_checkers_hours() -> None:
    formulas, values = (rows_by_id(opened(values=values)["Roster"]) for values in (False, True))
    heads = [cell.value for cell in opened()["Roster"][6]]
    hours = heads.index("Hours")
    assert formulas["p000"][hours].value.startswith("=SUMPRODUCT(SUMIF(ids!")
    pattern_hours = sum(8 for cell in values["p000"][3:31] if str(cell.value).startswith("D8"))
    assert values["p000"][hours].value == pattern_hours > 0


def test_a_night_over_the_clock_change_counts_its_extra_hour() -> None:
    sheet, values = opened()["Roster"], opened(values=True)["Roster"]
    heads = [cell.value for cell in sheet[6]]
    hours, saturday = heads.index("Hours"), heads.index("Sat\n31 Oct")
    nights = [person for person, row in rows_by_id(sheet).items() if str(row[saturday].value).startswith("N12")]
    for person in nights:
        assert rows_by_id(sheet)[person][hours].value.endswith("+1")
        assert rows_by_id(values)[person][hours].value % 12 == 1
    assert nights


def test_time_off_says_off_and_not_why() -> None:
    assert any(leave.private for leave in showcase.department(people=28).time_off)
    place = showcase.department(people=28)
    texts = {
        str(cell.value)
        for sheet in opened(place, showcase.result(place))
        for row in sheet.iter_rows()
        for cell in row
        if cell.value
    }
    assert "off" in texts
    assert not any("fmla" in text or "vacation" in text for text in texts)


def test_coverage_shows_numbers_and_colours_that_follow_them() -> None:
    sheet = opened()["Coverage"]
    heads = [cell.value for cell in sheet[4]]
    assert heads[:7] == ["Area", "Date", "Day", "Below min.", "Below target", 0, 1]
    rules = [rule for found in sheet.conditional_formatting for rule in found.rules]
    assert [rule.formula for rule in rules] == [["F5<AE5"], ["F5<BD5"]]
    first = next(sheet.iter_rows(min_row=5, max_row=5, values_only=True))
    assert first[:3] == ("X-ray", "2026-10-12", "Mon")
    assert sheet.max_row == 4 + 2 * 28


def test_missing_people_on_the_coverage_sheet_are_the_verdicts_holes() -> None:
    assert RESULT.verdict is not None
    sheet = opened(values=True)["Coverage"]
    assert sum(row[3] for row in sheet.iter_rows(min_row=5, values_only=True)) * 60 == RESULT.verdict.holes


def test_a_department_that_asks_for_shifts_gets_them_on_the_coverage_sheet() -> None:
    needs = (ShiftNeed(area="CT", shift="D8", date=PLACE.horizon.start, minimum=1, target=99),)
    place = PLACE.model_copy(update={"coverage": (), "shift_needs": needs})
    (row,) = opened(place, values=True)["Coverage"].iter_rows(min_row=5, values_only=True)
    assert row[:4] == ("CT", "D8", "2026-10-12", "Mon")
    assert row[6:9] == (99, 99 - row[4], "short")


def test_costs_add_up_by_formula_to_the_verdict() -> None:
    assert RESULT.verdict is not None
    formulas, values = opened()["Cost"], opened(values=True)["Cost"]
    (row,) = [row[0].row for row in values.iter_rows(max_row=12) if row[0].value == "Total"]
    last = max(cell.column for cell in values[row] if cell.value is not None)
    assert formulas.cell(row, last).value.startswith("=SUM(")
    assert round(values.cell(row, last).value * 100) == RESULT.verdict.cost
    assert '"$"' in values.cell(row, last).number_format


def test_penalty_points_carry_no_dollar_signs() -> None:
    place = PLACE.model_copy(update={"currency": "penalty"})
    sheets = opened(place)
    assert not any("$" in cell.number_format for sheet in sheets for row in sheet.iter_rows() for cell in row)


def test_misses_come_worst_first_and_granted_wishes_last() -> None:
    kinds = [row[0] for row in opened()["Wishes & violations"].iter_rows(min_row=5, values_only=True)]
    order = ["hard rule broken", "hole", "priced miss", "wish granted"]
    assert kinds == sorted(kinds, key=order.index)
    assert {"hole", "priced miss", "wish granted"} <= set(kinds)


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("http://x")'])
def test_no_name_becomes_a_formula_here_or_in_a_csv_saved_from_it(name: str) -> None:
    row = rows_by_id(opened(renamed(name))["Roster"])["p000"]
    assert row[1].data_type == "s"
    assert row[1].value.startswith("'")
    assert row[1].hyperlink is None


@pytest.mark.parametrize("name", ["x" * 100_000, "\ud800\x00\x0b", "</t><t>", "名前 🩻", "a\u202eb"])
def test_any_name_makes_a_workbook_that_opens(name: str) -> None:
    staff = (PLACE.staff[0].model_construct(**{**dict(PLACE.staff[0]), "name": name}), *PLACE.staff[1:])
    shown = rows_by_id(opened(PLACE.model_copy(update={"staff": staff}))["Roster"])["p000"][1].value
    assert shown is None or set(shown) <= set(name) | set(" p0")


def test_plain_text_stays_as_it_is() -> None:
    assert inert("O'Neil-Smith (CT)") == "O'Neil-Smith (CT)"


def test_without_a_roster_the_workbook_says_why() -> None:
    result = Result(status=Status.INFEASIBLE, reasons=("CT night 24 Dec needs 2.",))
    book = opened(PLACE, result)
    assert book.sheetnames == ["No roster"]
    assert [cell.value for cell in book["No roster"]["A"]][::2] == [
        "Not possible: no roster keeps every hard rule.",
        "CT night 24 Dec needs 2.",
    ]
