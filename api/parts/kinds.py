"""The parts of a department that are read and changed thing by thing."""

from api.parts.part import Part
from models.demand import Area, CoverageDay, ShiftNeed
from models.shifts import ShiftType
from models.staff import Contract, Person

STAFF = Part(
    path="staff", field="staff", noun="person", model=Person, key=lambda one: one.id,
    needs=("credential_kinds", "shifts", "areas", "contracts"),
)  # fmt: skip
CONTRACTS = Part(
    path="contracts", field="contracts", noun="contract", model=Contract, key=lambda one: one.id, needs=("shifts",)
)
SHIFTS = Part(path="shifts", field="shifts", noun="shift", model=ShiftType, key=lambda one: one.id, needs=())
AREAS = Part(
    path="areas", field="areas", noun="area", model=Area, key=lambda one: one.id, needs=("credential_kinds", "shifts")
)
COVERAGE = Part(
    path="coverage", field="coverage", noun="row of coverage", model=CoverageDay,
    key=lambda one: f"{one.date} {one.area}", needs=("credential_kinds", "shifts", "areas"),
)  # fmt: skip
SHIFT_NEEDS = Part(
    path="shift-needs", field="shift_needs", noun="shift need", model=ShiftNeed,
    key=lambda one: f"{one.date} {one.area} {one.shift}", needs=("credential_kinds", "shifts", "areas"),
)  # fmt: skip
