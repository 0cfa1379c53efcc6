"""A month over a real socket: published, shown in a calendar, and amended for somebody whom HR reports away."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx2
import pytest

from api.departments.examples import DEPARTMENT
from tests.api.feeds.calendars import read
from tests.api.serving.served import Served, events


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    one = Served(tmp_path)
    one.start()
    yield one
    one.end()
    one.process.communicate()


def published(client: httpx2.Client) -> tuple[str, dict[str, Any]]:
    """The path of a roster that staff see, and its one duty."""
    assert client.put("/v1/departments/riverside", json=DEPARTMENT).status_code == 201
    begun = client.post("/v1/rosters", json={"department": "riverside", "seconds": 60, "workers": 1}).json()
    assert list(events(client, begun["job"]))[-1][2] == {"state": "succeeded"}
    path = f"/v1/rosters/{begun['roster']}"
    assert client.post(f"{path}/publish", headers={"If-Match": '"1"'}).status_code == 200
    (duty,) = client.get(f"{path}/published").json()["assignments"]
    return path, duty


def test_hr_reports_somebody_away_and_the_calendar_follows(served: Served) -> None:
    with served.client() as client, httpx2.Client(base_url=served.url) as calendar:
        path, duty = published(client)
        person, date = duty["person"], duty["date"]
        other = next(one for one in ("ann", "bo") if one != person)
        made = client.post("/v1/feeds", json={"department": "riverside", "person": person}).json()
        assert made["url"] == f"{served.url}{made['path']}"
        (before,) = read(calendar.get(made["path"]).content)
        assert (before["status"], before["sequence"]) == ("CONFIRMED", 0)

        absence = {
            "department": "riverside", "employee": person, "status": "APPROVED", "request_type": "SICK",
            "start_time": date, "end_time": date, "modified_at": "2025-11-28T16:20:00Z",
        }  # fmt: skip
        told = client.put("/v1/time-off/workday/4711", json=absence).json()
        assert told["effects"][0]["duties"] == [{"date": date, "shift": "D", "area": "CT", "minutes": 480}]

        cells = [{"person": person, "date": date}, {**duty, "person": other}]
        edited = client.post(f"{path}/edits?why=sick", json={"cells": cells}, headers={"If-Match": '"2"'})
        assert edited.json()["hole_change"] == 0
        (after,) = read(calendar.get(made["path"]).content)
        assert (after["uid"], after["sequence"], after["status"]) == (before["uid"], 1, "CANCELLED")
        assert client.put("/v1/time-off/workday/4711", json=absence).json()["effects"] == []

        cells = [{"person": other, "date": date}, duty]
        client.post(f"{path}/edits?why=well+again", json={"cells": cells}, headers={"If-Match": '"3"'})
        (again,) = read(calendar.get(made["path"]).content)
        assert (again["uid"], again["sequence"], again["status"]) == (before["uid"], 2, "CONFIRMED")
        assert client.delete(f"/v1/feeds/{made['feed']['id']}").status_code == 200
        assert calendar.get(made["path"]).status_code == 404
    served.end()
    assert made["path"] not in served.log
    assert json.dumps(made["path"])[1:-5] not in served.log
