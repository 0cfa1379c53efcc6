"""A month against its budget: what is added up where, and which target holds."""

import datetime as dt
from decimal import Decimal

import pytest

from api.budget.month import Month, month_of, pay_periods
from fixtures.builders import EIGHT_HOURS, MONDAY, area, department, item, person, roster
from models.budget import Differential, PayRules
from models.budget_plan import Budget, BudgetLine, read_budget
from models.calendar import Horizon
from models.department import Department
from models.errors import FormatError, UnknownReferenceError
from models.policy import PolicyItem, Scope
from models.staff import Contract, Employment, OvertimeRule

ANN, BO = person("ann", hourly_cents=3000, home_area="CT"), person("bo", hourly_cents=8000, contract="agency")
NIGHT = PayRules(differentials=(Differential(id="night", cents_per_hour=500, start=1380, end=420),))
AGENCY = Contract(id="agency", employment=Employment.TRAVELER, overtime=OvertimeRule.NONE)
FIRST, SECOND = MONDAY, MONDAY + dt.timedelta(days=14)
DAY = dt.timedelta(days=1)


def place(*policy: PolicyItem) -> Department:
    """Two areas, four weeks, one member of staff at 30 dollars and one from an agency at 80."""
    return department(
        *policy, days=28, people=(ANN, BO), areas=(area("CT"), area("MR")), shifts=EIGHT_HOURS,
        contracts=(Contract(id="full"), AGENCY), pay=NIGHT,
    )  # fmt: skip


def month(budget: Budget | None = None, *policy: PolicyItem, ann: str = "D D D D D D@MR", bo: str = "N@MR") -> Month:
    department = place(*policy)
    return month_of(department, roster(department, {"ann": ann, "bo": bo}), budget or Budget())


def line(where: str = "CT", start: dt.date = FIRST, **more: object) -> BudgetLine:
    fields = {
        "area": where, "start": start, "end": start + 13 * DAY, "volume": 100, "hours_per_unit": Decimal("0.5"),
        "standard_cents_per_hour": 3000, **more,
    }  # fmt: skip
    return BudgetLine.model_validate(fields)


def test_hours_stand_where_they_were_worked_and_the_weeks_premium_at_home() -> None:
    found = {one.area: one.sums for one in month().standings}
    assert found["CT"].cents == {"wages": 120000, "overtime premium": 12000}
    assert found["MR"].cents == {"wages": 24000, "agency": 64000}
    assert (found["MR"].minutes, found["MR"].overtime_minutes, found["MR"].agency_minutes) == (960, 480, 480)


def test_standings_add_up_to_the_month_and_the_month_to_its_lines() -> None:
    told = month(ann="D D N N N N . . D@MR D D")
    assert sum(one.sums.total for one in told.standings) == told.sums.total == sum(line.cents for line in told.lines)
    assert sum(one.sums.minutes for one in told.standings) == told.sums.minutes


def test_each_pay_period_stands_by_itself() -> None:
    told = month(ann=". . . . . . . . . . . . . D D", bo=".")
    assert [(one.span[0], one.sums.total) for one in told.of_area("CT")] == [(FIRST, 24000), (SECOND, 24000)]


def test_pay_periods_are_cut_at_the_ends_of_the_horizon() -> None:
    horizon = Horizon(start=MONDAY, days=20, pay_period_anchor=MONDAY + 4 * DAY)
    assert [last - first for first, last in pay_periods(horizon)] == [3 * DAY, 13 * DAY, 1 * DAY]


def test_the_target_is_what_was_agreed_or_planned_hours_at_the_planned_rate() -> None:
    planned = month(Budget(lines=(line(),))).of_area("CT")[0]
    agreed = month(Budget(lines=(line(target_cents=130000),))).of_area("CT")[0]
    assert (planned.target, planned.over) == (150000, -18000)
    assert (agreed.target, agreed.over) == (130000, 2000)


def test_without_a_budget_line_the_lowest_cap_on_the_area_is_the_target() -> None:
    caps = tuple(
        item("budget_cap", price=1, scope=scope, cents=cents).model_copy(update={"id": f"cap-{cents}"})
        for cents, scope in (
            (140000, Scope(areas=frozenset({"CT"}))),
            (131000, Scope(areas=frozenset({"CT"}))),
            (90000, Scope(areas=frozenset({"CT", "MR"}))),
            (80000, Scope(areas=frozenset({"CT"}), contracts=frozenset({"agency"}))),
        )
    )
    found = month(None, *caps)
    assert [one.target for one in found.of_area("CT")] == [131000]
    assert found.of_area("MR")[0].target is None
    assert found.over == 132000 - 131000, "areas without a target are not held against any"


def test_the_variance_of_a_standing_adds_up_to_what_is_beyond_plan() -> None:
    one = month(Budget(lines=(line(actual_volume=90),))).of_area("CT")[0]
    assert one.variance is not None
    assert (one.variance.volume, one.variance.efficiency, one.variance.rate) == (-15000, -15000, 12000)
    assert one.variance.total == one.sums.total - 150000
    assert one.index == Decimal("1.125")


def test_what_the_regular_rate_adds_is_told_apart() -> None:
    assert month().regular_rate_cents == 0
    told = month(ann="N N N N N N", bo=".")
    assert told.regular_rate_cents == 8 * 500 // 2


def test_budget_lines_about_other_periods_are_named_not_guessed() -> None:
    other = line(start=FIRST + DAY)
    assert month(Budget(lines=(line(), other.model_copy(update={"area": "MR"})))).unmatched[0].start == FIRST + DAY


def test_those_with_most_overtime_come_first() -> None:
    assert [(who, sums.overtime_minutes) for who, sums in month().by_person()] == [("ann", 480), ("bo", 0)]


def test_periods_of_one_area_may_not_overlap() -> None:
    with pytest.raises(ValueError, match="two lines of CT share 2026-06-08"):
        Budget(lines=(line(), line(start=FIRST + 7 * DAY)))


@pytest.mark.parametrize(
    ("text", "told"),
    [("{", "not valid JSON"), ('{"lines": [{"area": "CT"}]}', "lines.0.start"), ('{"x": 1}', "x:")],
)
def test_a_budget_that_cannot_be_read_is_told_by_place(text: str, told: str) -> None:
    with pytest.raises(FormatError, match=told):
        read_budget(text)


def test_a_budget_of_an_unknown_area_is_refused_with_the_nearest_known() -> None:
    with pytest.raises(UnknownReferenceError, match=r"unknown area 'CTT'.*Maybe you meant CT"):
        Budget(lines=(line("CTT"),)).refuse_strangers({"CT", "MR"}, set(), "budget.json")
