"""What a roster of the service is paid, area by area and pay period."""

from pydantic import JsonValue

from api.auth.caller import Caller
from api.budget.month import Month, month_of
from api.budget_plans.service import kept_plan
from api.rosters import reading
from api.rosters.repository import Held
from api.storage.database import Database
from api.views.budget import month_json
from models.budget_plan import Budget


def month(
    database: Database, caller: Caller, roster: str, version: int | None = None, *, plan: Budget | None = None
) -> tuple[Month, Held]:
    """Pay a version of a roster and hold it against a plan, or against what is kept of its days.

    Where a plan has no line, caps on single areas hold. Raises `InputError` for a plan that speaks of areas or people
    that are not there.
    """
    with database.read() as session:
        held = reading.held_by(session, caller, roster, version)
        department = held.department
        kept = kept_plan(session, department) if plan is None else plan
    if plan is not None:
        plan.refuse_strangers(department.area_by_id.keys(), department.person_by_id.keys(), "body")
    return month_of(department, held.roster, kept), held


def report(
    database: Database, caller: Caller, roster: str, version: int | None, plan: Budget | None = None
) -> dict[str, JsonValue]:
    """The same for programs."""
    return month_json(month(database, caller, roster, version, plan=plan)[0])


def workbook(database: Database, caller: Caller, roster: str, version: int | None = None) -> bytes:
    """The same as an Excel workbook with formulas and a chart."""
    from api.exchange.budget_book import budget_book

    told, held = month(database, caller, roster, version)
    return budget_book(told, created=held.kept.made_at)


def page(database: Database, caller: Caller, roster: str, version: int | None = None) -> bytes:
    """The same as one page with its charts, which loads nothing from elsewhere."""
    from api.pages.budget_page import render_budget

    return render_budget(month(database, caller, roster, version)[0]).encode()
