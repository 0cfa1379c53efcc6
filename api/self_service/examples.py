"""Examples of rules for trades for the OpenAPI document."""

from pydantic import JsonValue

TRADE_RULES: JsonValue = {
    "most_cents": 2500, "notice_hours": 48, "same_modality": True, "overtime": False, "new_misses": False,
}  # fmt: skip
RULES: dict[str, JsonValue] = {"swaps": TRADE_RULES, "give_aways": None, "open_shifts": None}
KEPT: JsonValue = RULES | {
    "department": "riverside", "version": 1, "changed_at": "2027-01-04T09:30:00Z", "changed_by": "key:3f9a1c20d4e5",
}  # fmt: skip
DECISION: JsonValue = {"approve": True}
EFFECT: JsonValue = {
    "roster_version": 2, "possible": True, "broken": [], "hole_change": 0, "cost_change": 1200, "overtime_change": 0,
    "missed": [], "held_back": ["The department approves none of these at once."],
}  # fmt: skip
