"""INRC-II: every mistake in a scenario or week file is named by file and line, with a way out."""

from pathlib import Path

import pytest

from api.exchange.inrc2_input import read_scenario, read_week
from models.errors import FormatError, InputError
from tests.api.exchange.samples import SCENARIO, WEEK, inrc2_folder


def scenario_with(folder: Path, old: str, new: str) -> Path:
    change = SCENARIO.replace(f"\n{old}\n", f"\n{new}\n")
    path = folder / "Sc-n003w2.txt"
    path.write_text(change, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("SKILLS = 2", "SKILLS = 3", "says 3 rows, but 2 follow. Correct the number"),
        ("SKILLS = 2", "SKILLS = two", "the number of rows is 'two'"),
        ("WEEKS = 2", "WEEKS = -2", "the number of weeks is '-2'"),
        ("Lead", "Scan", "the skill 'Scan' is listed twice"),
        ("Late (1,4)", "Late (4,1)", r"the range of days in a row is '\(4,1\)'. Write \(least,most\)"),
        ("Late (1,4)", "Late 1 4", "3 values. Write 2: shift"),
        ("Late (1,4)", "Late", "1 values. Write shift"),
        ("Late (1,4)", "Early (1,4)", "the shift 'Early' is listed twice"),
        ("Late 1 Early", "Late 2 Early", "says 2 shifts, but names 1"),
        ("Late 1 Early", "Late 1 Dawn", "unknown shift 'Dawn'"),
        ("Half (3,5) (2,3) (2,5) 1 0", "Half (3,5) (2,3) (2,5) 1", "5 values. Write contract"),
        ("Half (3,5) (2,3) (2,5) 1 0", "Half (3,5) (2,3) (2,5) 1 2", "flag of complete weekends is 2"),
        ("Bo Full 1 Scan", "Bo Ful 1 Scan", "unknown contract 'Ful'. Maybe you meant Full"),
        ("Bo Full 1 Scan", "Bo Full 2 Scan", "says 2 skills, but names 1"),
        ("Bo Full 1 Scan", "Bo Full 1 Scam", "unknown skill 'Scam'. Maybe you meant Scan"),
        ("Bo Full 1 Scan", "Ann Full 1 Scan", "the nurse 'Ann' is listed twice"),
    ],
)
def test_a_mistake_in_the_scenario_is_named_by_line(tmp_path: Path, old: str, new: str, message: str) -> None:
    path = scenario_with(tmp_path, old, new)
    with pytest.raises(InputError, match=message) as caught:
        read_scenario(path)
    assert caught.value.place == f"{path}:{SCENARIO.splitlines().index(old) + 1}"


def test_a_file_that_is_no_scenario_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text(WEEK, encoding="utf-8")
    with pytest.raises(FormatError, match=r"x.txt:1: stands before the first heading. Is this the right file"):
        read_scenario(tmp_path / "x.txt")


def test_a_scenario_without_a_heading_is_refused(tmp_path: Path) -> None:
    path = scenario_with(tmp_path, "CONTRACTS = 2", "")
    with pytest.raises(InputError, match="the heading CONTRACTS is missing") as caught:
        read_scenario(path)
    assert caught.value.place == str(path)


def test_windows_line_ends_are_read_over(tmp_path: Path) -> None:
    plain = read_scenario(inrc2_folder(tmp_path) / "Sc-n003w2.txt")
    path = tmp_path / "crlf.txt"
    path.write_bytes(SCENARIO.replace("\n", "\r\n").encode())
    assert read_scenario(path) == plain


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("tiny", "other", "unknown scenario 'other'"),
        ("Late Lead (0,1) (0,1) (0,1) (0,0) (0,0) (0,0) (0,0)", "Late Lead (0,1)", "3 values. Write shift"),
        (
            "Late Lead (0,1) (0,1) (0,1) (0,0) (0,0) (0,0) (0,0)",
            "Late Lead (0,1) (0,1) (0,1) (0,0) (0,0) (0,0) (2,1)",
            r"the cover of Sun is '\(2,1\)'",
        ),
        (
            "Late Lead (0,1) (0,1) (0,1) (0,0) (0,0) (0,0) (0,0)",
            "Early Scan (0,1) (0,1) (0,1) (0,0) (0,0) (0,0) (0,0)",
            "this shift and skill are listed twice",
        ),
        (
            "Late Lead (0,1) (0,1) (0,1) (0,0) (0,0) (0,0) (0,0)",
            "Late Scam (0,1) (0,1) (0,1) (0,0) (0,0) (0,0) (0,0)",
            "unknown skill 'Scam'",
        ),
        ("SHIFT_OFF_REQUESTS = 2", "SHIFT_OFF_REQUESTS = 1", "says 1 rows, but 2 follow"),
        ("Ann Any Tue", "Ann Any Tu", "unknown weekday 'Tu'. Maybe you meant Tue"),
        ("Ann Any Tue", "Ann Any", "2 values. Write nurse, shift or Any, weekday"),
        ("Ann Any Tue", "Anna Any Tue", "unknown nurse 'Anna'. Maybe you meant Ann"),
        ("Ann Any Tue", "Ann All Tue", "unknown shift 'All'"),
    ],
)
def test_a_mistake_in_a_week_is_named_by_line(tmp_path: Path, old: str, new: str, message: str) -> None:
    folder = inrc2_folder(tmp_path)
    path = folder / "WD-n003w2-4.txt"
    path.write_text(WEEK.replace(f"\n{old}\n", f"\n{new}\n"), encoding="utf-8")
    with pytest.raises(InputError, match=message) as caught:
        read_week(path, read_scenario(folder / "Sc-n003w2.txt"))
    assert caught.value.place == f"{path}:{WEEK.splitlines().index(old) + 1}"
