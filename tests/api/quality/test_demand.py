"""A forecast knows of the units that stand still, from the file beside the department."""

import datetime as dt
import json
from pathlib import Path

import polars as pl
import pytest

from api.demand.forecasts import DEPARTMENT, forecast_department
from fixtures.builders import D, department
from models.demand import Area
from scheduler.forecast.volumes import COLUMNS, Volumes

START = dt.date(2026, 6, 1)


def test_a_day_with_half_of_the_scanners_has_half_of_the_exams(tmp_path: Path) -> None:
    place = department(start=START, days=7, shifts=(D,), areas=(Area(id="CT", modality="CT", shifts=("D",)),))
    (tmp_path / DEPARTMENT).write_text(place.model_dump_json(), encoding="utf-8")
    rows = [("CT", "ED", START - dt.timedelta(days=back), hour, 6.0) for back in range(1, 85) for hour in range(24)]
    volumes = Volumes.of(pl.DataFrame(rows, schema=COLUMNS, orient="row"))
    usual = forecast_department(tmp_path, volumes, holidays="").areas[0].by_day
    units = [{"id": "CT1", "area": "CT"}, {"id": "CT2", "area": "CT"}]
    outage = {"unit": "CT1", "start": "2026-06-03T00:00:00", "end": "2026-06-04T00:00:00", "kind": "service"}
    (tmp_path / "equipment.json").write_text(json.dumps({"units": units, "outages": [outage]}), encoding="utf-8")
    lowered = forecast_department(tmp_path, volumes, holidays="").areas[0].by_day
    assert lowered[2] == pytest.approx(usual[2] / 2)
    assert lowered[:2] + lowered[3:] == pytest.approx(usual[:2] + usual[3:])
