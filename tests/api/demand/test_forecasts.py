"""From files to a backtest's report, to a department's forecast and coverage."""

import datetime as dt
import json
import os
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from api.demand.forecasts import backtest_file, forecast_department, with_coverage
from fixtures.builders import D, area, department
from fixtures.series import MONDAY, counts, means
from models.demand import Area, CoverageDay
from models.department import Department
from models.errors import FormatError, InputError
from scheduler.forecast.volumes import COLUMNS, Volumes

PUBLIC = Path(os.environ.get("RADROSTER_PUBLIC_DATA", Path(__file__).parents[4] / "shared" / "data"))
START = dt.date(2026, 6, 1)  # a Monday
CT = Area(id="CT-main", name="Computed tomography", modality="CT", shifts=("D",))


def file_of_counts(folder: Path, *, days: int = 500, header: str = "when;unit;how_many") -> Path:
    rows = [header]
    for seed, unit in enumerate(("CT", "MR")):
        exams = counts(means(days), seed=seed, dispersion=0.005)
        rows += [f"{MONDAY + dt.timedelta(days=day):%d.%m.%Y};{unit};{int(one)}" for day, one in enumerate(exams)]
    path = folder / "history.csv"
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


def hourly(*names: str, weeks: int = 12) -> Volumes:
    """Three exams in every hour of the weeks before the horizon, in each of the areas."""
    rows = [
        (name, "ED", START - dt.timedelta(days=back), hour, 3.0)
        for name in names
        for back in range(1, 7 * weeks + 1)
        for hour in range(24)
    ]
    return Volumes.of(pl.DataFrame(rows, schema=COLUMNS, orient="row"))


def small(*areas: Area, coverage: tuple[CoverageDay, ...] = ()) -> Department:
    return department(start=START, days=7, shifts=(D,), areas=areas or (CT,), coverage=coverage)


def test_a_backtest_finds_columns_under_odd_names_and_scores_all_forecasters(tmp_path: Path) -> None:
    report = json.loads(backtest_file(file_of_counts(tmp_path)).model_dump_json())
    assert report["columns"] | {"date": "when", "area": "unit", "count": "how_many"} == report["columns"]
    assert report["best"]["wape"] < report["models"]["seasonal_naive"]["wape"]
    assert set(report["models"]["seasonal_naive"]) >= {"wape", "mase", "pinball", "coverage80"}
    assert (report["file"], report["rows"], sorted(report["series"])) == ("history.csv", 1000, ["CT", "MR"])


def test_a_backtest_may_be_of_some_forecasters_and_a_calendar(tmp_path: Path) -> None:
    report = backtest_file(file_of_counts(tmp_path), holidays="DE", forecasters=["seasonal_naive"])
    assert (list(report.models), report.holidays) == (["seasonal_naive"], "DE")
    with pytest.raises(InputError, match="unknown"):
        backtest_file(file_of_counts(tmp_path), forecasters=["crystal_ball"])


def test_a_backtest_of_a_bad_file_is_refused_or_says_what_it_left_out(tmp_path: Path) -> None:
    path = file_of_counts(tmp_path)
    path.write_text(path.read_text(encoding="utf-8") + "soon;CT;5\n", encoding="utf-8")
    with pytest.raises(FormatError, match="row 1002, when = 'soon'"):
        backtest_file(path)
    assert backtest_file(path, strict=False, forecasters=["seasonal_naive"]).left_out == {"refused": 1}


@pytest.mark.parametrize("name", ["CT-main", "ct-MAIN", "Computed tomography", "CT"])
def test_an_area_is_known_by_id_name_or_modality(name: str) -> None:
    made = forecast_department(small(), hourly(name))
    assert [one.area for one in made.areas] == ["CT-main"]
    assert made.areas[0].by_day == pytest.approx((72.0,) * 7, rel=0.02)


def test_a_modality_that_two_areas_share_tells_neither() -> None:
    other = CT.model_copy(update={"id": "CT-east", "name": ""})
    with pytest.raises(InputError, match="on record are CT"):
        forecast_department(small(CT, other), hourly("CT"))


def test_areas_without_exams_or_planning_values_are_left_alone() -> None:
    desk = area("desk", D)
    made = forecast_department(small(CT, desk), hourly("CT-main", "desk", "elsewhere"))
    assert [one.area for one in made.areas] == ["CT-main"]


def test_people_are_wanted_in_the_hours_that_a_shift_covers() -> None:
    target = forecast_department(small(), hourly("CT")).coverage[0].target
    assert [hour for hour in range(24) if target[hour]] == list(range(7, 15))
    assert target[10] == 2  # 0.9 exams under way and half their root on top, relief included


def test_standing_coverage_gives_minimums_and_hours() -> None:
    hours = (0,) * 9 + (1,) * 4 + (0,) * 11
    standing = CoverageDay(area="CT-main", date=START, minimum=hours, target=hours)
    (made,) = forecast_department(small(coverage=(standing,)), hourly("CT")).coverage
    assert (made.minimum, made.target) == (hours, tuple(2 * people for people in hours))


def test_with_coverage_replaces_that_of_forecast_areas_only() -> None:
    desk = CoverageDay(area="desk", date=START, minimum=(1,) * 24, target=(1,) * 24)
    before = small(CT, area("desk", D), coverage=(desk,))
    made = forecast_department(before, hourly("CT"))
    after = with_coverage(before, made)
    assert desk in after.coverage
    assert after.coverage[1:] == made.coverage
    assert Department.model_validate_json(after.model_dump_json()) == after


def folder_of(tmp_path: Path, known: Department, volumes: Volumes) -> Path:
    (tmp_path / "department.json").write_text(known.model_dump_json(), encoding="utf-8")
    start = pl.concat_str(
        pl.col("date").cast(pl.String), pl.format("T{}:00", pl.col("hour").cast(pl.String).str.zfill(2))
    )
    volumes.table.select("area", "source", start.alias("start"), "exams").write_csv(tmp_path / "volumes.csv")
    return tmp_path


def test_a_folder_holds_its_department_and_its_volumes(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, small(), hourly("CT-main"))
    made = forecast_department(folder)
    assert made == forecast_department(folder / "department.json")
    assert made == forecast_department(small(), folder / "volumes.csv")
    assert made.areas[0].by_day == forecast_department(small(), hourly("CT-main")).areas[0].by_day


def test_a_folders_own_staffing_rules_replace_the_planning_values(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, small(), hourly("CT-main"))
    usual = np.array([day.target for day in forecast_department(folder).coverage])
    rules = [{"area": "CT-main", "minutes_per_exam": 36, "open_hours": [{"start": "00:00", "minutes": 1440}]}]
    (folder / "staffing.json").write_text(json.dumps(rules), encoding="utf-8")
    own = np.array([day.target for day in forecast_department(folder).coverage])
    assert own[0, 10] == usual[0, 10] + 1
    assert own[0, 3] == own[0, 10]


def test_staffing_rules_that_do_not_fit_are_refused(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, small(), hourly("CT-main"))
    for rules, said in (
        ('[{"area": "CT-main"}]', "minutes_per_exam"),
        ('[{"area": "X", "minutes_per_exam": 9}]', "'X'"),
    ):
        (folder / "staffing.json").write_text(rules, encoding="utf-8")
        with pytest.raises(InputError, match=said):
            forecast_department(folder)


def test_a_folder_without_volumes_is_refused(tmp_path: Path) -> None:
    (tmp_path / "department.json").write_text(small().model_dump_json(), encoding="utf-8")
    with pytest.raises(InputError, match="Name the file that holds the volumes"):
        forecast_department(tmp_path)


def test_on_the_public_counts_the_best_beats_the_naive_forecast_by_far_and_knows_how_sure_it_is() -> None:
    path = PUBLIC / "volumes" / "exam_counts_ct_mr_daily.csv.gz"
    if not path.exists():
        pytest.skip(f"the public data {path} is not there; RADROSTER_PUBLIC_DATA may name another folder")
    report = backtest_file(path)
    best, naive = report.best, report.models["seasonal_naive"]
    assert best.wape is not None
    assert naive.wape is not None
    assert best.pinball is not None
    assert naive.pinball is not None
    assert best.wape < 0.5 * naive.wape
    assert best.pinball < 0.5 * naive.pinball
    assert best.coverage80 == pytest.approx(0.8, abs=0.03)
    assert report.holidays == "US"
