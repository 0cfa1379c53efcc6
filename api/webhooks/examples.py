"""Examples of webhooks for the OpenAPI document."""

from pydantic import JsonValue

ENDPOINT = "whk_01m86p4860f2y7m1h3kqd8xw5t"
NEW: JsonValue = {
    "url": "https://hr.example/webhooks", "department": "riverside", "types": ["roster.published", "time_off.changed"],
    "label": "HR",
}  # fmt: skip
SHOWN: dict[str, JsonValue] = {
    "id": ENDPOINT, "url": "https://hr.example/webhooks", "department": "riverside",
    "types": ["roster.published", "time_off.changed"], "label": "HR", "made_at": "2027-01-04T09:30:00Z",
    "made_by": "key:3f9a1c20d4e5", "failing_since": None, "disabled_at": None, "disabled_why": "",
}  # fmt: skip
MADE: JsonValue = {"endpoint": SHOWN, "secret": "whsec_…"}
ROTATION: JsonValue = {"overlap_hours": 24}
PAYLOAD: JsonValue = {
    "type": "roster.published", "timestamp": "2027-01-05T08:00:00.000+00:00",
    "data": {
        "department": "riverside", "roster": "ros_01m86p4860f2y7m1h3kqd8xw5t", "version": 2, "start": "2027-02-01",
        "days": 7, "holes": 0,
    },
}  # fmt: skip
DELIVERY: dict[str, JsonValue] = {
    "id": "dlv_01m86p485v5c3tpt3n137vr21p", "endpoint": ENDPOINT, "message": "msg_01m86p485zk3f1n0c9q8r7t6v5",
    "type": "roster.published", "state": "waiting", "attempts": 2, "next_at": "2027-01-05T08:00:06Z", "status": 503,
    "error": "answered 503", "made_at": "2027-01-05T08:00:00Z", "delivered_at": None, "payload": PAYLOAD,
}  # fmt: skip
ASKED: JsonValue = DELIVERY | {"attempts": 0, "status": None, "error": "", "next_at": "2027-01-05T08:00:00Z"}
