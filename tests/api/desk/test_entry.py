from urllib.parse import quote

import pytest

from api.auth.rights import Role
from api.desk.entry import local
from tests.api.desk.reading import read, send, show
from tests.api.service import Service
from tests.api.users.signed import PASSWORD, browser, user


def test_whoever_is_not_signed_in_is_asked_to_and_comes_back_to_where_they_wanted(service: Service) -> None:
    user(service, "maria")
    client = service.client(None)
    answer = client.get("/desk/departments?cursor=", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (
        303, "/sign-in?next=" + quote("/desk/departments?cursor=", safe=""),
    )  # fmt: skip
    done = send(client, show(client, answer.headers["location"]), "/sign-in", name="Maria", password=PASSWORD)
    assert str(done.url).endswith("/desk/departments?cursor=")
    assert "maria manager" in read(done.text).text


def test_a_wrong_password_is_told_above_the_form_and_starts_no_session(service: Service) -> None:
    user(service, "maria")
    client = service.client(None)
    refused = send(client, show(client, "/sign-in"), "/sign-in", name="maria", password=PASSWORD + " surely")
    page = read(refused.text)
    assert refused.status_code == 401
    assert page.all(role="alert")[0].text.startswith("Name and password do not go together.")
    assert [one.attributes["value"] for one in page.all("input", name="name")] == ["maria"]
    assert "surely" not in refused.text
    assert client.get("/desk", follow_redirects=False).headers["location"].startswith("/sign-in")


def test_signing_out_ends_the_session(service: Service) -> None:
    user(service, "maria")
    client = browser(service, "maria")
    done = send(client, show(client, "/desk"), "/sign-out")
    assert read(done.text).all("h1")[0].text == "Sign in"
    assert client.get("/desk/departments", follow_redirects=False).status_code == 303


def test_a_page_elsewhere_can_neither_sign_anybody_in_nor_change_anything(service: Service) -> None:
    user(service, "maria")
    client = browser(service, "maria")
    elsewhere = {"Sec-Fetch-Site": "cross-site"}
    for path in ("/sign-in", "/sign-out", "/desk/rosters/x/publish"):
        form = {"name": "maria", "password": PASSWORD, "version": "1"}
        assert client.post(path, data=form, headers=elsewhere).status_code == 403
    assert client.get("/desk/departments").status_code == 200


@pytest.mark.parametrize(
    "path", ["https://elsewhere.example", "//elsewhere.example", "/deskx", "/\\elsewhere", "", "/desk/\r\nX: y"]
)
def test_nobody_is_led_elsewhere_after_signing_in(path: str) -> None:
    assert local(path) == "/desk"


@pytest.mark.parametrize("path", ["/desk", "/desk/rosters/r?since=3", "/desk?x=y"])
def test_pages_of_the_desk_are_come_back_to(path: str) -> None:
    assert local(path) == path


@pytest.mark.parametrize(
    ("role", "place"),
    [
        (Role.MANAGER, "Departments"),
        (Role.AUDITOR, "Departments"),
        (Role.STAFF, "My shifts"),
        (Role.HR, "No pages for you"),
    ],
)
def test_everybody_is_led_to_the_first_page_for_their_role(service: Service, role: Role, place: str) -> None:
    assert show(service.client(role), "/").all("h1")[0].text == place
