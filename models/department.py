"""A department and one horizon: everything that a roster is made from, checked across nouns when it is put together."""

import hashlib
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator
from functools import cached_property
from typing import Annotated, Any, Literal, Self

from pydantic import Field, model_validator

from models.base import Noun
from models.budget import PayRules
from models.calendar import MOST_DAYS, Horizon
from models.credentials import CredentialKind
from models.demand import Area, CoverageDay, ShiftNeed, TeamRequirement
from models.errors import InputError, UnknownReferenceError
from models.json_text import read_json
from models.policy import PolicyItem
from models.requests import Assignment, Pin, Restriction, Tail, TimeOff, Wish
from models.shifts import ShiftType
from models.staff import Contract, Person

SCHEMA_VERSION = 1
"""Written into every document; a reader refuses any other."""


class Department(Noun):
    """The whole input of one roster, as one JSON document."""

    schema_version: Literal[1] = 1
    id: Annotated[str, Field(min_length=1)]
    name: str = ""
    currency: str = "USD"
    """What one hundred cents are called; ``penalty`` for public benchmark instances without money."""
    horizon: Horizon
    credential_kinds: tuple[CredentialKind, ...] = ()
    shifts: tuple[ShiftType, ...]
    areas: tuple[Area, ...]
    contracts: tuple[Contract, ...]
    staff: tuple[Person, ...]
    coverage: tuple[CoverageDay, ...] = ()
    shift_needs: tuple[ShiftNeed, ...] = ()
    team_requirements: tuple[TeamRequirement, ...] = ()
    time_off: tuple[TimeOff, ...] = ()
    restrictions: tuple[Restriction, ...] = ()
    wishes: tuple[Wish, ...] = ()
    pins: tuple[Pin, ...] = ()
    tails: tuple[Tail, ...] = ()
    published: tuple[Assignment, ...] = ()
    """The roster that staff know already, for the price of changes; empty when there is none."""
    pay: PayRules = PayRules()
    policy: tuple[PolicyItem, ...] = ()

    @model_validator(mode="after")
    def _references_hold(self) -> Self:
        for place, kind, value, known in self._references():
            if value not in known:
                raise UnknownReferenceError.near(place, kind, value, known)
        for name in ("shifts", "areas", "contracts", "staff", "team_requirements", "policy"):
            _refuse_duplicates(name, (noun.id for noun in getattr(self, name)))
        for area in self.areas:
            _refuse_duplicates(f"areas {area.id}.shifts", area.shifts)
        self._refuse_long_tails()
        _refuse_duplicates("tails", (tail.person for tail in self.tails))
        _refuse_duplicates("coverage", (f"{cover.area} on {cover.date}" for cover in self.coverage))
        return self

    @cached_property
    def shift_by_id(self) -> dict[str, ShiftType]:
        """Shift types by id."""
        return {shift.id: shift for shift in self.shifts}

    @cached_property
    def area_by_id(self) -> dict[str, Area]:
        """Areas by id."""
        return {area.id: area for area in self.areas}

    @cached_property
    def contract_by_id(self) -> dict[str, Contract]:
        """Contracts by id."""
        return {contract.id: contract for contract in self.contracts}

    @cached_property
    def person_by_id(self) -> dict[str, Person]:
        """Staff by id."""
        return {person.id: person for person in self.staff}

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 of the document: by it a result tells that it was made of this very one."""
        return hashlib.sha256(self.model_dump_json().encode()).hexdigest()

    @cached_property
    def memo(self) -> dict[Hashable, Any]:
        """Room for what readers of rosters derive from the department once."""
        return {}

    def _refuse_long_tails(self) -> None:
        for number, tail in enumerate(self.tails):
            if self.horizon.day_of(tail.known_from) < -MOST_DAYS:
                told = f"known from {tail.known_from}, more than {MOST_DAYS} days before {self.horizon.start}."
                raise InputError(f"tails[{number}] of {tail.person}", told, "Maybe the year is wrong.")

    def _references(self) -> Iterator[tuple[str, str, str, Iterable[str]]]:
        """Every id used anywhere: (place, kind of thing, id, ids that exist)."""
        yield from self._catalogue_references()
        yield from self._staff_references()
        yield from self._demand_references()
        yield from self._request_references()
        yield from self._policy_references()

    def _catalogue_references(self) -> Iterator[tuple[str, str, str, Iterable[str]]]:
        codes = {kind.code for kind in self.credential_kinds}
        for number, area in enumerate(self.areas):
            for shift in area.shifts:
                yield f"areas[{number}] {area.id}.shifts", "shift", shift, self.shift_by_id
            for code in sorted(area.requires.codes() if area.requires else ()):
                yield f"areas[{number}] {area.id}.requires", "credential", code, codes
        for number, contract in enumerate(self.contracts):
            for shift in sorted(contract.shifts or ()):
                yield f"contracts[{number}] {contract.id}.shifts", "shift", shift, self.shift_by_id

    def _staff_references(self) -> Iterator[tuple[str, str, str, Iterable[str]]]:
        codes = {kind.code for kind in self.credential_kinds}
        for number, person in enumerate(self.staff):
            place = f"staff[{number}] {person.label}"
            yield f"{place}.contract", "contract", person.contract, self.contract_by_id
            if person.home_area is not None:
                yield f"{place}.home_area", "area", person.home_area, self.area_by_id
            for credential in person.credentials:
                yield f"{place}.credentials", "credential", credential.code, codes
            for competency in person.competencies:
                yield f"{place}.competencies", "credential", competency.skill, codes

    def _demand_references(self) -> Iterator[tuple[str, str, str, Iterable[str]]]:
        codes = {kind.code for kind in self.credential_kinds}
        for number, cover in enumerate(self.coverage):
            yield f"coverage[{number}].area", "area", cover.area, self.area_by_id
        for number, need in enumerate(self.shift_needs):
            yield f"shift_needs[{number}].area", "area", need.area, self.area_by_id
            yield f"shift_needs[{number}].shift", "shift", need.shift, self.area_by_id[need.area].shifts
        for number, team in enumerate(self.team_requirements):
            for area in team.areas:
                yield f"team_requirements[{number}] {team.id}.areas", "area", area, self.area_by_id
            for code in sorted(team.requires.codes()):
                yield f"team_requirements[{number}] {team.id}.requires", "credential", code, codes

    def _request_references(self) -> Iterator[tuple[str, str, str, Iterable[str]]]:
        for name in ("time_off", "restrictions", "wishes", "pins", "tails"):
            for number, request in enumerate(getattr(self, name)):
                yield f"{name}[{number}].person", "person", request.person, self.person_by_id
        for number, barred in enumerate(self.restrictions):
            for area in barred.areas:
                yield f"restrictions[{number}].areas", "area", area, self.area_by_id
        for name in ("wishes", "pins"):
            for number, request in enumerate(getattr(self, name)):
                if request.area is not None:
                    yield f"{name}[{number}].area", "area", request.area, self.area_by_id
                if request.shift is not None:
                    somewhere = self.shift_by_id if request.area is None else self.area_by_id[request.area].shifts
                    yield f"{name}[{number}].shift", "shift", request.shift, somewhere
        worked = [(f"tails[{n}].assignments", one) for n, tail in enumerate(self.tails) for one in tail.assignments]
        worked += [(f"published[{number}]", one) for number, one in enumerate(self.published)]
        for place, one in worked:
            yield f"{place}.person", "person", one.person, self.person_by_id
            yield f"{place}.area", "area", one.area, self.area_by_id
            yield f"{place}.shift", "shift", one.shift, self.area_by_id[one.area].shifts

    def _policy_references(self) -> Iterator[tuple[str, str, str, Iterable[str]]]:
        for number, item in enumerate(self.policy):
            scope, place = item.scope, f"policy[{number}] {item.id}.scope"
            for kind, ids, known in (
                ("person", scope.people, self.person_by_id),
                ("contract", scope.contracts, self.contract_by_id),
                ("area", scope.areas, self.area_by_id),
                ("shift", scope.shifts, self.shift_by_id),
            ):
                for value in sorted(ids or ()):
                    yield place, kind, value, known


def read_department(text: str | bytes, source: str = "department.json") -> Department:
    """Parse and check a department; every mistake is named by its place in the document.

    Raises `FormatError` for broken JSON or a field that does not fit, `UnknownReferenceError` for a dangling id.
    """
    advice = "`radroster schema department` prints what each field may hold."
    return read_json(Department, text, source, advice=advice)


def _refuse_duplicates(name: str, ids: Iterable[str]) -> None:
    for value, times in Counter(ids).items():
        if times > 1:
            raise UnknownReferenceError(
                name, f"{value!r} is listed {times} times.", "Give each its own, or drop all but one."
            )
