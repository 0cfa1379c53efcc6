"""A swap over a real socket: offered, taken and approved, and both calendars show it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx2
import pytest

from tests.api.feeds.calendars import read
from tests.api.self_service.clinic import CLINIC, date, duty
from tests.api.service import match
from tests.api.serving.served import Served, events


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    one = Served(tmp_path)
    one.start()
    yield one
    one.end()
    one.process.communicate()


def in_force(client: httpx2.Client) -> str:
    """The path of a roster that staff see: Ann works on the first day, Bo on the third."""
    assert client.put("/v1/departments/riverside", json=CLINIC).status_code == 201
    begun = client.post("/v1/rosters", json={"department": "riverside", "seconds": 60, "workers": 1}).json()
    assert list(events(client, begun["job"]))[-1][2] == {"state": "succeeded"}
    path = f"/v1/rosters/{begun['roster']}"
    made = client.get(path).json()["assignments"]
    cells = [{"person": one["person"], "date": one["date"]} for one in made] + [duty("ann", 1), duty("bo", 3, "N@CT")]
    assert client.post(f"{path}/edits", json={"cells": cells}, headers=match(1)).status_code == 200
    assert client.post(f"{path}/publish", headers=match(2)).status_code == 200
    return path


def member(served: Served, admin: httpx2.Client, role: str, **person: str) -> httpx2.Client:
    """A client with a key of its own, of the staff when a person is named."""
    wanted = {"name": f"a {role}", "role": role, "departments": ["riverside"], **person}
    token = admin.post("/v1/keys", json=wanted).json()["token"]
    return httpx2.Client(base_url=served.url, headers={"Authorization": f"Bearer {token}"}, timeout=60)


def test_a_swap_reaches_both_calendars(served: Served) -> None:
    with served.client() as admin, httpx2.Client(base_url=served.url, timeout=60) as calendar:
        path = in_force(admin)

        def seen(person: str) -> dict[str, Any]:
            (event,) = read(calendar.get(feeds[person]).content)
            return event

        body = {"department": "riverside"}
        feeds = {name: admin.post("/v1/feeds", json=body | {"person": name}).json()["path"] for name in ("ann", "bo")}
        before = {name: seen(name) for name in feeds}
        assert {name: event["start"].isoformat() for name, event in before.items()} == {
            "ann": "2100-02-01T13:00:00+00:00", "bo": "2100-02-04T05:00:00+00:00"
        }  # fmt: skip
        with member(served, admin, "staff", person="ann") as ann, member(served, admin, "staff", person="bo") as bo:
            wanted = {"roster": path.rpartition("/")[2], "give_date": date(1), "taker": "bo", "take_date": date(3)}
            offer = ann.post("/v1/swaps", json=wanted)
            assert offer.status_code == 201, offer.text
            place = f"/v1/swaps/{offer.json()['id']}"
            (found,) = bo.get("/v1/swaps?state=offered").json()["items"]
            taken = bo.post(f"{place}/accept", headers={"If-Match": f'"{found["version"]}"'})
            assert (taken.json()["state"], {name: seen(name) for name in feeds}) == ("waiting", before)
        with member(served, admin, "lead") as lead:
            effect = lead.get(place).json()["effect"]
            assert (effect["possible"], effect["hole_change"], effect["cost_change"]) == (True, 0, 0)
            done = lead.post(f"{place}/decision?why=agreed", json={"approve": True}, headers=match(2))
            assert (done.json()["state"], done.json()["roster_version"]) == ("approved", 4), done.text
        after = {name: seen(name) for name in feeds}
        for mine, theirs in (("ann", "bo"), ("bo", "ann")):
            assert after[mine]["uid"] == before[mine]["uid"]
            assert (after[mine]["sequence"], after[mine]["status"]) == (before[mine]["sequence"] + 1, "CONFIRMED")
            assert (after[mine]["start"], after[mine]["end"]) == (before[theirs]["start"], before[theirs]["end"])
        actions = [one["action"] for one in admin.get("/v1/audit?limit=200").json()["items"]]
        steps = [one for one in actions if one.startswith(("swap.", "roster."))]
        assert steps[-4:] == ["swap.offered", "swap.accepted", "roster.edited", "swap.approved"]
