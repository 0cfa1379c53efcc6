"""What the page of a roster shows: verdict, figures, board, cover, and what may be done with it."""

import datetime as dt

from api.auth.caller import Caller
from api.auth.rights import Right
from api.desk.months import name_of
from api.desk.sheets import Sheet, title
from api.desk.wording import STATE_TONE, money_of
from api.pages.roster_parts import roster_parts
from api.pages.summary import figures
from api.rosters.schemas import RosterState
from api.views.grid import board
from api.views.headline import headline
from api.views.wishes import wish_states
from models.department import Department


def board_parts(sheet: Sheet, caller: Caller) -> dict[str, object]:
    """Context of ``desk_roster.html``."""
    department, roster, verdict, result = sheet.department, sheet.roster, sheet.verdict, sheet.result
    locked = frozenset((one.person, one.date) for one in sheet.locks)
    days = board(department, roster, verdict.violations, locked=locked)
    wishes = wish_states(department, roster)
    return roster_parts(department, roster, verdict, days) | {
        "sheet": sheet,
        "roster": sheet.summary,
        "department": department,
        "name": name_of(department),
        "title": title(sheet.summary, zone_of(department)),
        "zone": zone_of(department),
        "headline": headline(result, department.currency),
        "figures": figures(result, verdict, days, wishes=wishes, currency=department.currency),
        "money": money_of(department),
        "tone": STATE_TONE[sheet.state],
        "editing": {person.id: number for number, person in enumerate(department.staff)},
        "may": _may(sheet, caller),
    }


def zone_of(department: Department) -> dt.tzinfo:
    """The department's clock."""
    return department.horizon.tz


def _may(sheet: Sheet, caller: Caller) -> dict[str, bool]:
    """What somebody may do with this version of the roster."""
    newest, state = sheet.version == sheet.newest, sheet.state
    publishing = caller.may(Right.PUBLISH_ROSTERS)
    editing = caller.may(Right.EDIT_ROSTERS) and (publishing or not state.in_force)
    return {
        "edit": newest and editing and state is not RosterState.WITHDRAWN,
        "publish": newest and publishing and state is RosterState.CANDIDATE,
        "withdraw": newest and publishing and state.in_force,
    }
