"""Traces tell what was asked for by its template, never the words of the address."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from opentelemetry.exporter.otlp.proto.http import trace_exporter
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from api.http.traces import telemetry_of, tracing_to
from api.settings import Settings
from api.storage.database import Database
from models.errors import InputError
from tests.api.service import Service, serving

COLLECTOR = "http://collector.example:4318/v1/traces"


@pytest.fixture
def spans(monkeypatch: pytest.MonkeyPatch) -> InMemorySpanExporter:
    """Where spans go instead of a collector."""
    kept = InMemorySpanExporter()

    def exporter(endpoint: str, timeout: float) -> InMemorySpanExporter:
        assert (endpoint, timeout) == (COLLECTOR, 2.0)
        return kept

    monkeypatch.setattr(trace_exporter, "OTLPSpanExporter", exporter)
    return kept


@contextmanager
def traced(folder: Path, **settings: str) -> Iterator[Service]:
    """A service that has sent all its spans by the end."""
    database = Database(f"sqlite:///{folder}/traced.db")
    yield from serving(database, **settings)
    database.close()


def test_spans_name_routes_and_hold_no_path_query_or_token(
    spans: InMemorySpanExporter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("hidden-reason")

    with traced(tmp_path, traces_endpoint=COLLECTOR) as service:
        client = service.client()
        monkeypatch.setattr("api.departments.service.summaries", broken)
        for method, address in [
            ("GET", "/feeds/hidden-token.ics?hidden-name=hidden-value"),
            ("GET", "/v1/departments/hidden-clinic"),
            ("GET", "/v1/departments/hidden-clinic/"),
            ("GET", "/no/such/hidden-page?hidden=1"),
            ("GET", "/v1/departments"),
            ("HIDDEN-WORD", "/v1/departments"),
        ]:
            client.request(method, address)
    finished = spans.get_finished_spans()
    told = {span.name for span in finished}
    assert {"GET /feeds/{token}.ics", "GET /v1/departments/{department}", "GET /v1/departments", "GET"} <= told
    text = "\n".join(span.to_json() for span in finished)
    assert "hidden" not in text.lower()
    assert client.headers["authorization"].removeprefix("Bearer ") not in text
    assert '"service.name": "radroster"' in text


def test_without_a_collector_nothing_is_traced_whatever_the_process_has_configured(
    spans: InMemorySpanExporter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = TracerProvider(shutdown_on_exit=False)
    other.add_span_processor(SimpleSpanProcessor(spans))
    monkeypatch.setattr("opentelemetry.trace.get_tracer_provider", lambda: other)
    with traced(tmp_path) as service:
        assert service.client().get("/v1/departments").status_code == 200
    assert spans.get_finished_spans() == ()
    wanted = {"tracing": False, "tracer_provider": None, "metrics": False, "logs": False, "auto_configure": False}
    assert telemetry_of(None) == wanted


def test_a_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "opentelemetry.sdk.trace", None)
    with pytest.raises(InputError, match=r"RADROSTER_TRACES_ENDPOINT.*radroster\[otel\]"):
        tracing_to(Settings(traces_endpoint=COLLECTOR))


@pytest.mark.parametrize("address", ["collector:4318", "grpc://collector:4317", "http://"])
def test_an_address_that_is_none_is_refused(address: str) -> None:
    with pytest.raises(InputError, match=r"RADROSTER_TRACES_ENDPOINT.*no http address"):
        tracing_to(Settings(traces_endpoint=address))
