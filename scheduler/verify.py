"""What is wrong and what is dear about any roster, read from the domain alone: imports no solver."""

from collections import defaultdict
from collections.abc import Set as AbstractSet

from models.department import Department
from models.errors import UnknownReferenceError
from models.policy import Level
from models.roster import CostLine, Roster, Verdict, Violation
from scheduler.lines import Lines
from scheduler.rulebook import AnyBound, bind, rules_of, terms_of


def verify(
    department: Department,
    roster: Roster,
    *,
    bound: list[AnyBound] | None = None,
    only: AbstractSet[str] | None = None,
) -> Verdict:
    """Check every rule in force and value every term; `bound` saves reading the policy again.

    With `only` the lines of these people alone are read, which says what a change of theirs costs in a fraction of the
    time: whatever else the verdict tells, team rules above all, is the same before and after.
    Raises `UnknownReferenceError` when the roster names a person or duty that the department does not have.
    """
    _refuse_strangers(department, roster)
    bound = bind(department) if bound is None else bound
    lines = Lines(department, roster, only=only)
    violations: list[Violation] = [miss for rule, item in rules_of(bound) for miss in rule.check(lines, item)]
    costs: list[CostLine] = [line for term, item in terms_of(bound) for line in term.value(lines, item)]
    parts: defaultdict[str, int] = defaultdict(int)
    for _, item in bound:
        if item.item.level is Level.PRICED:
            parts[item.item.id] += 0
    for miss in violations:
        if miss.level is Level.PRICED:
            parts[miss.item] += miss.cost
    for line in costs:
        parts[line.term] += line.cents
    return Verdict(
        holes=sum(miss.hole_minutes for miss in violations),
        cost=sum(parts.values()),
        broken=sum(miss.level is Level.HARD for miss in violations),
        parts=dict(parts),
        violations=tuple(violations),
        lines=tuple(costs),
    )


def _refuse_strangers(department: Department, roster: Roster) -> None:
    for number, one in enumerate(roster.assignments):
        place = f"assignments[{number}]"
        if one.person not in department.person_by_id:
            raise UnknownReferenceError(
                place, f"unknown person {one.person!r}.", "The roster is for another department."
            )
        area = department.area_by_id.get(one.area)
        if area is None or one.shift not in area.shifts:
            told = f"there is no shift {one.shift!r} in area {one.area!r}."
            raise UnknownReferenceError(place, told, "The roster is for another department.")
