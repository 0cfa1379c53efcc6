"""The job that makes a roster: a later attempt goes on from what an earlier one kept, and never ends with less."""

from typing import Any

import pytest

from api.jobs import queue
from api.jobs.hold import Hold, forget_owner
from api.jobs.runner import run
from tests.api.rosters.made import ANN, BO, held, kept, ordered
from tests.api.service import Service

NOTHING_FOUND = 1e-9
"""Seconds in which a solve finds nothing."""


def again(service: Service, *duties: dict[str, str]) -> Hold:
    """The hold of a second attempt, after a first one that kept these duties and died."""
    first = held(service)
    first.tell("incumbent", {}, keep=kept(*duties))
    forget_owner(service.database, first.owner)
    second = held(service)
    assert second.attempt == 2
    return second


def incumbents(service: Service, job: str) -> list[dict[str, Any]]:
    """What the second attempt told of its rosters, in order."""
    with service.database.read() as session:
        told = [event.said for event in queue.watch(session, job, after=0) if event.kind == "incumbent"]
    return told[1:]


def test_no_roster_of_the_next_attempt_is_worse_than_what_was_kept_or_than_the_one_before(service: Service) -> None:
    made = ordered(service, seconds=60)
    run(again(service))
    ranks = [(one["holes"], one["cost"]) for one in incumbents(service, made.job)]
    assert ranks == sorted(ranks, reverse=True)
    assert ranks[0] <= (480, 0)
    roster = service.client().get(f"/v1/rosters/{made.roster}").json()
    assert (roster["holes"], roster["cost"]) == ranks[-1] == (0, 0)


@pytest.mark.parametrize("duty", [ANN, BO])
def test_an_attempt_that_finds_nothing_ends_with_what_was_kept(service: Service, duty: dict[str, str]) -> None:
    made = ordered(service, seconds=NOTHING_FOUND)
    run(again(service, duty))
    roster = service.client().get(f"/v1/rosters/{made.roster}").json()
    assert (roster["state"], roster["assignments"]) == ("candidate", [duty])


def test_what_was_kept_goes_before_the_roster_that_the_order_names(service: Service) -> None:
    base = ordered(service, seconds=60)
    run(held(service))
    made = ordered(service, seconds=NOTHING_FOUND, base=base.roster)
    found = service.client().get(f"/v1/rosters/{base.roster}").json()["assignments"]
    other = BO if found == [ANN] else ANN
    run(again(service, other))
    assert service.client().get(f"/v1/rosters/{made.roster}").json()["assignments"] == [other]
