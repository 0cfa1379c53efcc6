"""What people know and the past does not."""

import datetime as dt

import numpy as np
import polars as pl
import pytest
from pydantic import ValidationError

from models.calendar import Horizon
from scheduler.forecast.coverage import Options, forecast
from scheduler.forecast.interventions import Intervention, factors, unknown_days, without
from scheduler.forecast.prediction import Forecast
from scheduler.forecast.staffing import AreaStaffing
from scheduler.forecast.volumes import COLUMNS, SeriesKey, Volumes

START = dt.date(2026, 6, 1)  # a Monday
WEEKS = 20
HORIZON = Horizon(start=START, days=7, zone="UTC")
CT = SeriesKey("CT", "ED")
Rows = list[tuple[str, str, dt.date, int, float]]


def change(percent: float, start: str, end: str | None = None, **more: str) -> Intervention:
    return Intervention.model_validate({"area": "CT", "start": start, "end": end, "percent": percent, **more})


def flat(level: float = 4.0, *, since: dt.date | None = None, then: float = 4.0) -> Volumes:
    """The same exams in every hour of CT and MR; in CT others from a date on."""
    rows: Rows = []
    for back in range(1, 7 * WEEKS + 1):
        date = START - dt.timedelta(days=back)
        exams = then if since is not None and date >= since else level
        rows += [
            (area, "ED", date, hour, exams if area == "CT" else level) for area in ("CT", "MR") for hour in range(24)
        ]
    return Volumes.of(pl.DataFrame(rows, schema=COLUMNS, orient="row"))


def told(volumes: Volumes, *interventions: Intervention) -> Forecast:
    rules = [AreaStaffing(area=area, minutes_per_exam=30) for area in ("CT", "MR")]
    return forecast(volumes, HORIZON, rules, Options(holidays="", interventions=interventions))


def test_a_new_scanner_raises_exams_from_its_day_on_in_its_area_only() -> None:
    ct, mr = told(flat(), change(15, "2026-06-03")).areas
    assert ct.by_day == pytest.approx([96, 96, *[110.4] * 5], rel=0.01)
    assert mr.by_day == pytest.approx([96.0] * 7, rel=0.01)
    assert ct.by_day_quantiles["0.9"][3] / ct.by_day_quantiles["0.9"][0] == pytest.approx(1.15, rel=0.02)


def test_a_machine_that_stands_still_takes_its_hours_exams_away() -> None:
    (ct, _) = told(flat(), change(-100, "2026-06-02T08:00", "2026-06-02T16:00")).areas
    assert ct.by_day[1] == pytest.approx(64, rel=0.01)
    assert ct.by_hour[24 + 7 : 24 + 17] == pytest.approx([4, *[0] * 8, 4], rel=0.01)
    assert ct.unscheduled_load[24 + 12] == pytest.approx(0, abs=1e-6)


def test_a_last_day_counts_as_a_whole_and_parts_of_hours_by_their_minutes() -> None:
    found = factors([change(50, "2026-06-01", "2026-06-02")], CT, START, 3)
    assert found.mean(axis=1).tolist() == [1.5, 1.5, 1.0]
    quarter = factors([change(-100, "2026-06-01T10:45", "2026-06-01T11:30")], CT, START, 1)
    assert quarter[0, 9:13].tolist() == [1.0, 0.75, 0.5, 1.0]


def test_two_interventions_multiply_and_a_source_is_meant_alone() -> None:
    both = factors([change(100, "2026-06-01"), change(-50, "2026-06-01")], CT, START, 1)
    assert np.all(both == 1.0)
    assert np.all(factors([change(100, "2026-06-01", source="OP")], CT, START, 1) == 1.0)


def test_what_raised_the_past_is_not_counted_twice() -> None:
    since = START - dt.timedelta(days=21)
    ct, _ = told(flat(4.0, since=since, then=6.0), change(50, since.isoformat())).areas
    assert ct.by_day == pytest.approx([144.0] * 7, rel=0.01)


def test_what_raised_the_past_for_a_while_does_not_raise_what_comes() -> None:
    since = START - dt.timedelta(days=21)
    ct, _ = told(flat(4.0, since=since, then=6.0), change(50, since.isoformat(), "2026-05-31")).areas
    assert ct.by_day == pytest.approx([96.0] * 7, rel=0.01)


def test_a_day_of_past_downtime_is_unknown_and_its_counts_stand() -> None:
    down = change(-100, "2026-05-29T08:00", "2026-05-29T12:00")
    volumes = flat()
    assert unknown_days([down], CT, dt.date(2026, 5, 28), 3).tolist() == [False, True, False]
    assert without(volumes, [down]).table.equals(volumes.table)
    assert without(volumes, [change(-20, "2026-05-29", "2026-05-29")]).table["exams"].max() == pytest.approx(5.0)


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"start": "2026-06-02", "end": "2026-06-01"}, "not after its start"),
        ({"start": "2026-06-02T00:00+02:00"}, "offset from UTC"),
        ({"start": "2026-06-02", "percent": -101.0}, "greater than or equal to -100"),
        ({"start": "second of June"}, "Invalid isoformat"),
    ],
)
def test_nonsense_is_refused(fields: dict[str, object], problem: str) -> None:
    with pytest.raises(ValidationError, match=problem):
        Intervention.model_validate({"area": "CT", "percent": 10.0, **fields})
