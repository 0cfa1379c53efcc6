"""Pages of what a department keeps beside its rosters: open shifts, request periods, calendars, its document."""

import datetime as dt
import json

import pytest

from api.auth.rights import Role
from tests.api.desk.reading import Element, read, send, show
from tests.api.self_service.clinic import START, date, duty, in_force, staff
from tests.api.service import RIVERSIDE, Service

OPEN, WISHES, CALENDARS, DOCUMENT = (
    f"/desk/departments/riverside/{end}" for end in ("open-shifts", "wishes", "calendars", "document")
)


def lines(page: Element) -> list[str]:
    """What is listed on a page."""
    return [one.text for listed in page.all("ul", class_="lines") for one in listed.all("li")]


def rows(page: Element) -> list[str]:
    """The lines of a page's tables."""
    return [row.text for body in page.all("tbody") for row in body.all("tr")]


def test_a_hole_is_posted_claimed_and_decided_on(service: Service) -> None:
    in_force(service, duty("bo", 2))
    lead = service.client(Role.LEAD)
    page = show(lead, OPEN)
    assert lines(page) == ["Mon 1 Feb, D in CT 8 person-hours of hole Post Mon 1 Feb, D in CT"]
    (form,) = (one for one in page.all("form", action=OPEN) if one.text.startswith("Post Mon"))
    held = {one.attributes["name"]: one.attributes["value"] for one in form.all("input")}
    posted = read(lead.post(OPEN, data=held).text)
    assert lines(posted) == ["Mon 1 Feb, D in CT 8 person-hours of hole 1 person wanted Take back Mon 1 Feb, D in CT"]
    ann = staff(service, "ann")
    claim = {name: held[name] for name in ("roster", "date")} | {"shift": "D", "area": "CT"}
    assert ann.post("/desk/requests/claims", data=claim).status_code == 200
    waiting = show(lead, OPEN)
    assert waiting.all("h2")[1].text == "Ann wants to work Mon 1 Feb, D in CT"
    (decision,) = waiting.all("form", method="post", class_="actions")
    send(lead, waiting, decision.attributes["action"], says="approve")
    assert show(lead, OPEN).all(class_="quiet")[0].text == "There are no holes, and nothing is posted."


def test_a_duty_beyond_the_holes_is_posted_with_a_word_and_taken_back(service: Service) -> None:
    in_force(service, duty("ann", 1))
    manager = service.client(Role.MANAGER)
    page = show(manager, OPEN)
    (form,) = (one for one in page.all("form", action=OPEN) if one.all("select"))
    duties = {one.text: one.attributes["value"] for one in form.all("option")}
    assert list(duties) == ["D in CT", "N in CT", "D in MR"]
    wanted = {"date": date(3), "duty": duties["D in MR"], "people": "2", "note": "the new scanner"}
    posted = read(send_form(service, form, wanted))
    assert lines(posted) == ["Wed 3 Feb, D in MR 2 people wanted the new scanner Take back Wed 3 Feb, D in MR"]
    assert "Wed 3 Feb, D in MR" in show(staff(service, "cy"), "/desk/requests").text
    assert lines(read(send(manager, posted, "/close").text)) == []


def send_form(service: Service, form: Element, wanted: dict[str, str]) -> str:
    """What comes of a form that a manager fills in."""
    held = {one.attributes["name"]: one.attributes.get("value", "") for one in form.all("input")}
    return service.client(Role.MANAGER).post(form.attributes["action"], data=held | wanted).text


def test_a_duty_that_is_none_and_a_post_of_another_department_are_refused(service: Service) -> None:
    roster = in_force(service, duty("ann", 1))
    manager = service.client()
    wrong = {"roster": roster, "date": date(3), "duty": "99"}
    assert "99 is none of the 3 there are" in manager.post(OPEN, data=wrong).text
    manager.put("/v1/departments/other", json=RIVERSIDE | {"id": "other"})
    elsewhere = "/desk/departments/other/open-shifts"
    assert manager.post(elsewhere, data=wrong | {"duty": "0"}).status_code == 404
    post = {"roster": roster, "date": date(3), "shift": "D", "area": "CT"}
    made = manager.post("/v1/open-shifts", json=post).json()["id"]
    assert manager.post(f"{elsewhere}/{made}/close").status_code == 404
    assert show(manager, elsewhere).all(class_="narrow")[0].text == "No roster is in force for days to come."


def test_whoever_keeps_one_area_posts_duties_of_it_alone(service: Service) -> None:
    roster = in_force(service, duty("bo", 2))
    keeper = service.client(Role.LEAD, "riverside", areas=("MR",))
    page = show(keeper, OPEN)
    assert lines(page) == ["Mon 1 Feb, D in CT 8 person-hours of hole"]
    assert [one.text for one in page.all("select", name="duty")[0].all("option")] == ["D in MR"]
    assert keeper.post(OPEN, data={"roster": roster, "date": date(3), "duty": "0"}).status_code == 403


def test_wishes_are_taken_until_a_deadline_by_the_departments_clock(service: Service) -> None:
    in_force(service, duty("ann", 1))
    manager = service.client(Role.MANAGER)
    page = show(manager, WISHES)
    (first,) = page.all("input", name="first_day")
    assert first.attributes["value"] == START
    opened = read(send(manager, page, "/wishes", closes_at="2100-01-10T17:00", most="3").text)
    assert opened.all("h2")[1].text == "Mon 1 Feb to Sun 7 Feb 2100 open"
    assert "Until 10 Jan 2100, 17:00 · 3 wishes each at most · no wishes yet" in opened.text
    (period,) = manager.get("/v1/request-periods").json()["items"]
    assert period["closes_at"] == "2100-01-10T23:00:00Z"
    assert [one.attributes.get("value", "") for one in opened.all("input", name="first_day")] == [""]
    ann = staff(service, "ann")
    send(ann, show(ann, "/desk/requests"), "/wishes", date=date(5), kind="off")
    told = show(manager, WISHES)
    assert "1 wish of 1 person" in told.text
    assert lines(told) == ["Ann Fri 5 Feb"]
    place = f"{WISHES}/{period['id']}"
    moved = read(send(manager, told, place, closes_at="2020-01-01T12:00", most="").text)
    assert "It closed on 1 Jan 2020, 12:00 · 1 wish of 1 person" in moved.text
    assert send(manager, told, place).status_code == 412


def test_a_period_over_days_that_are_taken_is_refused(service: Service) -> None:
    in_force(service, duty("ann", 1))
    manager = service.client(Role.MANAGER)
    page = show(manager, WISHES)
    send(manager, page, "/wishes", closes_at="2100-01-10T17:00")
    again = send(manager, page, "/wishes", closes_at="2100-01-10T17:00")
    assert (again.status_code, "are taken already" in again.text) == (409, True)
    wrong = send(manager, page, "/wishes", closes_at="soon")
    assert (wrong.status_code, "closes_at" in wrong.text) == (422, True)


def test_a_period_of_another_department_is_not_moved_from_here(service: Service) -> None:
    in_force(service, duty("ann", 1))
    manager = service.client()
    manager.put("/v1/departments/other", json=RIVERSIDE | {"id": "other"})
    send(manager, show(manager, WISHES), "/wishes", closes_at="2100-01-10T17:00")
    (period,) = manager.get("/v1/request-periods").json()["items"]
    form = {"version": "1", "closes_at": "2100-01-11T17:00"}
    assert manager.post(f"/desk/departments/other/wishes/{period['id']}", data=form).status_code == 404


def test_a_calendar_of_an_area_is_made_read_and_revoked(service: Service) -> None:
    in_force(service, duty("ann", 1), duty("cy", 2, "D@MR"))
    manager = service.client(Role.MANAGER)
    page = show(manager, CALENDARS)
    made = read(send(manager, page, "/calendars", of="area:MR", label="the hall").text)
    (address,) = (one.attributes["value"] for one in made.all("input") if "readonly" in one.attributes)
    assert made.all("figure", class_="qr")[0].all("svg")
    anybody = service.client(None)
    assert anybody.get(address).text.count("BEGIN:VEVENT") == 1
    listed = show(manager, CALENDARS)
    assert address not in str(listed)
    (row,) = rows(listed)
    assert row.startswith("everybody in MR the hall")
    assert "never asked" not in row
    assert "revoked" in rows(read(send(manager, listed, "/revoke").text))[0]
    assert anybody.get(address).status_code == 404


def test_a_calendar_of_somebody_is_made_by_their_name(service: Service) -> None:
    in_force(service, duty("ann", 1))
    manager = service.client(Role.MANAGER)
    page = show(manager, CALENDARS)
    options = {one.text: one.attributes["value"] for one in page.all("option")}
    made = read(send(manager, page, "/calendars", of=options["Ann"]).text)
    assert rows(made)[0].startswith("Ann")
    nobody = send(manager, page, "/calendars", of="person:anne")
    assert (nobody.status_code, "ann" in nobody.text) == (422, True)
    assert send(manager, page, "/calendars", of="ann").status_code == 422


def test_a_calendar_of_open_shifts_is_made_for_an_area_or_for_all_by_who_keeps_them(service: Service) -> None:
    in_force(service, duty("bo", 2))
    manager = service.client(Role.MANAGER)
    made = read(send(manager, show(manager, CALENDARS), "/calendars", of="open:").text)
    assert rows(made)[0].startswith("open shifts of all areas")
    (address,) = (one.attributes["value"] for one in made.all("input") if "readonly" in one.attributes)
    assert "SUMMARY:Open: CT D" in service.client(None).get(address).text
    keeper = service.client(Role.MANAGER, "riverside", areas=("MR",))
    page = show(keeper, CALENDARS)
    offered = [one.attributes["value"] for one in page.all("option") if one.attributes["value"].startswith("open:")]
    assert offered == ["open:MR"]
    assert rows(read(send(keeper, page, "/calendars", of="open:MR").text))[0].startswith("open shifts of MR")
    assert send(keeper, page, "/calendars", of="open:").status_code == 403
    assert send(manager, page, "/calendars", of="open:XR").status_code == 422


def test_what_is_stored_of_a_department_is_told_in_numbers(service: Service) -> None:
    in_force(service, duty("ann", 1))
    page = show(service.client(Role.AUDITOR), DOCUMENT)
    facts = {one.all("dt")[0].text: one.all("dd")[0].text for one in page.all(class_="facts")[0].all("div")}
    assert facts["People"] == "3, with 2 papers"
    assert facts["Next roster"] == "Mon 1 Feb to Sun 7 Feb 2100"
    assert facts["Policy"] == "1 coverage, 2 hard, 2 priced"
    assert [row for row in rows(page) if row.startswith(("CT", "MR", "full"))] == ["CT D, N 2", "MR D 1", "full 3"]
    assert page.all("form", action=DOCUMENT) == []
    (link,) = (one for one in page.all("a") if one.text == "Download")
    assert service.client(Role.AUDITOR).get(link.attributes["href"]).json()["id"] == "riverside"


def upload(service: Service, document: object, *, version: int = 1, role: Role = Role.MANAGER) -> tuple[int, Element]:
    """Status and page after a file was stored."""
    content = document if isinstance(document, bytes) else json.dumps(document, ensure_ascii=False).encode()
    sent = {"document": ("riverside.json", content, "application/json")}
    answer = service.client(role).post(DOCUMENT, files=sent, data={"version": str(version), "why": "new people"})
    return answer.status_code, read(answer.text)


def test_a_file_becomes_the_next_version(service: Service) -> None:
    admin = service.client()
    admin.put("/v1/departments/riverside", json=RIVERSIDE)
    status, page = upload(service, RIVERSIDE | {"name": "Riverside Süd \r\n 東"})
    assert (status, page.all("h1")[0].text) == (200, "Document of Riverside Süd 東")
    assert [row.split()[0] for row in rows(page)[-2:]] == ["2", "1"]
    assert admin.get("/v1/departments/riverside").json()["name"] == "Riverside Süd \r\n 東"
    event = next(one for one in admin.get("/v1/audit?limit=200").json()["items"] if one["why"])
    assert (event["action"], event["why"]) == ("department.stored", "new people")
    assert upload(service, RIVERSIDE, version=1)[0] == 412


@pytest.mark.parametrize(
    ("document", "says"),
    [
        (RIVERSIDE | {"areas": []}, "unknown area 'CT'"),
        (RIVERSIDE | {"id": "other"}, "is of the department 'other', this is 'riverside'"),
        (b"not JSON", "the file"),
    ],
)
def test_what_is_wrong_with_a_file_is_told_above_the_form(service: Service, document: object, says: str) -> None:
    service.client().put("/v1/departments/riverside", json=RIVERSIDE)
    status, page = upload(service, document)
    assert (status, says in page.all(role="alert")[0].text) == (422, True)
    assert len(page.all("form", action=DOCUMENT)) == 1
    assert upload(service, b"\xff\xfe")[0] == 422


def test_a_new_department_is_stored_from_a_file_and_never_over_another(service: Service) -> None:
    manager = service.client(Role.MANAGER)
    place = "/desk/new-department"
    assert show(manager, place).all("h1")[0].text == "Store a department"
    files = {"document": ("riverside.json", json.dumps(RIVERSIDE).encode(), "application/json")}
    stored = read(manager.post(place, files=files).text)
    assert stored.all("h1")[0].text == "Riverside Imaging"
    again = manager.post(place, files=files)
    assert (again.status_code, "There is a department" in again.text) == (409, True)
    assert "the file" in read(manager.post(place, files={"document": ("x", b"{}", "")}).text).all(role="alert")[0].text
    elsewhere = service.client(Role.MANAGER, "elsewhere")
    assert elsewhere.post(place, files=files).status_code == 404


def test_the_tabs_of_a_department_are_those_that_the_role_may_open(service: Service) -> None:
    in_force(service, duty("ann", 1))
    told = {}
    for role in (Role.MANAGER, Role.LEAD, Role.AUDITOR):
        client = service.client(role)
        page = show(client, "/desk/departments/riverside")
        tabs = page.all("nav", class_="tabs")[0].all("a")
        told[role] = [one.text for one in tabs]
        for one in tabs:
            found = show(client, one.attributes["href"])
            current = [each.text for each in found.all("a") if each.attributes.get("aria-current") == "page"]
            assert current == [one.text]
    assert told == {
        Role.MANAGER: ["Rosters", "Open shifts", "Wishes", "Calendars", "Document"],
        Role.LEAD: ["Rosters", "Open shifts", "Document"],
        Role.AUDITOR: ["Rosters", "Document"],
    }


def test_deadlines_are_kept_when_nothing_is_said_of_them(service: Service) -> None:
    in_force(service, duty("ann", 1))
    manager = service.client(Role.MANAGER)
    closes = dt.datetime(2100, 1, 10, 23, tzinfo=dt.UTC)
    period = {"department": "riverside", "first_day": START, "last_day": date(7), "closes_at": closes.isoformat()}
    made = manager.post("/v1/request-periods", json=period).json()
    send(manager, show(manager, WISHES), f"{WISHES}/{made['id']}")
    (kept,) = manager.get("/v1/request-periods").json()["items"]
    assert (kept["closes_at"], kept["most"], kept["version"]) == ("2100-01-10T23:00:00Z", None, 2)
