"""The next roster begins where the published one ends."""

import datetime as dt
from typing import Any

import pytest

from api.departments.composition import composed
from models.department import Department
from tests.api.rosters.made import ANN, BO, made_roster
from tests.api.service import RIVERSIDE, Service

MONDAY = dt.date(2027, 2, 1)


def published(service: Service, *duties: dict[str, str]) -> None:
    path = f"/v1/rosters/{made_roster(service, *duties).roster}/publish"
    assert service.client().post(path, headers={"If-Match": '"1"'}).status_code == 200


def next_week(service: Service, start: str = "2027-02-08", **change: Any) -> Department:  # noqa: ANN401 - JSON
    """The department composed for the week after, with other changes."""
    horizon = {**RIVERSIDE["horizon"], "start": start}
    document = {**RIVERSIDE, "horizon": horizon, "shift_needs": [], **change}
    client = service.client()
    version = client.get("/v1/departments/riverside").headers["etag"]
    stored = client.put("/v1/departments/riverside", json=document, headers={"If-Match": version})
    assert stored.status_code == 200, stored.text
    with service.database.read() as session:
        return composed(session, "riverside")[0]


def test_what_was_published_before_the_horizon_is_everybodys_tail(service: Service) -> None:
    published(service, ANN)
    tails = {tail.person: tail for tail in next_week(service).tails}
    assert {key: tail.known_from for key, tail in tails.items()} == {"ann": MONDAY, "bo": MONDAY}
    assert [duty.date for duty in tails["ann"].assignments] == [MONDAY]
    assert tails["bo"].assignments == ()


def test_a_tail_in_the_document_goes_before(service: Service) -> None:
    published(service, ANN)
    own = {"person": "ann", "known_from": "2027-02-05"}
    tails = {tail.person: tail.known_from for tail in next_week(service, tails=[own]).tails}
    assert tails == {"ann": dt.date(2027, 2, 5), "bo": MONDAY}


def test_what_staff_know_of_the_same_days_is_published(service: Service) -> None:
    published(service, ANN, BO)
    with service.database.read() as session:
        department, _ = composed(session, "riverside")
    assert [one.person for one in department.published] == ["ann", "bo"]
    assert department.tails == ()


@pytest.mark.parametrize("staff", [[{"id": "bo", "contract": "full"}]])
def test_people_who_left_are_left_out(service: Service, staff: list[dict[str, str]]) -> None:
    published(service, ANN, BO)
    composed_again = next_week(service, staff=staff)
    assert [tail.person for tail in composed_again.tails] == ["bo"]


def test_candidates_and_withdrawn_rosters_add_nothing(service: Service) -> None:
    made_roster(service)
    assert next_week(service).tails == ()


def test_days_of_which_nobody_knows_are_not_taken_for_days_off(service: Service) -> None:
    published(service, ANN)
    assert next_week(service, "2027-02-09").tails == ()
