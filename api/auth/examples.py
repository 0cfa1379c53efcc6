"""Examples of keys for the OpenAPI document."""

from pydantic import JsonValue

NEW_KEY: JsonValue = {"name": "night desk", "role": "lead", "departments": ["riverside"]}
KEY: dict[str, JsonValue] = {
    "id": "3f9a1c20d4e5", "name": "night desk", "role": "lead", "departments": ["riverside"], "areas": None,
    "person": None, "made_at": "2027-01-04T09:30:00Z", "made_by": "key:0b7d22c9a1f4", "expires": None,
    "revoked_at": None,
}  # fmt: skip
MADE_KEY: JsonValue = {"key": KEY, "token": "rr_live_3f9a1c20d4e5_…"}
ME: JsonValue = {
    "caller": {
        "id": "key:3f9a1c20d4e5", "name": "night desk", "role": "lead", "departments": ["riverside"], "areas": None,
        "person": None, "expires": None,
    },
    "rights": ["read rosters of any state, with their costs"],
}  # fmt: skip
