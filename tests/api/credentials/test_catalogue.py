import pytest
from pydantic import ValidationError

from api.credentials.catalogue import catalogue, with_kinds
from api.generate.kinds import KINDS
from fixtures.builders import department
from models.catalogue import Calendar, Catalogue
from models.credentials import CredentialKind

ROWS = catalogue().by_code


def test_the_catalogue_knows_every_code_of_the_reference_department_by_the_same_issuer() -> None:
    assert {code: body for body, code, _ in KINDS} == {code: ROWS[code].body for _, code, _ in KINDS}


def test_every_row_has_a_name_an_issuer_and_a_source() -> None:
    assert [row.code for row in catalogue().rows if not (row.name and row.body and row.source)] == []


@pytest.mark.parametrize(
    ("code", "held", "supported"),
    [
        ("ARRT(CT)", {"ARRT(R)"}, True),
        ("ARRT(CT)", {"NMTCB(CNMT)"}, True),
        ("ARRT(CT)", {"ARRT(S)"}, False),
        ("ARRT(M)", {"ARRT(N)"}, False),
        ("ARRT(BS)", {"ARRT(R)"}, False),
        ("ARRT(BS)", {"ARRT(R)", "ARRT(M)"}, True),
        ("ARRT(BS)", {"ARDMS(AB)"}, True),
        ("ARRT(VI)", {"ARRT(R)"}, True),
    ],
)
def test_postprimary_credentials_build_on_those_that_the_registry_lists(
    code: str, held: set[str], *, supported: bool
) -> None:
    supports = ROWS[code].supports
    assert supports is not None
    assert supports.met_by(held.__contains__) is supported


def test_mr_and_vascular_sonography_may_be_primary() -> None:
    assert ROWS["ARRT(MR)"].supports is None
    assert ROWS["ARRT(VS)"].supports is None


def test_a_waiver_is_the_employers_word_and_no_registry_issues_one() -> None:
    waivers = [row for row in catalogue().rows if row.calendar is Calendar.WAIVER]
    assert {row.body for row in waivers} == {"employer"}


def test_codes_that_a_department_lacks_come_from_the_catalogue_and_its_own_stay() -> None:
    own = CredentialKind(code="BLS", body="Red Cross")
    place = department().model_copy(update={"credential_kinds": (own,)})
    added = with_kinds(place, ["ACLS", "BLS", "unheard-of"]).credential_kinds
    assert added == (own, CredentialKind(code="ACLS", body="AHA", name="Advanced cardiovascular life support"))


def test_a_row_cannot_build_on_what_is_not_listed() -> None:
    with pytest.raises(ValidationError, match=r"ARRT\(M\) builds on ARRT\(R\), which the catalogue does not list"):
        Catalogue.model_validate_json(f'{{"title": "one", "rows": [{ROWS["ARRT(M)"].model_dump_json()}]}}')
