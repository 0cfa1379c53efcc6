"""Which minutes of a period are overtime, which are paid twice, and by which rule."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from models.pay import PayCode, Stint
from models.pay_plans import OvertimePlan

EIGHT_HOURS = 480


@dataclass(frozen=True, slots=True)
class Tier:
    """Minutes of one stint that are paid alike."""

    stint: Stint
    code: PayCode
    """REGULAR, OVERTIME or DOUBLE."""
    minutes: int
    rule: str
    citation: str = ""
    by_period: bool = False
    """Overtime because the period is full, wherever it was worked."""


def tiers(plan: OvertimePlan | None, stints: Sequence[Stint], *, first: dt.date) -> list[Tier]:
    """The minutes worked in one period that begins on `first`, in order of time; all regular without a plan."""
    ordered = sorted((one for one in stints if one.worked), key=lambda one: (one.starts, one.ends))
    if plan is None:
        return [Tier(one, PayCode.REGULAR, one.worked, "wage") for one in ordered]
    by_day: defaultdict[dt.date, list[Stint]] = defaultdict(list)
    for one in ordered:
        by_day[one.date].append(one)
    found: list[Tier] = []
    counted = 0
    for date, day in sorted(by_day.items()):
        seventh = plan.seventh_day and len(by_day) == 7 and (date - first).days == 6  # noqa: PLR2004 - a whole week
        for tier in _seventh(plan, day) if seventh else _day(plan, day, counted):
            found.append(tier)
            counted += tier.minutes if tier.code is PayCode.REGULAR else 0
    return found


def _day(plan: OvertimePlan, day: Sequence[Stint], counted: int) -> Iterator[Tier]:
    """Minutes within the daily limit first fill the period, then are overtime by it."""
    daily = plan.daily_citation or plan.citation
    room = max(0, plan.total - counted)
    in_day = min(limit for limit in (plan.daily, plan.double, 2 * 1440) if limit is not None)
    double = 2 * 1440 if plan.double is None else plan.double
    by_period = f"{plan.rule}: {plan.period.replace('_', ' ')}"
    steps = [
        (min(room, in_day), PayCode.REGULAR, "wage", ""),
        (in_day, PayCode.OVERTIME, by_period, plan.citation),
        (double, PayCode.OVERTIME, f"{plan.rule}: day", daily),
        (None, PayCode.DOUBLE, f"{plan.rule}: double", daily),
    ]
    for tier in _cut(day, steps):
        yield replace(tier, by_period=True) if tier.rule == by_period else tier


def _seventh(plan: OvertimePlan, day: Sequence[Stint]) -> Iterator[Tier]:
    rule = f"{plan.rule}: seventh day"
    steps = [
        (EIGHT_HOURS, PayCode.OVERTIME, rule, plan.citation),
        (None, PayCode.DOUBLE, rule, plan.citation),
    ]
    yield from _cut(day, steps)


def _cut(day: Sequence[Stint], steps: Sequence[tuple[int | None, PayCode, str, str]]) -> Iterator[Tier]:
    """Cut a day's stints where the minutes worked that day reach the end of a step; the last step has none."""
    at = 0
    for stint in day:
        end = at + stint.worked
        for until, code, rule, citation in steps:
            minutes = (end if until is None else min(end, until)) - at
            if minutes > 0:
                yield Tier(stint, code, minutes, rule, citation)
                at += minutes
