"""Examples of policy for the OpenAPI document."""

from pydantic import JsonValue

ITEM: JsonValue = {
    "id": "rest", "family": "rest", "title": "Ten hours between two shifts", "level": "hard",
    "limits": {"minutes": 600}, "citation": "House rule on fatigue", "owner": "Chief technologist",
}  # fmt: skip
FILLED: JsonValue = {
    "id": "rest", "family": "rest", "title": "Ten hours between two shifts", "level": "hard", "price": None,
    "scope": {
        "people": None, "contracts": None, "tags": None, "without_tags": None, "areas": None, "area_tags": None,
        "shifts": None, "shift_kinds": None, "shift_tags": None, "without_shift_tags": None, "weekdays": None,
    },
    "limits": {"minutes": 600}, "citation": "House rule on fatigue", "owner": "Chief technologist",
    "effective_from": None, "effective_to": None, "enabled": True,
}  # fmt: skip
POLICY: JsonValue = {"department": "riverside", "version": 3, "items": [FILLED]}
SWITCH: JsonValue = {"enabled": False}
