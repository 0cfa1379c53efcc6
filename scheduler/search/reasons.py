"""Reasons why no roster can exist that need no search: contradicting pins, too few for a hard minimum, caps passed."""

from collections.abc import Iterator

from models.absence import falls_into
from models.policy import Level
from models.requests import Assignment, TimeOffStatus
from models.roster import Roster
from scheduler.case import Case
from scheduler.family import TeamRow
from scheduler.lines import Lines
from scheduler.periods import period_spans
from scheduler.rulebook import team_rules_of
from scheduler.rules.budget_cap import BudgetCap
from scheduler.search.capacity import least_cost, most_at_once, shortfalls

MOST = 12
"""Reasons listed; more of the same help nobody."""
CENTS = 100
NAMED = 3
"""People named in one reason."""


def obvious_reasons(case: Case) -> list[str]:
    """Sentences with names, numbers and a way out; empty when nothing obvious is wrong."""
    alone = [*_pins(case), *_hard_minimums(case), *_caps(case)]
    reasons = alone or [*_hours(case), *_cheapest(case)]
    return reasons[:MOST] + ([f"… and {len(reasons) - MOST} more like these"] if len(reasons) > MOST else [])


def _pins(case: Case) -> Iterator[str]:
    problem = case.problem
    told: dict[tuple[int, int], str] = {}
    for pin in case.department.pins:
        person, day = problem.person_index[pin.person], problem.horizon.day_of(pin.date)
        if not 0 <= day < problem.days:
            continue
        label = case.department.staff[person].label
        what = "off" if pin.shift is None else f"{pin.shift} in {pin.area}"
        before = told.setdefault((person, day), what)
        if before != what:
            yield f"{label} is pinned to both {before} and {what} on {pin.date}. Remove one of the two pins."
        duty = problem.duty_index.get((pin.shift or "", pin.area or ""))
        if pin.shift is not None and (duty is None or not problem.eligible[person, day, duty]):
            yield (
                f"{label} is pinned to {what} on {pin.date} but may not work it that day (credentials, contract, time "
                "off or the shift's days). Remove the pin, or correct what forbids it."
            )


def _hard_minimums(case: Case) -> Iterator[str]:
    for rule, bound in team_rules_of(case.bound):
        if bound.item.level is not Level.HARD:
            continue
        for row in rule.table(case.problem, bound).rows:
            able = most_at_once(case.problem, row)
            if able < row.need:
                why = "; ".join(_obstacles(case, row)) or "nobody else may work there"
                title = bound.item.title or bound.item.id
                yield (
                    f"{row.label}: {row.need} needed, {able} can be there ({title}): {why}. "
                    "Credential or free more people, lower the minimum, or make its level coverage to see a hole."
                )


def _hours(case: Case) -> Iterator[str]:
    """Hard minimums that all who may work there cannot fill together within hard limits on their minutes."""
    for short in shortfalls(case, Level.HARD):
        item = short.item.item
        yield (
            f"{item.title or item.id} in {', '.join(short.areas)}: {_hours_told(short.asked)} are asked for; the "
            f"{_people_told(short.people)} who may work there can give {_hours_told(short.able)} at most. Credential "
            "or hire more people, raise their limits, lower the minimum, or make its level coverage to see holes."
        )


def _cheapest(case: Case) -> Iterator[str]:
    """Caps below what the least people cost even if the cheapest who may work there did all of it, without overtime."""
    for family, bound in case.bound:
        scope = bound.item.scope
        whole = scope.people is None and scope.contracts is None and scope.tags is None and scope.without_tags is None
        if not isinstance(family, BudgetCap) or bound.item.level is not Level.HARD or not whole:
            continue
        spans = period_spans(case.problem, bound.limits.spans)
        begun = bound.limits.spent if spans[0][0] < 0 else 0
        least, most = least_cost(case, scope.areas), bound.limits.cents * len(spans) - begun
        if least > most:
            title = bound.item.title or bound.item.id
            yield (
                f"{title}: the least people cost {least / CENTS:,.2f} even at the lowest pay, and "
                f"{most / CENTS:,.2f} may be spent in all. Raise the cap, give it a price, or lower the minimum."
            )


def _hours_told(minutes: int) -> str:
    return f"{minutes / 60:,.6g} person-hours"


def _people_told(people: int) -> str:
    return "1 person" if people == 1 else f"{people} people"


def _caps(case: Case) -> Iterator[str]:
    """Caps that pins alone pass: no duty that comes on top makes pay less."""
    department = case.department
    pinned = tuple(
        Assignment(person=pin.person, date=pin.date, shift=pin.shift, area=pin.area)
        for pin in department.pins
        if pin.shift is not None
        and pin.area is not None
        and 0 <= department.horizon.day_of(pin.date) < case.problem.days
    )
    horizon = department.horizon
    lines = Lines(
        department, Roster(department=department.id, start=horizon.start, days=horizon.days, assignments=pinned)
    )
    for family, bound in case.bound:
        if isinstance(family, BudgetCap) and bound.item.level is Level.HARD:
            for miss in family.check(lines, bound):
                title = bound.item.title or bound.item.id
                yield (
                    f"{miss.message} ({title}), of what is pinned or spent before alone. "
                    "Raise the cap, give it a price, or remove pins."
                )


def _obstacles(case: Case, row: TeamRow) -> Iterator[str]:
    """What keeps people from the row's first place: credentials that nobody holds, that lapsed, and time off."""
    if not row.places:
        yield "no shift covers it"
        return
    day, duty = row.places[0]
    horizon, area, shift = case.problem.horizon, case.problem.duties[duty].area, case.problem.duties[duty].shift
    date = horizon.date_of(day)
    codes = sorted(area.requires.codes()) if area.requires else []
    staff = case.department.staff
    unheld = [code for code in codes if not any(person.holds(code, date) for person in staff)]
    if unheld:
        yield f"nobody holds {' or '.join(unheld)} that day"
    held = ((person, credential) for person in staff for credential in person.credentials)
    lapsed = [
        f"{person.label}'s {credential.code} ended on {credential.valid_to}"
        for person, credential in held
        if credential.code in codes and credential.valid_to is not None and credential.valid_to < date
    ]
    yield from lapsed[:NAMED]
    away = sorted(
        case.department.person_by_id[leave.person].label
        for leave in case.department.time_off
        if leave.status is TimeOffStatus.APPROVED and falls_into(leave, horizon, shift, date)
    )
    if away:
        more = f" and {len(away) - NAMED} more" if len(away) > NAMED else ""
        yield f"{', '.join(away[:NAMED])}{more} {'is' if len(away) == 1 else 'are'} on time off"
