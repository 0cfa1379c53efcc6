"""All families found by themselves, and the policy items in force bound to them."""

import difflib
import pkgutil
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import Any

from pydantic import ValidationError

import scheduler.objective
import scheduler.rules
from models.base import Noun
from models.department import Department
from models.errors import InputError, UnknownReferenceError
from models.policy import Level, PolicyItem
from scheduler.family import Bound, Family, Rule, TeamRule, Term

AnyFamily = Family[Any]
AnyBound = tuple[AnyFamily, Bound[Any]]

ALWAYS = (
    PolicyItem(id="one-duty-a-day", family="one_duty", title="One duty a day"),
    PolicyItem(id="pins", family="pins", title="Fixed cells stay as they are"),
)
"""Items that hold in every department, listed or not."""


@cache
def families() -> dict[str, AnyFamily]:
    """Every rule family and objective term by name."""
    found = [*_families_in(scheduler.rules), *_families_in(scheduler.objective)]
    return {family.name: family for family in sorted(found, key=lambda family: family.name)}


def bind(department: Department) -> list[AnyBound]:
    """The items in force, in the department's order, each with its family.

    Raises `InputError` for an unknown family, for a level, filter or limits that the family does not have, and for an
    unknown id in the limits.
    """
    horizon = department.horizon
    items = [item for item in department.policy if item.in_force(horizon.start, horizon.end)]
    listed = {item.family for item in items}
    items = [*(item for item in ALWAYS if item.family not in listed), *items]
    bound = [(families_of(item), _bound(item)) for item in items]
    for family, item in bound:
        _check_names(department, family, item)
    return bound


def families_of(item: PolicyItem) -> AnyFamily:
    """The family that an item names."""
    known = families()
    if item.family not in known:
        near = difflib.get_close_matches(item.family, known, n=1)
        advice = f"Maybe you meant {near[0]}." if near else f"Known families: {', '.join(known)}."
        raise InputError(f"policy {item.id}", f"unknown family {item.family!r}.", advice)
    return known[item.family]


def rules_of(bound: list[AnyBound]) -> Iterator[tuple[Rule[Any], Bound[Any]]]:
    """Only the rules."""
    return ((family, item) for family, item in bound if isinstance(family, Rule))


def terms_of(bound: list[AnyBound]) -> Iterator[tuple[Term[Any], Bound[Any]]]:
    """Only the objective terms."""
    return ((family, item) for family, item in bound if isinstance(family, Term))


def team_rules_of(bound: list[AnyBound]) -> Iterator[tuple[TeamRule[Any], Bound[Any]]]:
    """Only the team rules."""
    return ((family, item) for family, item in bound if isinstance(family, TeamRule))


def _bound(item: PolicyItem) -> Bound[Noun]:
    family = families_of(item)
    try:
        limits = family.limits.model_validate(item.limits, strict=False)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(str(part) for part in (f"policy {item.id}", "limits", *first["loc"]))
        raise InputError(place, f"{first['msg'].removeprefix('Value error, ')}.") from error
    if item.level not in family.levels:
        allowed = ", ".join(sorted(family.levels))
        raise InputError(f"policy {item.id}.level", f"{item.family} cannot be {item.level}.", f"It can be {allowed}.")
    foreign = sorted(name for name, chosen in item.scope if chosen is not None and name not in family.filters)
    if foreign:
        advice = f"It looks at {', '.join(sorted(family.filters)) or 'none'}."
        raise InputError(f"policy {item.id}.scope", f"{item.family} does not look at {', '.join(foreign)}.", advice)
    if family.by_the_hour and item.level is Level.PRICED and (item.price or 0) % 60:
        advice = "Use a multiple of 60 cents, so that each minute has a whole price."
        raise InputError(f"policy {item.id}.price", f"{item.price} cents an hour.", advice)
    return Bound(item, limits)


def _check_names(department: Department, family: AnyFamily, item: Bound[Noun]) -> None:
    known: dict[str, Iterable[str]] = {
        "contract": department.contract_by_id,
        "credential": [kind.code for kind in department.credential_kinds],
        "person": department.person_by_id,
        "shift": department.shift_by_id,
        "team requirement": [team.id for team in department.team_requirements],
    }
    for kind, value in family.names(item.limits):
        if value not in known[kind]:
            raise UnknownReferenceError.near(f"policy {item.item.id}.limits", kind, value, known[kind])


def _families_in(package: ModuleType) -> Iterator[AnyFamily]:
    for module in pkgutil.iter_modules(package.__path__):
        yield import_module(f"{package.__name__}.{module.name}").FAMILY
