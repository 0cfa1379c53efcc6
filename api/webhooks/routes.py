"""``/v1/webhooks``."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query

from api.auth.caller import Caller
from api.auth.guard import Allowed
from api.auth.rights import Right
from api.http.bodies import JsonBody
from api.http.examples import shows
from api.http.pages import Cursor, Limit, Page, after, page_of
from api.http.reasons import Why
from api.http.state import DatabaseOf, SettingsOf
from api.webhooks import examples, service
from api.webhooks.addresses import networks
from api.webhooks.schemas import Delivery, DeliveryState, Endpoint, MadeEndpoint, NewEndpoint, Rotation

router = APIRouter(prefix="/webhooks", tags=["webhooks"])

Managing = Annotated[Caller, Depends(Allowed(Right.MANAGE_WEBHOOKS))]
Wanted = Annotated[NewEndpoint, Depends(JsonBody(NewEndpoint, examples.NEW))]
Rotating = Annotated[Rotation, Depends(JsonBody(Rotation, examples.ROTATION))]


@router.post("", status_code=201, responses=shows(201, examples.MADE, described="Made"))
def make_webhook(
    wanted: Wanted, database: DatabaseOf, settings: SettingsOf, caller: Managing, why: Why = ""
) -> MadeEndpoint:
    """Have an address told what happens, signed. Its secret is in this answer and never shown again."""
    return service.make(database, caller, wanted, allowed=networks(settings.webhook_networks), why=why)


@router.get("", responses=shows(200, {"items": [examples.SHOWN], "next": None}))
def list_webhooks(
    database: DatabaseOf,
    caller: Managing,
    department: Annotated[str | None, Query(max_length=200)] = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[Endpoint]:
    """List webhooks, newest first, and whether their addresses take messages."""
    found = service.listed(database, caller, before=after(cursor), limit=limit + 1, department=department)
    return page_of(found, limit=limit, key=lambda one: one.id)


@router.get("/{webhook}", responses=shows(200, examples.SHOWN))
def get_webhook(webhook: str, database: DatabaseOf, caller: Managing) -> Endpoint:
    """Read one webhook, without its secrets."""
    return service.get(database, caller, webhook)


@router.post("/{webhook}/rotate", responses=shows(200, examples.MADE))
def rotate_webhook_secret(
    webhook: str, wanted: Rotating, database: DatabaseOf, caller: Managing, why: Why = ""
) -> MadeEndpoint:
    """Make a new secret; for some hours messages are signed with the old one, too."""
    return service.rotate(database, caller, webhook, wanted, why=why)


@router.post("/{webhook}/enable", responses=shows(200, examples.SHOWN))
def enable_webhook(webhook: str, database: DatabaseOf, caller: Managing, why: Why = "") -> Endpoint:
    """Send messages again to an address that was disabled, from now on."""
    return service.enable(database, caller, webhook, why=why)


@router.delete("/{webhook}", responses=shows(200, examples.SHOWN))
def delete_webhook(webhook: str, database: DatabaseOf, caller: Managing, why: Why = "") -> Endpoint:
    """Forget a webhook, its secrets and what it was sent."""
    return service.delete(database, caller, webhook, why=why)


@router.post("/{webhook}/test", status_code=202, responses=shows(202, examples.ASKED, described="Begun"))
def send_test_message(webhook: str, database: DatabaseOf, caller: Managing, why: Why = "") -> Delivery:
    """Send a message of the type `webhook.test`."""
    return service.send_test(database, caller, webhook, why=why)


@router.get("/{webhook}/deliveries", responses=shows(200, {"items": [examples.DELIVERY], "next": None}))
def list_deliveries(
    webhook: str,
    database: DatabaseOf,
    caller: Managing,
    state: DeliveryState | None = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[Delivery]:
    """List what an address was sent within 30 days, newest first, and what came of it."""
    found = service.deliveries(database, caller, webhook, before=after(cursor), limit=limit + 1, state=state)
    return page_of(found, limit=limit, key=lambda one: one.id)


@router.post(
    "/{webhook}/deliveries/{delivery}/repeat",
    status_code=202,
    responses=shows(202, examples.ASKED, described="Begun"),
)
def repeat_delivery(webhook: str, delivery: str, database: DatabaseOf, caller: Managing, why: Why = "") -> Delivery:
    """Send a message again, under the id that it has."""
    return service.repeat(database, caller, webhook, delivery, why=why)
