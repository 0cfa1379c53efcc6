"""Examples of exam counts and forecasts for the OpenAPI document."""

from pydantic import JsonValue

CSV = "area,source,start,exams\nCT,ED,2027-01-04T07:00,2\nCT,ED,2027-01-04T08:00,3\nCT,OP,2027-01-04T08:00,4\n"
LINES = '{"area": "CT", "source": "ED", "start": "2027-01-04T07:00", "exams": 2}\n'
OUTCOME: JsonValue = {
    "department": "riverside", "dry_run": False,
    "columns": {
        "date": "start", "hour": None, "area": "area", "source": "source", "count": "exams", "status": None, "id": None,
    },
    "rows": 3, "exams": 9.0, "hourly": True, "first": "2027-01-04", "last": "2027-01-04", "added": 1, "changed": 0,
    "unchanged": 0, "left_out": {}, "refused": [],
}  # fmt: skip
SUMMARY: JsonValue = {
    "department": "riverside", "hourly": True,
    "areas": [{"area": "CT", "first": "2026-07-06", "last": "2027-01-04", "days": 183, "exams": 21960.0}],
}  # fmt: skip
REMOVED: JsonValue = {"removed": 183}
_HOURS: list[JsonValue] = [*[0.4] * 7, *[3.1] * 8, *[0.9] * 9]
_PEOPLE: list[JsonValue] = [*[0] * 7, *[2] * 8, *[0] * 9]
FORECAST: JsonValue = {
    "start": "2027-02-01", "days": 1, "zone": "America/Chicago", "forecaster": "ensemble", "holidays": "US",
    "history_first": "2026-07-06", "history_last": "2027-01-04",
    "areas": [
        {
            "area": "CT", "by_day": [35.7], "by_day_quantiles": {"0.1": [28.0], "0.9": [44.0]}, "by_hour": _HOURS,
            "by_hour_quantiles": {"0.9": _HOURS}, "by_source": {"ED": [20.1], "OP": [15.6]},
            "scheduled_load": _HOURS, "unscheduled_load": _HOURS, "recent_start": "2027-01-04", "recent": [33.0],
            "wape": 0.118,
        }
    ],
    "coverage": [
        {"area": "CT", "date": "2027-02-01", "minimum": _PEOPLE, "target": _PEOPLE, "ample": None, "short_cost": []}
    ],
}  # fmt: skip
