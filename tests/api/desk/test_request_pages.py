import datetime as dt

from fastapi.testclient import TestClient

from api.auth.rights import Role
from tests.api.desk.reading import Element, read, send, show
from tests.api.self_service.clinic import date, duty, in_force
from tests.api.service import Service


def of(service: Service, person: str) -> TestClient:
    return service.client(Role.STAFF, "riverside", person=person)


def cards(page: Element) -> dict[str, str]:
    """What stands in each part of a page, by its heading."""
    return {card.all("h2")[0].text: card.text for card in page.all("section", class_="card") if card.all("h2")}


def test_a_shift_is_offered_taken_and_approved(service: Service) -> None:
    in_force(service, duty("ann", 1), duty("bo", 2))
    ann, bo, manager = of(service, "ann"), of(service, "bo"), service.client(Role.MANAGER)
    (link,) = (one for one in show(ann, "/desk/shifts").all("a") if one.text.startswith("Offer"))
    page = show(ann, link.attributes["href"])
    assert page.all("h1")[0].text == "Offer Mon 1 Feb, D in CT"
    done = send(ann, page, "/offers", taker="bo", note="please")
    assert "Ann gives Mon 1 Feb, D in CT to Bo offered" in cards(read(done.text))["Trades and claims"]
    taken = send(bo, show(bo, "/desk/requests"), "/accept")
    assert "waiting" in cards(read(taken.text))["Trades and claims"]
    waiting = show(manager, "/desk/decisions")
    assert "Ann gives Mon 1 Feb, D in CT to Bo" in waiting.all("h2")[0].text
    assert "more" in waiting.all(class_="title")[0].text
    (form,) = waiting.all("form", method="post", class_="actions")
    send(manager, waiting, form.attributes["action"], says="approve")
    assert "Nothing waits for you." in show(manager, "/desk/decisions").text
    assert [one.all("time")[0].text for one in show(bo, "/desk/shifts").all(class_="shifts")[0].all("li")] == [
        "Mon 1 Feb", "Tue 2 Feb",
    ]  # fmt: skip
    assert "There are none" in show(ann, "/desk/shifts").text


def test_an_open_shift_is_claimed_and_the_claim_taken_back(service: Service) -> None:
    in_force(service, duty("bo", 2))
    ann = of(service, "ann")
    page = show(ann, "/desk/requests")
    assert "Mon 1 Feb, D in CT" in cards(page)["Open shifts that you may work"]
    (hole,) = (
        one
        for one in page.all("form", action="/desk/requests/claims")
        if {"name": "shift", "value": "D", "type": "hidden"} in [each.attributes for each in one.all("input")]
    )
    content = {one.attributes["name"]: one.attributes["value"] for one in hole.all("input")}
    claimed = read(ann.post("/desk/requests/claims", data=content).text)
    assert "waiting" in cards(claimed)["Trades and claims"]
    assert "wants to work Mon 1 Feb, D in CT" in show(service.client(Role.LEAD), "/desk/decisions").text
    assert "withdrawn" in cards(read(send(ann, claimed, "/withdraw").text))["Trades and claims"]


def test_a_wish_is_made_until_the_deadline_and_taken_back(service: Service) -> None:
    in_force(service, duty("bo", 2))
    ann = of(service, "ann")
    assert "No wishes are taken" in cards(show(ann, "/desk/requests"))["Wishes"]
    closes = (dt.datetime.now(dt.UTC) + dt.timedelta(days=1)).isoformat()
    period = {"department": "riverside", "first_day": date(15), "last_day": date(20), "closes_at": closes, "most": 3}
    assert service.client().post("/v1/request-periods", json=period).status_code == 201
    page = show(ann, "/desk/requests")
    assert "3 wishes at most" in page.text
    wished = read(send(ann, page, "/wishes", date=date(16), kind="off").text)
    assert "Tue 16 Feb: not to work" in cards(wished)["Wishes"]
    assert "Tue 16 Feb" not in cards(read(send(ann, wished, "/withdraw").text))["Wishes"]
    assert send(ann, page, "/wishes", date=date(25)).status_code == 409


def test_staff_make_and_revoke_addresses_of_their_own_calendar(service: Service) -> None:
    in_force(service, duty("ann", 1), duty("bo", 2))
    ann, bo = of(service, "ann"), of(service, "bo")
    made = read(send(ann, show(ann, "/desk/requests"), "/calendars", label="my phone").text)
    (address,) = (one.attributes["value"] for one in made.all("input") if "readonly" in one.attributes)
    assert made.all("a", href=address.replace("http:", "webcal:"))[0].text == "Subscribe on this device"
    assert made.all("figure", class_="qr")[0].all("svg")
    calendar = service.client(None).get(address).text
    assert (calendar.count("BEGIN:VEVENT"), "D in CT" in calendar or "CT" in calendar) == (1, True)
    page = show(ann, "/desk/requests")
    assert address not in str(page)
    assert "my phone" in cards(page)["My shifts in my calendar"]
    assert "no calendar has asked yet" not in cards(page)["My shifts in my calendar"]
    assert "my phone" not in show(bo, "/desk/requests").text
    (feed,) = service.client().get("/v1/feeds").json()["items"]
    assert (feed["person"], feed["label"]) == ("ann", "my phone")
    assert bo.post(f"/desk/requests/calendars/{feed['id']}/revoke").status_code == 404
    assert service.client(None).get(address).status_code == 200
    send(ann, page, "/revoke")
    assert service.client(None).get(address).status_code == 404


def test_whoever_is_nobody_of_the_staff_has_no_requests(service: Service) -> None:
    in_force(service, duty("ann", 1))
    for client in (service.client(Role.MANAGER), service.client(Role.STAFF)):
        assert client.get("/desk/requests").status_code == 404
        assert client.post("/desk/requests/calendars", data={"label": "x"}).status_code == 404
    assert of(service, "ann").get("/desk/requests/offer?roster=nobody&date=2100-02-01").status_code == 404
