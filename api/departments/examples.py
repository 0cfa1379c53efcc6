"""A department small enough to be read in the OpenAPI document, and that solves."""

from pydantic import JsonValue

DEPARTMENT: JsonValue = {
    "id": "riverside",
    "name": "Riverside Imaging",
    "horizon": {"start": "2027-02-01", "days": 7, "zone": "America/Chicago"},
    "shifts": [{"id": "D", "start": "07:00", "end": "15:00"}],
    "areas": [{"id": "CT", "name": "CT", "shifts": ["D"]}],
    "contracts": [{"id": "full"}],
    "staff": [{"id": "ann", "name": "Ann", "contract": "full"}, {"id": "bo", "name": "Bo", "contract": "full"}],
    "shift_needs": [{"area": "CT", "shift": "D", "date": "2027-02-01", "minimum": 1, "target": 1}],
    "policy": [
        {"id": "one-duty", "family": "one_duty"},
        {"id": "cover", "family": "coverage_shift", "level": "coverage", "limits": {"of": "minimum"}},
    ],
}
STORED: JsonValue = {
    "id": "riverside", "version": 1, "digest": "9f2c" * 16, "people": 2, "start": "2027-02-01", "days": 7,
}  # fmt: skip
SUMMARY: JsonValue = {
    "id": "riverside", "name": "Riverside Imaging", "version": 1, "changed_at": "2027-01-04T09:30:00Z",
}  # fmt: skip
VERSION: JsonValue = {
    "version": 1, "digest": "9f2c" * 16, "made_at": "2027-01-04T09:30:00Z", "made_by": "key:3f9a1c20d4e5",
}  # fmt: skip
