import datetime as dt
from pathlib import Path

import pytest

from api.credentials.register import Mistake, enter, read_register
from fixtures.builders import department, person
from models.credentials import CompetencyState, Credential
from models.department import Department
from models.errors import FormatError, InputError

HEADER = "person,code,issuer,number,earned,valid_to,verified_on,verified_how,verified_by,state"


def place() -> Department:
    return department(people=[person("ann", holds=["ARRT(R)", Credential(code="BLS")]), person("bo")])


def file(folder: Path, *rows: str, header: str = HEADER) -> Path:
    path = folder / "register.csv"
    path.write_text("\n".join([header, *rows]), encoding="utf-8")
    return path


def test_a_row_becomes_a_credential_with_its_verification(tmp_path: Path) -> None:
    row = "ann,ARRT(CT),ARRT,123456,2019-03-01,2027-03-31,2026-04-02,arrt.org directory,K. Lee,"
    register = read_register(file(tmp_path, row), place())
    assert register.mistakes == ()
    assert register.papers == {
        "ann": (
            Credential(
                code="ARRT(CT)", number="123456", earned=dt.date(2019, 3, 1), valid_to=dt.date(2027, 3, 31),
                verified_on=dt.date(2026, 4, 2), verified_how="arrt.org directory", verified_by="K. Lee",
            ),
        )
    }  # fmt: skip


def test_a_row_with_a_state_becomes_a_sign_off(tmp_path: Path) -> None:
    rows = ("bo,skill:CT,,,2026-01-05,2027-01-05,,,,Signed off", "bo,skill:MR,,,,,,,,orienting")
    entered = enter(place(), read_register(file(tmp_path, *rows), place())).person_by_id["bo"]
    signed, orienting = entered.competencies
    assert (signed.state, signed.next_due) == (CompetencyState.SIGNED_OFF, dt.date(2027, 1, 5))
    assert orienting.state is CompetencyState.ORIENTING
    assert not entered.holds("skill:MR", dt.date(2026, 6, 1))


def test_entered_rows_replace_what_was_held_of_the_same_code_and_leave_the_rest(tmp_path: Path) -> None:
    register = read_register(file(tmp_path, "ann,BLS,,,2025-03-01,2027-03-31,,,,"), place())
    ann = enter(place(), register).person_by_id["ann"]
    assert ann.credentials == (
        Credential(code="ARRT(R)"),
        Credential(code="BLS", earned=dt.date(2025, 3, 1), valid_to=dt.date(2027, 3, 31)),
    )


def test_a_code_of_the_catalogue_is_added_to_the_departments_list(tmp_path: Path) -> None:
    entered = enter(place(), read_register(file(tmp_path, "bo,ACLS,,,,,,,,"), place()))
    assert [kind.body for kind in entered.credential_kinds if kind.code == "ACLS"] == ["AHA"]


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("anne,BLS,,,,,,,,", "nobody on staff has the id 'anne'. Maybe 'ann'."),
        ("ann,ARRT(CTT),,,,,,,,", "unknown credential 'ARRT(CTT)'. Maybe 'ARRT(CT)'."),
        ("ann,ARRT(CT),NMTCB,,,,,,,", "ARRT(CT) is issued by ARRT, not by NMTCB."),
        ("ann,BLS,,,,31/03/2027,,,,", "valid_to '31/03/2027' is not a date. Write it as 2027-03-31."),
        ("ann,BLS,,,2027-03-31,2025-03-01,,,,",
         "valid to 2025-03-01, before it was earned on 2027-03-31. Maybe the two are swapped."),
        ("ann,BLS,,,,,,by letter,,", "BLS says how or by whom it was verified, not when. Add verified_on."),
        ("ann,skill:CT,,,,,,,,done", "state 'done' is none of orienting, precepted, signed_off."),
    ],
)  # fmt: skip
def test_a_row_that_cannot_be_is_told_by_its_number(tmp_path: Path, row: str, problem: str) -> None:
    register = read_register(file(tmp_path, "ann,ACLS,,,,,,,,", row), place())
    assert register.mistakes == (Mistake(3, problem),)
    assert [paper.code for paper in register.papers["ann"] if isinstance(paper, Credential)] == ["ACLS"]


def test_every_row_is_looked_at_and_nothing_is_entered_while_one_is_wrong(tmp_path: Path) -> None:
    rows = [f"nobody{number},BLS,,,,,,,," for number in range(52)]
    register = read_register(file(tmp_path, *rows), place())
    assert [mistake.row for mistake in register.mistakes] == list(range(2, 54))
    with pytest.raises(InputError, match=r"row 2: .*; row 51: .* … and 2 more\. .*--lenient"):
        enter(place(), register)


@pytest.mark.parametrize(
    ("header", "told"), [("person,number", "lacks code"), (f"{HEADER},salary", "has salary among its columns")]
)
def test_a_table_with_other_columns_is_no_register(tmp_path: Path, header: str, told: str) -> None:
    with pytest.raises(FormatError, match=told):
        read_register(file(tmp_path, "ann,1" + "," * (header.count(",") - 1), header=header), place())
