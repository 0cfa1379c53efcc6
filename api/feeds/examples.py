"""Examples of feeds for the OpenAPI document."""

from pydantic import JsonValue

NEW: JsonValue = {"department": "riverside", "person": "ann", "label": "Ann's phone"}
FEED: dict[str, JsonValue] = {
    "id": "fed_01m86p4860f2y7m1h3kqd8xw5t", "department": "riverside", "person": "ann", "area": None,
    "open_shifts": False, "label": "Ann's phone", "made_at": "2027-01-04T09:30:00Z", "made_by": "key:3f9a1c20d4e5",
    "revoked_at": None,
    "last_fetched_at": "2027-01-05T07:12:00Z",
}  # fmt: skip
MADE: JsonValue = {
    "feed": FEED | {"last_fetched_at": None}, "path": "/feeds/….ics", "url": "https://rosters.example/feeds/….ics",
    "webcal": "webcal://rosters.example/feeds/….ics", "qr": "<svg…>",
}  # fmt: skip
CALENDAR = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n…\r\nEND:VCALENDAR\r\n"
