"""``/healthz``, ``/readyz`` and ``/metrics``."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from prometheus_client import CONTENT_TYPE_LATEST

from api.auth.caller import Caller
from api.auth.guard import Allowed
from api.auth.rights import Right
from api.errors import BusyError
from api.http.examples import shows, shows_file
from api.http.state import DatabaseOf
from api.http.telemetry import Metrics
from api.jobs import queue
from api.storage.migrate import missing
from models.base import Noun

router = APIRouter(tags=["service"])


class Health(Noun):
    """How the service is."""

    status: str


@router.get("/healthz", responses=shows(200, {"status": "alive"}))
def health() -> Health:
    """Say that the process answers; looks at nothing else."""
    return Health(status="alive")


@router.get("/readyz", responses=shows(200, {"status": "ready"}))
def readiness(database: DatabaseOf) -> Health:
    """Say whether the database answers and has every table; 503 when not."""
    lacking = missing(database)
    if lacking:
        raise BusyError(f"The database lacks the revisions {', '.join(lacking)}.", "Run radroster serve to make them.")
    return Health(status="ready")


@router.get(
    "/metrics",
    response_class=Response,
    responses=shows_file("text/plain", 'radroster_requests_total{method="GET"} 12.0', described="Prometheus text"),
)
def read_metrics(
    request: Request,
    database: DatabaseOf,
    caller: Annotated[Caller, Depends(Allowed(Right.READ_METRICS))],  # noqa: ARG001 - the guard
) -> Response:
    """Read counts of requests and jobs."""
    metrics: Metrics = request.app.state.metrics
    with database.read() as session:
        for state, number in queue.counts(session).items():
            metrics.jobs.labels(state).set(number)
    return Response(metrics.text(), media_type=CONTENT_TYPE_LATEST)
