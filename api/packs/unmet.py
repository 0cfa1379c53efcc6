"""Items of a pack that a department cannot keep whatever its roster is: too few people for some hours, or in all."""

from collections.abc import Collection

from models.department import Department
from models.policy import Level
from scheduler.case import Case
from scheduler.rulebook import team_rules_of
from scheduler.search.capacity import Shortfall, most_at_once, shortfalls


def unmet(department: Department, items: Collection[str]) -> dict[str, str]:
    """By id of those policy items that are certain to be missed, why; what only a search could tell is not here."""
    case, found = Case.of(department), dict[str, str]()
    for rule, bound in team_rules_of(case.bound):
        if bound.item.id not in items or not rule.by_the_hour:
            continue
        rows = [(row, most_at_once(case.problem, row)) for row in rule.table(case.problem, bound).rows]
        lacking = [(row, able) for row, able in rows if able < row.need]
        if lacking:
            (row, able), hours = lacking[0], sum((row.need - able) * row.weight for row, able in lacking) / 60
            found[bound.item.id] = (
                f"{row.label}: {row.need} asked for and {able} on staff who could be there; "
                f"{hours:,.6g} person-hours of that kind are missing in all"
            )
    for level in Level:
        for short in shortfalls(case, level):
            name = short.item.item.id
            if name in items and name not in found:
                found[name] = _told(short)
    return found


def _told(short: Shortfall) -> str:
    who = "1 person who counts" if short.people == 1 else f"{short.people} people who count"
    return (
        f"{short.asked / 60:,.6g} person-hours asked for in {' and '.join(short.areas)}; the {who} there "
        f"can give {short.able / 60:,.6g} at most"
    )
