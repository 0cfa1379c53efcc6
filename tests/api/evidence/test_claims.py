"""What a pack claims: qualified on the day, one more at the magnets, students looked after, papers verified."""

import datetime as dt

from api.evidence.catalogue import catalogue
from api.evidence.documents import DutyClaim, Kind, PaperClaim, StudentClaim, TeamClaim
from api.evidence.facts import gather
from fixtures.builders import MONDAY, D, area, item
from fixtures.builders import team as team_need
from models.credentials import CompetencyState, Credential, any_of
from models.department import Department
from models.policy import Level, Scope
from tests.api.evidence.packs import answer, facts, held, place, signed, worked

WEDNESDAY = MONDAY + dt.timedelta(days=2)


def with_credentials(person: str, *credentials: Credential) -> Department:
    department = place()
    staff = tuple(
        one.model_copy(update={"credentials": credentials}) if one.id == person else one for one in department.staff
    )
    return department.model_copy(update={"staff": staff})


def duties(department: Department | None, question: str, person: str, **lines: str) -> dict[dt.date, bool]:
    claims = answer(facts(department, **lines), question).claims
    return {one.duty.date: one.met for one in claims if isinstance(one, DutyClaim) and one.duty.person == person}


def test_a_duty_claims_what_its_person_held_with_number_dates_and_rule() -> None:
    claims = answer(facts(), "ct-qualified").claims
    first = next(one for one in claims if isinstance(one, DutyClaim) and one.duty.person == "bo")
    assert (first.rule, first.citation, first.met) == ("eligibility", "house table", True)
    assert [one.code for one in first.papers] == ["ARRT(R)", "grace:CT", "skill:CT"]
    assert first.papers[0].number == "no-ARRT(R)"


def test_a_credential_is_valid_through_the_end_of_its_last_day_and_not_into_the_night_after_it() -> None:
    department = with_credentials("ann", held("ARRT(CT)", valid_to=WEDNESDAY), held("BLS"))
    assert duties(department, "ct-qualified", "ann", ann="D D D . .")[WEDNESDAY]
    assert not duties(department, "ct-qualified", "ann", ann="D D N . .")[WEDNESDAY]


def test_a_waiver_that_ends_inside_a_block_qualifies_until_then_only() -> None:
    department = with_credentials("bo", held("ARRT(R)"), held("grace:CT", valid_to=WEDNESDAY))
    met = duties(department, "ct-qualified", "bo", bo="D D D D D")
    assert [met[MONDAY + dt.timedelta(days=day)] for day in range(5)] == [True, True, True, False, False]


def team(question: str, **lines: str) -> list[TeamClaim]:
    return [one for one in answer(facts(None, **lines), question).claims if isinstance(one, TeamClaim)]


def test_one_more_at_the_magnets_is_named() -> None:
    first = team("mr-plus-one")[0]
    assert (first.counted, first.plus_one, first.met) == (("al", "mia"), ("al",), True)


def test_a_level_1_aide_is_the_one_more_and_never_the_one_who_scans() -> None:
    alone = team("mr-plus-one", mia=". . . . .")[0]
    assert (alone.counted, alone.plus_one, alone.met) == (("al",), (), False)


def test_nobody_is_the_one_more_of_themselves() -> None:
    alone = team("mr-plus-one", al=". . . . .")[0]
    assert (alone.counted, alone.plus_one, alone.met) == (("mia",), (), False)


def test_a_team_claim_is_cut_where_people_come_and_go_and_holds_on_the_days_it_is_asked() -> None:
    claims = team("team-bls", ann="D . . . .")
    monday = [(one.begins[11:16], one.ends[11:16], one.counted, one.met) for one in claims if one.date == MONDAY]
    assert monday == [("07:00", "15:00", ("ann",), True), ("15:00", "00:00", (), False)]
    assert MONDAY + dt.timedelta(days=4) not in {one.date for one in claims}, "a holiday, on which it is not asked"


def students(**lines: str) -> list[StudentClaim]:
    return [one for one in answer(facts(None, **lines), "students").claims if isinstance(one, StudentClaim)]


def test_a_student_has_a_qualified_person_and_counts_as_none() -> None:
    tuesday, friday = students()
    assert (tuesday.students, tuesday.qualified, tuesday.met) == (("stu",), ("ann", "bo"), True)
    (alone,) = {(one.qualified, one.met) for one in students(ann=". . . . .", bo=". . . . .")}
    assert alone == ((), False)
    assert friday.met


def test_students_in_an_area_of_their_own_are_looked_after_from_the_areas_of_that_modality_there() -> None:
    department = place()
    school = area("CT-school", D).model_copy(update={"modality": "CT-ST"})
    elsewhere = school.model_copy(update={"location": "Annex"})
    tuesday = {}
    for number, where in enumerate((school, elsewhere)):
        changed = department.model_copy(update={"areas": (*department.areas, where)})
        found = facts(changed, stu=". D@CT-school . . .", ann=". D . . .", bo=". . . . .")
        (tuesday[number],) = (one for one in answer(found, "students").claims if isinstance(one, StudentClaim))
    assert (tuesday[0].group, tuesday[0].qualified, tuesday[0].met) == ("CT", ("ann",), True)
    assert (tuesday[1].group, tuesday[1].qualified, tuesday[1].met) == ("CT at Annex", (), False)


def test_somebody_in_orientation_looks_after_no_student() -> None:
    department = place()
    learning = tuple(
        one.model_copy(update={"competencies": (signed("skill:CT", state=CompetencyState.ORIENTING),)})
        if one.id == "ann"
        else one
        for one in department.staff
    )
    found = facts(department.model_copy(update={"staff": learning}), bo=". . . . .")
    (tuesday, _) = (one for one in answer(found, "students").claims if isinstance(one, StudentClaim))
    assert (tuesday.qualified, tuesday.met) == ((), False)


def test_a_student_is_no_gap_in_who_was_qualified_where_policy_lets_students_in() -> None:
    assert duties(None, "ct-qualified", "stu") == {}
    strict = place()
    items = tuple(
        one.model_copy(update={"scope": Scope()}) if one.id == "eligibility" else one for one in strict.policy
    )
    assert set(duties(strict.model_copy(update={"policy": items}), "ct-qualified", "stu").values()) == {False}


def papers(department: Department) -> dict[tuple[str, str], PaperClaim]:
    claims = answer(facts(department), "primary-source").claims
    return {(one.id, one.paper.code): one for one in claims if isinstance(one, PaperClaim)}


def test_a_registration_counts_as_verified_only_before_it_lapsed_and_a_waiver_needs_no_source() -> None:
    lapsed = held("ARRT(R)", valid_to=MONDAY - dt.timedelta(days=9), verified_on=MONDAY - dt.timedelta(days=8))
    found = papers(with_credentials("bo", lapsed, held("grace:CT", verified_on=None)))
    assert not found["bo", "ARRT(R)"].met
    assert (found["bo", "grace:CT"].needs_source, found["bo", "grace:CT"].met) == (False, True)
    assert not papers(with_credentials("bo", held("ARRT(R)", verified_on=None)))["bo", "ARRT(R)"].met
    assert found["ann", "ARRT(CT)"].met


def test_standards_are_those_of_the_edition_in_force_on_the_date() -> None:
    department = place()
    at = {year: gather(department, worked(department), dt.date(year, 6, 1)) for year in (2025, 2026)}
    codes = {year: answer(found, "ct-qualified").question.standards[0].code for year, found in at.items()}
    assert codes == {2025: "HR.01.02.05 EP 19", 2026: "NPG 13"}


def test_every_question_of_the_catalogue_has_its_own_name_and_a_kind_that_is_answered() -> None:
    questions = catalogue().questions
    assert len({one.id for one in questions}) == len(questions)
    assert {one.kind for one in questions} == set(Kind)


def test_quality_control_is_a_question_of_its_own_even_where_a_registration_entitles_to_it() -> None:
    department = place()
    entitled = any_of("skill:QC CT", "ARRT(CT)")
    teams = (*department.team_requirements, team_need(entitled, 7 * 60, 8 * 60, id="qc"))
    asked = item("team_skill", level=Level.COVERAGE, requirements=["qc"]).model_copy(update={"id": "qc-ct"})
    found = facts(department.model_copy(update={"team_requirements": teams, "policy": (*department.policy, asked)}))
    claims = [one for one in answer(found, "qc-rostered").claims if isinstance(one, TeamClaim)]
    assert [(one.counted, one.met) for one in claims][:2] == [(("ann",), True), (("ann",), True)]
    assert not claims[2].met, "nobody on the day after"


def test_each_area_and_each_required_team_rule_has_a_question() -> None:
    asked = [one.id for one in facts().questions]
    assert asked == [
        "register", "ct-qualified", "mr-personnel", "mr-plus-one", "students", "primary-source", "team-bls",
    ]  # fmt: skip
