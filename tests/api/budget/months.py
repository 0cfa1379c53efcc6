"""A small month for pages and sheets: two areas, two pay periods, one of them over its target."""

import datetime as dt
from decimal import Decimal

from api.budget.month import Month, month_of
from fixtures.builders import EIGHT_HOURS, MONDAY, area, department, person, roster
from models.budget import Differential, PayRules
from models.budget_plan import Budget, BudgetLine
from models.demand import Area

NIGHT = PayRules(differentials=(Differential(id="night", cents_per_hour=500, start=1380, end=420),))
SCANNERS = Area(id="CT", name="<Tomography>", modality="CT", shifts=("D", "E", "N"))


def line(where: str, number: int, **more: object) -> BudgetLine:
    """The plan of pay period 0 or 1."""
    start = MONDAY + dt.timedelta(days=14 * number)
    fields = {
        "area": where, "start": start, "end": start + dt.timedelta(days=13), "volume": 100,
        "hours_per_unit": Decimal("0.5"), "standard_cents_per_hour": 3000, **more,
    }  # fmt: skip
    return BudgetLine.model_validate(fields)


def small_month(*lines: BudgetLine) -> Month:
    """Ann works six days and six nights in CT, bo three days in MR."""
    place = department(
        days=28,
        people=(
            person("ann", name='Ann "=1+1" <Oak>', hourly_cents=3000, home_area="CT"),
            person("bo", hourly_cents=4000, home_area="MR"),
        ),
        areas=(SCANNERS, area("MR")),
        shifts=EIGHT_HOURS,
        pay=NIGHT,
    )
    lived = roster(
        place, {"ann": "D D D D D D . . . . . . . . N N N N N N", "bo": "D@MR . . . . . . . . . . . . . D@MR D@MR"}
    )
    return month_of(place, lived, Budget(lines=lines))


def planned_month() -> Month:
    """The same with a plan for CT, kept in the first pay period and passed in the second."""
    return small_month(
        line("CT", 0, actual_volume=90, target_cents=160000),
        line("CT", 1, target_cents=100000),
        line("MR", 1, volume=30),
    )
