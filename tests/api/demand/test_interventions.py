"""What a manager types in about exams to come."""

import datetime as dt
from pathlib import Path

import pytest

from api.demand.interventions import read_interventions, refuse_unknown, typed
from fixtures.builders import department
from models.errors import FormatError, InputError, UnknownReferenceError


def test_a_line_says_area_dates_and_percentage() -> None:
    for_good, while_it_lasts, one_day = typed(
        ["CT 2026-12-12.. +15%", "MR 2026-12-12..2026-12-24 -20%", "CT 2026-12-12 5%"]
    )
    assert (for_good.area, for_good.start, for_good.end, for_good.percent) == (
        "CT",
        dt.datetime.fromisoformat("2026-12-12"),
        None,
        15,
    )
    assert (while_it_lasts.end, while_it_lasts.percent) == (dt.datetime.fromisoformat("2026-12-25"), -20)
    assert one_day.end == dt.datetime.fromisoformat("2026-12-13")


def test_a_downtime_lowers_exams_by_all_or_by_a_share() -> None:
    whole, half = typed(["CT 2026-12-03T08:00..2026-12-03T16:00", "CT 2026-12-03..2026-12-04 50%"], downtime=True)
    assert (whole.percent, whole.end, whole.reason) == (-100, dt.datetime.fromisoformat("2026-12-03T16:00"), "downtime")
    assert half.percent == -50


@pytest.mark.parametrize(
    "line", ["CT +15%", "CT 2026-12-12..", "CT 12.12.2026 +15%", "CT 2026-13-12 +15%", "CT 2026-12-12..2026-12-01 5%"]
)
def test_a_line_that_says_too_little_is_refused(line: str) -> None:
    with pytest.raises(InputError, match="intervention"):
        typed([line])


def test_a_folder_may_hold_a_list(tmp_path: Path) -> None:
    assert read_interventions(tmp_path) == read_interventions(None) == ()
    text = '[{"area": "CT", "start": "2026-12-12", "end": "2026-12-24", "percent": 15, "reason": "new scanner"}]'
    (tmp_path / "interventions.json").write_text(text, encoding="utf-8")
    (found,) = read_interventions(tmp_path)
    assert (found.end, found.reason) == (dt.datetime.fromisoformat("2026-12-25"), "new scanner")
    (tmp_path / "interventions.json").write_text('[{"area": "CT"}]', encoding="utf-8")
    with pytest.raises(FormatError, match="no list of interventions"):
        read_interventions(tmp_path)


def test_an_area_that_there_is_not_is_refused() -> None:
    with pytest.raises(UnknownReferenceError, match="Maybe you meant CT"):
        refuse_unknown(typed(["CTT 2026-12-12.. +15%"]), department())
