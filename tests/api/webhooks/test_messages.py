"""What is told, in the transaction of what happened, and what never is."""

from typing import Any

import pytest

from api.auth.rights import Role
from api.webhooks import messages
from tests.api.rosters.made import ANN, BO, made_roster
from tests.api.service import RIVERSIDE, Service, problem
from tests.api.time_off.test_routes import ELIGIBLE, PATH, cell, message
from tests.api.webhooks.sent import Hook, deliveries, hooked

URL = "https://hr.example/webhooks"


def told(service: Service, hook: Hook) -> list[tuple[str, dict[str, Any]]]:
    """Type and data of each message, the oldest first."""
    return [(one["type"], one["payload"]["data"]) for one in deliveries(service, hook)]


def test_a_rosters_way_is_told_with_its_versions(any_service: Service) -> None:
    hook, client = hooked(any_service, URL), any_service.client()
    first, second = (made_roster(any_service, duty).roster for duty in (ANN, BO))
    assert told(any_service, hook) == [], "nobody but planners sees it yet"
    client.post(f"/v1/rosters/{first}/edits", json={"lock": [cell(ANN)]}, headers={"If-Match": '"1"'})
    assert client.post(f"/v1/rosters/{first}/publish", headers={"If-Match": '"2"'}).status_code == 200
    client.post(f"/v1/rosters/{first}/edits?why=x", json={"unlock": [cell(ANN)]}, headers={"If-Match": '"3"'})
    client.post(f"/v1/rosters/{first}/edits?why=x", json={"cells": [cell(ANN), BO]}, headers={"If-Match": '"4"'})
    client.post(f"/v1/rosters/{second}/publish", headers={"If-Match": '"1"'})
    client.post(f"/v1/rosters/{second}/withdraw", headers={"If-Match": '"2"'})
    here = {"department": "riverside", "roster": first}
    days = {"start": "2027-02-01", "days": 7, "holes": 0}
    found = told(any_service, hook)
    assert found[0] == ("roster.published", {**here, "version": 3, **days})
    assert (found[1][0], found[1][1]["version"], found[1][1]["changed"]) == ("roster.edited", 5, 2)
    assert [one["person"] for one in found[1][1]["cells"]] == ["ann", "bo"]
    assert found[2] == ("roster.withdrawn", {**here, "version": 6, "replaced_by": second})
    assert found[3] == ("roster.published", {"department": "riverside", "roster": second, "version": 2, **days})
    assert found[4] == ("roster.withdrawn", {**here, "roster": second, "version": 3, "replaced_by": None})
    assert len(found) == 5


def test_many_changed_cells_are_only_counted(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(messages, "MOST_CELLS", 1)
    hook, client, roster = hooked(service, URL), service.client(), made_roster(service).roster
    client.post(f"/v1/rosters/{roster}/publish", headers={"If-Match": '"1"'})
    client.post(f"/v1/rosters/{roster}/edits?why=x", json={"cells": [cell(ANN), BO]}, headers={"If-Match": '"2"'})
    assert told(service, hook)[1][1] == {
        "department": "riverside", "roster": roster, "version": 3, "changed": 2, "cells": None
    }  # fmt: skip


def test_time_off_is_told_with_the_duties_that_it_takes_and_without_its_reason(any_service: Service) -> None:
    roster = made_roster(any_service, policy=ELIGIBLE).roster
    hook = hooked(any_service, URL)
    any_service.client().post(f"/v1/rosters/{roster}/publish", headers={"If-Match": '"1"'})
    hr = any_service.client(Role.HR)
    secret = {"request_type": "BEREAVEMENT", "employee_note": "my father"}
    hr.put(f"{PATH}?why=his+father+died", json=message(**secret))
    hr.put(PATH, json=message(**secret))
    hr.put(PATH, json=message(**secret, status="CANCELLED", modified_at="2025-11-29T09:00:00Z"))
    _, approved, cancelled = told(any_service, hook)
    absence = {
        "department": "riverside", "source": "workday", "remote_id": "4711", "employee": "ann",
        "first_day": "2027-02-01", "last_day": "2027-02-02", "starts_at": None, "ends_at": None,
    }  # fmt: skip
    duties = [{"date": "2027-02-01", "shift": "D", "area": "CT"}]
    hit = [{"roster": roster, "version": 2, "duties": duties}]
    assert approved == ("time_off.changed", {**absence, "version": 1, "status": "APPROVED", "rosters": hit})
    assert cancelled == ("time_off.changed", {**absence, "version": 2, "status": "CANCELLED", "rosters": []})
    said = str(deliveries(any_service, hook))
    assert not any(word in said for word in ("BEREAVEMENT", "father", "SICK", "note", "type': 'BER"))


def test_what_is_not_done_is_not_told(service: Service) -> None:
    """A roster that may not be published leaves no message behind: both are one transaction."""
    path = f"/v1/rosters/{made_roster(service, policy=ELIGIBLE).roster}"
    hook = hooked(service, URL)
    service.client(Role.HR).put(PATH, json=message())
    problem(service.client().post(f"{path}/publish", headers={"If-Match": '"1"'}), 409, "conflict")
    assert [kind for kind, _ in told(service, hook)] == ["time_off.changed"]


def test_each_address_hears_what_it_asked_for(service: Service) -> None:
    everything, time_off = hooked(service, URL), hooked(service, URL, types=["time_off.changed"])
    client = service.client()
    everywhere = Hook(client.post("/v1/webhooks", json={"url": URL}).json()["endpoint"]["id"], "")
    client.put("/v1/departments/other", json=RIVERSIDE | {"id": "other"})
    elsewhere = hooked(service, URL, department="other")
    roster = made_roster(service).roster
    client.post(f"/v1/rosters/{roster}/publish", headers={"If-Match": '"1"'})
    service.client(Role.HR).put(PATH, json=message(status="REQUESTED"))
    kinds = [[kind for kind, _ in told(service, hook)] for hook in (everything, time_off, everywhere, elsewhere)]
    both = ["roster.published", "time_off.changed"]
    assert kinds == [both, ["time_off.changed"], both, []]
    (one, two) = (deliveries(service, hook)[-1]["message"] for hook in (everything, time_off))
    assert one == two, "one thing that happened has one id"
