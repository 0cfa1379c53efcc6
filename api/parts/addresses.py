"""How parts of a department are addressed over HTTP, and what they are shown by."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Annotated, Generic

from fastapi import Path
from pydantic import JsonValue

from api.http.pages import Page
from api.parts import examples, kinds
from api.parts.part import N, Part
from models.demand import Area, CoverageDay, ShiftNeed
from models.shifts import ShiftType
from models.staff import Contract, Person

LONGEST = 200
PersonId = Annotated[str, Path(max_length=LONGEST, description="The person's id.")]
ContractId = Annotated[str, Path(max_length=LONGEST, description="The contract's id.")]
ShiftId = Annotated[str, Path(max_length=LONGEST, description="The shift's id.")]
AreaId = Annotated[str, Path(max_length=LONGEST, description="The area's id.")]
DateText = Annotated[str, Path(max_length=LONGEST, description="The date, such as 2027-02-01.")]

# Each on a line of its own: pydantic reads the source there for docstrings, and trips over pieces of calls.
PersonPage = Page[Person]
ContractPage = Page[Contract]
ShiftPage = Page[ShiftType]
AreaPage = Page[Area]
CoveragePage = Page[CoverageDay]
NeedPage = Page[ShiftNeed]


@dataclass(frozen=True)
class Addressed(Generic[N]):
    """A part with what its routes need."""

    part: Part[N]
    page: type[Page[N]]
    one: str
    """The rest of the address of one thing, such as ``{person}``."""
    key_of: Callable[..., object]
    """The dependency that answers the key that an address names."""
    example: Mapping[str, JsonValue]
    filled: Mapping[str, JsonValue]
    """The example with what a reader is shown of it."""

    @property
    def name(self) -> str:
        """What operations are named after."""
        return self.part.noun.replace(" ", "_")


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


STAFF = Addressed(kinds.STAFF, PersonPage, "{person}", _person, examples.PERSON, examples.FILLED_PERSON)
CONTRACTS = Addressed(
    kinds.CONTRACTS, ContractPage, "{contract}", _contract, examples.CONTRACT, examples.FILLED_CONTRACT
)
SHIFTS = Addressed(kinds.SHIFTS, ShiftPage, "{shift}", _shift, examples.SHIFT, examples.FILLED_SHIFT)
AREAS = Addressed(kinds.AREAS, AreaPage, "{area}", _area, examples.AREA, examples.FILLED_AREA)
COVERAGE = Addressed(kinds.COVERAGE, CoveragePage, "{date}/{area}", _cover, examples.COVER, examples.FILLED_COVER)
SHIFT_NEEDS = Addressed(
    kinds.SHIFT_NEEDS, NeedPage, "{date}/{area}/{shift}", _need, examples.NEED, examples.FILLED_NEED
)
