"""Examples of swaps for the OpenAPI document."""

from pydantic import JsonValue

from api.self_service.examples import EFFECT

NEW: JsonValue = {
    "roster": "ros_01m86p4860f2y7m1h3kqd8xw5t", "give_date": "2027-02-01", "taker": "bo", "take_date": "2027-02-03",
    "note": "My sister marries.",
}  # fmt: skip
LISTED: dict[str, JsonValue] = {
    "id": "swp_01m86p4860f2y7m1h3kqd8xw5t", "department": "riverside", "roster": "ros_01m86p4860f2y7m1h3kqd8xw5t",
    "state": "waiting", "version": 2, "taker": "bo", "note": "My sister marries.",
    "give": {"person": "ann", "date": "2027-02-01", "shift": "D", "area": "CT"},
    "take": {"person": "bo", "date": "2027-02-03", "shift": "D", "area": "CT"},
    "expires_at": "2027-02-01T13:00:00Z", "made_at": "2027-01-20T09:30:00Z", "made_by": "key:3f9a1c20d4e5",
    "accepted_at": "2027-01-20T17:02:00Z", "decided_at": None, "decided_by": None, "roster_version": None,
    "effect": None,
}  # fmt: skip
SWAP: JsonValue = LISTED | {"effect": EFFECT}
OFFERED: JsonValue = LISTED | {"state": "offered", "version": 1, "accepted_at": None, "effect": EFFECT}
APPROVED: JsonValue = LISTED | {
    "state": "approved", "version": 3, "decided_at": "2027-01-21T08:00:00Z", "decided_by": "key:0b7d22c9a1f4",
    "roster_version": 3,
}  # fmt: skip
DECLINED: JsonValue = LISTED | {
    "state": "declined", "version": 2, "decided_at": "2027-01-21T08:00:00Z", "decided_by": "key:0b7d22c9a1f4",
}  # fmt: skip
WITHDRAWN: JsonValue = LISTED | {
    "state": "withdrawn", "version": 3, "decided_at": "2027-01-21T08:00:00Z", "decided_by": "key:0b7d22c9a1f4",
}  # fmt: skip
