"""The roster as an Excel workbook: roster, coverage, cost, wishes and violations, and hidden ids to read it back."""

import datetime as dt

from api.exchange.sheets.book import NOTE, TITLE, Book, write_text
from api.exchange.sheets.cost_sheet import write_cost
from api.exchange.sheets.coverage_sheet import NAME, NEEDS_NAME, write_coverage, write_needs
from api.exchange.sheets.duty_codes import DutyCodes
from api.exchange.sheets.misses_sheet import write_misses
from api.exchange.sheets.roster_sheet import RosterSheet
from api.views.cost import cost_table, policy_costs
from api.views.coverage import area_covers, need_rows
from api.views.grid import board
from api.views.headline import headline
from api.views.palette import Palette
from api.views.wishes import wish_states
from models.department import Department
from models.roster import Roster, Verdict
from scheduler.result import Result


def workbook(department: Department, result: Result, *, created: dt.datetime) -> bytes:
    """The workbook's bytes; the same input gives the same bytes. Without a roster it says why there is none."""
    title = department.name or department.id
    with Book(created=created, title=title, currency=department.currency) as book:
        if result.roster is None or result.verdict is None:
            _without_roster(book, department, result)
        else:
            _sheets(book, department, result, result.roster, result.verdict)
    return book.content


def _sheets(book: Book, department: Department, result: Result, roster: Roster, verdict: Verdict) -> None:
    days = board(department, roster)
    codes = DutyCodes(department)
    words = headline(result, department.currency)
    RosterSheet(book, department, days, codes, Palette.of(department)).write((words.title, *words.notes))
    covers, needs = area_covers(department, roster), need_rows(department, roster)
    if covers or not needs:
        write_coverage(book, department, days.days, covers)
    if needs:
        write_needs(book, department, days.days, needs, name=NEEDS_NAME if covers else NAME)
    policy = policy_costs(department, verdict)
    write_cost(book, cost_table(department, verdict), policy)
    write_misses(book, department, policy, wish_states(department, roster))
    codes.write(book)


def _without_roster(book: Book, department: Department, result: Result) -> None:
    sheet = book.workbook.add_worksheet("No roster")
    words = headline(result, department.currency)
    write_text(sheet, 0, 0, words.title, book.style(TITLE))
    for row, reason in enumerate(words.notes, start=2):
        write_text(sheet, row, 0, reason, book.style(NOTE))
