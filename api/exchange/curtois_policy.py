"""The rules of the Curtois and Qu instances as policy: what is hard, and what costs penalty points."""

from collections.abc import Callable, Iterator, Mapping

from pydantic import JsonValue

from api.exchange.curtois_file import Instance, Terms
from models.policy import Level, PolicyItem, Scope

Contracts = Mapping[Terms, str]
"""Contract id by terms."""

ON, OFF, UNDER, OVER = "on", "off", "under", "over"
"""Ids of the four priced items: the parts of a penalty."""


def policy(instance: Instance, contracts: Contracts) -> tuple[PolicyItem, ...]:
    """Every rule of the benchmark; ranges differ by contract, requests and cover carry their own prices."""
    return (*_hard(instance, contracts), *_priced())


def _hard(instance: Instance, contracts: Contracts) -> Iterator[PolicyItem]:
    yield PolicyItem(id="one-duty", family="one_duty", title="One shift a day")
    yield PolicyItem(
        id="eligibility",
        family="eligibility",
        title="Days off are free, and only the contract's shifts are worked",
        limits={"checks": ["time_off", "contract"]},
    )
    yield _succession(instance)
    yield from _most_per_shift(instance, contracts)
    minutes = _by_contract(contracts, lambda terms: {"min": terms.minutes.min, "max": terms.minutes.max})
    yield PolicyItem(id="minutes", family="minutes", title="Minutes in the horizon", limits=minutes)
    yield PolicyItem(
        id="consecutive-work",
        family="consecutive",
        title="Days worked in a row",
        limits={"of": "work", **_by_contract(contracts, lambda t: {"min": t.work.min, "max": t.work.max})},
    )
    yield PolicyItem(
        id="consecutive-off",
        family="consecutive",
        title="Days off in a row",
        limits={"of": "off", **_by_contract(contracts, lambda terms: {"min": terms.least_off})},
    )
    weekends = _by_contract(contracts, lambda terms: {"max": terms.weekends})
    yield PolicyItem(id="weekends", family="weekends", title="Weekends worked", limits=weekends)


def _priced() -> Iterator[PolicyItem]:
    for name, title in ((ON, "Requests to work a shift"), (OFF, "Requests not to work a shift")):
        yield PolicyItem(id=name, family="requests", title=title, level=Level.PRICED, price=0, limits={"kind": name})
    for name, title in ((UNDER, "Too few people on a shift"), (OVER, "Too many people on a shift")):
        yield PolicyItem(
            id=name,
            family="coverage_shift",
            title=title,
            level=Level.PRICED,
            price=0,
            limits={"of": "target", "side": name},
        )


def _succession(instance: Instance) -> PolicyItem:
    forbidden: dict[str, JsonValue] = {
        name: list(shift.forbidden) for name, shift in instance.shifts.items() if shift.forbidden
    }
    return PolicyItem(
        id="succession",
        family="succession",
        title="Shifts that may not follow each other from day to day",
        limits={"forbidden": forbidden},
    )


def _most_per_shift(instance: Instance, contracts: Contracts) -> Iterator[PolicyItem]:
    """One item for each shift that some contract limits; a limit of none is the contract's list of shifts."""
    for shift in instance.shifts:
        most: dict[str, JsonValue] = {
            contract: {"max": count}
            for terms, contract in contracts.items()
            for name, count in terms.most
            if name == shift and 0 < count < instance.days
        }
        if most:
            yield PolicyItem(
                id=f"most-{shift}",
                family="assignments",
                title=f"Number of {shift} shifts",
                scope=Scope(shifts=frozenset({shift})),
                limits={"by_contract": most},
            )


def _by_contract(contracts: Contracts, limits: Callable[[Terms], dict[str, JsonValue]]) -> dict[str, JsonValue]:
    return {"by_contract": {contract: limits(terms) for terms, contract in contracts.items()}}
