import datetime as dt

import pytest

from models.renewal import arrt
from models.renewal.arrt import Standing
from models.renewal.education import Cycle


def test_cr_01_born_in_march_the_window_opens_on_1_january_and_closes_on_31_march() -> None:
    assert arrt.renewal(3, 2027) == (dt.date(2027, 1, 1), dt.date(2027, 3, 31))


@pytest.mark.parametrize(("month", "opens"), [(1, dt.date(2026, 11, 1)), (2, dt.date(2026, 12, 1))])
def test_cr_01_born_early_in_the_year_the_window_opens_in_the_year_before(month: int, opens: dt.date) -> None:
    assert arrt.renewal(month, 2027).opens == opens


def test_cr_02_born_in_february_the_biennium_ends_on_31_january() -> None:
    assert arrt.biennium(2, 2025) == Cycle(start=dt.date(2025, 2, 1), end=dt.date(2027, 1, 31))


def test_cr_02_born_in_january_the_biennium_ends_with_the_year() -> None:
    assert arrt.biennium(1, 2025) == Cycle(start=dt.date(2025, 1, 1), end=dt.date(2026, 12, 31))


@pytest.mark.parametrize(
    ("date", "start"),
    [
        (dt.date(2025, 3, 1), 2025),
        (dt.date(2027, 2, 28), 2025),
        (dt.date(2027, 3, 1), 2027),
        (dt.date(2025, 2, 28), 2023),
        (dt.date(2026, 1, 1), 2025),
    ],
)
def test_cr_02_bienniums_follow_each_other_without_a_gap(date: dt.date, start: int) -> None:
    found = arrt.biennium_on(3, 2015, date)
    assert found == arrt.biennium(3, start)
    assert found.covers(date)


@pytest.mark.parametrize(
    ("held", "credits_needed"),
    [({"ARRT(R)"}, 24), ({"ARRT(R)", "ARRT(CT)", "ARRT(MR)"}, 24), ({"ARRT(R)", "ARRT(RRA)"}, 50)],
)
def test_cr_02_credits_are_those_of_one_credential_however_many_are_held(held: set[str], credits_needed: int) -> None:
    assert arrt.need(held).total == credits_needed


def test_cr_03_what_was_earned_by_the_end_of_2010_never_runs_out() -> None:
    assert arrt.cqr(dt.date(2010, 12, 31)) is None
    assert arrt.cqr(dt.date(2011, 1, 1)) == (dt.date(2018, 1, 1), dt.date(2021, 1, 1))
    assert arrt.cqr(dt.date(2011, 6, 15)) == (dt.date(2018, 6, 15), dt.date(2021, 6, 15))


@pytest.mark.parametrize(
    ("date", "complete", "expected"),
    [
        (dt.date(2027, 2, 28), False, Standing.ACTIVE),
        (dt.date(2027, 3, 1), False, Standing.CE_PROBATION),
        (dt.date(2027, 3, 1), True, Standing.ACTIVE),
        (dt.date(2027, 8, 31), False, Standing.CE_PROBATION),
        (dt.date(2027, 9, 1), False, Standing.DISCONTINUED),
    ],
)
def test_cr_04_credits_missing_at_the_end_give_six_months(date: dt.date, expected: Standing, *, complete: bool) -> None:
    cycle = arrt.biennium(3, 2025)
    found = arrt.standing(date, renewed_to=dt.date(2028, 3, 31), cycle=cycle, complete=complete)
    assert found is expected
    assert found.registered is (expected is not Standing.DISCONTINUED)


def test_both_dates_have_to_hold_credits_reported_in_time_do_not_renew_the_registration() -> None:
    cycle = arrt.biennium(3, 2025)
    renewed_to = arrt.renewal(3, 2027).due
    assert cycle.end == dt.date(2027, 2, 28) < renewed_to == dt.date(2027, 3, 31)
    in_between = dt.date(2027, 3, 15)
    assert arrt.standing(in_between, renewed_to=renewed_to, cycle=cycle, complete=False) is Standing.CE_PROBATION
    assert arrt.standing(renewed_to, renewed_to=renewed_to, cycle=cycle, complete=True) is Standing.ACTIVE
    late = dt.date(2027, 4, 1)
    assert arrt.standing(late, renewed_to=renewed_to, cycle=cycle, complete=True) is Standing.DISCONTINUED
