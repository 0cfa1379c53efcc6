"""Examples of parts for the OpenAPI document; each fits the department of `api.departments.examples`."""

import json
from collections.abc import Mapping

from pydantic import JsonValue

SOMEBODY_BY_DAY: list[JsonValue] = [*[0] * 7, *[1] * 8, *[0] * 9]
PERSON: dict[str, JsonValue] = {
    "id": "cy", "name": "Cy Adler", "contract": "full", "hourly_cents": 4150, "home_area": "CT",
}  # fmt: skip
CONTRACT: dict[str, JsonValue] = {"id": "half", "name": "Half time", "employment": "part_time", "fte": 0.5}
SHIFT: dict[str, JsonValue] = {"id": "E", "name": "Evening", "start": "15:00", "end": "23:00", "unpaid_minutes": 30}
AREA: dict[str, JsonValue] = {"id": "MR", "name": "Magnetic resonance", "modality": "MR", "shifts": ["D"]}
COVER: dict[str, JsonValue] = {
    "area": "CT", "date": "2027-02-01", "minimum": SOMEBODY_BY_DAY, "target": SOMEBODY_BY_DAY,
}  # fmt: skip
NEED: dict[str, JsonValue] = {"area": "CT", "shift": "D", "date": "2027-02-01", "minimum": 1, "target": 1}

FILLED_PERSON = PERSON | {"credentials": [], "competencies": [], "tags": []}
FILLED_CONTRACT = CONTRACT | {"shifts": None, "overtime": "flsa40", "leave_minutes_per_day": 0}
EVERY_DAY: list[JsonValue] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
FILLED_SHIFT = SHIFT | {
    "next_day": False, "covered_minutes": None, "call_minutes": 0, "kind": "work", "tags": [], "weekdays": EVERY_DAY,
    "on_holidays": True,
}  # fmt: skip
FILLED_AREA = AREA | {"location": "", "requires": None, "tags": []}
FILLED_COVER = COVER | {"ample": None, "short_cost": []}
FILLED_NEED = NEED | {"under_price": None, "over_price": None}


def line_of(thing: Mapping[str, JsonValue]) -> str:
    """A body of one line."""
    return json.dumps(thing) + "\n"


def outcome_of(key: str) -> JsonValue:
    """What an import of two lines answers, the second refused."""
    return {
        "department": "riverside", "version": 4, "dry_run": False, "created": 1, "updated": 0, "unchanged": 0,
        "refused": 1,
        "lines": [
            {"line": 1, "key": key, "status": "created", "problem": "", "advice": ""},
            {"line": 2, "key": "", "status": "refused", "problem": "id: Field required.", "advice": ""},
        ],
    }  # fmt: skip
