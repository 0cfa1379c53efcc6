"""Whatever is sent, the answer is a problem that says what is wrong, and never that the service is broken."""

from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from api.http import problems
from tests.api.service import Service, problem

DEPARTMENT, ORDERS, KEYS = "/v1/departments/riverside", "/v1/rosters", "/v1/keys"
BODIES = {
    "nothing": b"",
    "no JSON": b"{'id': 1}",
    "not UTF-8": b'{"name": "\xff\xfe"}',
    "a lone surrogate": b'{"name": "\\ud800", "role": "lead"}',
    "not a number": b'{"name": NaN, "role": "lead"}',
    "too large a number": b'{"name": 1e999, "role": "lead"}',
    "many digits": b'{"name": ' + b"9" * 5000 + b"}",
    "deep lists": b"[" * 60_000,
    "deep objects": b'{"a":' * 10_000 + b"1" + b"}" * 10_000,
    "a key twice": b'{"name": "a", "role": "staff", "role": "admin"}',
    "a list": b"[]",
    "null": b"null",
    "a NUL": b'{"name": "\\u0000", "role": "lead"}',
}


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES.keys())
@pytest.mark.parametrize(("method", "path"), [("PUT", DEPARTMENT), ("POST", ORDERS), ("POST", KEYS)])
def test_a_body_that_is_nothing_is_refused_with_a_reason(service: Service, method: str, path: str, body: bytes) -> None:
    answer = service.client().request(method, path, content=body)
    if (path, body) == (KEYS, BODIES["a NUL"]):  # SQLite keeps it
        assert answer.status_code == 201
        return
    told = problem(answer, 422, "invalid")
    assert told["errors"][0]["problem"]
    assert answer.text.isprintable() or "\n" in answer.text


@pytest.mark.parametrize(
    "path",
    [
        "/v1/departments/%00", "/v1/departments/%ff%fe", "/v1/rosters/" + "x" * 5000, "/v1/departments/..%2f..%2fetc",
        "/v1/departments?limit=-1", "/v1/departments?cursor=%00", "/v1/departments?limit=1e9",
        "/v1/departments/riverside?version=99999999999999999999", "/v1/audit?cursor=OTk5OTk5OTk5OTk5OTk5OTk5OTk5",
        "/v1/rosters/none/diff?version=0", "/v1/nothing", "/nothing",
    ],
)  # fmt: skip
def test_a_path_that_leads_nowhere_is_told_so(service: Service, path: str) -> None:
    answer = service.client().get(path)
    assert answer.status_code in {200, 404, 422}
    if answer.status_code != 200:
        assert answer.headers["content-type"] == "application/problem+json"


def test_an_address_with_nothing_at_it_says_where_the_operations_are(service: Service) -> None:
    told = problem(service.client().get("/v1/nothing"), 404, "not-found")
    assert told["detail"] == "There is nothing at this address. /v1/openapi.json lists every operation."


def test_text_that_a_database_cannot_keep_is_wrong_input(any_service: Service) -> None:
    client = any_service.client()
    answers = [client.get(f"/v1/departments/{name}") for name in ("%00", "%ff")]
    answers.append(client.post(KEYS, json={"name": "\0", "role": "lead"}))
    assert {answer.status_code for answer in answers} <= {201, 404, 422}


def test_a_method_that_a_path_does_not_know_is_told(service: Service) -> None:
    answer = service.client().patch(DEPARTMENT, json={})
    assert problem(answer, 405, "method-not-allowed")
    assert "PUT" in answer.headers["allow"]


def test_a_body_that_is_too_large_is_refused_while_it_arrives(service: Service) -> None:
    most = service.app.state.settings.max_body_bytes
    sent = 0

    def pieces() -> Iterator[bytes]:
        nonlocal sent
        while sent < 3 * most:
            sent += 2**20
            yield b" " * 2**20

    for body in (pieces(), b" " * (most + 1)):
        told = problem(service.client().put(DEPARTMENT, content=body), 413, "too-large")
        assert f"{most} bytes" in told["detail"]


def test_secrets_and_input_are_not_repeated(service: Service) -> None:
    answer = service.client().post(KEYS, json={"name": {"secret": "hunter2"}, "role": "hunter2"})
    assert "hunter2" not in problem(answer, 422, "invalid")["detail"]


def test_a_mistake_of_ours_is_told_without_its_details() -> None:
    app = FastAPI()
    problems.install(app)

    @app.get("/broken")
    def broken() -> None:
        raise ValueError("the password is hunter2")

    answer = TestClient(app, raise_server_exceptions=False).get("/broken")
    assert (answer.status_code, answer.json()["type"]) == (500, "urn:radroster:problem:internal")
    assert "hunter2" not in answer.text


def test_a_database_that_is_locked_is_busy_and_not_broken(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    client = service.client()
    monkeypatch.setattr("api.storage.sqlite.BUSY_MILLISECONDS", 50)
    service.database.engine.dispose()
    with service.database.write():
        answer = client.post(KEYS, json={"name": "a", "role": "lead"})
    problem(answer, 503, "busy")
    assert answer.headers["retry-after"] == "2"
    assert client.post(KEYS, json={"name": "a", "role": "lead"}).status_code == 201
