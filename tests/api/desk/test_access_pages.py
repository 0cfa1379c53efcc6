from fastapi.testclient import TestClient

from api.auth.rights import Role
from tests.api.desk.reading import Element, read, send, show
from tests.api.service import RIVERSIDE, Service
from tests.api.users.signed import PASSWORD, browser, user

SHORT = "too short"


def secret_of(page: Element) -> str:
    """What a page shows this once."""
    (shown,) = (one.attributes["value"] for one in page.all("input") if "readonly" in one.attributes)
    return shown


def rows(page: Element) -> list[str]:
    """The lines of a page's table."""
    return [row.text for body in page.all("tbody") for row in body.all("tr")]


def stored(service: Service) -> TestClient:
    """An admin's client, with the department in place."""
    admin = service.client()
    assert admin.put("/v1/departments/riverside", json=RIVERSIDE).status_code == 201
    return admin


def test_a_user_is_made_with_a_password_that_is_shown_once(service: Service) -> None:
    admin = stored(service)
    page = show(admin, "/desk/users")
    made = read(send(admin, page, "/users", name="ann", departments="riverside", person="ann").text)
    password = secret_of(made)
    assert rows(made)[0].startswith("ann staff riverside, as ann")
    assert password not in str(show(admin, "/desk/users"))
    client = service.client(None)
    done = send(client, show(client, "/sign-in"), "/sign-in", name="ann", password=password)
    assert read(done.text).all("h1")[0].text == "Shifts of ann"


def test_a_password_that_is_typed_is_never_shown(service: Service) -> None:
    admin = service.client()
    made = send(admin, show(admin, "/desk/users"), "/users", name="kim", role="manager", password=PASSWORD)
    assert made.history[0].status_code == 303
    assert PASSWORD not in made.text
    assert show(browser(service, "kim"), "/desk/departments").all("h1")[0].text == "Departments"


def test_a_short_password_and_a_person_whom_nobody_knows_are_refused_by_name(service: Service) -> None:
    admin = stored(service)
    page = show(admin, "/desk/users")
    short = send(admin, page, "/users", name="kim", password=SHORT)
    assert (short.status_code, "has 9 characters" in short.text) == (422, True)
    assert SHORT not in short.text
    unknown = send(admin, page, "/users", name="kim", departments="riverside", person="anne")
    assert (unknown.status_code, "ann" in read(unknown.text).text) == (422, True)
    several = send(admin, page, "/users", name="kim", departments="riverside, elsewhere", person="ann")
    assert "could be of several departments" in several.text
    long = send(admin, page, "/users", name="kim", departments="x" * 300)
    assert (long.status_code, "departments.0" in long.text) == (422, True)
    assert rows(show(admin, "/desk/users")) == []


def test_a_user_is_changed_kept_out_and_given_another_password(service: Service) -> None:
    admin = service.client()
    kim = user(service, "kim")
    signed_in = browser(service, "kim")
    place = f"/desk/users/{kim.id}"
    changed = read(send(admin, show(admin, place), place, role="lead", departments="riverside", enabled="").text)
    assert changed.all(class_="dates")[0].text.startswith("lead, riverside")
    assert "kept out" in changed.all(class_="dates")[0].text
    assert signed_in.get("/desk/departments", follow_redirects=False).status_code == 303
    assert "kept out" in rows(show(admin, "/desk/users"))[0]
    send(admin, changed, place, enabled="true")
    password = secret_of(read(send(admin, changed, "/password").text))
    client = service.client(None)
    done = send(client, show(client, "/sign-in"), "/sign-in", name="kim", password=password)
    assert read(done.text).all("h1")[0].text == "Departments"


def test_somebody_else_who_changed_a_user_meanwhile_is_not_overwritten(service: Service) -> None:
    admin = service.client()
    place = f"/desk/users/{user(service, 'kim').id}"
    seen = show(admin, place)
    send(admin, seen, place, role="lead")
    late = send(admin, seen, place, role="admin")
    assert late.status_code == 412
    assert show(admin, place).all(class_="dates")[0].text.startswith("lead")


def test_the_last_admin_is_not_kept_out(service: Service) -> None:
    made = user(service, "root", Role.ADMIN)
    root = browser(service, "root")
    place = f"/desk/users/{made.id}"
    refused = send(root, show(root, place), place, enabled="")
    assert (refused.status_code, "last admin" in refused.text) == (409, True)


def test_a_key_is_made_shown_once_and_revoked(service: Service) -> None:
    admin = service.client()
    page = show(admin, "/desk/keys")
    made = read(send(admin, page, "/keys", name="the HR system", role="hr", until="2099-12-31").text)
    token = secret_of(made)
    program = TestClient(service.app, headers={"Authorization": f"Bearer {token}"})
    assert program.get("/v1/me").json()["caller"]["expires"] == "2100-01-01T00:00:00Z"
    page = show(admin, "/desk/keys")
    assert token not in str(page)
    (form,) = (form for row in page.all("tr") if "the HR system" in row.text for form in row.all("form", method="post"))
    send(admin, page, form.attributes["action"])
    assert program.get("/v1/me").status_code == 401
    assert any(row.startswith("the HR system") and "revoked" in row for row in rows(show(admin, "/desk/keys")))


def test_an_admin_of_one_department_sees_and_makes_none_beyond_it(service: Service) -> None:
    user(service, "kim")
    local = service.client(Role.ADMIN, "riverside")
    page = show(local, "/desk/users")
    assert rows(page) == []
    refused = send(local, page, "/users", name="bo", role="admin")
    assert (refused.status_code, "limited to riverside" in refused.text) == (403, True)
    assert all("a admin" in row for row in rows(show(local, "/desk/keys")))


def test_many_users_are_shown_page_by_page(service: Service) -> None:
    for number in range(51):
        user(service, f"user{number}")
    admin = service.client()
    first = show(admin, "/desk/users")
    (more,) = (one for one in first.all("a") if one.text == "More users")
    rest = show(admin, more.attributes["href"])
    assert (len(rows(first)), len(rows(rest))) == (50, 1)
