"""When a result of quality control stops counting."""

import datetime as dt

import pytest
from pydantic import ValidationError

from models.equipment import Equipment, Outage, Unit
from models.errors import UnknownReferenceError
from models.quality import Every, QcTask

DONE = dt.date(2026, 1, 31)


def task(every: Every) -> QcTask:
    return QcTask(id="t", title="t", modality="CT", by="tech", every=every, minutes=15, closes=True, source="here")


@pytest.mark.parametrize(
    ("every", "last"),
    [
        (Every.DAY, dt.date(2026, 1, 31)),
        (Every.WEEK, dt.date(2026, 2, 6)),
        (Every.MONTH, dt.date(2026, 2, 27)),
        (Every.QUARTER, dt.date(2026, 4, 29)),
        (Every.HALF_YEAR, dt.date(2026, 7, 30)),
        (Every.YEAR, dt.date(2027, 3, 30)),
    ],
)
def test_a_result_counts_until_the_task_comes_round_surveys_for_fourteen_months(every: Every, last: dt.date) -> None:
    assert task(every).last_valid_day(DONE) == last


def at(hour: int, day: int = 1) -> dt.datetime:
    return dt.datetime.combine(dt.date(2026, 6, day), dt.time(hour))


UNITS = (Unit(id="CT1", area="CT"), Unit(id="CT2", area="CT"), Unit(id="MR1", area="MR"))


def test_outages_of_an_area_are_cut_where_the_number_of_units_changes() -> None:
    outages = (
        Outage(unit="CT1", start=at(8), end=at(12), reason="tube"),
        Outage(unit="CT2", start=at(10), end=at(14)),
        Outage(unit="CT1", start=at(9), end=at(11), reason="tube"),
    )
    found = [
        (one.start.hour, one.end.hour, one.out, one.units)
        for one in Equipment(units=UNITS, outages=outages).stretches()
    ]
    assert found == [(8, 9, 1, 2), (9, 10, 1, 2), (10, 11, 2, 2), (11, 12, 2, 2), (12, 14, 1, 2)]


def test_a_unit_is_out_from_the_start_of_an_outage_and_not_at_its_end() -> None:
    equipment = Equipment(units=UNITS, outages=(Outage(unit="CT1", start=at(8), end=at(12)),))
    assert [equipment.is_out("CT1", at(hour)) for hour in (7, 8, 11, 12)] == [False, True, True, False]
    assert not equipment.is_out("CT2", at(9))


def test_an_outage_of_an_unknown_unit_or_without_length_is_refused() -> None:
    with pytest.raises(UnknownReferenceError, match="Maybe you meant CT"):
        Equipment(units=UNITS, outages=(Outage(unit="CT3", start=at(8), end=at(9)),))
    with pytest.raises(ValidationError, match="Swap the two"):
        Outage(unit="CT1", start=at(9), end=at(9))
    with pytest.raises(ValidationError, match="local time"):
        Outage(unit="CT1", start=at(9).replace(tzinfo=dt.UTC), end=at(10).replace(tzinfo=dt.UTC))
