"""The rules and weights of the INRC-II as policy, and its own names for the parts of a penalty."""

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from pydantic import JsonValue

from api.exchange.inrc2_files import ContractRow, Scenario
from models.limits import Range
from models.policy import Level, PolicyItem, Scope

COVER, SAME_SHIFT, RUN, REQUEST, COMPLETE, ASSIGNMENT, WEEKEND = 30, 15, 30, 10, 30, 20, 30
"""Penalty of one unit: the weights of the competition's rules (arXiv 1501.04177)."""

PARTS: Final = {
    "assignments": "assignments",
    "same-shift-": "consecutive",
    "consecutive-work": "consecutive",
    "consecutive-off": "days_off",
    "requests": "preferences",
    "weekends": "weekends_max",
    "complete-weekend": "complete_weekends",
    "optimal-cover": "optimal_cover",
}
"""Policy item (ending in a hyphen: how a group of items begins) → part in the competition's validator."""

Contracts = Mapping[str, ContractRow]


def inrc2_parts(parts: Mapping[str, int]) -> dict[str, int]:
    """A verdict's cents per policy item, summed under the names of the competition's validator."""
    found = dict.fromkeys(PARTS.values(), 0)
    for item, cents in parts.items():
        for name, part in PARTS.items():
            if item == name or (name.endswith("-") and item.startswith(name)):
                found[part] += cents
    return found


def policy(scenario: Scenario, contracts: Contracts) -> tuple[PolicyItem, ...]:
    """Every rule; `contracts` are the scenario's and those made for nurses with totals from earlier weeks."""
    return (*_hard(scenario), *_runs(scenario, contracts), *_priced(contracts))


def _hard(scenario: Scenario) -> Iterator[PolicyItem]:
    yield PolicyItem(id="one-duty", family="one_duty", title="One assignment a day")
    yield PolicyItem(
        id="skill",
        family="eligibility",
        title="A nurse works where the skill is held",
        limits={"checks": ["credentials"]},
    )
    forbidden: dict[str, JsonValue] = {
        name: list(shift.forbidden) for name, shift in scenario.shifts.items() if shift.forbidden
    }
    yield PolicyItem(
        id="succession",
        family="succession",
        title="Shifts that may not follow each other from day to day",
        limits={"forbidden": forbidden},
    )
    # A level below hard: a first roster always exists, and one with holes is infeasible by the competition.
    yield PolicyItem(
        id="minimum-cover",
        family="coverage_shift",
        title="Least nurses on a shift",
        level=Level.COVERAGE,
        limits={"of": "minimum"},
    )


def _runs(scenario: Scenario, contracts: Contracts) -> Iterator[PolicyItem]:
    for name, shift in scenario.shifts.items():
        yield PolicyItem(
            id=f"same-shift-{name}",
            family="consecutive",
            title=f"Days in a row on {name}",
            level=Level.PRICED,
            price=SAME_SHIFT,
            scope=Scope(shifts=frozenset({name})),
            limits={"of": "shift", **_ends(shift.run)},
        )
    yield PolicyItem(
        id="consecutive-work",
        family="consecutive",
        title="Days worked in a row",
        level=Level.PRICED,
        price=RUN,
        limits={"of": "work", **_by_contract(contracts, lambda row: _ends(row.work))},
    )
    yield PolicyItem(
        id="consecutive-off",
        family="consecutive",
        title="Days off in a row",
        level=Level.PRICED,
        price=RUN,
        limits={"of": "off", **_by_contract(contracts, lambda row: _ends(row.off))},
    )


def _priced(contracts: Contracts) -> Iterator[PolicyItem]:
    yield PolicyItem(
        id="optimal-cover",
        family="coverage_shift",
        title="Wanted nurses on a shift",
        level=Level.PRICED,
        price=COVER,
        limits={"of": "target"},
    )
    yield PolicyItem(
        id="requests",
        family="requests",
        title="Requests not to work",
        level=Level.PRICED,
        price=REQUEST,
        limits={"kind": "off"},
    )
    yield PolicyItem(
        id="assignments",
        family="assignments",
        title="Assignments in the horizon",
        level=Level.PRICED,
        price=ASSIGNMENT,
        limits=_by_contract(contracts, lambda row: _ends(row.assignments)),
    )
    yield PolicyItem(
        id="weekends",
        family="weekends",
        title="Weekends worked",
        level=Level.PRICED,
        price=WEEKEND,
        limits=_by_contract(contracts, lambda row: {"max": row.weekends}),
    )
    if complete := frozenset(name for name, row in contracts.items() if row.complete):
        yield PolicyItem(
            id="complete-weekend",
            family="complete_weekend",
            title="Both days of a weekend, or none",
            level=Level.PRICED,
            price=COMPLETE,
            scope=Scope(contracts=complete),
        )


def _ends(span: Range) -> dict[str, JsonValue]:
    return {"min": span.min, "max": span.max}


def _by_contract(contracts: Contracts, limits: Callable[[ContractRow], dict[str, JsonValue]]) -> dict[str, JsonValue]:
    return {"by_contract": {name: limits(row) for name, row in contracts.items()}}
