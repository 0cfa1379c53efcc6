from api.auth.rights import Role
from tests.api.desk.reading import read, send, show
from tests.api.rosters.made import ANN, BO, made_roster
from tests.api.service import Service


def test_publishing_tells_what_changes_for_whom_before_it_is_done(service: Service) -> None:
    client = service.client(Role.MANAGER)
    first, second = made_roster(service, ANN, label="First").roster, made_roster(service, BO, label="Second").roster
    before = show(client, f"/desk/rosters/{first}/publish")
    assert "Staff see no roster for these days yet. 1 person will see 1 shift." in before.text
    assert client.get("/v1/rosters", params={"state": "published"}).json()["items"] == []
    done = read(send(client, before, "/publish", why="settled").text)
    assert done.all("h1")[0].text == "First published"
    replacing = show(client, f"/desk/rosters/{second}/publish")
    assert "It replaces First , which staff see now. 2 days of 2 people change." in replacing.text
    assert [one.text for one in replacing.all(class_="person-news")] == [
        "Ann 1 day Mon 1 Feb D → off", "Bo 1 day Mon 1 Feb off → D",
    ]  # fmt: skip
    send(client, replacing, "/publish")
    states = {one["label"]: one["state"] for one in client.get("/v1/rosters").json()["items"]}
    assert states == {"First": "withdrawn", "Second": "published"}


def test_what_was_not_looked_at_is_not_published(service: Service) -> None:
    client, roster = service.client(Role.MANAGER), made_roster(service).roster
    page = show(client, f"/desk/rosters/{roster}/publish")
    edit = {"cells": [{"person": "ann", "date": "2027-02-01"}]}
    client.post(f"/v1/rosters/{roster}/edits", json=edit, headers={"If-Match": '"1"'})
    assert send(client, page, "/publish").status_code == 412
    assert client.get(f"/v1/rosters/{roster}").json()["state"] == "candidate"
    assert "8 person-hours" in show(client, f"/desk/rosters/{roster}/publish").text


def test_a_roster_is_withdrawn_for_a_reason(service: Service) -> None:
    client, roster = service.client(Role.MANAGER), made_roster(service).roster
    client.post(f"/v1/rosters/{roster}/publish", headers={"If-Match": '"1"'})
    page = show(client, f"/desk/rosters/{roster}/withdraw")
    assert "1 person lose 1 shift" in page.text
    assert send(client, page, "/withdraw").status_code == 422
    done = read(send(client, page, "/withdraw", why="wrong month").text)
    assert done.all("h1")[0].text.endswith("withdrawn")
    assert "nothing to withdraw" in show(client, f"/desk/rosters/{roster}/withdraw").text
    (newest, *_) = client.get(f"/v1/rosters/{roster}/versions").json()["items"]
    assert newest["why"] == "wrong month"


def test_versions_tell_who_and_why_and_are_gone_back_to(service: Service) -> None:
    client, roster = service.client(Role.MANAGER), made_roster(service).roster
    edit = {"cells": [{"person": "ann", "date": "2027-02-01"}]}
    client.post(f"/v1/rosters/{roster}/edits?why=she+asked", json=edit, headers={"If-Match": '"1"'})
    page = show(client, f"/desk/rosters/{roster}/versions")
    lines = [row.text for row in page.all("table")[0].all("tbody")[0].all("tr")]
    assert [line.split()[0] for line in lines] == ["2", "1"]
    assert "she asked" in lines[0]
    back = read(send(client, page, "/restore").text)
    assert "This closes 8 person-hours of holes." in back.all("aside")[0].text
    earlier = show(client, f"/desk/rosters/{roster}?version=2")
    assert "This is an earlier version, and cannot be changed. To version 3" in earlier.text
    assert "data-cell" not in earlier.all(id_="sheet")[0].attributes


def test_two_rosters_are_compared_in_rules_and_by_person(service: Service) -> None:
    client = service.client(Role.AUDITOR)
    first, second = made_roster(service, ANN).roster, made_roster(service, BO).roster
    page = show(client, f"/desk/rosters/{first}/compare?other={second}")
    assert page.all(class_="title")[0].text == "No rule, hole or price changes."
    assert page.all("h2")[0].text == "2 days of 2 people"
    same = show(client, f"/desk/rosters/{first}/compare")
    assert "Both have the same duties." in same.text


def test_the_report_is_the_one_that_is_exported(service: Service) -> None:
    roster = made_roster(service).roster
    page = read(service.client(Role.AUDITOR).get(f"/desk/rosters/{roster}/report?version=1").text)
    assert page.all("title")[0].text == "Roster 2027-02-01 · Riverside Imaging"
    (policy,) = page.all("meta", **{"http-equiv": "Content-Security-Policy"})
    assert "script-src 'sha256-" in policy.attributes["content"]
