"""Keys: shown once, kept as a hash, refused alike whatever is wrong with them."""

import datetime as dt

import pytest
from sqlalchemy import text

from api.audit.chain import events
from api.auth.keys import new_token, read_token
from api.auth.rights import Role
from tests.api.service import Service, problem


def test_a_key_is_read_again_and_matches_its_own_hash_alone() -> None:
    token, other = new_token(), new_token()
    again = read_token(token.text)
    assert again == token
    assert token.text.startswith("rr_live_")
    assert token.matches(token.secret_hash)
    assert not token.matches(other.secret_hash)


@pytest.mark.parametrize("wrong", ["", "rr_live_", "rr_live_0_x", "sk_live_" + "0" * 12 + "_" + "a" * 43, "é" * 60])
def test_other_text_is_no_key(wrong: str) -> None:
    assert read_token(wrong) is None


def test_a_key_that_is_made_can_be_used_and_its_secret_is_kept_nowhere(service: Service) -> None:
    admin = service.client()
    made = admin.post("/v1/keys?why=the+night+desk", json={"name": "desk", "role": "lead", "departments": ["a"]})
    assert made.status_code == 201
    told = made.json()
    client = service.client(None)
    client.headers["Authorization"] = f"Bearer {told['token']}"
    me = client.get("/v1/me").json()
    assert me["caller"] == {
        "id": f"key:{told['key']['id']}", "name": "desk", "role": "lead", "departments": ["a"], "areas": None,
        "person": None, "expires": None,
    }  # fmt: skip
    secret = told["token"].rpartition("_")[2]
    with service.database.read() as session:
        kept = "".join(str(row) for row in session.execute(text("SELECT * FROM api_keys")))
        trail = events(session)
    assert secret not in kept
    assert secret not in str(trail)
    assert (trail[-1].action, trail[-1].why) == ("key.made", "the night desk")
    assert told["key"]["id"] in [key["id"] for key in admin.get("/v1/keys").json()["items"]]


def test_every_wrong_key_is_refused_alike(service: Service) -> None:
    admin, client = service.client(), service.client(Role.LEAD)
    good = client.headers["Authorization"]
    key = good.split("_")[2]
    stranger = f"Bearer {new_token().text}"
    forged = f"Bearer rr_live_{key}_{'x' * 43}"
    wrong = (stranger, forged, "Bearer nonsense", "Basic " + good.partition(" ")[2], good + "x")
    refused = [client.get("/v1/me", headers={"Authorization": header}) for header in wrong]
    assert admin.delete(f"/v1/keys/{key}").json()["revoked_at"] is not None
    refused.append(client.get("/v1/me"))
    past = dt.datetime.now(dt.UTC) - dt.timedelta(seconds=1)
    refused.append(service.client(Role.LEAD, expires=past).get("/v1/me"))
    details = {problem(answer, 401, "unauthenticated")["detail"] for answer in refused}
    assert len(details) == 1
    assert all(answer.headers["www-authenticate"] == "Bearer" for answer in refused)


def test_a_request_without_a_key_is_told_what_to_send(service: Service) -> None:
    assert "Sign in, or send a key" in problem(service.client(None).get("/v1/me"), 401, "unauthenticated")["detail"]


def test_the_last_admin_stays(service: Service) -> None:
    admin = service.client()
    mine = admin.get("/v1/me").json()["caller"]["id"].removeprefix("key:")
    assert "last admin's way in" in problem(admin.delete(f"/v1/keys/{mine}"), 409, "conflict")["detail"]
    service.token(Role.ADMIN)
    assert admin.delete(f"/v1/keys/{mine}").status_code == 200
    problem(service.client().delete("/v1/keys/nobody"), 404, "not-found")
