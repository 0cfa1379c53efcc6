"""What the service tells of itself: a line of log and some counts for every request, and neither holds a secret."""

import logging
import time
from http import HTTPStatus

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.storage.ids import new_id

_LOG = logging.getLogger("radroster.http")
_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)
NO_ROUTE = "no route"


class Metrics:
    """Counts of one app, as Prometheus reads them."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        labels = ("method", "route", "status")
        self.requests = Counter("radroster_requests", "Requests answered.", labels, registry=self.registry)
        self.seconds = Histogram(
            "radroster_request_seconds", "Seconds until the answer began.", ("method", "route"), buckets=_BUCKETS,
            registry=self.registry,
        )  # fmt: skip

        self.jobs = Gauge("radroster_jobs", "Jobs by state.", ("state",), registry=self.registry)

    def text(self) -> bytes:
        """All counts in Prometheus' text format."""
        return generate_latest(self.registry)


class Telemetry:
    """Middleware that gives each request an id, times it, counts it and logs it.

    Routes are told by their templates: ids and tokens in paths, and queries, are in neither counts nor log.
    """

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self.app, self.metrics = app, metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and note how it was answered."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        began, request_id = time.perf_counter(), new_id("req")
        scope.setdefault("state", {})["request_id"] = request_id

        async def noting(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], (b"x-request-id", request_id.encode())]
                self._note(scope, message["status"], time.perf_counter() - began, request_id)
            await send(message)

        try:
            await self.app(scope, receive, noting)
        except Exception:  # answered further out, where no middleware sees it
            self._note(scope, HTTPStatus.INTERNAL_SERVER_ERROR, time.perf_counter() - began, request_id)
            raise

    def _note(self, scope: Scope, status: int, seconds: float, request_id: str) -> None:
        method, route = _method(scope), route_of(scope)
        self.metrics.requests.labels(method, route, str(status)).inc()
        self.metrics.seconds.labels(method, route).observe(seconds)
        level = logging.ERROR if status >= HTTPStatus.INTERNAL_SERVER_ERROR else logging.INFO
        told = {
            "request_id": request_id, "method": method, "route": route, "status": status, "ms": round(seconds * 1000, 1)
        }  # fmt: skip
        _LOG.log(level, "request", extra={"fields": told})


def route_of(scope: Scope) -> str:
    """The template of the route that a request went to."""
    path = getattr(scope.get("route"), "path", None)
    return str(path) if path else NO_ROUTE


def _method(scope: Scope) -> str:
    """The method, if it is one that HTTP knows: callers may send any word."""
    known = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}
    return scope["method"] if scope["method"] in known else "other"
