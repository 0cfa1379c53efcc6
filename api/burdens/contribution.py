"""What people have borne already becomes part of their fair shares of the next roster."""

import datetime as dt
from collections import defaultdict
from fractions import Fraction

from sqlalchemy.orm import Session

from api.burdens.counting import lines_of
from api.rosters import repository as rosters
from api.rosters.tables import RosterRow
from models.department import Department
from models.policy import PolicyItem, Scope
from models.roster import Roster
from scheduler.lines import Lines

CARRIED_DAYS = 182
"""How far back is looked: half a year, so that what is long past is not made up for."""
FAIRNESS = "fairness"


def contribute(session: Session, department: Department) -> Department:
    """The department whose items of fairness carry on what was borne, where its document says nothing of that itself.

    Whoever was not on a roster yet is taken to have borne a fair share of it: else the newest would get everything.
    """
    shared = {item.id for item in department.policy if item.family == FAIRNESS and not item.limits.get("carried")}
    start = department.horizon.start
    first = start - dt.timedelta(days=CARRIED_DAYS)
    rows = rosters.in_force(session, department.id, start=first, days=CARRIED_DAYS) if shared else []
    if not rows:
        return department
    past = [(_lines(session, department, row, first), frozenset(lines_of(session, row))) for row in rows]
    policy = tuple(_carrying(item, past) if item.id in shared else item for item in department.policy)
    return department.revised(policy=policy)


Past = list[tuple[Lines, frozenset[str]]]
"""Rosters of the past, each with the people who were there."""


def _lines(session: Session, department: Department, row: RosterRow, first: dt.date) -> Lines:
    """A roster of the past in the words of today, so that scopes mean what they mean now.

    Duties of people, shifts and areas that are gone are left out, and so are days that are still to come.
    """
    roster = rosters.held(session, row.id).roster
    kept = tuple(
        one
        for one in roster.assignments
        if first <= one.date < department.horizon.start
        and one.person in department.person_by_id
        and one.area in department.area_by_id
        and one.shift in department.area_by_id[one.area].shifts
    )
    horizon = department.horizon.model_copy(update={"start": roster.start, "days": roster.days})
    then = department.model_copy(update={"horizon": horizon, "tails": ()})
    return Lines(then, Roster(department=roster.department, start=roster.start, days=roster.days, assignments=kept))


def _carrying(item: PolicyItem, past: Past) -> PolicyItem:
    borne: defaultdict[str, Fraction] = defaultdict(Fraction)
    for lines, there in past:
        for person, amount in _borne(lines, item.scope, there).items():
            borne[person] += amount
    carried = {person: round(amount) for person, amount in sorted(borne.items()) if round(amount)}
    return item.revised(limits={**item.limits, "carried": carried}) if carried else item


def _borne(lines: Lines, scope: Scope, there: frozenset[str]) -> dict[str, Fraction]:
    people = list(lines.people(scope))
    weight = {person.id: Fraction(str(lines.contract(person).fte)) for person in people}
    counts = {person.id: sum(1 for _ in lines.worked(person.id, scope)) for person in people if person.id in there}
    each = Fraction(sum(counts.values())) / (sum(weight[person] for person in counts) or 1)
    return {person: Fraction(counts[person]) if person in counts else each * weight[person] for person in weight}
