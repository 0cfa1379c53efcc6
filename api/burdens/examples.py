"""Examples of burdens for the OpenAPI document."""

from pydantic import JsonValue

BURDENS: JsonValue = {
    "department": "riverside", "first_day": "2026-11-30", "last_day": "2027-02-28",
    "rosters": ["ros_01m86p4860f2y7m1h3kqd8xw5t"],
    "people": [
        {
            "person": "ann", "name": "Ann", "duties": 41, "weekends": 5, "nights": 8, "holidays": 2, "calls": 0,
            "wishes_granted": 6, "wishes_refused": 1,
        }
    ],
}  # fmt: skip
