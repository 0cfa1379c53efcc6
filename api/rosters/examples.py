"""Examples of rosters for the OpenAPI document."""

from pydantic import JsonValue

ROSTER = "ros_01m86p4860f2y7m1h3kqd8xw5t"
ORDER: JsonValue = {"department": "riverside", "seconds": 30, "workers": 1, "label": "February"}
GENERATED: JsonValue = {"roster": ROSTER, "job": "job_01m86p485v5c3tpt3n137vr21p"}
DUTY: JsonValue = {"person": "ann", "date": "2027-02-01", "shift": "D", "area": "CT"}
SUMMARY: dict[str, JsonValue] = {
    "id": ROSTER, "department": "riverside", "department_version": 1, "label": "February", "state": "candidate",
    "version": 1, "start": "2027-02-01", "days": 7, "job": "job_01m86p485v5c3tpt3n137vr21p", "broken": 0, "holes": 0,
    "cost": 0, "bound": 0, "status": "OPTIMAL", "made_at": "2027-01-04T09:30:00Z", "made_by": "key:3f9a1c20d4e5",
    "published_at": None,
}  # fmt: skip
DETAIL: JsonValue = SUMMARY | {"assignments": [DUTY], "locks": []}
PUBLISHED_SUMMARY: JsonValue = SUMMARY | {
    "state": "published", "version": 2, "published_at": "2027-01-05T08:00:00Z"
}  # fmt: skip
WITHDRAWN_SUMMARY: JsonValue = SUMMARY | {"state": "withdrawn", "version": 3}
PUBLISHED: JsonValue = {
    "id": ROSTER, "department": "riverside", "state": "published", "version": 2, "start": "2027-02-01", "days": 7,
    "published_at": "2027-01-05T08:00:00Z", "assignments": [DUTY],
}  # fmt: skip
EDIT: JsonValue = {
    "cells": [
        {"person": "ann", "date": "2027-02-01"},
        {"person": "bo", "date": "2027-02-01", "shift": "D", "area": "CT"},
    ],
    "lock": [{"person": "bo", "date": "2027-02-01"}],
}
LOCK: JsonValue = {"lock": [{"person": "bo", "date": "2027-02-01"}], "unlock": []}
EDITED: JsonValue = {
    "roster": SUMMARY | {"version": 2, "status": None, "bound": None}, "new_violations": [], "cost_change": 0,
    "hole_change": 0,
}  # fmt: skip
VERIFICATION: JsonValue = {
    "version": 1, "valid": True, "broken": 0, "holes": 0, "cost": 0, "parts": {"cover": 0}, "violations": [],
    "lines": [],
}  # fmt: skip
VERSION: JsonValue = {
    "version": 1, "broken": 0, "holes": 0, "cost": 0, "status": "OPTIMAL", "digest": "9f2c" * 16,
    "made_at": "2027-01-04T09:31:00Z", "made_by": "system", "why": "",
}  # fmt: skip
DIFF: JsonValue = {
    "cells": [
        {"person": "ann", "date": "2027-02-01", "before_shift": "D", "before_area": "CT", "after_shift": None,
         "after_area": None},
    ],
    "people": 1, "cost_change": 0, "hole_change": 0,
}  # fmt: skip
