"""Traces of requests for an OpenTelemetry collector, the extra ``otel``; they hold no path, query, token or id."""

from importlib.metadata import version
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from fastapi.telemetry import TelemetryConfig

from api.settings import PREFIX, Settings
from models.errors import InputError

if TYPE_CHECKING:  # the SDK is an extra
    from opentelemetry.sdk.trace import TracerProvider

NAME = f"{PREFIX}TRACES_ENDPOINT"
EXPORT_SECONDS = 2.0
"""How long the collector may take for spans, retries included: the end of the service waits for the last of them."""


def tracing_to(settings: Settings) -> "TracerProvider | None":
    """What sends spans to the collector, if one is set; raises `InputError` where that cannot be done."""
    endpoint = settings.traces_endpoint
    if not endpoint:
        return None
    parts = urlsplit(endpoint)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise InputError(NAME, f"is {endpoint!r}, no http address.", "Maybe http://localhost:4318/v1/traces.")
    try:
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
        from opentelemetry.sdk.resources import Resource
        from opentelemetry.sdk.trace import TracerProvider
        from opentelemetry.sdk.trace.export import BatchSpanProcessor

        from api.http.withheld import Withheld
    except ImportError as error:
        raise InputError(NAME, "needs packages that are not there.", "Maybe install radroster[otel].") from error
    about = Resource.create({"service.name": "radroster", "service.version": version("radroster")})
    provider = TracerProvider(resource=about, shutdown_on_exit=False)
    provider.add_span_processor(Withheld())
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter(endpoint=endpoint, timeout=EXPORT_SECONDS)))
    return provider


def telemetry_of(provider: "TracerProvider | None") -> TelemetryConfig:
    """What FastAPI tells by itself: spans to that provider or nothing, whatever else the process has configured.

    Its metrics are those of `api.http.telemetry` already, and its logs would hold the messages of exceptions.
    """
    spans = provider is not None
    return {"tracing": spans, "tracer_provider": provider, "metrics": False, "logs": False, "auto_configure": False}
