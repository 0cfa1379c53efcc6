"""Reasons why no roster can exist that need no search: contradicting pins, nobody able to fill a hard minimum."""

from collections.abc import Iterator

from models.policy import Level
from scheduler.case import Case
from scheduler.family import TeamRow
from scheduler.rulebook import team_rules_of

MOST = 12
"""Reasons listed; more of the same help nobody."""


def obvious_reasons(case: Case) -> list[str]:
    """Sentences with names, numbers and a way out; empty when nothing obvious is wrong."""
    reasons = [*_pins(case), *_hard_minimums(case)]
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
            able = _able(case, row)
            if able < row.need:
                yield (
                    f"{row.label}: {row.need} needed, {able} can be there ({bound.item.title or bound.item.id}). "
                    "Credential or free more people, lower the minimum, or make its level coverage to see a hole."
                )


def _able(case: Case, row: TeamRow) -> int:
    eligible = case.problem.eligible
    able = sum((eligible[:, day, duty] for day, duty in row.places), start=eligible[:, 0, 0] & False)
    chosen = able > 0 if row.people is None else (able > 0) & row.people
    return int(chosen.sum())
