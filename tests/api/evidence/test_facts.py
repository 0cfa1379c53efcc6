"""What a pack knows: what was known on its date, of people who worked, and nothing private."""

import datetime as dt
import json
from pathlib import Path

import pytest

from api.evidence.facts import gather
from api.evidence.pack import write_pack
from fixtures.builders import MONDAY
from fixtures.builders import worked as duties
from models.department import Department
from models.errors import InputError
from tests.api.evidence.packs import AS_OF, PRIVATE, YEAR, facts, held, place, signed, worked

LATER = AS_OF + dt.timedelta(days=1)


def with_papers(**update: object) -> Department:
    department = place()
    ann, *others = department.staff
    return department.model_copy(update={"staff": (ann.model_copy(update=update), *others)})


def test_a_duty_before_the_date_is_past_and_others_are_planned() -> None:
    register = facts().duties
    assert {one.status for one in register if one.date < AS_OF} == {"past"}
    assert {one.status for one in register if one.date >= AS_OF} == {"planned"}
    assert min(one.date for one in register) == MONDAY - dt.timedelta(days=2), "days worked before the horizon count"


def test_what_was_not_yet_known_on_the_date_is_left_out() -> None:
    papers = (held("ARRT(CT)", verified_on=LATER), held("BLS", earned=LATER))
    found = facts(with_papers(credentials=papers, competencies=(signed("skill:CT", signed_on=LATER),)))
    (ann,) = (one for one in found.people if one.id == "ann")
    assert [(one.code, one.verified_on) for one in ann.papers] == [("ARRT(CT)", None)]
    later = with_papers(credentials=papers)
    known = gather(later, worked(later), LATER)
    (ann,) = (one for one in known.people if one.id == "ann")
    assert [(one.code, one.verified_on) for one in ann.papers] == [
        ("ARRT(CT)", LATER), ("BLS", MONDAY - dt.timedelta(days=30)), ("skill:CT", None),
    ]  # fmt: skip


def test_people_without_a_duty_are_not_in_the_pack() -> None:
    assert {one.id for one in facts().people} == {"ann", "bo", "mia", "al", "stu"}


def test_rules_about_named_or_tagged_people_and_wants_at_a_price_make_no_claims() -> None:
    assert [one.id for one in facts().rules] == ["eligibility", "mr-plus-one", "bls"]


def test_nothing_private_is_in_any_file_of_a_pack(tmp_path: Path) -> None:
    department = place()
    held_privately = department.model_dump_json().lower()
    assert [word for word in PRIVATE if word not in held_privately] == []
    write_pack(department, worked(department), tmp_path / "pack", as_of=AS_OF)
    for file in (tmp_path / "pack").rglob("*.*"):
        text = file.read_text(encoding="utf-8").lower()
        assert [word for word in PRIVATE if word in text] == [], file.name


def test_nothing_about_time_off_tags_or_pay_changes_a_byte(tmp_path: Path) -> None:
    department = place()
    bare = department.model_copy(
        update={
            "time_off": (),
            "restrictions": (),
            "staff": tuple(
                one.model_copy(update={"hourly_cents": 0, "tags": one.tags - {"declared-pregnant"}})
                for one in department.staff
            ),
        }
    )
    roots = [
        write_pack(one, worked(one), tmp_path / str(n), as_of=AS_OF).root for n, one in enumerate((department, bare))
    ]
    assert roots[0] == roots[1]


def test_the_same_roster_gives_the_same_bytes_whatever_its_order(tmp_path: Path) -> None:
    department = place()
    given = worked(department)
    turned = given.model_copy(update={"assignments": given.assignments[::-1]})
    roots = [write_pack(department, one, tmp_path / str(n), as_of=AS_OF).root for n, one in enumerate((given, turned))]
    assert roots[0] == roots[1]


def test_without_a_date_a_pack_is_of_the_nearest_day_of_its_horizon(tmp_path: Path) -> None:
    department = place()
    write_pack(department, worked(department), tmp_path / "pack")
    told = json.loads((tmp_path / "pack" / "manifest.json").read_bytes())["as_of"]
    today = dt.datetime.now(dt.UTC).date()
    nearest = min(max(today, MONDAY), MONDAY + dt.timedelta(days=5))
    assert told == str(nearest)


def test_a_pack_is_never_written_over(tmp_path: Path) -> None:
    (tmp_path / "old.txt").write_text("here", encoding="utf-8")
    department = place()
    with pytest.raises(InputError, match="holds something already"):
        write_pack(department, worked(department), tmp_path, as_of=AS_OF)


def test_two_duties_of_one_person_on_one_day_are_both_in_the_register() -> None:
    department = place()
    given = worked(department)
    more = duties("ann", "E", MONDAY, department.areas)
    both = given.model_copy(update={"assignments": (*given.assignments, *more)})
    found = [one.id for one in gather(department, both, AS_OF).duties if one.person == "ann" and one.date == MONDAY]
    assert found == [f"{MONDAY} ann D@CT", f"{MONDAY} ann E@CT"]


def test_a_credential_outlives_the_pack_only_as_its_dates_say() -> None:
    (ann,) = (one for one in facts().people if one.id == "ann")
    (paper,) = (one for one in ann.papers if one.code == "ARRT(CT)")
    assert (paper.number, paper.until, paper.issuer) == ("no-ARRT(CT)", MONDAY + YEAR, "ARRT")
