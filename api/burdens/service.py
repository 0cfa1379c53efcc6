"""Adding up what people bore over some days."""

import datetime as dt
from collections import defaultdict

from api.auth.caller import Caller
from api.auth.rights import Right
from api.burdens.counting import Line, lines_of
from api.burdens.schemas import Burden, Burdens
from api.departments import repository as departments
from api.rosters import repository as rosters
from api.self_service.people import own_person
from api.storage.database import Database
from models.calendar import MOST_DAYS
from models.errors import InputError

USUAL_DAYS = 182


def burdens(
    database: Database, caller: Caller, department: str, *, first_day: dt.date | None, last_day: dt.date | None
) -> Burdens:
    """What everybody of a department bore, or only the caller where those of others are not for them.

    The last day is that of the department's horizon, and the first one half a year before, unless named.
    """
    caller.require_department(department)
    with database.read() as session:
        horizon = departments.find(session, department).document.horizon
        last = last_day or horizon.end
        first = first_day or last - dt.timedelta(days=USUAL_DAYS - 1)
        days = (last - first).days + 1
        if not 1 <= days <= MOST_DAYS:
            told = f"makes it {days} days, from {first} to {last}."
            raise InputError("last_day", told, f"Ask for 1 to {MOST_DAYS} days.")
        rows = sorted(rosters.in_force(session, department, start=first, days=days), key=lambda row: row.start)
        lines: defaultdict[str, list[Line]] = defaultdict(list)
        for row in rows:
            for person, line in lines_of(session, row).items():
                lines[person].append(line)
    all_of_them, own = caller.may(Right.READ_ROSTERS), own_person(caller, department)
    seen = [person for person in sorted(lines) if all_of_them or person == own]
    return Burdens(
        department=department, first_day=first, last_day=last, rosters=tuple(row.id for row in rows),
        people=tuple(_burden(person, lines[person], first, last) for person in seen),
    )  # fmt: skip


def _burden(person: str, lines: list[Line], first: dt.date, last: dt.date) -> Burden:
    duties = [duty for line in lines for duty in line.duties if first <= duty.date <= last]
    wishes = [granted for line in lines for date, granted in line.wishes if first <= date <= last]
    return Burden(
        person=person, name=lines[-1].name, duties=len(duties),
        weekends=len({duty.weekend for duty in duties} - {None}), nights=sum(duty.night for duty in duties),
        holidays=sum(duty.holiday for duty in duties), calls=sum(duty.call for duty in duties),
        wishes_granted=sum(wishes), wishes_refused=len(wishes) - sum(wishes),
    )  # fmt: skip
