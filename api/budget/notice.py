"""Pay owed for changes of the published roster at short notice."""

import datetime as dt
from collections.abc import Iterable, Iterator

from models.budget_plan import NoticeRules
from models.department import Department
from models.pay import PayCode, PayLine
from models.requests import Assignment
from models.roster import Roster
from models.staff import Employment, Person

Shifts = dict[tuple[str, dt.date], Assignment]


def notice_pay(department: Department, roster: Roster, rules: NoticeRules, changed_on: dt.date) -> tuple[PayLine, ...]:
    """A line for each day on which somebody with a claim has another shift than was published, or none, or one more.

    Another area at the same time is no change. Agency staff, and who earns more than the rules say, have no claim;
    nobody has while nothing is published.
    """
    if not department.published:
        return ()
    before, now = _by_cell(department.published), _by_cell(roster.assignments)
    until = changed_on + dt.timedelta(days=rules.days)
    cells = sorted(cell for cell in before.keys() | now.keys() if changed_on <= cell[1] < until)
    people = {person.id: person for person in _with_claim(department, rules)}
    return tuple(
        _owed(people[who], date, rules, now.get((who, date)) or before[who, date])
        for who, date in cells
        if who in people and _shift(before, (who, date)) != _shift(now, (who, date))
    )


def _with_claim(department: Department, rules: NoticeRules) -> Iterator[Person]:
    for person in department.staff:
        agency = department.contract_by_id[person.contract].employment is Employment.TRAVELER
        if not agency and person.hourly_cents <= rules.most_cents_per_hour:
            yield person


def _by_cell(assignments: Iterable[Assignment]) -> Shifts:
    return {(one.person, one.date): one for one in assignments}


def _shift(shifts: Shifts, cell: tuple[str, dt.date]) -> str | None:
    return shifts[cell].shift if cell in shifts else None


def _owed(person: Person, date: dt.date, rules: NoticeRules, about: Assignment) -> PayLine:
    wage = person.hourly_cents
    return PayLine(
        person=person.id,
        date=date,
        code=PayCode.NOTICE,
        minutes=rules.minutes,
        rate=wage * 100,
        cents=(rules.minutes * wage + 30) // 60,
        rule=f"changed fewer than {rules.days} days ahead",
        citation=rules.citation,
        area=about.area,
        shift=about.shift,
    )
