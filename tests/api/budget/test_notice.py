"""Pay for changes at short notice: Chicago's threshold and its fourteen days, to the cent and to the day."""

import datetime as dt
from collections.abc import Mapping

import pytest

from api.budget.month import month_of
from api.budget.notice import notice_pay
from fixtures.builders import EIGHT_HOURS, MONDAY, area, department, person, roster
from models.budget_plan import Budget, NoticeRules
from models.department import Department
from models.pay import PayCode
from models.staff import Contract, Employment

CHICAGO_2024 = NoticeRules(most_cents_per_hour=3185, citation="Municipal Code of Chicago 6-110-050")


def place(
    published: Mapping[str, str], *, wage: int = 3185, employment: Employment = Employment.FULL_TIME
) -> Department:
    found = department(
        days=28, people=(person("ann", hourly_cents=wage),), areas=(area("CT"), area("MR")), shifts=EIGHT_HOURS,
        contracts=(Contract(id="full", employment=employment),),
    )  # fmt: skip
    return found.model_copy(update={"published": roster(found, published).assignments})


def owed(department: Department, line: str, *, changed_on: dt.date = MONDAY) -> list[tuple[dt.date, int]]:
    lines = notice_pay(department, roster(department, {"ann": line}), CHICAGO_2024, changed_on)
    return [(one.date, one.cents) for one in lines]


@pytest.mark.parametrize("line", ["E", ".", "D D"])
def test_a_shift_moved_taken_away_or_added_is_owed_an_hour(line: str) -> None:
    assert [cents for _, cents in owed(place({"ann": "D"}), line)] == [3185]


def test_another_area_at_the_same_time_is_no_change() -> None:
    assert owed(place({"ann": "D"}), "D@MR") == []


@pytest.mark.parametrize(("wage", "claims"), [(3185, 1), (3186, 0)])
def test_who_earns_a_cent_above_the_threshold_has_no_claim(wage: int, claims: int) -> None:
    assert len(owed(place({"ann": "D"}, wage=wage), ".")) == claims


@pytest.mark.parametrize(("days_ahead", "claims"), [(0, 1), (13, 1), (14, 0)])
def test_fourteen_days_of_notice_are_enough_and_thirteen_are_not(days_ahead: int, claims: int) -> None:
    day = 15
    changed_on = MONDAY + dt.timedelta(days=day - days_ahead)
    found = owed(place({"ann": "D " + ". " * (day - 1) + "D"}), "D", changed_on=changed_on)
    assert len(found) == claims


def test_agency_staff_and_a_roster_that_nobody_knows_yet_are_owed_nothing() -> None:
    assert owed(place({"ann": "D"}, employment=Employment.TRAVELER), ".") == []
    assert owed(place({}), "D") == []


def test_what_is_owed_is_part_of_the_month() -> None:
    changed = place({"ann": "D"})
    month = month_of(changed, roster(changed, {"ann": "E"}), Budget(notice=CHICAGO_2024), changed_on=MONDAY)
    assert month.sums.cents == {"wages": 8 * 3185, "short notice": 3185}
    assert [line.citation for line in month.lines if line.code is PayCode.NOTICE] == [CHICAGO_2024.citation]
    assert month.regular_rate_cents == 0
