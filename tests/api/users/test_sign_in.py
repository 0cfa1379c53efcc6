"""Signing in: refused alike whatever is wrong, and slowly for whoever guesses."""

import pytest

from api.errors import UnauthenticatedError
from api.http.buckets import TooManyError
from api.settings import Settings
from api.users import passwords
from api.users.attempts import Attempts
from api.users.schemas import SignIn
from api.users.sign_in import sign_in
from tests.api.service import Service, problem
from tests.api.users.signed import PASSWORD, browser, user


class Clock:
    """A clock that is set by hand."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_whatever_is_wrong_is_refused_alike(service: Service) -> None:
    gone = user(service, "gone")
    user(service, "kim")
    admin = service.client()
    admin.put(f"/v1/users/{gone.id}", json={"role": "manager", "enabled": False}, headers={"If-Match": '"1"'})
    client = browser(service)
    wrong = [
        ("nobody", PASSWORD),
        ("kim", "another password"),
        ("kim", ""),
        ("gone", PASSWORD),
        ("k" * 200, "x" * 1024),
    ]
    answers = [client.post("/v1/session", json={"name": name, "password": word}) for name, word in wrong]
    told = [problem(answer, 401, "unauthenticated") for answer in answers]
    assert {one["detail"] for one in told} == {"Name and password do not go together. Try again, or ask an admin."}
    assert not any("set-cookie" in answer.headers for answer in answers)


def test_a_name_that_nobody_has_costs_one_comparison_like_any_other(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    user(service, "kim")
    compared: list[bool] = []
    real = passwords.matches

    def noted(kept: str | None, word: str) -> bool:
        compared.append(kept is None)
        return real(kept, word)

    monkeypatch.setattr(passwords, "matches", noted)
    for name in ("nobody", "kim"):
        browser(service).post("/v1/session", json={"name": name, "password": "wrong"})
    assert compared == [True, False]


@pytest.mark.parametrize("name", ["kim", "nobody"])
def test_after_ten_wrong_passwords_even_the_right_one_waits(service: Service, name: str) -> None:
    user(service, "kim")
    client = browser(service)
    wrong = {"name": name, "password": "wrong"}
    assert [client.post("/v1/session", json=wrong).status_code for _ in range(10)] == [401] * 10
    answer = client.post("/v1/session", json={"name": name.upper(), "password": PASSWORD})
    problem(answer, 429, "too-many")
    assert 0 < int(answer.headers["retry-after"]) <= 60


def test_a_right_password_counts_for_nothing(service: Service) -> None:
    user(service, "kim")
    client = browser(service)
    codes = [client.post("/v1/session", json={"name": "kim", "password": PASSWORD}).status_code for _ in range(12)]
    assert codes == [201] * 12


def test_guesses_are_counted_by_name_and_address_and_forgotten_with_time() -> None:
    clock = Clock()
    attempts = Attempts(clock)
    for _ in range(10):
        attempts.begin("kim", "10.0.0.1")
    with pytest.raises(TooManyError):
        attempts.begin("kim", "10.0.0.1")
    attempts.begin("kim", "10.0.0.2")
    clock.now += 60
    attempts.begin("kim", "10.0.0.1")
    with pytest.raises(TooManyError):
        attempts.begin("kim", "10.0.0.1")


def test_one_address_does_not_try_many_names_nor_many_addresses_one_name() -> None:
    attempts = Attempts(Clock())
    for number in range(30):
        attempts.begin(f"user{number}", "10.0.0.1")
    with pytest.raises(TooManyError):
        attempts.begin("user30", "10.0.0.1")
    attempts = Attempts(Clock())
    for number in range(100):
        attempts.begin("kim", f"10.0.0.{number}")
    with pytest.raises(TooManyError):
        attempts.begin("kim", "10.0.1.1")


def test_a_user_changed_while_the_password_is_compared_is_not_signed_in(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    kim = user(service, "kim")
    real = passwords.renewed

    def slowly(kept: str, word: str) -> str:
        service.client().put(f"/v1/users/{kim.id}/password", json={"new": "other words that nobody said"})
        return real(kept, word)

    monkeypatch.setattr(passwords, "renewed", slowly)
    wanted = SignIn.model_validate({"name": "kim", "password": PASSWORD})
    with pytest.raises(UnauthenticatedError, match="changed just now"):
        sign_in(service.database, Settings(), Attempts(), wanted, address="10.0.0.1")
