"""Users: made, changed, disabled and given passwords by admins, each within their own reach."""

from typing import Any

import pytest
from sqlalchemy import text

from api.audit.chain import events
from api.auth.rights import Role
from tests.api.service import Service, problem
from tests.api.users.signed import PASSWORD, browser, user

OTHER = "other words that nobody said"
FIRST = {"If-Match": '"1"'}


def wanted(**more: Any) -> dict[str, Any]:  # noqa: ANN401 - JSON
    return {"name": "kim", "password": PASSWORD, "role": "lead", **more}


def test_a_user_that_an_admin_makes_signs_in_and_is_listed_without_the_password(any_service: Service) -> None:
    admin = any_service.client()
    made = admin.post("/v1/users?why=the+night+desk", json=wanted(name=" Kim@Riverside.Example", departments=["a"]))
    assert (made.status_code, made.headers["etag"]) == (201, '"1"')
    told = made.json()
    assert (told["name"], told["role"], told["departments"]) == ("kim@riverside.example", "lead", ["a"])
    assert admin.get("/v1/users").json()["items"] == [told]
    assert admin.get(f"/v1/users/{told['id']}").json() == told
    assert browser(any_service, "KIM@riverside.example").get("/v1/me").json()["caller"]["id"] == f"user:{told['id']}"
    with any_service.database.read() as session:
        kept = str(session.execute(text("SELECT * FROM users")).all())
        trail = events(session)
    assert "nobody said" not in kept + str(trail)
    (event,) = (one for one in trail if one.action == "user.made")
    assert (event.subject, event.why) == (told["id"], "the night desk")


@pytest.mark.parametrize(
    ("more", "place"),
    [
        ({"name": "two words"}, "body.name"),
        ({"name": "\u200b"}, "body.name"),
        ({"password": "short"}, "body.password"),
        ({"person": "ann"}, "body.person"),
        ({"person": "ann", "departments": ["a", "b"]}, "body.person"),
        ({"areas": ["CT"]}, "body.areas"),
        ({"areas": ["CT"], "departments": ["a"], "role": "staff"}, "body.areas"),
    ],
)
def test_a_user_who_could_be_anybody_is_refused(service: Service, more: dict[str, Any], place: str) -> None:
    told = problem(service.client().post("/v1/users", json=wanted(**more)), 422, "invalid")
    assert told["errors"][0]["place"] == place
    assert PASSWORD not in str(told)


def test_a_name_is_taken_once_however_it_is_written(service: Service) -> None:
    admin = service.client()
    assert admin.post("/v1/users", json=wanted()).status_code == 201
    problem(admin.post("/v1/users", json=wanted(name="KIM ")), 409, "conflict")


def test_a_change_needs_the_version_and_ends_sessions(service: Service) -> None:
    kim, admin = user(service), service.client()
    client = browser(service, "kim")
    path, change = f"/v1/users/{kim.id}", {"role": "staff", "departments": ["a"], "person": "ann"}
    problem(admin.put(path, json=change), 428, "version-required")
    answer = admin.put(path, json=change, headers=FIRST)
    assert (answer.status_code, answer.headers["etag"]) == (200, '"2"')
    assert answer.json() == kim.model_dump(mode="json") | change | {"version": 2, "areas": None}
    problem(admin.put(path, json=change, headers=FIRST), 412, "version-conflict")
    problem(client.get("/v1/me"), 401, "unauthenticated")
    same = admin.put(path, json=change, headers={"If-Match": '"2"'})
    assert same.json()["version"] == 2
    assert browser(service, "kim").get("/v1/me").json()["caller"]["person"] == "ann"


def test_whoever_is_disabled_is_out_at_once_and_may_come_back(service: Service) -> None:
    kim, admin = user(service), service.client()
    client = browser(service, "kim")
    off = admin.put(f"/v1/users/{kim.id}", json={"role": "manager", "enabled": False}, headers=FIRST).json()
    assert not off["enabled"]
    problem(client.get("/v1/me"), 401, "unauthenticated")
    admin.put(f"/v1/users/{kim.id}", json={"role": "manager"}, headers={"If-Match": '"2"'})
    assert browser(service, "kim").get("/v1/me").status_code == 200


def test_a_user_changes_the_own_password_and_stays_signed_in_here_alone(service: Service) -> None:
    user(service)
    here, there = browser(service, "kim"), browser(service, "kim")
    wrong = here.put("/v1/me/password", json={"current": "wrong", "new": OTHER})
    assert "another one" in problem(wrong, 403, "forbidden")["detail"]
    assert here.put("/v1/me/password", json={"current": PASSWORD, "new": OTHER}).status_code == 200
    assert here.get("/v1/me").status_code == 200
    problem(there.get("/v1/me"), 401, "unauthenticated")
    answer = browser(service).post("/v1/session", json={"name": "kim", "password": PASSWORD})
    problem(answer, 401, "unauthenticated")
    assert browser(service).post("/v1/session", json={"name": "kim", "password": OTHER}).status_code == 201


def test_guesses_at_the_own_password_are_slowed_down_like_those_at_a_sign_in(service: Service) -> None:
    user(service)
    client = browser(service, "kim")
    guess = {"current": "wrong", "new": OTHER}
    codes = [client.put("/v1/me/password", json=guess).status_code for _ in range(11)]
    assert codes == [403] * 10 + [429]


def test_a_key_has_no_password(service: Service) -> None:
    answer = service.client().put("/v1/me/password", json={"current": PASSWORD, "new": OTHER})
    assert "has no password" in problem(answer, 409, "conflict")["detail"]


def test_an_admin_sets_a_password_which_ends_sessions(service: Service) -> None:
    kim, admin = user(service), service.client()
    client = browser(service, "kim")
    assert admin.put(f"/v1/users/{kim.id}/password", json={"new": OTHER}).status_code == 200
    problem(client.get("/v1/me"), 401, "unauthenticated")
    assert browser(service).post("/v1/session", json={"name": "kim", "password": OTHER}).status_code == 201
    problem(admin.put("/v1/users/nobody/password", json={"new": OTHER}), 404, "not-found")


def test_the_last_admin_stays_whether_by_key_or_by_user(service: Service) -> None:
    kim = user(service, role=Role.ADMIN)
    client = browser(service, "kim")
    for change in ({"role": "lead"}, {"role": "admin", "enabled": False}):
        answer = client.put(f"/v1/users/{kim.id}", json=change, headers=FIRST)
        assert "last admin's way in" in problem(answer, 409, "conflict")["detail"]
    key = service.token(Role.ADMIN).split("_")[2]
    assert client.put(f"/v1/users/{kim.id}", json={"role": "lead"}, headers=FIRST).status_code == 200
    with service.database.read() as session:
        assert session.scalar(text(f"SELECT count(*) FROM api_keys WHERE id = '{key}'")) == 1  # noqa: S608 - made here


def test_an_admin_of_some_departments_gives_access_to_no_others(service: Service) -> None:
    """Otherwise the way to all departments would be to make oneself a key."""
    elsewhere = user(service, "elsewhere", departments=("elsewhere",))
    everywhere = user(service, "everywhere")
    their_key = service.token(Role.LEAD, "elsewhere").split("_")[2]
    admin = service.client(Role.ADMIN, "riverside")
    for path, body in (("/v1/users", wanted()), ("/v1/keys", {"name": "desk", "role": "admin"})):
        problem(admin.post(path, json=body), 403, "forbidden")
        problem(admin.post(path, json=body | {"departments": ["riverside", "elsewhere"]}), 404, "not-found")
        made = admin.post(path, json=body | {"departments": ["riverside"]})
        assert made.status_code == 201
        listed = {tuple(one["departments"]) for one in admin.get(path).json()["items"]}
        assert listed == {("riverside",)}
    for stranger in (elsewhere, everywhere):
        path = f"/v1/users/{stranger.id}"
        answers = [
            admin.get(path), admin.put(path, json={"role": "lead", "departments": ["riverside"]}, headers=FIRST),
            admin.put(f"{path}/password", json={"new": OTHER}),
        ]  # fmt: skip
        assert [answer.status_code for answer in answers] == [404] * 3
    problem(admin.delete(f"/v1/keys/{their_key}"), 404, "not-found")
