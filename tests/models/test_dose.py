import datetime as dt

import pytest
from pydantic import ValidationError

from models.dose import Alara, Declaration, Exclusion, Limits, Reading, SiteLevels, exhausted, year_to_date

JUNE = dt.date(2026, 6, 15)


def declaration(**more: object) -> Declaration:
    fields = {"person": "ann", "declared_on": JUNE, "expected_end": dt.date(2026, 12, 20), **more}
    return Declaration.model_validate(fields)


@pytest.mark.parametrize(
    ("before", "left"), [(0, 5_000), (1_200, 3_800), (4_499, 501), (4_500, 500), (4_600, 500), (6_000, 500)]
)
def test_with_4_6_millisievert_by_the_declaration_half_a_millisievert_is_left(before: int, left: int) -> None:
    assert declaration(dose_before=before).allowance == left


def test_the_allowance_is_spread_over_the_months_that_are_left() -> None:
    assert declaration().monthly == 5_000 // 7
    assert declaration(dose_before=4_600, expected_end=dt.date(2026, 6, 30)).monthly == 500


@pytest.mark.parametrize(
    ("date", "stands"),
    [
        (dt.date(2026, 6, 14), False),
        (JUNE, True),
        (dt.date(2026, 8, 31), True),
        (dt.date(2026, 9, 1), False),
    ],
)
def test_a_declaration_stands_from_its_day_until_it_is_withdrawn(date: dt.date, *, stands: bool) -> None:
    assert declaration(withdrawn_on=dt.date(2026, 9, 1)).in_force(date) is stands
    assert not declaration().in_force(dt.date(2026, 12, 21))


@pytest.mark.parametrize("asked", [{"asked_by_declarer": False}, {"agreed_by": ""}, {"areas": []}])
def test_nothing_is_excluded_without_the_declarer_and_the_safety_officer(asked: dict[str, object]) -> None:
    fields = {"areas": ["IR"], "start": "2026-06-15", "asked_by_declarer": True, "agreed_by": "RSO", **asked}
    with pytest.raises(ValidationError):
        Exclusion.model_validate(fields, strict=False)


def test_doses_add_up_by_person_and_calendar_year() -> None:
    months = [(dt.date(2026, 1, 31), 400), (dt.date(2026, 12, 1), 600), (dt.date(2025, 12, 31), 9_000)]
    readings = [Reading(person="ann", month=month, body=body, skin=10 * body) for month, body in months]
    readings.append(Reading(person="bo", month=JUNE, body=70_000))
    assert year_to_date(readings, "ann", 2026) == Limits(body=1_000, lens=0, skin=10_000)


@pytest.mark.parametrize(
    ("reading", "reached"),
    [
        ({"body": 49_999}, False),
        ({"body": 50_000}, True),
        ({"body": 0, "lens": 150_000}, True),
        ({"body": 0, "skin": 499_999}, False),
        ({"body": 0, "skin": 500_000}, True),
    ],
)
def test_a_limit_is_exhausted_when_it_is_reached(reading: dict[str, int], *, reached: bool) -> None:
    one = Reading.model_validate({"person": "ann", "month": JUNE, **reading})
    assert exhausted([one], "ann", 2026, Limits()) is reached
    assert not exhausted([one], "ann", 2027, Limits())


@pytest.mark.parametrize(
    ("body", "level"),
    [(4_999, Alara.NONE), (5_000, Alara.NOTIFY), (14_999, Alara.NOTIFY), (15_000, Alara.INVESTIGATE)],
)
def test_the_sites_levels_notify_and_then_investigate(body: int, level: Alara) -> None:
    assert SiteLevels().level(body) is level
    assert SiteLevels(notify=100, investigate=200).level(body) is Alara.INVESTIGATE
