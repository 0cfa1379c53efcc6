"""Webhooks of a service in this process, and its courier's rounds made by hand."""

import datetime as dt
from typing import Any, NamedTuple

from sqlalchemy import text

from api.auth.rights import Role
from api.webhooks.addresses import networks
from api.webhooks.courier import deliver, take
from api.webhooks.posting import Outcome
from tests.api.service import RIVERSIDE, Service

HERE = networks("127.0.0.0/8")


class Hook(NamedTuple):
    """A webhook and its secret."""

    id: str
    secret: str

    @property
    def path(self) -> str:
        """Where it is managed."""
        return f"/v1/webhooks/{self.id}"


def hooked(service: Service, url: str, **more: Any) -> Hook:  # noqa: ANN401 - fields of NewEndpoint
    """A webhook of the example's department."""
    service.client().put("/v1/departments/riverside", json=RIVERSIDE)
    wanted = {"url": url, "department": "riverside", **more}
    answer = service.client(Role.MANAGER).post("/v1/webhooks", json=wanted)
    assert answer.status_code == 201, answer.text
    told = answer.json()
    return Hook(told["endpoint"]["id"], told["secret"])


def carried(service: Service, *, later: dt.timedelta = dt.timedelta()) -> list[Outcome]:
    """One round of the courier: everything that is due by now, or will be then."""
    parcels = take(service.database, now=dt.datetime.now(dt.UTC) + later, limit=100)
    return [deliver(service.database, parcel, HERE) for parcel in parcels]


def deliveries(service: Service, hook: Hook, state: str = "") -> list[dict[str, Any]]:
    """What is told of a webhook's deliveries, the oldest first."""
    answer = service.client().get(f"{hook.path}/deliveries?limit=200" + (f"&state={state}" if state else ""))
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["items"]
    return found[::-1]


def aged(service: Service, table: str, column: str, days: int) -> None:
    """Move an instant in all rows of a table so many days back."""
    before = dt.datetime.now(dt.UTC) - dt.timedelta(days=days)
    value = str(before.replace(tzinfo=None)) if service.database.kind == "sqlite" else before
    with service.database.write() as session:
        session.execute(text(f"UPDATE {table} SET {column} = :at"), {"at": value})  # noqa: S608 - names written in tests
