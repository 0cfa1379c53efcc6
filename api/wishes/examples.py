"""Examples of request periods and wishes for the OpenAPI document."""

from pydantic import JsonValue

TERMS: dict[str, JsonValue] = {"closes_at": "2027-01-15T18:00:00Z", "most": 4}
NEW_PERIOD: dict[str, JsonValue] = TERMS | {
    "department": "riverside", "first_day": "2027-02-01", "last_day": "2027-02-28",
}  # fmt: skip
PERIOD: JsonValue = NEW_PERIOD | {
    "id": "per_01m86p4860f2y7m1h3kqd8xw5t", "open": True, "version": 1, "made_at": "2027-01-04T09:30:00Z",
    "made_by": "key:3f9a1c20d4e5",
}  # fmt: skip
NEW_WISH: JsonValue = {"department": "riverside", "date": "2027-02-05", "kind": "off"}
WISH: dict[str, JsonValue] = {
    "id": "wsh_01m86p4860f2y7m1h3kqd8xw5t", "department": "riverside", "period": "per_01m86p4860f2y7m1h3kqd8xw5t",
    "person": "ann", "date": "2027-02-05", "kind": "off", "shift": None, "area": None, "granted": None,
    "made_at": "2027-01-05T07:12:00Z", "made_by": "key:0b7d22c9a1f4", "withdrawn_at": None,
}  # fmt: skip
WITHDRAWN: JsonValue = WISH | {"withdrawn_at": "2027-01-06T07:12:00Z"}
