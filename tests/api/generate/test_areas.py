import pytest

from models.credentials import Requirement
from tests.api.generate.samples import department


def requires(area: str) -> Requirement:
    found = department(105).area_by_id[area].requires
    assert found is not None
    return found


def test_shifts_are_those_of_the_document_with_their_paid_hours() -> None:
    shifts = department(105).shift_by_id
    assert {name: shifts[name].paid_minutes // 60 for name in ("D8", "N12", "NM10", "S6", "M12")} == {
        "D8": 8,
        "N12": 12,
        "NM10": 10,
        "S6": 6,
        "M12": 12,
    }


def test_outpatient_shifts_are_not_worked_at_weekends_or_on_holidays() -> None:
    for name in ("C10", "NM10"):
        shift = department(105).shift_by_id[name]
        assert {weekday.value for weekday in shift.weekdays} == {"mon", "tue", "wed", "thu", "fri"}
        assert not shift.on_holidays


def test_an_area_that_closes_at_night_has_no_night_shift() -> None:
    areas = department(105).area_by_id
    assert "N12" in areas["CT"].shifts
    assert not {"N8", "N12"} & set(areas["US"].shifts)
    assert not {"E8", "M12", "N12"} & set(department(10).area_by_id["CT"].shifts)


@pytest.mark.parametrize(
    ("area", "held", "allowed"),
    [
        ("CT", {"ARRT(CT)", "skill:CT"}, True),
        ("CT", {"ARRT(R)", "grace:CT", "skill:CT"}, True),
        ("CT", {"ARRT(R)", "skill:CT"}, False),
        ("CT", {"NMTCB(CNMT)", "skill:NM"}, False),
        ("US", {"ARDMS(AB)", "skill:US"}, True),
        ("US", {"ARDMS(OB)", "skill:US"}, False),
        ("MG", {"ARRT(R)", "ARRT(M)", "skill:MG"}, False),
        ("MG", {"ARRT(R)", "ARRT(M)", "skill:MG", "MQSA"}, True),
        ("MR", {"ARRT(MR)", "skill:MR", "skill:MR L1"}, False),
        ("MR", {"ARRT(MR)", "skill:MR", "skill:MR L2"}, True),
        ("IR", {"ARRT(R)", "ARRT(VI)", "skill:IR"}, False),
        ("IR", {"ARRT(R)", "ARRT(VI)", "skill:IR", "ACLS"}, True),
        ("MRA", {"skill:MR L1"}, True),
    ],
)
def test_who_may_work_where(area: str, held: set[str], *, allowed: bool) -> None:
    assert requires(area).met_by(lambda code: code in held) is allowed


def test_working_at_a_site_takes_its_privilege() -> None:
    requirement = department(350).area_by_id["XR-B"].requires
    assert requirement is not None
    assert requirement.met_by(lambda code: code in {"ARRT(R)", "skill:XR", "site:B"})
    assert not requirement.met_by(lambda code: code in {"ARRT(R)", "skill:XR", "site:A"})
