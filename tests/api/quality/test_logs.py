"""Logs are told apart by their headers, and rows that make no sense are refused by row, column and value."""

from pathlib import Path

import pytest

from api.quality.logs import Known, Logs, read_log
from models.errors import FormatError

KNOWN = Known(frozenset({"ct-daily"}), frozenset({"CT1"}), frozenset({"CT"}))
IMAGES, QC, EXAMS = "date,area,acquired,rejected", "task,unit,done_on,passed", "area,source,ordered,final"


def read(folder: Path, *lines: str, strict: bool = True) -> Logs:
    file = folder / "log.csv"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    logs = Logs()
    read_log(file, KNOWN, logs, strict=strict)
    return logs


def test_a_header_tells_what_a_log_is_about(tmp_path: Path) -> None:
    assert read(tmp_path, QC, "ct-daily,CT1,2026-06-01,pass").qc[0].passed
    assert not read(tmp_path, QC, "ct-daily,CT1,2026-06-01,FAIL").qc[0].passed
    assert read(tmp_path, IMAGES + ",note", "2026-06-01,CT,100,7,x").images[0].rejected == 7
    (exam,) = read(tmp_path, EXAMS, "CT,ED,2026-06-01T08:00,").exams
    assert exam.final is None


@pytest.mark.parametrize(
    ("header", "row", "told"),
    [
        (IMAGES, "2026-06-01,CT,100,101", "row 2, row = '': 101 images rejected of 100 acquired"),
        (IMAGES, "2026-06-31,CT,100,1", "row 2, date = '2026-06-31'"),
        (IMAGES, "2026-06-01,MR,100,1", "row 2, area = 'MR': unknown area"),
        (IMAGES, "2026-06-01,CT,0,0", "row 2, acquired = '0'"),
        (QC, "ct-daily,CT9,2026-06-01,pass", "row 2, unit = 'CT9': unknown unit"),
        (QC, "ct-dayly,CT1,2026-06-01,pass", "row 2, task = 'ct-dayly': unknown task"),
        (QC, "ct-daily,CT1,2026-06-01,maybe", "row 2, passed = 'maybe': is neither pass nor fail"),
        (EXAMS, "CT,ED,2026-06-01T08:00,2026-06-01T07:59", "final at 2026-06-01 07:59:00 before ordered"),
    ],
)
def test_a_row_that_makes_no_sense_is_refused_with_its_place(tmp_path: Path, header: str, row: str, told: str) -> None:
    with pytest.raises(FormatError) as refusal:
        read(tmp_path, header, row)
    assert told in str(refusal.value)
    lenient = read(tmp_path, header, row, strict=False)
    assert told in lenient.refused[0]
    assert lenient.refused[0].startswith("log.csv, row 2")


def test_good_rows_are_kept_beside_bad_ones_and_only_the_first_refusals_are_spelled_out(tmp_path: Path) -> None:
    rows = [IMAGES, "2026-06-01,CT,100,7", *["2026-06-02,CT,1,7"] * 5]
    found = read(tmp_path, *rows, strict=False)
    assert (len(found.images), len(found.refused)) == (1, 5)
    with pytest.raises(FormatError, match="and 2 more"):
        read(tmp_path, *rows)


def test_a_file_that_is_no_log_is_told_what_a_log_needs(tmp_path: Path) -> None:
    with pytest.raises(FormatError, match="A log needs done_on, passed, task, unit; or acquired"):
        read(tmp_path, "date,temperature", "2026-06-01,20")
