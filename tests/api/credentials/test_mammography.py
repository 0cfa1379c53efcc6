import datetime as dt
from pathlib import Path

import pytest

from api.credentials.mammography import TAG, place, read_exams
from fixtures.builders import EIGHT_HOURS, area, department, item, person, roster
from models.credentials import Credential
from models.department import Department
from models.errors import FormatError, UnknownReferenceError
from models.renewal.mqsa import Exams
from scheduler.verify import verify

LONG_AGO, LATELY = dt.date(2020, 1, 1), dt.date(2025, 1, 1)
RECORDED = dt.date(2026, 5, 31)


def breast_centre(earned: dt.date = LONG_AGO, *, days: int = 30) -> Department:
    """Ann, qualified since a day, and a horizon from Monday 1 June 2026; its quarter ends on the 30th."""
    rooms = (area("MG", *EIGHT_HOURS).model_copy(update={"modality": "MG"}), area("CT", *EIGHT_HOURS))
    ann = person("ann", holds=[Credential(code="MQSA", earned=earned)], tags=frozenset({TAG}))
    return department(people=(ann,), areas=rooms, days=days)


def asked(given: Department, count: int) -> dict[str, object]:
    return {one.id: one.limits["min"] for one in place(given, {"ann": [Exams(date=RECORDED, count=count)]}).policy}


@pytest.mark.parametrize(("count", "duties"), [(200, 0), (199, 1), (188, 1), (187, 2), (140, 5)])
def test_each_twelve_exams_missing_by_the_end_of_the_quarter_are_a_duty(count: int, duties: int) -> None:
    assert asked(breast_centre(), count) == ({f"mqsa-experience-{duties}": duties} if duties else {})


def test_a_short_horizon_takes_its_share_of_the_days_that_are_left() -> None:
    assert asked(breast_centre(days=10), 140) == {"mqsa-experience-2": 2}


def test_nothing_is_owed_before_the_second_anniversary_of_the_quarter_of_qualification() -> None:
    assert asked(breast_centre(LATELY), 0) == {}


def test_a_duty_that_finds_no_place_costs_its_price() -> None:
    placed = place(breast_centre(), {"ann": [Exams(date=RECORDED, count=170)]}, price=700)
    assert verify(placed, roster(placed, {"ann": "D@MG D@CT D@MG"})).cost == 700
    assert verify(placed, roster(placed, {"ann": "D@MG D@MG . E@MG"})).cost == 0


def test_placed_again_the_newer_record_counts_and_the_tag_is_gone() -> None:
    kept = item("one_duty")
    once = place(breast_centre().model_copy(update={"policy": (kept,)}), {"ann": [Exams(date=RECORDED, count=0)]})
    again = place(once, {"ann": [Exams(date=RECORDED, count=195)]})
    assert [one.id for one in again.policy] == [kept.id, "mqsa-experience-1"]
    assert again.staff[0].tags == frozenset()


def test_exams_are_read_by_person_and_mistakes_name_the_row(tmp_path: Path) -> None:
    file = tmp_path / "exams.csv"
    file.write_text("person,date,count\nann,2026-04-30,9\nann,2026-05-31,11\n", encoding="utf-8")
    assert sum(one.count for one in read_exams(file)["ann"]) == 20
    file.write_text("person,date,count\nann,2026-04-30,few\n", encoding="utf-8")
    with pytest.raises(FormatError, match="row 2: count"):
        read_exams(file)
    with pytest.raises(UnknownReferenceError, match="'anna'"):
        place(breast_centre(), {"anna": []})
