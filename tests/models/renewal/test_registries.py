"""ARDMS, NMTCB, and life support cards."""

import datetime as dt

import pytest

from models.renewal import ardms, life_support, nmtcb
from models.renewal.arrt import Standing
from models.renewal.education import Cycle


def test_cr_05_the_first_period_is_the_rest_of_the_year_and_three_years() -> None:
    assert ardms.triennium(dt.date(2014, 6, 12)) == Cycle(start=dt.date(2014, 6, 12), end=dt.date(2017, 12, 31))


@pytest.mark.parametrize(
    ("date", "years"),
    [(dt.date(2017, 12, 31), (2014, 2017)), (dt.date(2018, 1, 1), (2018, 2020)), (dt.date(2021, 1, 1), (2021, 2023))],
)
def test_cr_05_later_periods_are_three_calendar_years(date: dt.date, years: tuple[int, int]) -> None:
    found = ardms.triennium(dt.date(2014, 6, 12), date)
    assert (found.start.year, found.end) == (years[0], dt.date(years[1], 12, 31))
    assert found.covers(date)


def test_cr_05_a_new_specialty_in_the_period_waives_half_of_the_credits() -> None:
    assert ardms.need({"ARDMS(AB)"}).total == 30
    assert ardms.need({"ARDMS(AB)", "ARDMS(OB)"}, new_in_period=True).total == 15


@pytest.mark.parametrize(
    ("documents", "standing"),
    [(dt.date(2018, 4, 30), Standing.ACTIVE), (dt.date(2018, 5, 1), Standing.REVOKED), (None, Standing.REVOKED)],
)
def test_cr_05_an_audit_that_is_not_answered_by_30_april_revokes(documents: dt.date | None, standing: Standing) -> None:
    found = ardms.audited(ardms.triennium(dt.date(2014, 6, 12)), documents_on=documents)
    assert found is standing
    assert found.registered is (standing is Standing.ACTIVE)


@pytest.mark.parametrize(
    ("month", "certified", "date", "end"),
    [
        (5, 2013, dt.date(2026, 11, 1), dt.date(2027, 4, 30)),
        (5, 2013, dt.date(2027, 4, 30), dt.date(2027, 4, 30)),
        (5, 2013, dt.date(2027, 5, 1), dt.date(2029, 4, 30)),
        (5, 2014, dt.date(2027, 5, 1), dt.date(2028, 4, 30)),
        (1, 2014, dt.date(2026, 12, 31), dt.date(2026, 12, 31)),
        (3, 2014, dt.date(2028, 2, 29), dt.date(2028, 2, 29)),
    ],
)
def test_cr_06_cycles_end_in_odd_or_even_years_with_the_year_of_certification(
    month: int, certified: int, date: dt.date, end: dt.date
) -> None:
    found = nmtcb.cycle_on(month, certified, date)
    assert found.end == end
    assert found.covers(date)
    assert (found.end.year - certified) % 2 == 0


def test_cr_06_one_cycle_begins_on_the_day_after_the_last_one_ended() -> None:
    first = nmtcb.cycle_on(3, 2014, dt.date(2026, 6, 1))
    assert nmtcb.cycle_on(3, 2014, first.end + dt.timedelta(days=1)).start == first.end + dt.timedelta(days=1)


@pytest.mark.parametrize(
    ("course", "end"),
    [(dt.date(2025, 3, 3), dt.date(2027, 3, 31)), (dt.date(2026, 2, 28), dt.date(2028, 2, 29))],
)
def test_cr_08_a_card_is_good_to_the_end_of_its_month(course: dt.date, end: dt.date) -> None:
    assert life_support.valid_to(course) == end
