"""What a roster of the service is paid, area by area and pay period."""

from pydantic import JsonValue

from api.auth.caller import Caller
from api.budget.month import month_of
from api.rosters import reading
from api.storage.database import Database
from api.views.budget import month_json
from models.budget_plan import Budget


def report(database: Database, caller: Caller, roster: str, version: int | None, plan: Budget) -> dict[str, JsonValue]:
    """Pay a version of a roster and hold it against a plan, or against caps on single areas where that has no line.

    Raises `InputError` for a plan that speaks of areas that are not there.
    """
    with database.read() as session:
        held = reading.held_by(session, caller, roster, version)
    plan.refuse_strangers(held.department.area_by_id.keys(), held.department.person_by_id.keys(), "body")
    return month_json(month_of(held.department, held.roster, plan))
