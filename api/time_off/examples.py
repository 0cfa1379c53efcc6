"""Examples of time off for the OpenAPI document."""

from pydantic import JsonValue

MESSAGE: dict[str, JsonValue] = {
    "department": "riverside", "employee": "ann", "status": "APPROVED", "request_type": "SICK",
    "start_time": "2027-02-01", "end_time": "2027-02-02", "units": "DAYS", "amount": 2,
    "modified_at": "2025-11-28T16:20:00Z",
}  # fmt: skip
POSTED: JsonValue = MESSAGE | {"source": "workday", "replaces": "4700", "repair": True, "remote_id": "4711"}
KEPT: dict[str, JsonValue] = MESSAGE | {
    "source": "workday", "remote_id": "4711", "first_day": "2027-02-01", "last_day": "2027-02-02", "amount": 2.0,
    "employee_note": "", "replaces": None, "version": 1, "received_at": "2025-11-28T16:20:02Z",
}  # fmt: skip
EFFECTS: dict[str, JsonValue] = {
    "effects": [
        {
            "roster": "ros_01m86p4860f2y7m1h3kqd8xw5t", "version": 2, "broken": 1,
            "duties": [{"date": "2027-02-01", "shift": "D", "area": "CT", "minutes": 480}], "hole_change": 480,
            "cost_change": None,
        }
    ]
}  # fmt: skip
REPORTED: JsonValue = EFFECTS | {
    "outcome": "created",
    "time_off": KEPT,
    "repairs": [
        {
            "roster": "ros_01m86p4860f2y7m1h3kqd8xw5t", "candidate": "ros_01m86q0000f2y7m1h3kqd8xw5t",
            "job": "job_01m86p485v5c3tpt3n137vr21p",
        }
    ],
}  # fmt: skip
