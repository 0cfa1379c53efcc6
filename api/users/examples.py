"""Examples of users and sessions for the OpenAPI document."""

from pydantic import JsonValue

SIGN_IN: JsonValue = {"name": "kim@riverside.example", "password": "four words nobody said"}
NEW: JsonValue = {
    "name": "kim@riverside.example", "password": "four words nobody said", "role": "manager",
    "departments": ["riverside"], "areas": ["CT"],
}  # fmt: skip
USER: dict[str, JsonValue] = {
    "id": "7c1d09e2f4b3", "name": "kim@riverside.example", "role": "manager", "departments": ["riverside"],
    "areas": ["CT"], "person": None, "enabled": True, "version": 1, "made_at": "2027-01-04T09:30:00Z",
    "made_by": "key:0b7d22c9a1f4",
}  # fmt: skip
CHANGE: JsonValue = {"role": "manager", "departments": ["riverside"], "areas": ["CT", "MR"], "enabled": True}
CHANGED = USER | {"areas": ["CT", "MR"], "version": 2}
NEW_PASSWORD: JsonValue = {"current": "four words nobody said", "new": "other words that nobody said"}
SET_PASSWORD: JsonValue = {"new": "other words that nobody said"}
