"""Curtois and Qu: what a file becomes, and rosters out and in."""

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from api.exchange import curtois
from models.department import Department, read_department
from models.errors import InputError
from models.limits import Range
from models.policy import Level, PolicyItem
from models.requests import Assignment, WishKind
from models.roster import Roster
from tests.api.exchange.samples import CURTOIS, curtois_file


@pytest.fixture
def made(tmp_path: Path) -> Department:
    return curtois.read(curtois_file(tmp_path))


def item(department: Department, name: str) -> PolicyItem:
    (found,) = [item for item in department.policy if item.id == name]
    return found


def worked(department: Department, *cells: tuple[str, int, str]) -> Roster:
    """A roster of (person, day, shift)."""
    horizon = department.horizon
    return Roster(
        department=department.id,
        start=horizon.start,
        days=horizon.days,
        assignments=tuple(
            Assignment(person=person, date=horizon.date_of(day), shift=shift, area="ward")
            for person, day, shift in cells
        ),
    )


def solution(folder: Path, rows: object) -> Path:
    path = folder / "rows.json"
    path.write_text(json.dumps(rows), encoding="utf-8")
    return path


def test_the_horizon_starts_on_a_monday_and_counts_penalty(made: Department) -> None:
    assert (made.id, made.currency, made.horizon.days) == ("Made", "penalty", 14)
    assert made.horizon.weekday(0) == 0


def test_shifts_last_as_long_as_the_file_says_up_to_a_whole_day(made: Department) -> None:
    assert {shift.id: shift.paid_minutes for shift in made.shifts} == {"D": 480, "W": 1440}


def test_a_shift_longer_than_a_day_ends_on_the_next(tmp_path: Path) -> None:
    made = curtois.read(curtois_file(tmp_path, CURTOIS.replace("W,1440", "W,1500")))
    assert made.shift_by_id["W"].next_day
    assert made.shift_by_id["W"].length == 1500


def test_employees_with_the_same_terms_share_a_contract(made: Department) -> None:
    assert {person.id: person.contract for person in made.staff} == {
        "Ann": "terms-1",
        "Bo": "terms-2",
        "Cy": "terms-1",
    }
    assert made.contract_by_id["terms-1"].shifts == frozenset({"D", "W"})
    assert made.contract_by_id["terms-2"].shifts == frozenset({"D"})


def test_days_off_are_approved_time_off(made: Department) -> None:
    days = [(one.person, made.horizon.day_of(one.start), one.end - one.start) for one in made.time_off]
    assert days == [("Ann", 0, dt.timedelta()), ("Ann", 3, dt.timedelta()), ("Bo", 5, dt.timedelta())]


def test_requests_carry_their_own_weights(made: Department) -> None:
    wishes = [(w.person, made.horizon.day_of(w.date), w.kind, w.shift, w.price) for w in made.wishes]
    assert wishes == [
        ("Ann", 1, WishKind.ON, "W", 4),
        ("Cy", 2, WishKind.ON, "D", 3),
        ("Bo", 1, WishKind.OFF, "D", 2),
    ]


def test_cover_carries_its_own_weights(made: Department) -> None:
    needs = [(n.shift, n.target, n.minimum, n.under_price, n.over_price) for n in made.shift_needs]
    assert needs == [("D", 2, 0, 100, 1), ("D", 1, 0, 90, 2), ("W", 1, 0, 80, 3)]


def test_only_requests_and_cover_are_priced(made: Department) -> None:
    priced = {one.id: one.limits for one in made.policy if one.level is Level.PRICED}
    assert priced == {
        "on": {"kind": "on"},
        "off": {"kind": "off"},
        "under": {"of": "target", "side": "under"},
        "over": {"of": "target", "side": "over"},
    }


@pytest.mark.parametrize(
    ("name", "first", "second"),
    [
        ("minutes", Range(min=960, max=5000), Range(min=960, max=4320)),
        ("consecutive-work", Range(min=2, max=5), Range(min=1, max=4)),
        ("consecutive-off", Range(min=2), Range(min=2)),
        ("weekends", Range(max=1), Range(max=2)),
    ],
)
def test_ranges_follow_the_contract(made: Department, name: str, first: Range, second: Range) -> None:
    limits = item(made, name).limits["by_contract"]
    assert isinstance(limits, dict)
    assert [Range.model_validate(limits[f"terms-{n}"]) for n in (1, 2)] == [first, second]


def test_only_shifts_that_a_contract_limits_are_counted(made: Department) -> None:
    assert [one.id for one in made.policy if one.family == "assignments"] == ["most-W"]
    assert item(made, "most-W").limits == {"by_contract": {"terms-1": {"max": 2}}}
    assert item(made, "most-W").scope.shifts == frozenset({"W"})


def test_successions_are_the_files(made: Department) -> None:
    assert item(made, "succession").limits == {"forbidden": {"W": ["D", "W"]}}


def test_the_department_survives_its_own_json(made: Department) -> None:
    assert read_department(made.model_dump_json()) == made


def test_an_instance_is_found_by_name_in_a_folder(tmp_path: Path) -> None:
    curtois_file(tmp_path)
    assert curtois.read(tmp_path, "Made").id == "Made"
    with pytest.raises(InputError, match=r"is a folder. Name the file, or the instance: Made"):
        curtois.read(tmp_path)


@pytest.mark.parametrize("name", ["out", "out/mine.json"])
def test_a_roster_comes_back_as_it_was_written(made: Department, tmp_path: Path, name: str) -> None:
    roster = worked(made, ("Ann", 1, "W"), ("Ann", 5, "D"), ("Cy", 13, "D"))
    curtois.write_solution(roster, made, tmp_path / name)
    assert curtois.read_solution(tmp_path / name, made) == roster


def test_a_solution_has_a_row_for_everybody_and_a_cell_for_every_day(made: Department, tmp_path: Path) -> None:
    curtois.write_solution(worked(made, ("Bo", 2, "D")), made, tmp_path)
    rows = json.loads((tmp_path / "solution.json").read_text(encoding="utf-8"))
    assert rows == {"Ann": [""] * 14, "Bo": ["", "", "D", *[""] * 11], "Cy": [""] * 14}


def test_a_dash_and_null_are_off_too(made: Department, tmp_path: Path) -> None:
    rows = {person: ["-", None, "D", *[""] * 11] for person in ("Ann", "Bo", "Cy")}
    found = curtois.read_solution(solution(tmp_path, rows), made)
    assert {made.horizon.day_of(one.date) for one in found.assignments} == {2}


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda rows: rows | {"Zed": [""] * 14}, "Zed is not in the instance"),
        (lambda rows: {"Ann": rows["Ann"]}, "Bo is missing"),
        (lambda rows: rows | {"Bo": [""] * 13}, "Bo: 13 days, but the horizon has 14"),
        (lambda rows: rows | {"Bo": ["X", *[""] * 13]}, r"Bo day 0: unknown shift 'X'. Use one of D, W"),
        (lambda rows: rows | {"Bo": 3}, "rows.json Bo: Input should be a valid array. Write one object"),
        (lambda _: [1], "rows.json: Input should be a"),
    ],
)
def test_a_wrong_solution_is_refused_by_name(
    made: Department,
    tmp_path: Path,
    change: Callable[[dict[str, list[str]]], object],
    message: str,
) -> None:
    rows = {person.id: [""] * 14 for person in made.staff}
    with pytest.raises(InputError, match=message):
        curtois.read_solution(solution(tmp_path, change(rows)), made)


def test_a_missing_solution_is_refused_with_its_path(made: Department, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"solution.json: cannot be read: No such file"):
        curtois.read_solution(tmp_path, made)


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        ([("Ann", 0, "D"), ("Ann", 0, "W")], "two duties on one day"),
        ([("Zed", 0, "D")], "not a cell of Made"),
        ([("Ann", 14, "D")], "not a cell of Made"),
    ],
)
def test_a_roster_that_the_format_cannot_hold_is_not_written(
    made: Department, tmp_path: Path, cells: list[tuple[str, int, str]], message: str
) -> None:
    with pytest.raises(InputError, match=message):
        curtois.write_solution(worked(made, *cells), made, tmp_path / "out")
    assert not (tmp_path / "out").exists()
