"""Single sign-on at a provider on a real socket: who gets in, and what is wrong with everything else."""

import time
from collections.abc import Iterator
from typing import Any

import httpx2
import pytest
from fastapi.testclient import TestClient
from pydantic import SecretStr

from api.auth.rights import Role
from api.auth.service import CONSOLE
from api.settings import Settings
from api.sso.setup import provider_of
from api.storage.database import Database
from api.users import service as users
from api.users.schemas import NewUser, UserChange
from models.errors import InputError
from tests.api.desk.reading import read, show
from tests.api.service import Service, serving
from tests.api.sso.provider import CLIENT, OTHER_KEY, SECRET, Fake, faked
from tests.api.users.signed import PASSWORD, user

KIM = "kim@riverside.example"


@pytest.fixture
def fake() -> Iterator[Fake]:
    with faked() as one:
        yield one


@pytest.fixture
def service(database: Database, fake: Fake) -> Iterator[Service]:
    yield from serving(
        database, oidc_issuer=fake.url, oidc_client_id=CLIENT, oidc_client_secret=SecretStr(SECRET),
        oidc_label="Riverside account",
    )  # fmt: skip


def known(service: Service, name: str = KIM, **more: Any) -> str:  # noqa: ANN401 - fields of NewUser
    """The id of a user without a password."""
    wanted = NewUser.model_validate({"name": name, "role": Role.MANAGER, **more})
    return users.make(service.database, CONSOLE, wanted).id


def signed_on(client: TestClient, fake: Fake, *, wanted: str = "/desk/departments", **change: str) -> httpx2.Response:
    """What comes of a sign-in at the provider; `change` is of what the browser brings back."""
    left = client.get("/sign-in/sso", params={"next": wanted}, follow_redirects=False)
    assert left.status_code == 303, left.text
    back = httpx2.URL(fake.consent(left.headers["location"]))
    return client.get(back.copy_merge_params(change).raw_path.decode())


def refused(answer: httpx2.Response, says: str, *, status: int = 401) -> None:
    """The answer is the form, with that above it; nobody is signed in and the sign-in is forgotten."""
    page = read(answer.text)
    assert (answer.status_code, page.all("h1")[0].text) == (status, "Sign in")
    assert page.all(role="alert")[0].text.startswith(says)
    (cookie,) = answer.headers.get_list("set-cookie")
    assert cookie.startswith('radroster-sso=""')


def test_a_user_for_whom_the_provider_vouches_is_let_in_to_where_they_wanted(service: Service, fake: Fake) -> None:
    known(service)
    client = service.client(None)
    page = show(client, "/sign-in?next=/desk/departments")
    (link,) = (one for one in page.all("a") if one.text == "Riverside account")
    assert link.attributes["href"] == "/sign-in/sso?next=/desk/departments"
    answer = signed_on(client, fake)
    assert (answer.status_code, answer.url.path) == (200, "/desk/departments")
    assert "kim@riverside.example manager" in read(answer.text).text
    cookies = {cookie.partition("=")[0]: cookie for cookie in answer.history[0].headers.get_list("set-cookie")}
    assert set(cookies) == {"radroster", "radroster-sso"}
    assert "HttpOnly" in cookies["radroster"]
    events = service.client().get("/v1/audit?limit=200").json()["items"]
    assert [one["why"] for one in events if one["action"] == "session.begun"] == ["single sign-on"]


def test_names_are_compared_as_they_are_at_a_sign_in_with_a_password(service: Service, fake: Fake) -> None:
    known(service)
    fake.claims["email"] = " KIM@Riverside.example "
    assert signed_on(service.client(None), fake).url.path == "/desk/departments"


def test_nobody_becomes_a_user_by_signing_in(service: Service, fake: Fake) -> None:
    refused(signed_on(service.client(None), fake), "You are no user of this service.")
    assert service.client().get("/v1/users").json()["items"] == []


def test_whoever_is_kept_out_stays_out(service: Service, fake: Fake) -> None:
    change = UserChange(role=Role.MANAGER, enabled=False)
    users.change_user(service.database, CONSOLE, known(service), change, expected=1)
    refused(signed_on(service.client(None), fake), "You are no user of this service.")


def test_somebody_without_a_password_signs_in_with_none(service: Service) -> None:
    known(service)
    for password in ("", "None", PASSWORD):
        answer = service.client(None).post("/v1/session", json={"name": KIM, "password": password})
        assert answer.status_code == 401


def test_the_sign_in_with_a_password_stays(service: Service) -> None:
    user(service, "maria")
    form = {"name": "maria", "password": PASSWORD, "next": "/desk"}
    answer = service.client(None).post("/sign-in", data=form, headers={"Sec-Fetch-Site": "same-origin"})
    assert "maria manager" in read(answer.text).text


@pytest.mark.parametrize("change", [{"state": "another"}, {"state": ""}, {"iss": "https://elsewhere.example"}])
def test_an_answer_to_another_sign_in_is_refused(service: Service, fake: Fake, change: dict[str, str]) -> None:
    known(service)
    refused(signed_on(service.client(None), fake, **change), "This sign-in was not begun here")


def test_an_answer_that_another_browser_began_is_refused(service: Service, fake: Fake) -> None:
    known(service)
    left = service.client(None).get("/sign-in/sso", follow_redirects=False)
    back = httpx2.URL(fake.consent(left.headers["location"]))
    victim = service.client(None)
    refused(victim.get(back.raw_path.decode()), "This sign-in was not begun here")
    victim.cookies.set("radroster-sso", "bm90IG91cnM=")
    refused(victim.get(back.raw_path.decode()), "This sign-in was not begun here")


def test_an_answer_is_good_once(service: Service, fake: Fake) -> None:
    known(service)
    client = service.client(None)
    answer = signed_on(client, fake)
    again = client.get(answer.history[0].url.raw_path.decode())
    refused(again, "This sign-in was not begun here")


def test_whoever_gives_up_at_the_provider_is_told_so(service: Service, fake: Fake) -> None:
    known(service)
    refused(signed_on(service.client(None), fake, code="", error="access_denied"), "The sign-in was not completed.")


@pytest.mark.parametrize(
    "claims",
    [
        {"nonce": "another"},
        {"nonce": None},
        {"aud": "another client"},
        {"aud": ["radroster", "another client"]},
        {"azp": "another client"},
        {"iss": "https://elsewhere.example"},
        {"exp": int(time.time()) - 120},
        {"exp": None},
        {"iat": int(time.time()) + 3600},
        {"sub": None},
        {"email": None},
        {"email": ["kim@riverside.example"]},
        {"email_verified": False},
    ],
)
def test_a_token_that_says_anything_else_lets_nobody_in(service: Service, fake: Fake, claims: dict[str, Any]) -> None:
    known(service)
    fake.claims |= claims
    refused(signed_on(service.client(None), fake), "The sign-in did not come back as it should.")


def test_a_token_that_somebody_else_signed_lets_nobody_in(service: Service, fake: Fake) -> None:
    known(service)
    fake.signed_by = OTHER_KEY
    refused(signed_on(service.client(None), fake), "The sign-in did not come back as it should.")


def test_a_new_key_of_the_providers_is_found_at_once(service: Service, fake: Fake) -> None:
    known(service)
    client = service.client(None)
    client.get("/sign-in/sso", follow_redirects=False)
    fake.signed_by, fake.shown = OTHER_KEY, (OTHER_KEY,)
    assert signed_on(client, fake).url.path == "/desk/departments"
    assert fake.seen.count("/keys") == 2


def test_a_provider_that_is_away_is_told_and_passwords_go_on(database: Database) -> None:
    for service in serving(database, oidc_issuer="http://127.0.0.1:9", oidc_client_id=CLIENT):
        answer = service.client(None).get("/sign-in/sso")
        assert answer.status_code == 503
        assert read(answer.text).all(role="alert")[0].text.startswith("Single sign-on is not to be had")
        assert show(service.client(None), "/sign-in").all("input", name="password")


def test_another_claim_may_name_the_user(database: Database, fake: Fake) -> None:
    fake.claims = {"preferred_username": "kim"}
    more = {"oidc_client_id": CLIENT, "oidc_client_secret": SecretStr(SECRET), "oidc_claim": "preferred_username"}
    for service in serving(database, oidc_issuer=fake.url, **more):
        known(service, "kim")
        assert signed_on(service.client(None), fake).url.path == "/desk/departments"


def test_without_a_provider_there_is_no_such_way_in(database: Database) -> None:
    for service in serving(database):
        client = service.client(None)
        assert client.get("/sign-in/sso").status_code == 404
        assert client.get("/sign-in/sso/back?state=x&code=y").status_code == 404
        assert [one.text for one in show(client, "/sign-in").all("a", class_="button")] == []


def test_nobody_is_led_elsewhere_after_signing_in(service: Service, fake: Fake) -> None:
    known(service)
    answer = signed_on(service.client(None), fake, wanted="https://elsewhere.example")
    assert (answer.url.host, answer.url.path) == ("testserver", "/desk/departments")


@pytest.mark.parametrize("path", ["/sign-in", "/sign-in/sso/back", "/sign-in/sso"])
def test_ways_in_are_counted_as_calls_of_strangers(database: Database, fake: Fake, path: str) -> None:
    more = {"oidc_issuer": fake.url, "oidc_client_id": CLIENT, "anonymous_calls_per_minute": 2}
    for service in serving(database, **more):
        client = service.client(None)
        statuses = [client.get(path, follow_redirects=False).status_code for _ in range(3)]
        assert [one == 429 for one in statuses] == [False, False, True]


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ({"oidc_issuer": "http://elsewhere.example", "oidc_client_id": "x"}, "RADROSTER_OIDC_ISSUER"),
        ({"oidc_issuer": "elsewhere", "oidc_client_id": "x"}, "RADROSTER_OIDC_ISSUER"),
        ({"oidc_issuer": "https://sso.example"}, "RADROSTER_OIDC_CLIENT_ID"),
    ],
)
def test_settings_that_cannot_be_used_are_refused_at_the_start(settings: dict[str, str], says: str) -> None:
    with pytest.raises(InputError, match=says):
        provider_of(Settings(**settings))  # type: ignore[arg-type] # fields by name


def test_neither_secrets_nor_tokens_reach_the_log(
    service: Service, fake: Fake, caplog: pytest.LogCaptureFixture
) -> None:
    fake.claims["nonce"] = "another"
    with caplog.at_level("DEBUG"):
        signed_on(service.client(None), fake)
    ours = [one for one in caplog.records if one.name.startswith("radroster")]
    said = " ".join(f"{one.getMessage()} {getattr(one, 'fields', '')}" for one in ours)
    assert "a single sign-on was refused" in said
    assert not any(secret in said for secret in (SECRET, "a-code", fake.asked["state"], fake.asked["nonce"]))
