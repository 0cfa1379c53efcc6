import datetime as dt

import pytest
from pydantic import ValidationError

from models.credentials import Competency, CompetencyState, Credential, Requirement, all_of, any_of, has, joined
from models.staff import Person

DAY = dt.date(2026, 6, 3)
BEFORE, AFTER = DAY - dt.timedelta(days=1), DAY + dt.timedelta(days=1)
MR = any_of("ARRT(MR)", all_of("ARRT(CT)", "safety"))


@pytest.mark.parametrize(
    ("earned", "valid_to", "valid"),
    [(None, None, True), (DAY, DAY, True), (AFTER, None, False), (None, BEFORE, False), (BEFORE, AFTER, True)],
)
def test_a_credential_is_valid_from_its_first_to_its_last_day(
    earned: dt.date | None, valid_to: dt.date | None, *, valid: bool
) -> None:
    assert Credential(code="RN", earned=earned, valid_to=valid_to).valid_on(DAY) is valid


@pytest.mark.parametrize("state", CompetencyState)
def test_only_a_skill_signed_off_counts(state: CompetencyState) -> None:
    held = Competency(skill="IV", state=state)
    assert held.valid_on(DAY) is (state is CompetencyState.SIGNED_OFF)


def test_a_skill_counts_from_its_signature_to_its_due_day() -> None:
    held = Competency(skill="IV", signed_on=DAY, next_due=AFTER)
    assert [held.valid_on(date) for date in (BEFORE, DAY, AFTER, AFTER + dt.timedelta(days=1))] == [
        False,
        True,
        True,
        False,
    ]


@pytest.mark.parametrize(
    ("codes", "met"),
    [({"ARRT(MR)"}, True), ({"ARRT(CT)"}, False), ({"ARRT(CT)", "safety"}, True), (set(), False), ({"safety"}, False)],
)
def test_a_requirement_is_an_expression(codes: set[str], *, met: bool) -> None:
    assert MR.met_by(codes.__contains__) is met


def test_a_requirement_knows_its_codes_and_its_words() -> None:
    assert MR.codes() == {"ARRT(MR)", "ARRT(CT)", "safety"}
    assert MR.text() == "(ARRT(MR) or (ARRT(CT) and safety))"
    assert has("RN").text() == any_of("RN").text() == "RN"


def test_nothing_meets_an_empty_choice_and_everybody_an_empty_list() -> None:
    assert not any_of().met_by(lambda _: True)
    assert all_of().met_by(lambda _: False)
    assert any_of().text() == "nothing"


@pytest.mark.parametrize("text", ["{}", '{"has":"RN","any_of":[{"has":"MD"}]}', '{"any_of":[{}]}'])
def test_a_requirement_has_exactly_one_form(text: str) -> None:
    with pytest.raises(ValidationError, match="exactly one of has, any_of and all_of"):
        Requirement.model_validate_json(text)


def test_a_person_holds_credentials_and_skills_alike() -> None:
    ann = Person(
        id="ann",
        contract="full",
        credentials=(Credential(code="RN", valid_to=BEFORE), Credential(code="RN", earned=DAY)),
        competencies=(Competency(skill="IV", next_due=BEFORE),),
    )
    assert ann.holds("RN", DAY)
    assert ann.holds("RN", BEFORE)
    assert not ann.holds("IV", DAY)
    assert ann.label == "ann"


def test_a_verification_has_a_day() -> None:
    with pytest.raises(ValidationError, match="RN says how or by whom it was verified, not when"):
        Credential(code="RN", verified_by="K. Lee")


@pytest.mark.parametrize(
    ("strict", "wide", "implied"),
    [
        (has("RN"), any_of("RN", "MD"), True),
        (any_of("RN", "MD"), has("RN"), False),
        (all_of("RN", any_of("BLS", "ACLS")), any_of("MD", "RN"), True),
        (any_of(all_of("RN", "BLS"), all_of("MD", "BLS")), has("BLS"), True),
        (any_of(), has("RN"), True),
        (all_of(), has("RN"), False),
    ],
)
def test_a_requirement_implies_another_when_every_way_to_meet_it_meets_that_too(
    strict: Requirement, wide: Requirement, *, implied: bool
) -> None:
    assert strict.implies(wide) is implied


def test_two_requirements_are_joined_without_what_is_asked_already() -> None:
    asked = all_of("RN", "BLS")
    assert joined(None, asked) == asked
    assert joined(asked, any_of("RN", "MD")) == asked
    assert joined(asked, all_of("BLS", "IV")) == all_of("RN", "BLS", "IV")
    assert joined(has("RN"), has("RN")) == has("RN")
    assert joined(has("RN"), any_of("BLS", "ACLS")).text() == "(RN and (BLS or ACLS))"
