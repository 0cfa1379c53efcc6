"""The parts of a department that have routes of their own."""

from typing import Annotated

from fastapi import Path

from api.http.pages import Page
from api.parts import examples
from api.parts.part import Part
from models.demand import Area, CoverageDay, ShiftNeed
from models.shifts import ShiftType
from models.staff import Contract, Person

LONGEST = 200
PersonId = Annotated[str, Path(max_length=LONGEST, description="The person's id.")]
ContractId = Annotated[str, Path(max_length=LONGEST, description="The contract's id.")]
ShiftId = Annotated[str, Path(max_length=LONGEST, description="The shift's id.")]
AreaId = Annotated[str, Path(max_length=LONGEST, description="The area's id.")]
DateText = Annotated[str, Path(max_length=LONGEST, description="The date, such as 2027-02-01.")]


async def _person(person: PersonId) -> str:
    return person


async def _contract(contract: ContractId) -> str:
    return contract


async def _shift(shift: ShiftId) -> str:
    return shift


async def _area(area: AreaId) -> str:
    return area


async def _cover(date: DateText, area: AreaId) -> str:
    return f"{date} {area}"


async def _need(date: DateText, area: AreaId, shift: ShiftId) -> str:
    return f"{date} {area} {shift}"


STAFF = Part(
    path="staff", field="staff", noun="person", model=Person, page=Page[Person], key=lambda one: one.id,
    address="{person}", key_of=_person, needs=("credential_kinds", "shifts", "areas", "contracts"),
    example=examples.PERSON, filled=examples.FILLED_PERSON,
)  # fmt: skip
CONTRACTS = Part(
    path="contracts", field="contracts", noun="contract", model=Contract, page=Page[Contract], key=lambda one: one.id,
    address="{contract}", key_of=_contract, needs=("shifts",),
    example=examples.CONTRACT, filled=examples.FILLED_CONTRACT,
)  # fmt: skip
SHIFTS = Part(
    path="shifts", field="shifts", noun="shift", model=ShiftType, page=Page[ShiftType], key=lambda one: one.id,
    address="{shift}", key_of=_shift, needs=(), example=examples.SHIFT, filled=examples.FILLED_SHIFT,
)  # fmt: skip
AREAS = Part(
    path="areas", field="areas", noun="area", model=Area, page=Page[Area], key=lambda one: one.id,
    address="{area}", key_of=_area, needs=("credential_kinds", "shifts"),
    example=examples.AREA, filled=examples.FILLED_AREA,
)  # fmt: skip
COVERAGE = Part(
    path="coverage", field="coverage", noun="row of coverage", model=CoverageDay, page=Page[CoverageDay],
    key=lambda one: f"{one.date} {one.area}", address="{date}/{area}", key_of=_cover,
    needs=("credential_kinds", "shifts", "areas"), example=examples.COVER, filled=examples.FILLED_COVER,
)  # fmt: skip
SHIFT_NEEDS = Part(
    path="shift-needs", field="shift_needs", noun="shift need", model=ShiftNeed, page=Page[ShiftNeed],
    key=lambda one: f"{one.date} {one.area} {one.shift}", address="{date}/{area}/{shift}", key_of=_need,
    needs=("credential_kinds", "shifts", "areas"), example=examples.NEED, filled=examples.FILLED_NEED,
)  # fmt: skip
