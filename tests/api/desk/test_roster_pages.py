import datetime as dt

import pytest

from api.auth.rights import Role
from api.desk.effects import Effect, sentence
from api.jobs.ending import settle
from api.jobs.schemas import JobState
from api.rosters.schemas import CellChange
from api.views.headline import Tone
from models.roster import Roster
from scheduler.result import Result, Status
from tests.api.desk.reading import Element, read, send, show
from tests.api.rosters.made import ANN, held, kept, made_roster, ordered
from tests.api.service import RIVERSIDE, Service

PRICED = [
    *RIVERSIDE["policy"],
    {"id": "wishes", "family": "requests", "level": "priced", "price": 2500, "title": "Wishes"},
    {"id": "who", "family": "eligibility"},
]
AWAY = {"person": "bo", "start": "2027-02-02", "end": "2027-02-02"}


def priced_roster(service: Service) -> str:
    """A candidate with Ann's duty, which she did not wish for; Bo is away on the second day."""
    client = service.client()
    wishes = [{"person": "ann", "date": "2027-02-01", "kind": "off"}]
    document = RIVERSIDE | {"policy": PRICED, "wishes": wishes, "time_off": [AWAY]}
    assert client.put("/v1/departments/riverside", json=document).status_code == 201
    made = client.post("/v1/rosters", json={"department": "riverside", "seconds": 5}).json()
    result = Result(status=Status.FEASIBLE, roster=Roster.model_validate_json(kept(ANN)), bound=0)
    settle(held(service), JobState.SUCCEEDED, result=result.model_dump_json())
    roster: str = made["roster"]
    return roster


def open_at(service: Service, roster: str, person: int, day: int, **choice: str) -> Element:
    query = "&".join(f"{name}={value}" for name, value in {"person": person, "day": day, **choice}.items())
    return show(service.client(Role.MANAGER), f"/desk/rosters/{roster}/cell?{query}")


def test_the_board_has_a_row_for_each_person_and_the_cover_of_each_day(service: Service) -> None:
    page = show(service.client(Role.MANAGER), f"/desk/rosters/{priced_roster(service)}")
    (sheet,) = page.all(id_="sheet")
    assert [row.all("th")[0].text for row in sheet.all("tbody")[0].all("tr")] == ["Ann", "Bo"]
    assert sheet.all("tr", id_="r0")[0].all("td", class_="mp")[0].text == "D"
    assert sheet.attributes["data-cell"].endswith("/cell")
    assert "Shifts against needs" in page.text
    assert page.all(class_="verdict")[0].text.startswith("! Proved within 100.0 %: at most $25 could still be saved.")


def test_a_cell_offers_what_the_person_may_do_and_nothing_else(service: Service) -> None:
    roster = priced_roster(service)
    mine = open_at(service, roster, 0, 0)
    assert [one.text for one in mine.all("label", class_="option")] == ["off day off"]
    assert "Wishes not to work." in mine.text
    assert [one.text for one in mine.all("select", name="other")[0].all("option")] == ["nobody", "Bo: day off"]
    away = open_at(service, roster, 1, 1)
    assert "Approved time off." in away.text
    assert away.all("label", class_="option") == []


def test_a_choice_tells_what_it_changes_in_words_and_money_and_changes_nothing(service: Service) -> None:
    roster = priced_roster(service)
    (effect,) = open_at(service, roster, 0, 0, to="off").all(class_="effect")
    assert effect.all(class_="title")[0].text == "This opens 8 person-hours of holes and saves $25."
    assert "bad" in effect.attributes["class"]
    assert "−$25" in effect.text
    (better,) = open_at(service, roster, 0, 0, other="1").all(class_="effect")
    assert better.all(class_="title")[0].text == "This saves $25."
    assert service.client().get(f"/v1/rosters/{roster}").json()["version"] == 1


def test_an_edit_is_saved_told_and_taken_back(service: Service) -> None:
    roster, client = priced_roster(service), service.client(Role.MANAGER)
    saved = send(client, open_at(service, roster, 0, 0, other="1"), "/cell", follow=False)
    assert saved.headers["location"] == f"/desk/rosters/{roster}?since=1#r0"
    page = show(client, saved.headers["location"])
    assert page.all("aside")[0].text.startswith("Close this note Saved as version 2: 2 days changed. This saves $25.")
    undone = send(client, page, "/restore")
    assert "Saved as version 3: 2 days changed. This costs $25 more." in read(undone.text).all("aside")[0].text
    (duty,) = client.get(f"/v1/rosters/{roster}").json()["assignments"]
    assert duty["person"] == "ann"


def test_a_change_from_an_old_version_is_refused_and_told_as_a_page(service: Service) -> None:
    roster, client = priced_roster(service), service.client(Role.MANAGER)
    mine, theirs = (open_at(service, roster, 0, 0, **one) for one in ({"to": "off"}, {"other": "1"}))
    assert send(client, theirs, "/cell").status_code == 200
    late = send(client, mine, "/cell")
    assert late.status_code == 412
    assert "has version 2 by now, not 1" in read(late.text).all(role="alert")[0].text


def test_what_is_not_offered_is_not_done(service: Service) -> None:
    roster, client = priced_roster(service), service.client(Role.MANAGER)
    for choice in ({"to": "7"}, {"to": "0"}, {"other": "0"}, {"other": "x"}):
        place = f"/desk/rosters/{roster}/cell"
        assert client.get(place, params={"person": "1", "day": "1", **choice}).status_code == 422
        assert client.post(place, data={"version": "1", "person": "1", "day": "1", **choice}).status_code == 422
    assert client.get(f"/desk/rosters/{roster}/cell?person=2&day=0").status_code == 404
    assert client.post(f"/desk/rosters/{roster}/cell", data={"version": "1"}).status_code == 422


def test_a_cell_is_locked_and_unlocked(service: Service) -> None:
    roster, client = priced_roster(service), service.client(Role.LEAD)
    page = read(send(client, open_at(service, roster, 0, 0), "/cell").text)
    assert page.all("tr", id_="r0")[0].all("td", class_="lk")[0].text == "D"
    assert "locks changed" in page.all("aside")[0].text
    opened = open_at(service, roster, 0, 0)
    assert "Locked: a new solve leaves it." in opened.text
    page = read(send(client, opened, "/cell").text)
    assert page.all("td", class_="lk") == []


def test_a_roster_that_staff_see_is_changed_with_a_reason_by_whoever_publishes(service: Service) -> None:
    roster = made_roster(service).roster
    manager, lead = service.client(Role.MANAGER), service.client(Role.LEAD)
    manager.post(f"/v1/rosters/{roster}/publish", headers={"If-Match": '"1"'})
    assert "data-cell" not in show(lead, f"/desk/rosters/{roster}").all(id_="sheet")[0].attributes
    chosen = open_at(service, roster, 0, 0, other="1")
    assert "required" in chosen.all("input", name="why")[0].attributes
    assert send(lead, chosen, "/cell", why="sick").status_code == 403
    assert send(manager, chosen, "/cell").status_code == 422
    done = send(manager, chosen, "/cell", why="sick")
    assert read(done.text).all("h1")[0].text.endswith("amended")


@pytest.mark.parametrize(
    ("broken", "holes", "cost", "told", "tone"),
    [
        (0, 0, 0, "No rule, hole or price changes.", Tone.GOOD),
        (0, 0, 1250, "This costs $12.50 more.", Tone.FAIR),
        (0, -90, 99, "This closes 1.5 person-hours of holes and costs $0.99 more.", Tone.GOOD),
        (2, 60, -500, "This breaks 2 hard rules, opens 1 person-hour of holes and saves $5.", Tone.BAD),
        (-1, 60, 0, "This mends 1 hard rule and opens 1 person-hour of holes.", Tone.GOOD),
    ],
)
def test_an_effect_is_one_sentence(broken: int, holes: int, cost: int, told: str, tone: Tone) -> None:
    cell = CellChange(person="bo", date=dt.date(2027, 2, 1))
    one = Effect(cells=(cell,), appears=(), goes=(), pay=(), cost=cost, holes=holes, broken=broken)
    assert (sentence(one, "USD"), one.tone) == (told, tone)


def test_a_roster_without_duties_cannot_be_edited(service: Service) -> None:
    made = ordered(service)
    answer = service.client(Role.MANAGER).get(f"/desk/rosters/{made.roster}/cell?person=0&day=0")
    assert answer.status_code == 409
    assert "has no duties yet" in answer.text
