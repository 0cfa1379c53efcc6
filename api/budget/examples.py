"""Examples of pay and budget for the OpenAPI document."""

from pydantic import JsonValue

MONTH: JsonValue = {
    "department": "riverside", "cents": 480000, "target": 450000, "over": 30000, "minutes": 7200,
    "overtime_minutes": 240, "agency_minutes": 0, "regular_rate_cents": 150, "paid_posts": 3.4,
    "priced_cents": 479850, "beyond_priced": {"regular rate": 150},
    "areas": [
        {
            "area": "CT", "start": "2027-02-01", "end": "2027-02-07", "minutes": 7200, "overtime_minutes": 240,
            "agency_minutes": 0, "cents": 480000, "by_kind": {"REG": 464000, "OT": 11000, "OTP": 5000},
            "target": 450000, "over": 30000, "variance": None,
        }
    ],
}  # fmt: skip
PLAN: JsonValue = {
    "lines": [
        {
            "area": "CT", "start": "2027-02-01", "end": "2027-02-07", "volume": 300, "actual_volume": 320,
            "hours_per_unit": 0.5, "standard_cents_per_hour": 4200, "target_cents": 450000,
        }
    ]
}  # fmt: skip
