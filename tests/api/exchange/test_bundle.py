import datetime as dt
from pathlib import Path

import pytest
from icalendar import Calendar

from api.exchange.bundle import file_stems, write_bundle
from fixtures import showcase
from models.errors import FormatError, InputError
from models.roster import Roster
from scheduler.result import Result, Status

PLACE = showcase.department(people=4, areas=2, days=7)
RESULT = showcase.result(PLACE)
MADE_AT = dt.datetime(2026, 9, 1, 8, tzinfo=dt.UTC)
LATER = MADE_AT + dt.timedelta(days=3)


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def fewer_duties() -> Result:
    assert RESULT.roster is not None
    roster = RESULT.roster.model_copy(update={"assignments": RESULT.roster.assignments[1:]})
    return RESULT.model_copy(update={"roster": roster})


def test_a_bundle_holds_every_file_and_says_so(tmp_path: Path) -> None:
    written = write_bundle(PLACE, RESULT, tmp_path / "out", made_at=MADE_AT)
    names = {
        "result.json",
        "roster.json",
        "roster.xlsx",
        "report.html",
        "calendars/ledger.json",
        *(f"calendars/{person.id}.ics" for person in PLACE.staff),
    }
    assert set(contents(tmp_path / "out")) == names
    assert {str(path.relative_to(tmp_path / "out")) for path in written} == names


def test_result_and_roster_read_back_as_they_were(tmp_path: Path) -> None:
    write_bundle(PLACE, RESULT, tmp_path, made_at=MADE_AT)
    assert Result.model_validate_json((tmp_path / "result.json").read_bytes()) == RESULT
    assert Roster.model_validate_json((tmp_path / "roster.json").read_bytes()) == RESULT.roster


def test_the_same_bundle_written_twice_has_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_bundle(PLACE, RESULT, tmp_path / name, made_at=MADE_AT)
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_writing_again_later_leaves_unchanged_calendars_byte_for_byte(tmp_path: Path) -> None:
    write_bundle(PLACE, RESULT, tmp_path, made_at=MADE_AT)
    before = contents(tmp_path / "calendars")
    write_bundle(PLACE, RESULT, tmp_path, made_at=LATER)
    assert contents(tmp_path / "calendars") == before


def test_a_duty_taken_away_is_cancelled_in_its_calendar_and_in_no_other(tmp_path: Path) -> None:
    write_bundle(PLACE, RESULT, tmp_path, made_at=MADE_AT)
    before = contents(tmp_path / "calendars")
    write_bundle(PLACE, fewer_duties(), tmp_path, made_at=LATER)
    after = contents(tmp_path / "calendars")
    assert RESULT.roster is not None
    person = RESULT.roster.assignments[0].person
    assert {name for name in before if before[name] != after[name]} == {f"{person}.ics", "ledger.json"}
    events = Calendar.from_ical(after[f"{person}.ics"]).events
    assert [event["SEQUENCE"] for event in events if event["STATUS"] == "CANCELLED"] == [1]


def test_without_a_roster_there_are_no_calendars(tmp_path: Path) -> None:
    result = Result(status=Status.INFEASIBLE, reasons=("CT night needs two.",))
    write_bundle(PLACE, result, tmp_path, made_at=MADE_AT)
    assert set(contents(tmp_path)) == {"result.json", "roster.xlsx", "report.html"}
    assert "CT night needs two." in (tmp_path / "report.html").read_text(encoding="utf-8")


def test_a_damaged_ledger_is_named_and_kept(tmp_path: Path) -> None:
    ledger = tmp_path / "calendars" / "ledger.json"
    ledger.parent.mkdir()
    ledger.write_text("{}", encoding="utf-8")
    with pytest.raises(FormatError, match=r"ledger\.json: is not a ledger"):
        write_bundle(PLACE, RESULT, tmp_path, made_at=MADE_AT)
    assert ledger.read_text(encoding="utf-8") == "{}"


def test_a_folder_of_another_department_is_named_and_left_as_it_is(tmp_path: Path) -> None:
    write_bundle(PLACE, RESULT, tmp_path, made_at=MADE_AT)
    before = contents(tmp_path)
    other = PLACE.model_copy(update={"id": "other"})
    with pytest.raises(InputError, match=f"'{PLACE.id}', not 'other'") as refused:
        write_bundle(other, RESULT, tmp_path, made_at=LATER)
    assert str(tmp_path / "calendars" / "ledger.json") in str(refused.value)
    assert contents(tmp_path) == before


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(InputError, match="Check that the folder can be written"):
        write_bundle(PLACE, RESULT, tmp_path / "file", made_at=MADE_AT)
    assert (tmp_path / "file").read_text(encoding="utf-8") == "x"


def test_an_old_file_stays_whole_when_its_replacement_fails(tmp_path: Path) -> None:
    write_bundle(PLACE, RESULT, tmp_path, made_at=MADE_AT)
    (tmp_path / "roster.xlsx").unlink()
    (tmp_path / "roster.xlsx").mkdir()
    with pytest.raises(InputError):
        write_bundle(PLACE, RESULT, tmp_path, made_at=LATER)
    assert not list(tmp_path.glob(".radroster-*"))


def test_hostile_ids_stay_in_the_folder_and_apart() -> None:
    ids = ["ann", "Ann", "../../etc/passwd", "a/b", "a\\b", "", ".", "con", "nul.txt", "名前", "x" * 500, "p 1"]
    stems = file_stems(ids)
    assert stems[0] == "ann"
    assert len({stem.lower() for stem in stems}) == len(ids)
    assert all(stem and stem[0] != "." and set(stem).isdisjoint('/\\:*?"<>| \0') for stem in stems)
    assert not any(stem.startswith(("con", "nul")) for stem in stems)
    assert max(map(len, stems)) < 80
    assert file_stems(ids) == stems
