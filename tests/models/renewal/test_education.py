import datetime as dt

import pytest
from pydantic import ValidationError

from models.renewal import ardms, arrt
from models.renewal.education import Credit, Cycle, CycleRecord, Need, other_technologists, shortfall

CYCLE = Cycle(start=dt.date(2025, 2, 1), end=dt.date(2027, 1, 31))
INSIDE = dt.date(2026, 5, 5)


def credit(hours: float, subject: str = "", date: dt.date = INSIDE) -> Credit:
    return Credit(date=date, hours=hours, subject=subject)


@pytest.mark.parametrize(
    ("date", "missing"),
    [(CYCLE.start, 0), (CYCLE.end, 0), (dt.date(2025, 1, 31), 24), (dt.date(2027, 2, 1), 24)],
)
def test_credits_count_from_the_first_to_the_last_day_of_the_cycle(date: dt.date, missing: float) -> None:
    assert shortfall(Need(total=24), [credit(24, date=date)], CYCLE).hours == missing


def test_a_sonographers_credits_have_to_be_about_sonography_for_sixteen_of_twenty_four() -> None:
    need = arrt.need({"ARRT(S)", "ARRT(R)"})
    short = shortfall(need, [credit(14), credit(10, arrt.SONOGRAPHY)], CYCLE)
    assert (short.hours, short.by_subject) == (6, {arrt.SONOGRAPHY: 6})
    assert shortfall(need, [credit(8), credit(16, arrt.SONOGRAPHY)], CYCLE).hours == 0


def test_advanced_cpr_counts_once_and_for_six_credits_at_most() -> None:
    twice = [credit(8, arrt.CPR), credit(4, arrt.CPR), credit(17)]
    assert shortfall(arrt.need({"ARRT(R)"}), twice, CYCLE).hours == 1


def test_ten_of_a_musculoskeletal_sonographers_thirty_are_about_it() -> None:
    short = shortfall(ardms.need({"ARDMS(RMSKS)"}), [credit(30)], CYCLE)
    assert (short.hours, short.by_subject) == (10, {ardms.MSK: 10})


def test_a_technologist_without_a_registry_owes_24_hours_in_two_years_to_the_accreditor() -> None:
    assert other_technologists(registered=True) is None
    assert other_technologists(registered=False) == Need(total=24)


def test_a_record_tells_what_is_missing_and_asks_for_something() -> None:
    row = CycleRecord(person="ann", body="ARRT", cycle_end=CYCLE.end, needed=24, earned=21.5)
    assert row.missing == 2.5
    assert row.model_copy(update={"earned": 30.0}).missing == 0
    with pytest.raises(ValidationError, match="the ARRT cycle of ann asks for no credits"):
        CycleRecord(person="ann", body="ARRT", cycle_end=CYCLE.end, needed=0, earned=0)
