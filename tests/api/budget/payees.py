"""Builders of what a payroll is tested on: one person, weeks written as hours a day."""

import datetime as dt
from typing import Any

from fixtures.builders import MONDAY, area, department, item, person, shift
from models.budget import PayRules
from models.department import Department
from models.pay import PayCode, PayLine, Stint, StintKind
from models.staff import Contract, OvertimeRule

ANY = shift("X", "07:00-15:00")


def place(
    rule: OvertimeRule = OvertimeRule.FLSA_40, *, wage: int = 4200, pay: PayRules | None = None, days: int = 14,
    **more: Any,  # noqa: ANN401 - fields of Department
) -> Department:  # fmt: skip
    """A department of ann alone, under a rule of overtime."""
    return department(
        item("labour_cost", price=0),
        days=days,
        people=(person("ann", hourly_cents=wage),),
        shifts=(ANY,),
        areas=(area("CT", ANY),),
        contracts=(Contract(id="full", overtime=rule),),
        pay=pay or PayRules(),
        **more,
    )


def stint(day: int, hours: float, *, start: float = 7, **more: Any) -> Stint:  # noqa: ANN401 - fields of Stint
    """So many hours from an hour of a day on, in UTC."""
    date = MONDAY + dt.timedelta(days=day)
    starts = dt.datetime.combine(date, dt.time(), dt.UTC) + dt.timedelta(hours=start)
    ends = starts + dt.timedelta(hours=hours)
    return Stint(**{"person": "ann", "date": date, "starts": starts, "ends": ends, "area": "CT", "shift": "X", **more})


def week(text: str) -> list[Stint]:
    """``"12 12 . 12"``: hours of each day from Monday on."""
    return [stint(day, float(word)) for day, word in enumerate(text.split()) if word != "."]


def standby(day: int, hours: float, *, start: float = 17) -> Stint:
    """Waiting at home."""
    return stint(day, hours, start=start, kind=StintKind.STANDBY)


def hours(lines: tuple[PayLine, ...]) -> dict[PayCode, float]:
    """Hours by code."""
    found: dict[PayCode, float] = {}
    for line in lines:
        found[line.code] = found.get(line.code, 0) + line.minutes / 60
    return found


def cents(lines: tuple[PayLine, ...]) -> int:
    """All of it."""
    return sum(line.cents for line in lines)
