"""What a manager planned a period to take in exams, hours and money, area by area: one JSON document."""

import datetime as dt
from collections.abc import Set as AbstractSet
from decimal import Decimal
from itertools import pairwise
from typing import Annotated, Literal, Self

from pydantic import AwareDatetime, Field, ValidationError, model_validator

from models.base import Noun
from models.budget import Cents
from models.errors import FormatError, UnknownReferenceError
from models.json_text import refuse_broken_json

Volume = Annotated[int, Field(ge=0, le=10**7)]
Hours = Annotated[Decimal, Field(ge=0, le=10**6, max_digits=10, decimal_places=4)]
Share = Annotated[Decimal, Field(ge=0, lt=1, max_digits=6, decimal_places=5)]
TargetCents = Annotated[int, Field(ge=0, lt=10**12)]


class BudgetLine(Noun):
    """One area in one period. Exams times hours for each, and fixed hours, never below the least that must be there."""

    area: Annotated[str, Field(min_length=1)]
    start: dt.date
    end: dt.date
    """Last day, included."""
    volume: Volume
    """Exams, or other units of service, that were planned."""
    actual_volume: Volume | None = None
    """Exams that came, or are forecast by now; as planned when absent."""
    hours_per_unit: Hours
    """Worked hours that one exam is to take: WHPUOS."""
    fixed_hours: Hours = Decimal(0)
    """Worked hours whatever comes: leads, quality control, posts around the clock."""
    minimum_hours: Hours = Decimal(0)
    """Worked hours of the least cover: below the volume that fills them, people stand by."""
    standard_cents_per_hour: Cents
    """What an hour worked was planned to cost."""
    target_cents: TargetCents | None = None
    """Labour cost that was agreed; planned hours at the planned rate when absent."""

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.end < self.start:
            msg = f"the budget of {self.area} ends on {self.end} before it starts on {self.start}. Swap the two dates"
            raise ValueError(msg)
        return self


class NoticeRules(Noun):
    """Pay owed for shifts that change at short notice, such as Chicago's Fair Workweek."""

    days: Annotated[int, Field(ge=1, le=60)] = 14
    """Changes fewer days ahead than this are paid for."""
    most_cents_per_hour: Cents
    """Who earns more has no claim."""
    minutes: Annotated[int, Field(ge=1, le=1440)] = 60
    """Of the wage, for each shift that is added, moved to another time or taken away."""
    citation: str = ""


class CallBack(Noun):
    """Somebody was called in from home: worked, and paid at least as long as a call-back is."""

    person: Annotated[str, Field(min_length=1)]
    starts: AwareDatetime
    ends: AwareDatetime
    area: str | None = None
    """Who bears it; the person's home area when absent."""

    @model_validator(mode="after")
    def _is_a_span(self) -> Self:
        if self.ends <= self.starts:
            msg = f"the call-back of {self.person} ends at {self.ends}, not after its start. Correct one of the two"
            raise ValueError(msg)
        return self


class MissedMeal(Noun):
    """Nobody relieved somebody for the meal of a day: it was worked."""

    person: Annotated[str, Field(min_length=1)]
    date: dt.date


class Budget(Noun):
    """The plan of a department, and what is known of how the period went."""

    schema_version: Literal[1] = 1
    department: str = ""
    paid_hours_per_fte: Annotated[int, Field(ge=1, le=8784)] = 2080
    """Paid hours of a full-time post in a year."""
    non_productive: Share = Decimal("0.115")
    """Share of paid hours that is not worked: vacation, sickness, holidays, education."""
    lines: tuple[BudgetLine, ...] = ()
    notice: NoticeRules | None = None
    """What changes of the published roster cost, where that is the law or the contract."""
    call_backs: tuple[CallBack, ...] = ()
    missed_meals: tuple[MissedMeal, ...] = ()

    @model_validator(mode="after")
    def _no_overlap(self) -> Self:
        ordered = sorted(self.lines, key=lambda line: (line.area, line.start))
        for one, after in pairwise(ordered):
            if one.area == after.area and after.start <= one.end:
                msg = (
                    f"two lines of {one.area} share {after.start}: {one.start} to {one.end} and {after.start} to "
                    f"{after.end}. Make the periods follow each other"
                )
                raise ValueError(msg)
        return self

    def refuse_strangers(self, areas: AbstractSet[str], people: AbstractSet[str], source: str) -> None:
        """Raise `UnknownReferenceError` for a line about an area, or news of a person, that there is not."""
        places = [(f"lines[{number}]", line.area) for number, line in enumerate(self.lines)]
        places += [(f"call_backs[{number}]", one.area) for number, one in enumerate(self.call_backs) if one.area]
        for place, area in places:
            if area not in areas:
                raise UnknownReferenceError.near(f"{source}: {place}.area", "area", area, areas)
        named = [(f"call_backs[{number}]", one.person) for number, one in enumerate(self.call_backs)]
        named += [(f"missed_meals[{number}]", meal.person) for number, meal in enumerate(self.missed_meals)]
        for place, person in named:
            if person not in people:
                raise UnknownReferenceError.near(f"{source}: {place}.person", "person", person, people)


def read_budget(text: str | bytes, source: str = "budget.json") -> Budget:
    """Parse and check a budget; raises `FormatError` naming the place of each mistake."""
    refuse_broken_json(text, source)
    try:
        return Budget.model_validate_json(text)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(str(part) for part in first["loc"]) or "document"
        told = f"{place}: {first['msg'].removeprefix('Value error, ')}."
        raise FormatError(source, told, "`radroster schema budget` prints what each field may hold.") from error
