import datetime as dt

import pytest

from models.renewal import mqsa
from models.renewal.education import Credit
from models.renewal.mqsa import Exams

QUALIFIED = dt.date(2020, 5, 20)
INSPECTION = dt.date(2026, 5, 14)
LAST_QUARTER = dt.date(2026, 3, 31)


@pytest.mark.parametrize(("hours", "exams", "qualified"), [(40, 25, True), (39.5, 25, False), (40, 24, False)])
def test_mq_01_forty_hours_and_twenty_five_supervised_exams(hours: float, exams: int, *, qualified: bool) -> None:
    assert mqsa.initially_qualified(licensed=True, hours=hours, supervised=exams) is qualified
    assert not mqsa.initially_qualified(licensed=False, hours=hours, supervised=exams)


@pytest.mark.parametrize(
    ("qualified", "first"),
    [
        (dt.date(2024, 4, 1), dt.date(2026, 6, 30)),
        (dt.date(2024, 6, 30), dt.date(2026, 6, 30)),
        (dt.date(2024, 7, 1), dt.date(2026, 9, 30)),
    ],
)
def test_mq_02_the_200_exams_are_owed_from_the_second_anniversary_of_the_quarters_end(
    qualified: dt.date, first: dt.date
) -> None:
    assert mqsa.experience_counts_from(qualified) == first
    assert mqsa.education_counts_from(qualified) == first.replace(year=first.year + 1)


@pytest.mark.parametrize(("count", "met"), [(199, False), (200, True)])
def test_mq_02_two_hundred_exams_are_enough_and_one_less_is_not(count: int, *, met: bool) -> None:
    assert mqsa.experience_met([Exams(date=dt.date(2025, 9, 30), count=count)], INSPECTION) is met


def test_mq_03_the_facility_may_choose_the_end_of_the_quarter_before_the_inspection() -> None:
    old = Exams(date=dt.date(2024, 4, 1), count=150)
    assert mqsa.exams_up_to([old], INSPECTION) == 0, "too long ago on the day itself"
    assert mqsa.exams_up_to([old], LAST_QUARTER) == 150, "the first day that still counts for the quarter"
    assert mqsa.experience_met([old, Exams(date=LAST_QUARTER, count=50)], INSPECTION)


def test_mq_03_or_any_day_between_but_no_two_of_them_together() -> None:
    middle = [Exams(date=dt.date(2024, 4, 20), count=120), Exams(date=dt.date(2026, 4, 10), count=80)]
    assert mqsa.exams_up_to(middle, INSPECTION) < 200
    assert mqsa.exams_up_to(middle, LAST_QUARTER) < 200
    assert mqsa.experience_met(middle, INSPECTION)
    apart = [Exams(date=dt.date(2024, 4, 1), count=120), Exams(date=dt.date(2026, 4, 10), count=80)]
    assert not mqsa.experience_met(apart, INSPECTION)


@pytest.mark.parametrize(("units", "met"), [(14.5, False), (15, True)])
def test_mq_04_fifteen_units_in_thirty_six_months(units: float, *, met: bool) -> None:
    assert mqsa.education_met([Credit(date=dt.date(2023, 4, 1), hours=units)], INSPECTION) is met
    assert not mqsa.education_met([Credit(date=dt.date(2023, 3, 31), hours=units)], INSPECTION)


@pytest.mark.parametrize(("tomosynthesis", "met"), [(5.5, False), (6, True)])
def test_mq_04_six_units_in_each_modality_are_asked_for_only_where_it_is_switched_on(
    tomosynthesis: float, *, met: bool
) -> None:
    units = [Credit(date=LAST_QUARTER, hours=15), Credit(date=LAST_QUARTER, hours=tomosynthesis, subject="DBT")]
    assert mqsa.education_met(units, INSPECTION)
    assert mqsa.education_met(units, INSPECTION, modalities=["DBT"]) is met


@pytest.mark.parametrize(("hours", "ready"), [(7.5, False), (8, True)])
def test_mq_05_eight_hours_before_a_new_modality(hours: float, *, ready: bool) -> None:
    assert mqsa.ready_for_modality(hours) is ready


def test_mq_06_without_the_exams_somebody_works_under_supervision_for_twenty_five() -> None:
    owed = mqsa.qualification(
        INSPECTION, QUALIFIED, exams=[Exams(date=LAST_QUARTER, count=199)],
        units=[Credit(date=LAST_QUARTER, hours=15)],
    )  # fmt: skip
    assert not owed.current
    assert (owed.supervised_exams, owed.units) == (25, 0)


def test_mq_06_without_the_units_nobody_works_unsupervised_until_they_are_restored() -> None:
    owed = mqsa.qualification(
        INSPECTION, QUALIFIED, exams=[Exams(date=LAST_QUARTER, count=200)],
        units=[Credit(date=LAST_QUARTER, hours=11)],
    )  # fmt: skip
    assert not owed.current
    assert (owed.supervised_exams, owed.units) == (0, 4)


def test_mq_06_who_qualified_lately_owes_neither_yet() -> None:
    assert mqsa.qualification(INSPECTION, dt.date(2024, 4, 1), exams=[], units=[]).current
    assert not mqsa.qualification(dt.date(2026, 6, 30), dt.date(2024, 4, 1), exams=[], units=[]).experience


@pytest.mark.parametrize(("count", "duties"), [(200, 0), (199, 1), (188, 1), (187, 2), (0, 17)])
def test_a_missing_exam_becomes_duties_in_mammography(count: int, duties: int) -> None:
    given = [Exams(date=LAST_QUARTER, count=count)]
    assert mqsa.duties_needed(given, INSPECTION, exams_per_duty=12) == duties
