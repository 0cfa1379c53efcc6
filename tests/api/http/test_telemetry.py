"""What the service tells of itself holds no secret and no id."""

import json
import logging

import pytest

from api.auth.rights import Role
from api.http.logs import JsonLines
from tests.api.rosters.made import ordered
from tests.api.service import Service


def test_requests_are_counted_by_route(service: Service) -> None:
    client = service.client()
    for _ in range(2):
        client.get("/v1/departments/nowhere")
    client.get("/v1/no/such/path")
    text = client.get("/metrics").text
    assert 'radroster_requests_total{method="GET",route="/departments/{department}",status="404"} 2.0' in text
    assert 'radroster_requests_total{method="GET",route="no route",status="404"} 1.0' in text
    assert "nowhere" not in text


def test_jobs_are_counted_by_state(service: Service) -> None:
    for _ in range(2):
        ordered(service)
    text = service.client(Role.AUDITOR).get("/metrics").text
    assert 'radroster_jobs{state="queued"} 2.0' in text
    assert 'radroster_jobs{state="running"} 0.0' in text


def test_each_request_leaves_a_line_without_its_path_query_or_key(
    service: Service, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, logger="radroster")
    client = service.client(Role.LEAD)
    answer = client.get("/v1/departments/secret-clinic?cursor=hidden")
    line = json.loads(JsonLines().format(caplog.records[-1]))
    assert (line["method"], line["route"], line["status"]) == ("GET", "/departments/{department}", answer.status_code)
    assert line["request_id"] == answer.headers["x-request-id"]
    said = json.dumps([json.loads(JsonLines().format(record)) for record in caplog.records])
    assert not any(word in said for word in ("secret-clinic", "hidden", client.headers["authorization"]))


def test_a_mistake_of_ours_is_counted_and_its_answer_names_the_line_of_log(
    service: Service, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = service.client()
    monkeypatch.setattr("api.departments.service.summaries", lambda *_, **__: 1 / 0)
    answer = client.get("/v1/departments")
    assert (answer.status_code, answer.json()["type"]) == (500, "urn:radroster:problem:internal")
    lines = [json.loads(JsonLines().format(record)) for record in caplog.records if record.name == "radroster.http"]
    (line,) = (line for line in lines if line.get("status") == 500)
    assert line["request_id"] == answer.json()["request_id"]
    monkeypatch.undo()
    assert 'route="/departments",status="500"} 1.0' in client.get("/metrics").text


def test_a_line_of_log_is_one_line_whatever_is_in_it() -> None:
    record = logging.LogRecord("radroster", logging.ERROR, "", 0, "two\nlines %s", ("\x1b[31m",), None)
    line = JsonLines().format(record)
    assert "\n" not in line
    assert json.loads(line)["message"] == "two\nlines \x1b[31m"


def test_signs_of_life_need_no_key(service: Service) -> None:
    client = service.client(None)
    assert client.get("/healthz").json() == {"status": "alive"}
    assert client.get("/readyz").json() == {"status": "ready"}
