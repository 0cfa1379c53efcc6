"""Examples of open shifts for the OpenAPI document."""

from pydantic import JsonValue

from api.self_service.examples import EFFECT

ROSTER = "ros_01m86p4860f2y7m1h3kqd8xw5t"
DUTY: dict[str, JsonValue] = {"date": "2027-02-01", "shift": "D", "area": "CT"}
NEW_POST: dict[str, JsonValue] = DUTY | {"roster": ROSTER, "people": 1, "note": "A second scanner."}
POST: dict[str, JsonValue] = NEW_POST | {
    "id": "opn_01m86p4860f2y7m1h3kqd8xw5t", "department": "riverside", "made_at": "2027-01-20T09:30:00Z",
    "made_by": "key:3f9a1c20d4e5", "closed_at": None,
}  # fmt: skip
CLOSED: JsonValue = POST | {"closed_at": "2027-01-21T09:30:00Z"}
LIST: JsonValue = {
    "roster": ROSTER, "version": 2, "person": "bo",
    "shifts": [DUTY | {"minutes": 480, "post": None, "people": None, "note": ""}],
}  # fmt: skip
NEW_CLAIM: JsonValue = DUTY | {"roster": ROSTER}
LISTED_CLAIM: dict[str, JsonValue] = DUTY | {
    "id": "clm_01m86p4860f2y7m1h3kqd8xw5t", "department": "riverside", "roster": ROSTER, "person": "bo",
    "state": "waiting", "version": 1, "note": "", "expires_at": "2027-02-01T13:00:00Z",
    "made_at": "2027-01-20T09:30:00Z", "made_by": "key:0b7d22c9a1f4", "decided_at": None, "decided_by": None,
    "roster_version": None, "effect": None,
}  # fmt: skip
CLAIM: JsonValue = LISTED_CLAIM | {"effect": EFFECT}
APPROVED: JsonValue = LISTED_CLAIM | {
    "state": "approved", "version": 2, "decided_at": "2027-01-21T08:00:00Z", "decided_by": "key:3f9a1c20d4e5",
    "roster_version": 3,
}  # fmt: skip
WITHDRAWN: JsonValue = LISTED_CLAIM | {
    "state": "withdrawn", "version": 2, "decided_at": "2027-01-21T08:00:00Z", "decided_by": "key:0b7d22c9a1f4",
}  # fmt: skip
