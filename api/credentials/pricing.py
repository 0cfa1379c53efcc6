"""Having the radar priced: an order becomes a job that solves with what lapses, and without."""

from pydantic import JsonValue

from api.audit.change import Change, changing
from api.auth.caller import Caller
from api.credentials.schemas import PricedRadarOrder, PricingBegun
from api.departments.composition import composed
from api.idempotency.once import ANY_TIME, Once, once
from api.jobs import queue
from api.storage.database import Database

KIND = "credentials.radar"


def order_price(
    database: Database, caller: Caller, department: str, order: PricedRadarOrder, *, asked: Once = ANY_TIME,
    why: str = "",
) -> PricingBegun:  # fmt: skip
    """Begin to price what lapses; the same request again is answered with the job that was begun."""
    caller.require_department(department)
    with changing(database, actor=caller.id, why=why) as change:
        return once(change, asked, PricingBegun, lambda: _begin(change, department, order))


def _begin(change: Change, department: str, order: PricedRadarOrder) -> PricingBegun:
    document, version = composed(change.session, department)
    last = order.until or document.horizon.end
    wanted: dict[str, JsonValue] = order.model_dump(mode="json", include={"seconds", "seed", "workers"})
    wanted |= {"version": version, "until": last.isoformat()}
    job = queue.submit(
        change, kind=KIND, subject=department, department=department, order=wanted, priority=order.priority
    )
    change.record("radar.ordered", department, department=department, after=wanted | {"job": job.id})
    return PricingBegun(department=department, version=version, until=last, job=job.id)
