import datetime as dt

from api.credentials.review import Concern, review
from fixtures.builders import MONDAY, department, person
from models.credentials import Credential, CredentialKind

SUNDAY = MONDAY + dt.timedelta(days=6)


def concerns(*held: Credential) -> list[tuple[str, Concern]]:
    place = department(people=[person("ann", holds=held)])
    bodies = {"BLS": "AHA", "grace:CT": "employer"}
    kinds = tuple(CredentialKind(code=kind.code, body=bodies.get(kind.code, "ARRT")) for kind in place.credential_kinds)
    place = place.model_copy(update={"credential_kinds": kinds})
    return [(one.code, one.concern) for one in review(place, MONDAY, SUNDAY)]


def test_what_nobody_looked_up_at_its_issuer_is_found() -> None:
    looked_up = Credential(code="BLS", verified_on=MONDAY)
    assert concerns(Credential(code="ARRT(R)"), looked_up) == [("ARRT(R)", Concern.UNVERIFIED)]


def test_the_employers_own_word_needs_no_verification_but_ends_within_a_year() -> None:
    first = MONDAY - dt.timedelta(days=10)
    year = Credential(code="grace:CT", earned=first, valid_to=first.replace(year=first.year + 1))
    assert concerns(year) == []
    longer = year.model_copy(update={"valid_to": year.valid_to and year.valid_to + dt.timedelta(days=1)})
    assert concerns(longer) == [("grace:CT", Concern.LONG_WAIVER)]
    assert concerns(Credential(code="grace:CT", earned=first)) == [("grace:CT", Concern.LONG_WAIVER)]


def test_a_postprimary_credential_without_its_support_is_found() -> None:
    mammography = Credential(code="ARRT(M)", verified_on=MONDAY)
    assert concerns(mammography) == [("ARRT(M)", Concern.UNSUPPORTED)]
    assert concerns(mammography, Credential(code="ARRT(R)", verified_on=MONDAY)) == []


def test_continuing_qualifications_that_fall_due_in_the_span_are_found() -> None:
    radiography = Credential(code="ARRT(R)", earned=MONDAY.replace(year=MONDAY.year - 10), verified_on=MONDAY)
    assert concerns(radiography) == [("ARRT(R)", Concern.CQR_DUE)]
    before = radiography.model_copy(update={"earned": dt.date(2016, 5, 31)})
    assert concerns(before) == []


def test_what_lapsed_before_the_span_is_nobodys_concern_here() -> None:
    assert concerns(Credential(code="ARRT(R)", valid_to=MONDAY - dt.timedelta(days=1))) == []
