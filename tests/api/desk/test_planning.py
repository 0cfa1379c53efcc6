from typing import Any

from api.auth.rights import Role
from api.jobs.ending import settle
from api.jobs.schemas import JobState
from tests.api.desk.reading import Element, read, send, show
from tests.api.rosters.made import ANN, BO, held, made_roster, ordered
from tests.api.service import RIVERSIDE, Service


def month(service: Service) -> Element:
    return show(service.client(Role.MANAGER), "/desk/departments/riverside")


def rows(page: Element) -> dict[str, list[str]]:
    """The figures side by side, by their names."""
    (table,) = page.all("table", class_="side")
    return {row.all("th")[0].text: [one.text for one in row.all("td")] for row in table.all("tbody")[0].all("tr")}


def test_every_department_tells_how_far_its_month_is(service: Service) -> None:
    client = service.client()
    client.put("/v1/departments/empty", json=RIVERSIDE | {"id": "empty", "name": "Empty"})
    made_roster(service)
    tiles = show(client, "/desk/departments").all("li", class_="tile")
    assert [one.all("h2")[0].text for one in tiles] == ["Empty", "Riverside Imaging"]
    assert [one.all(class_="badge")[0].text for one in tiles] == ["nothing yet", "1 candidate, none published"]
    assert "Holes none" in tiles[1].text
    assert "Mon 1 Feb to Sun 7 Feb 2027" in tiles[1].text


def test_candidates_stand_side_by_side_and_against_what_staff_see(service: Service) -> None:
    first = made_roster(service, ANN, label="First").roster
    service.client().post(f"/v1/rosters/{first}/publish", headers={"If-Match": '"1"'})
    made_roster(service, BO, label="Second")
    found = rows(month(service))
    assert found["Holes"] == ["none", "none"]
    assert found["Changes for staff"] == ["this is what they see", "2 days of 2 people"]
    assert found["Could be saved"] == ["nothing: nothing cheaper exists"] * 2
    heads = month(service).all("table", class_="side")[0].all("thead")[0].all("th")
    assert [one.text for one in heads] == ["First published", "Second candidate"]


def test_a_second_click_orders_no_second_roster(service: Service) -> None:
    client = service.client(Role.MANAGER)
    service.client().put("/v1/departments/riverside", json=RIVERSIDE)
    page = month(service)
    sent = [send(client, page, "/rosters", seconds="30", label="March", follow=False) for _ in range(2)]
    assert [one.status_code for one in sent] == [303, 303]
    assert sent[0].headers["location"] == sent[1].headers["location"]
    (only,) = client.get("/v1/rosters").json()["items"]
    assert (only["label"], only["state"]) == ("March", "draft")
    assert send(client, month(service), "/rosters", seconds="86400").status_code == 422


def test_a_roster_in_the_making_is_watched_until_it_is_there(service: Service) -> None:
    client, made = service.client(Role.MANAGER), ordered(service, label="February")
    waiting = show(client, f"/desk/rosters/{made.roster}")
    (live,) = waiting.all(id_="live")
    assert live.attributes["data-job"] == made.job
    assert live.all(role="status")[0].text == "Waiting for a worker …"
    hold = held(service)
    said: dict[str, Any] = {"seconds": 1.5, "holes": 60, "cost": 1234500, "bound": 1200000, "source": "one-by-one"}
    hold.tell("incumbent", said)
    hold.tell("bound", said | {"bound": 1220000})
    running = show(client, f"/desk/rosters/{made.roster}")
    assert running.all(role="status")[0].text.endswith("costs $12,345 and has 1 person-hour of holes.")
    values = [one.text for one in running.all("dd", class_="value")]
    assert values == ["$12,345", "1", "$12,200", "1.2 %", "1"]
    assert "February is being made." in month(service).text
    done = send(client, running, "/cancel")
    assert read(done.text).all(role="status")[0].text == "Ending …"


def test_an_order_that_came_to_nothing_says_why(service: Service) -> None:
    made = ordered(service)
    settle(held(service), JobState.FAILED, error="The worker died five times.")
    page = show(service.client(Role.MANAGER), f"/desk/rosters/{made.roster}")
    assert "data-job" not in page.all(id_="live")[0].attributes
    assert "The search has failed. The worker died five times." in page.text
    assert month(service).text.count("failed") == 1


def test_whoever_may_not_edit_is_offered_nothing_to_order(service: Service) -> None:
    made_roster(service)
    page = show(service.client(Role.AUDITOR), "/desk/departments/riverside")
    assert "Generate" not in page.text
    assert "Publish" not in page.text
