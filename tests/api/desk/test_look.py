"""What is true of every page: it can be read, labelled and escaped, and runs no script but our own file."""

import json
from collections import Counter

import pytest

from api.audit.change import changing
from api.auth.rights import Role
from api.desk.pages import asset_marks
from api.jobs.ending import settle
from api.jobs.schemas import JobState
from api.rosters import repository
from api.rosters.schemas import RosterState
from fixtures import showcase
from models.roster import Roster
from scheduler.result import Result, Status
from scheduler.verify import verify
from tests.api.desk.reading import Element, read, show
from tests.api.pages.test_contrast import colours, luminance
from tests.api.rosters.made import ANN, held, kept
from tests.api.service import RIVERSIDE, Service
from tests.api.users.signed import PASSWORD

HOSTILE = "<script>alert(1)</script>'\" onload=x \u202e{{ 'q' * 7 }}"


def every_page(service: Service) -> dict[str, Element]:
    """Each page of the desk by its path, in a department whose names are hostile."""
    people = [{"id": key, "name": HOSTILE, "contract": "full"} for key in ("ann", "bo")]
    document = RIVERSIDE | {
        "name": HOSTILE, "staff": people, "areas": [{"id": "CT", "name": HOSTILE, "shifts": ["D"]}],
        "shifts": [{"id": "D", "name": HOSTILE, "start": "07:00", "end": "15:00"}],
    }  # fmt: skip
    manager, staff = service.client(), service.client(Role.STAFF, "riverside", person="ann")
    assert manager.put("/v1/departments/riverside", json=document).status_code == 201
    other, roster = (_candidate(service) for _ in range(2))
    place = f"/desk/rosters/{roster}"
    manager.post(f"/v1/rosters/{other}/publish", params={"why": HOSTILE}, headers={"If-Match": '"1"'})
    edit = {"cells": [{**ANN, "date": "2027-02-02"}], "lock": [{"person": "ann", "date": "2027-02-01"}]}
    manager.post(f"/v1/rosters/{roster}/edits", params={"why": HOSTILE}, json=edit, headers={"If-Match": '"1"'})
    paths = [
        "/sign-in", "/desk/departments", "/desk/departments/riverside", place, f"{place}?since=1", f"{place}?version=1",
        f"{place}/cell?person=0&day=0", f"{place}/cell?person=0&day=0&to=off", f"{place}/cell?person=0&day=0&other=1",
        f"{place}/publish", f"/desk/rosters/{other}/withdraw", f"{place}/versions", f"{place}/compare?other={other}",
    ]  # fmt: skip
    waiting = manager.post("/v1/rosters", json={"department": "riverside", "label": HOSTILE}).json()["roster"]
    pages = {path: show(manager, path) for path in [*paths, f"/desk/rosters/{waiting}"]}
    pages["nothing there"] = read(manager.get("/desk/rosters/nothing").text)
    mine = ["/desk/shifts?days=all", f"/desk/shifts/{other}", "/desk/requests"]
    mine.append(f"/desk/requests/offer?roster={other}&date=2027-02-01")
    upkeep = ("open-shifts", "wishes", "calendars", "document")
    paths = [*(f"/desk/departments/riverside/{end}" for end in upkeep), "/desk/new-department", "/desk/decisions"]
    period = {"first_day": "2027-02-01", "last_day": "2027-02-03", "closes_at": "2100-01-01T00:00:00Z"}
    manager.post("/v1/request-periods", json={"department": "riverside", **period})
    manager.post("/v1/wishes", json={"department": "riverside", "person": "ann", "date": "2027-02-01", "kind": "off"})
    manager.post("/v1/feeds", json={"department": "riverside", "person": "ann", "label": HOSTILE})
    user = manager.post(
        "/v1/users", json={"name": "<script>alert(1)</script>", "password": PASSWORD, "role": "staff"}
    ).json()
    manager.post("/v1/keys", json={"name": HOSTILE, "role": "staff"})
    pages |= {path: show(manager, path) for path in [*paths, "/desk/users", f"/desk/users/{user['id']}", "/desk/keys"]}
    return pages | {path: show(staff, path) for path in mine}


def _candidate(service: Service) -> str:
    order = {"department": "riverside", "label": HOSTILE}
    roster: str = service.client().post("/v1/rosters", json=order).json()["roster"]
    result = Result(status=Status.FEASIBLE, roster=Roster.model_validate_json(kept(ANN)), bound=0)
    settle(held(service), JobState.SUCCEEDED, result=result.model_dump_json())
    return roster


def test_every_page_can_be_read_and_used_by_everybody(service: Service) -> None:
    for path, page in every_page(service).items():
        assert page.all("html")[0].attributes["lang"] == "en", path
        assert page.all("meta", name="viewport"), path
        assert page.all("title")[0].text.strip(), path
        assert len(page.all("main")) == 1, path
        assert len(page.all("h1")) == 1, path
        ids = Counter(one.attributes["id"] for one in page.all() if "id" in one.attributes)
        assert [key for key, times in ids.items() if times > 1] == [], path
        labelled = {id(one) for label in page.all("label") for tag in ("input", "select") for one in label.all(tag)}
        for tag in ("input", "select"):
            for one in page.all(tag):
                assert id(one) in labelled or one.attributes.get("type") == "hidden", f"{path}: {one}"
        for one in (*page.all("button"), *page.all("a")):
            assert one.text.strip(), f"{path}: {one}"
        for table in page.all("table"):
            assert all("scope" in head.attributes for head in table.all("th")), path


def test_names_of_others_are_shown_as_text_and_do_nothing(service: Service) -> None:
    shown = 0
    for path, page in every_page(service).items():
        assert all(one.attributes.get("src", "").startswith("/desk/assets/desk.js?") for one in page.all("script")), (
            path
        )
        for one in page.all():
            assert not any(name.startswith("on") for name in one.attributes), path
            assert not one.attributes.get("href", "").startswith("javascript"), path
        assert "qqqqqqq" not in page.text, path
        assert "\u202e" not in page.text, path
        shown += "<script>alert(1)</script>" in page.text
    assert shown > 10


def test_pages_run_no_script_but_our_own_file_and_are_framed_by_nobody(service: Service) -> None:
    answer = service.client().get("/desk/departments")
    policy = dict(one.split(" ", 1) for one in answer.headers["content-security-policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == "'self'"
    assert policy["frame-ancestors"] == "'none'"
    assert (answer.headers["cache-control"], answer.headers["x-content-type-options"]) == ("no-store", "nosniff")
    assert read(answer.text).all("style") == []
    for name, mark in asset_marks().items():
        assert f"/desk/assets/{name}?{mark}" in answer.text
        file = service.client(None).get(f"/desk/assets/{name}?{mark}")
        assert "immutable" in file.headers["cache-control"]
        assert len(file.content) < 40_000


def test_a_month_of_a_hundred_people_is_a_small_page(service: Service) -> None:
    place = showcase.department(people=105, areas=7)
    client = service.client()
    document = json.loads(place.model_dump_json(exclude_defaults=True))
    assert client.put(f"/v1/departments/{place.id}", json=document).status_code == 201
    made = client.post("/v1/rosters", json={"department": place.id}).json()
    result = showcase.result(place)
    assert result.roster is not None
    with changing(service.database, actor="system") as change:
        row = repository.row_of(change.session, made["roster"])
        verdict = verify(place, result.roster)
        repository.add_version(change, row, result.roster, verdict, locks=frozenset())
        row.state = RosterState.CANDIDATE
        change.record("roster.made", row.id, department=place.id)
    answer = client.get(f"/desk/rosters/{made['roster']}")
    page = read(answer.text)
    assert len([row for row in page.all("tr") if row.attributes.get("id", "").startswith("r")]) == 105
    assert len(answer.content) < 500_000
    assert page.all(class_="verdict")[0].text.startswith("! Checked, not proved: how much could still be saved")


@pytest.mark.parametrize("dark", [False, True])
def test_buttons_can_be_read_by_light_and_by_night(*, dark: bool) -> None:
    known = colours(dark=dark)
    for ground in ("accent", "bad"):
        low, high = sorted((luminance(known["card"]), luminance(known[ground])))
        assert (high + 0.05) / (low + 0.05) >= 4.5
