"""Examples of quality for the OpenAPI document."""

from pydantic import JsonValue

EQUIPMENT: JsonValue = {
    "units": [{"id": "CT1", "area": "CT", "name": "Scanner 1"}],
    "outages": [
        {
            "unit": "CT1", "start": "2027-02-03T08:00:00", "end": "2027-02-03T16:00:00", "kind": "service",
            "reason": "tube",
        }
    ],
}  # fmt: skip
STORED: JsonValue = {"department": "riverside", "version": 1, "units": 1, "outages": 1}
ENTRY: JsonValue = {
    "task": "ct-daily", "unit": "CT1", "done_on": "2027-02-01", "passed": True, "by": "Ann", "value": 0.4,
}  # fmt: skip
IMPORT: JsonValue = {"csv": "date,area,acquired,rejected\n2027-01-30,CT,412,17\n", "lenient": False}
OUTCOME: JsonValue = {"added": 1, "known": 0, "refused": []}
ROW: JsonValue = {
    "id": "qua_01m86p4860f2y7m1h3kqd8xw5t", "kind": "images", "day": "2027-01-30",
    "row": {"date": "2027-01-30", "area": "CT", "acquired": 412, "rejected": 17},
    "made_at": "2027-02-01T06:40:00Z", "made_by": "key:3f9a1c20d4e5",
}  # fmt: skip
REPORT: JsonValue = {
    "department": "riverside", "first": "2027-01-30", "until": "2027-01-30",
    "rows": {"qc": 0, "images": 1, "exams": 0, "events": 0}, "refused": [],
    "figures": [
        {
            "id": "rejects-CT", "title": "Rejected images, CT", "value": 0.0413, "unit": "share",
            "target": "2 to 8 %, act above 10 %", "state": "good", "of": 412,
        }
    ],
    "trends": [], "control": [], "closings": [], "roster": None,
}  # fmt: skip
CLOSE: JsonValue = {"dry_run": False}
CLOSED: JsonValue = {
    "department": "riverside", "version": 2,
    "outages": [
        {
            "unit": "CT1", "start": "2027-02-04T00:00:00", "end": "2027-02-05T00:00:00", "kind": "downtime",
            "reason": "Warm-up and water phantom: nobody is rostered",
        }
    ],
}  # fmt: skip
