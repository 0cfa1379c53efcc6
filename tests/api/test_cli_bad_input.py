"""Wrong input: the command names the place and the way out, exits with the code for it, and never with a traceback."""

import json
import random
from pathlib import Path
from typing import Any

import pytest

from fixtures.builders import MONDAY, area, department, item, leave, need, person
from models.credentials import Credential, has
from tests.api.running import Change, Line, small, written

LONG = "9" * 5000


@pytest.fixture
def line(capfd: pytest.CaptureFixture[str]) -> Line:
    return Line(capfd)


def pins(document: Any) -> None:  # noqa: ANN401 - JSON
    one = {"person": "ann", "date": str(MONDAY), "area": "CT"}
    document["pins"] = [one | {"shift": "D"}, one | {"shift": "E"}]


def credential(document: Any) -> None:  # noqa: ANN401 - JSON
    document["staff"][0]["credentials"] = [{"code": "ARRT(TC)"}]
    document["credential_kinds"] = [{"code": "ARRT(CT)"}]


def twice(document: Any) -> None:  # noqa: ANN401 - JSON
    document["staff"][1]["id"] = "ann"


REFUSED: dict[str, tuple[Change, str]] = {
    "an unknown credential": (credential, "staff[0] ann.credentials: unknown credential 'ARRT(TC)'. Maybe you meant A"),
    "a shift that ends before it starts": (
        lambda doc: doc["shifts"][0].update(start="15:00", end="07:00"),
        "shifts[0]: shift D ends at 07:00 before it starts at 15:00. Maybe it ends the next day: set next_day to true.",
    ),
    "an unknown person": (
        lambda doc: doc["wishes"][0].update(person="anne"),
        "wishes[0].person: unknown person 'anne'. Maybe you meant ann.",
    ),
    "somebody listed twice": (twice, "staff: 'ann' is listed 2 times. Give each its own"),
    "an unknown family": (
        lambda doc: doc["policy"][0].update(family="coverage_shifts"),
        "policy coverage_shift: unknown family 'coverage_shifts'. Maybe you meant coverage_shift.",
    ),
    "limits that the family does not have": (
        lambda doc: doc["policy"][0].update(limits={"of": "most"}),
        "policy coverage_shift.limits.of: Input should be 'minimum' or 'target'.",
    ),
    "a field that does not exist": (lambda doc: doc.update(stuff=[]), "stuff: Extra inputs are not permitted"),
    "no days": (lambda doc: doc["horizon"].update(days=0), "horizon.days: Input should be greater than or equal to 1"),
    "a date that does not exist": (
        lambda doc: doc["horizon"].update(start="2026-02-30"),
        "horizon.start: Input should",
    ),
    "a year beyond all calendars": (
        lambda doc: doc["horizon"].update(start="9999-12-31"),
        "Maybe the year has a digit",
    ),
    "a zone that is a path": (
        lambda doc: doc["horizon"].update(zone="../../etc/passwd"),
        "unknown time zone '../../etc/passwd'. Use an IANA name such as America/Chicago",
    ),
    "another schema version": (lambda doc: doc.update(schema_version=2), "schema_version: Input should be 1"),
    "a price that overflows": (lambda doc: doc["policy"][1].update(price=10**30), "policy[1].price: Input should be"),
    "a wage that overflows": (
        lambda doc: doc["staff"][0].update(hourly_cents=10**18),
        "staff[0].hourly_cents: Input should be less than or equal to",
    ),
    "a history of centuries": (
        lambda doc: doc.update(tails=[{"person": "ann", "known_from": "1026-05-01"}]),
        "tails[0] of ann: known from 1026-05-01, more than 371 days before 2026-06-01. Maybe the year is wrong.",
    ),
    "no mapping at all": (lambda doc: doc.update(staff={"ann": 1}), "staff: Input should be"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_a_mistake_in_a_department_is_named_by_its_place(line: Line, tmp_path: Path, what: str) -> None:
    change, message = REFUSED[what]
    path = written(tmp_path, change)
    ran = line("solve", path, "--workers", "1")
    assert message in ran.problem
    assert ran.out == ""
    error = line("solve", path, "--workers", "1", "--json").told["error"]
    assert message in error["message"]
    assert error["place"]
    assert error["problem"].endswith(".")


TEXTS: dict[str, tuple[str | bytes, str]] = {
    "nothing": ("", "not valid JSON: Expecting value: line 1 column 1"),
    "half of a document": ('{"id": "x",\n "name": ', "not valid JSON: Expecting value: line 2 column 10"),
    "a list": ("[]", "document: Input should be an object"),
    "a key twice": ('{"id": "one", "id": "two"}', "the key 'id' stands twice in one object"),
    "a number that is none": ('{"id": NaN}', "id: Input should be a valid string"),
    "more digits than can be read": (f'{{"id": {LONG}}}', "not valid JSON: Exceeds the limit"),
    "brackets without end": ("[" * 100_000, "not valid JSON: maximum recursion depth exceeded"),
    "another encoding": (
        '{"id": "José"}'.encode("latin-1"),
        "is not text: byte 11 is not UTF-8. Save the file in UTF-8",
    ),
    "half of a character": ('{"id": "\\ud800"}', "Invalid JSON"),
    "zeros": (b"\0" * 100, "not valid JSON"),
    "noise": (random.Random(1).randbytes(1000), "is not text"),
}


@pytest.mark.parametrize("what", TEXTS)
@pytest.mark.parametrize("document", ["department", "roster"])
def test_a_file_that_is_no_document_is_refused(line: Line, tmp_path: Path, what: str, document: str) -> None:
    text, message = TEXTS[what]
    path = tmp_path / f"{document}.json"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    if document == "department":
        assert message in line("solve", path).problem
        assert "Traceback" not in line("solve", path, "--json").told["error"]["message"]
    else:
        refusal = line("verify", written(tmp_path), "--solution", path).problem
        assert message in refusal or "Is this a roster that radroster wrote?" in refusal


@pytest.mark.parametrize(("literal", "place"), [("NaN", "fte"), ("1e999", "fte"), ("Infinity", "fte"), ("-1", "fte")])
def test_a_number_out_of_this_world_is_named_by_its_place(line: Line, tmp_path: Path, literal: str, place: str) -> None:
    path = written(tmp_path)
    text = path.read_text(encoding="utf-8").replace('"fte": 1.0', f'"fte": {literal}')
    path.write_text(text, encoding="utf-8")
    assert f"contracts[0].{place}: Input should be" in line("solve", path).problem


def test_a_requirement_nested_beyond_reason_is_refused(line: Line, tmp_path: Path) -> None:
    path = written(tmp_path)
    deep = '{"any_of": [' * 500 + '{"has": "RN"}' + "]}" * 500
    text = path.read_text(encoding="utf-8").replace('"requires": null', f'"requires": {deep}')
    path.write_text(text, encoding="utf-8")
    assert "recursion" in line("solve", path).problem


def test_places_that_hold_nothing_are_named(line: Line, tmp_path: Path) -> None:
    path = written(tmp_path, name="other.json")
    assert "nowhere: there is no such file or folder. Check the path." in line("solve", tmp_path / "nowhere").problem
    assert f"{tmp_path}: the folder holds no department.json. Name a" in line("solve", tmp_path).problem
    assert "roster.json: cannot be read: No such file" in line("verify", path, "--solution", tmp_path).problem
    assert "holds one department, no instance 'x'. Leave out" in line("solve", path, "--instance", "x").problem


def test_a_public_instance_that_is_not_there_is_told(line: Line, tmp_path: Path) -> None:
    curtois = line("solve", tmp_path, "--format", "curtois", "--instance", "Instance99")
    assert "Instance99.txt: cannot be read: No such file or directory. Check the path" in curtois.problem
    assert "Name the file, or the instance" in line("solve", tmp_path, "--format", "curtois").problem
    inrc2 = line("solve", tmp_path, "--format", "inrc2", "--instance", "n005w4_0_1-2-3-3")
    assert "there is no Sc-n005w4.txt. Name the folder of the data set" in inrc2.problem
    named = line("solve", tmp_path, "--format", "inrc2", "--instance", "nurse")
    assert "instance 'nurse': not the name of an INRC-II instance. Write data set, history and weeks" in named.problem


@pytest.mark.parametrize("command", ["solve", "export", "generate", "demo", "forecast"])
def test_a_place_that_cannot_be_written_to_is_told(line: Line, tmp_path: Path, command: str) -> None:
    path = written(tmp_path)
    (tmp_path / "volumes.csv").write_text(VOLUMES, encoding="utf-8")
    (tmp_path / "roster.json").write_text(ROSTER, encoding="utf-8")
    arguments: dict[str, list[str | Path]] = {
        "solve": [path, "--workers", "2", "--time-limit", "600"],
        "export": [path, "--solution", tmp_path],
        "generate": ["--technologists", "10"],
        "demo": ["--technologists", "10", "--time-limit", "600"],
        "forecast": [tmp_path, "--forecaster", "weekday_level"],
    }
    # A file stands where a folder would have to be made; that stops even a superuser.
    ran = line(command, *arguments[command], "--out", path / "below")
    assert "below" in ran.problem
    assert "cannot be written: " in ran.problem
    assert "Name a folder" in ran.problem or "Check that the folder can be written" in ran.problem


ROSTER = json.dumps(
    {
        "department": "tiny", "start": str(MONDAY), "days": 3,
        "assignments": [{"person": "bo", "date": str(MONDAY), "shift": "D", "area": "CT"}],
    }
)  # fmt: skip


def another_roster(**changes: Any) -> str:  # noqa: ANN401 - fields of a roster
    return json.dumps(json.loads(ROSTER) | changes)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (another_roster(department="other"), "a roster of other, 3 days from 2026-06-01. Name a roster of tiny."),
        (another_roster(days=28), "a roster of tiny, 28 days from 2026-06-01. Name a roster of tiny."),
        (ROSTER.replace("bo", "zoe"), "zoe, D in CT, is no duty of tiny."),
        (ROSTER.replace('"D"', '"X"'), "bo, X in CT, is no duty of tiny."),
        (ROSTER.replace('"CT"', '"MR"'), "bo, D in MR, is no duty of tiny."),
        (ROSTER.replace(f'"date": "{MONDAY}"', '"date": "2026-07-01"'), "2026-07-01: bo, D in CT, is no duty of tiny."),
        (small().model_dump_json(), "department: Field required"),
    ],
)
def test_a_roster_of_something_else_is_refused(line: Line, tmp_path: Path, text: str, message: str) -> None:
    path = written(tmp_path)
    (tmp_path / "roster.json").write_text(text, encoding="utf-8")
    assert message in line("verify", path, "--solution", tmp_path).problem
    assert message in line("export", path, "--solution", tmp_path, "-o", tmp_path / "out").problem


DAYS = [f"2026-05-{day:02d}" for day in range(1, 32)]
VOLUMES = "\n".join(["date,area,exams", *(f"{day},CT,40" for day in DAYS)])


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (VOLUMES.replace("2026-05-09,CT,40", "2026-05-09,CT,many"), "row 10, exams = 'many': no count of at least 0"),
        (VOLUMES.replace("2026-05-09,CT,40", "2026-05-09,CT,-4"), "row 10, exams = '-4': no count of at least 0"),
        (VOLUMES.replace("2026-05-09,CT,40", "2026-05-39,CT,40"), "row 10, date = '2026-05-39': no date or time"),
        (VOLUMES.replace("2026-05-09,CT,40", "2026-05-09,CT,40,1"), "row 10: has 4 fields, the header has 3. Maybe"),
        (VOLUMES.replace("2026-05-09,CT,40", "2026-05-09,CT,1e999"), "row 10, exams = '1e999'"),
        (VOLUMES.replace("2026-05-09,CT,40", "2026-05-09,CT,1e20"), "exams = '1e20': more than 1,000,000 exams"),
        ("date,area,exams", "holds no row below its header. Maybe the export was empty."),
        ("", "holds no row below its header"),
        (VOLUMES.replace("CT", "MR"), "no area has both a staffing rule and volumes; on record are MR."),
    ],
)
def test_a_bad_row_of_volumes_is_named(line: Line, tmp_path: Path, text: str, message: str) -> None:
    written(tmp_path)
    (tmp_path / "volumes.csv").write_text(text, encoding="utf-8")
    assert message in line("forecast", tmp_path).problem
    assert line("forecast", tmp_path, "--json").told["error"]["advice"]


@pytest.mark.parametrize("content", [b"\x1f\x8b" + bytes(50), b"PAR1 and no more", b"PK\x03\x04rest", bytes(500)])
def test_a_damaged_file_of_volumes_is_told(line: Line, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "volumes.csv"
    path.write_bytes(content)
    assert str(path) in line("forecast", "backtest", path).problem


def test_files_of_volumes_that_are_not_there_are_told(line: Line, tmp_path: Path) -> None:
    assert (
        "there is no volumes.csv. Name the file that holds the volumes." in line("forecast", written(tmp_path)).problem
    )
    assert "cannot be read: No such file" in line("forecast", "backtest", tmp_path / "x.csv").problem
    assert "cannot be read: Is a directory" in line("forecast", "backtest", tmp_path).problem
    wrong = line("forecast", "backtest", tmp_path / "x.csv", "--columns", "date")
    assert "--columns date: is not of the form role=name. For example date=Day." in wrong.problem


def test_two_pins_on_one_person_are_impossible_and_named(line: Line, tmp_path: Path) -> None:
    ran = line("solve", written(tmp_path, pins))
    assert ran.code == 3
    assert ran.out.startswith("Not possible: no roster keeps every hard rule.")
    assert "ann is pinned to both D in CT and E in CT on 2026-06-01. Remove one of the two pins." in ran.out
    told = line("solve", written(tmp_path, pins), "--json", "-o", tmp_path / "out")
    assert (told.code, told.told["status"], told.told["objective"]) == (3, "INFEASIBLE", None)
    assert "Remove one of the two pins" in (tmp_path / "out" / "report.html").read_text(encoding="utf-8")


def test_a_minimum_for_which_nobody_is_credentialed_names_who_and_what(line: Line, tmp_path: Path) -> None:
    lapsed = Credential(code="ARRT(CT)", valid_to=MONDAY)
    place = department(
        item("coverage_shift", of="minimum"),
        item("eligibility"),
        people=(person("ann", name="Ann Lee", holds=(lapsed,)), "bo"),
        areas=(area("CT", requires=has("ARRT(CT)")),),
        days=3,
        shift_needs=(need("D@CT", 1, day=1),),
        time_off=(leave("bo", 0, 2),),
    )
    path = tmp_path / "department.json"
    path.write_text(place.model_dump_json(), encoding="utf-8")
    ran = line("solve", path)
    assert ran.code == 3
    assert "D in CT on 2026-06-02: 1 needed, 0 can be there" in ran.out
    assert "nobody holds ARRT(CT) that day; Ann Lee's ARRT(CT) ended on 2026-06-01; bo is on time off." in ran.out
    assert "Credential or free more people, lower the minimum, or make its level coverage" in ran.out


EMPTY: dict[str, tuple[Change, int]] = {
    "no staff": (lambda doc: doc.update(staff=[], wishes=[]), 3),
    "no areas": (lambda doc: doc.update(areas=[], shift_needs=[]), 0),
    "no policy": (lambda doc: doc.update(policy=[]), 0),
    "nothing": (
        lambda doc: doc.update(staff=[], wishes=[], areas=[], shifts=[], shift_needs=[], contracts=[], policy=[]),
        0,
    ),
    "one day": (lambda doc: doc["horizon"].update(days=1), 0),
    "an area without shifts": (lambda doc: doc["areas"].append({"id": "MR", "shifts": []}), 0),
}


@pytest.mark.parametrize("what", EMPTY)
def test_a_department_that_lacks_something_is_solved_all_the_same(line: Line, tmp_path: Path, what: str) -> None:
    change, code = EMPTY[what]
    ran = line("solve", written(tmp_path, change), "--workers", "1", "--json", "-o", tmp_path / "out")
    assert (ran.code, ran.err) == (code, "")
    assert ran.told["status"] == ("OPTIMAL" if code == 0 else "INFEASIBLE")
    assert (tmp_path / "out" / "report.html").is_file()


@pytest.mark.parametrize("technologists", ["0", "9", "1001"])
def test_a_size_that_cannot_be_generated_is_told(line: Line, tmp_path: Path, technologists: str) -> None:
    ran = line("generate", "--technologists", technologists, "-o", tmp_path)
    assert f"{technologists} technologists cannot be generated. Ask for 10 to 1000" in ran.problem
    assert list(tmp_path.iterdir()) == []
