import datetime as dt
import re
from pathlib import Path

import pytest
from pydantic import JsonValue

from api.credentials.lapses import lapses
from api.credentials.review import review
from api.credentials.safety import read_safety, restricted
from api.exchange.bundle import write_bundle
from api.generate.files import department_text
from fixtures.builders import MONDAY, cover, department, item, person, roster
from models.department import Department
from models.dose import Declaration, Exclusion, Reading, SafetyFile
from models.errors import FormatError
from models.policy import Level
from models.requests import Restriction
from scheduler.result import Result, Status
from scheduler.search.supervisor import solve
from scheduler.verify import verify
from tests.api.packs.clinic import room

SUNDAY = MONDAY + dt.timedelta(days=6)
TUESDAY = MONDAY + dt.timedelta(days=1)
SECRETS = ("pregnan", "declar", "gestation", "dose", "sievert", "20.1208", "radiation safety", "exclusion")
"""None of these may be read in what leaves the safety file."""


def place() -> Department:
    return department(
        item("eligibility"), item("coverage_hours", level=Level.COVERAGE), item("labour_cost", price=0),
        people=[person("ann", hourly_cents=3000), person("bo", hourly_cents=9000)],
        areas=(room("CT"), room("MR")), days=3,
        coverage=tuple(cover({range(7, 15): 1}, day=day, where="CT") for day in range(3)),
    )  # fmt: skip


def declared(*exclusions: Exclusion, **more: JsonValue | dt.date) -> SafetyFile:
    fields = {"person": "ann", "declared_on": MONDAY, "expected_end": dt.date(2026, 11, 30), **more}
    return SafetyFile(declarations=(Declaration.model_validate({**fields, "exclusions": exclusions}),))


def exclusion(start: dt.date = TUESDAY) -> Exclusion:
    return Exclusion(areas=("CT",), start=start, asked_by_declarer=True, agreed_by="R. Officer")


def test_a_declaration_alone_takes_nobody_off_any_work() -> None:
    assert restricted(place(), declared(dose_before=4_900)) == place()


def test_what_was_agreed_becomes_a_restriction_from_its_day_on() -> None:
    changed = restricted(place(), declared(exclusion()))
    (row,) = changed.restrictions
    assert row == Restriction(person="ann", areas=("CT",), start=TUESDAY, end=dt.date(2026, 11, 30))
    assert verify(changed, roster(changed, {"ann": "D@CT . ."})).broken == 0
    assert verify(changed, roster(changed, {"ann": ". D@CT D@MR"})).broken == 1


def test_an_exclusion_does_not_begin_before_the_declaration_and_ends_when_it_is_withdrawn() -> None:
    early = restricted(place(), declared(exclusion(MONDAY - dt.timedelta(days=9)))).restrictions
    assert [row.start for row in early] == [MONDAY]
    taken_back = restricted(place(), declared(exclusion(), withdrawn_on=MONDAY + dt.timedelta(days=2)))
    assert [row.end for row in taken_back.restrictions] == [TUESDAY]
    assert restricted(place(), declared(exclusion(), withdrawn_on=MONDAY)).restrictions == ()


def test_the_solver_keeps_to_it_and_to_nothing_more() -> None:
    found = solve(restricted(place(), declared(exclusion())), seconds=200, workers=1)
    assert found.roster is not None
    assert {(one.person, one.date) for one in found.roster.assignments} == {
        ("ann", MONDAY), ("bo", TUESDAY), ("bo", MONDAY + dt.timedelta(days=2)),
    }  # fmt: skip


def test_whoever_reached_the_years_limit_works_without_radiation_to_its_end() -> None:
    spent = SafetyFile(readings=(Reading(person="bo", month=dt.date(2026, 4, 1), body=50_000),))
    assert restricted(place(), spent).restrictions == (
        Restriction(person="bo", areas=("CT",), start=MONDAY, end=dt.date(2026, 12, 31)),
    )
    nearly = SafetyFile(readings=(Reading(person="bo", month=dt.date(2026, 4, 1), body=49_999),))
    assert restricted(place(), nearly).restrictions == ()


def test_nothing_that_is_exported_tells_why(tmp_path: Path) -> None:
    changed = restricted(place(), declared(exclusion(), dose_before=4_600))
    found = roster(changed, {"ann": "D@CT D@CT .", "bo": ". . D@CT"})
    verdict = verify(changed, found)
    assert verdict.broken == 1, "a broken restriction is told as well"
    result = Result(status=Status.FEASIBLE, roster=found, verdict=verdict)
    files = write_bundle(changed, result, tmp_path, made_at=dt.datetime(2026, 5, 1, tzinfo=dt.UTC))
    assert {path.suffix for path in files} == {".json", ".xlsx", ".html", ".ics"}
    texts = {path.name: _text(path) for path in files}
    texts["department.json"] = department_text(changed)
    texts["radar"] = str(lapses(changed, SUNDAY)) + str(review(changed, MONDAY, SUNDAY))
    texts["messages"] = " ".join(miss.message for miss in verdict.violations)
    assert [(name, word) for name, text in texts.items() for word in SECRETS if word in text.lower()] == []
    assert "is not assigned to that area on that day" in texts["messages"]


def _text(path: Path) -> str:
    """Everything that can be read in a file; of a workbook every part of it."""
    if path.suffix != ".xlsx":
        return path.read_text(encoding="utf-8")
    import zipfile

    with zipfile.ZipFile(path) as book:
        return " ".join(book.read(name).decode(errors="replace") for name in book.namelist())


def test_rows_are_in_an_order_that_tells_nothing_and_twice_the_same_changes_nothing() -> None:
    given = declared(exclusion())
    other = place().model_copy(
        update={"restrictions": (Restriction(person="bo", areas=("MR",), start=MONDAY, end=SUNDAY),)}
    )
    once = restricted(other, given)
    assert [row.person for row in once.restrictions] == ["ann", "bo"]
    assert restricted(once, given) == once


def test_the_file_in_the_documents_is_read_as_it_stands(tmp_path: Path) -> None:
    page = (Path(__file__).resolve().parents[3] / "docs" / "credentials.md").read_text(encoding="utf-8")
    path = tmp_path / "safety.json"
    path.write_text(re.findall(r"```json\n(\{.*?)```", page, re.DOTALL)[0], encoding="utf-8")
    told = read_safety(path)
    assert (told.declarations[0].allowance, told.declarations[0].monthly) == (4_700, 671)
    assert told.limits == SafetyFile().limits
    fields = {*SafetyFile.model_fields, *Reading.model_fields, *Declaration.model_fields, *Exclusion.model_fields}
    assert [name for name in sorted(fields) if f"`{name}`" not in page and f'"{name}"' not in page] == []


@pytest.mark.parametrize("text", ['{"declarations": [{"person": "ann"}]}', "[]", '{"declarations": 7'])
def test_a_file_that_does_not_fit_is_refused_without_repeating_it(tmp_path: Path, text: str) -> None:
    path = tmp_path / "safety.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(FormatError, match="does not fit at") as refused:
        read_safety(path)
    assert "ann" not in str(refused.value)
