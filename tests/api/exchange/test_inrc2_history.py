"""INRC-II: the days written for a nurse's history show exactly the runs that the file counts."""

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.exchange.benchmark import Line
from api.exchange.inrc2_files import ContractRow, NurseRow, Past, Scenario, ShiftRow
from api.exchange.inrc2_history import tail
from api.exchange.inrc2_input import read_history, read_scenario
from models.errors import FormatError
from models.limits import Range
from tests.api.exchange.samples import inrc2_folder

START = dt.date(2024, 1, 1)
ANY = Range(min=1, max=9)
SHIFTS = {"Early": ShiftRow(run=ANY), "Late": ShiftRow(run=ANY, forbidden=("Early",))}


def scenario(shifts: dict[str, ShiftRow]) -> Scenario:
    contract = ContractRow(assignments=ANY, work=ANY, off=ANY, weekends=1, complete=False)
    nurse = NurseRow(contract="Full", skills=("Scan",))
    return Scenario(
        name="s",
        weeks=1,
        skills=("Scan",),
        shifts=shifts,
        contracts={"Full": contract},
        nurses={"Ann": nurse},
    )


def past(shift: str | None, *, same: int, worked: int, off: int) -> Past:
    line = Line(file="H0", number=5, text="Ann …")
    return Past(line=line, nurse="Ann", assignments=0, weekends=0, shift=shift, same=same, worked=worked, off=off)


def days_of(history: Past, shifts: dict[str, ShiftRow]) -> list[str]:
    """The shift of each known day, oldest first, empty for off."""
    found = tail(history, scenario(shifts), START)
    by_date = {one.date: one.shift for one in found.assignments}
    length = (START - found.known_from).days
    return [by_date.get(found.known_from + dt.timedelta(days=day), "") for day in range(length)]


def last_run(days: list[str], value: str) -> int:
    """Days at the end that equal the value."""
    return next((ago for ago, day in enumerate(reversed(days)) if day != value), len(days))


@given(st.sampled_from(["Early", "Late"]), st.integers(1, 9), st.integers(0, 9))
def test_runs_of_work_and_of_the_last_shift_have_the_lengths_counted(shift: str, same: int, more: int) -> None:
    days = days_of(past(shift, same=same, worked=same + more, off=0), SHIFTS)
    assert last_run(days, shift) == same
    assert last_run(["x" if day else "" for day in days], "x") == same + more
    assert days[0] == ""
    assert len(days) == same + more + 1


@given(st.integers(1, 9))
def test_a_run_of_days_off_has_the_length_counted(off: int) -> None:
    days = days_of(past(None, same=0, worked=0, off=off), SHIFTS)
    assert last_run(days, "") == off
    assert len(days) == off + 1


def test_the_shift_before_the_last_may_come_before_it() -> None:
    shifts = {"Late": SHIFTS["Late"], "Day": ShiftRow(run=ANY), "Early": SHIFTS["Early"]}
    assert days_of(past("Early", same=1, worked=2, off=0), shifts) == ["", "Day", "Early"]


def test_with_one_shift_type_every_day_is_on_it() -> None:
    only = {"Early": SHIFTS["Early"]}
    assert days_of(past("Early", same=2, worked=2, off=0), only) == ["", "Early", "Early"]
    with pytest.raises(FormatError, match="H0:5: Ann worked 3 days in a row, but 2 of them on the only shift"):
        days_of(past("Early", same=2, worked=3, off=0), only)


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("Bo 0 0 None 0 0 0", "the last days of Bo contradict each other"),
        ("Bo 0 0 None 0 2 0", "the last days of Bo contradict each other"),
        ("Bo 0 0 Early 0 0 2", "the last days of Bo contradict each other"),
        ("Bo 0 0 Early 3 2 0", "the last days of Bo contradict each other"),
        ("Bo 0 0 Early 1 1 1", "the last days of Bo contradict each other"),
        ("Bo 0 0 Erly 1 1 0", "unknown shift 'Erly'. Maybe you meant Early"),
        ("Bo 0 0 None 0 0", "6 values. Write nurse, assignments"),
        ("Bo 0 0 None 0 0 2 1", "8 values. Write 7: nurse, assignments"),
        ("Bo x 0 None 0 0 2", "the number of assignments is 'x'"),
        ("Zed 0 0 None 0 0 2", "unknown nurse 'Zed'"),
    ],
)
def test_a_wrong_row_is_named_by_line(tmp_path: Path, row: str, message: str) -> None:
    name = "H0-n003w2-1.txt"
    folder = inrc2_folder(tmp_path, lambda text: text.replace("Bo 0 0 None 0 0 2", row), file=name)
    known = read_scenario(folder / "Sc-n003w2.txt")
    with pytest.raises(Exception, match=f"{name}:6: {message}") as caught:
        read_history(folder / name, known)
    assert caught.type.__module__ == "models.errors"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("Cy 2 1 Night 2 2 0\n", "", "nurse Cy has 0 rows"),
        ("Cy 2", "Ann 2", "nurse Ann has 2 rows"),
        ("0 tiny", "1 tiny", ":2: the history of week 1. A whole horizon starts with week 0"),
        ("0 tiny", "0 big", ":2: unknown scenario 'big'. Maybe you meant tiny"),
        ("NURSE_HISTORY", "NURSES", ":2: |HISTORY is missing"),
    ],
)
def test_a_history_of_other_nurses_or_weeks_is_refused(tmp_path: Path, old: str, new: str, message: str) -> None:
    name = "H0-n003w2-1.txt"
    folder = inrc2_folder(tmp_path, lambda text: text.replace(old, new), file=name)
    with pytest.raises(Exception, match=message) as caught:
        read_history(folder / name, read_scenario(folder / "Sc-n003w2.txt"))
    assert caught.type.__module__ == "models.errors"
