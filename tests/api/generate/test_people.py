from collections import Counter
from collections.abc import Callable

import pytest

from api.generate.draw import stream
from api.generate.files import department_text
from api.generate.lapses import CE_BEHIND, LIMITED, MQSA_DUE, strike
from api.generate.people import LEAD, NIGHT_WILLING
from api.generate.reference import reference
from models.staff import Person
from tests.api.generate.samples import department

ONE = department(105)
START, END = ONE.horizon.start, ONE.horizon.end


def at(area: str) -> list[Person]:
    return [person for person in ONE.staff if person.home_area == area]


def holders(area: str, code: str) -> int:
    """People of an area who have the code on their list, in date or not."""
    return sum(
        code in {one.code for one in person.credentials} | {one.skill for one in person.competencies}
        for person in at(area)
    )


def test_full_time_part_time_per_diem_and_agency_are_mixed_as_in_the_document() -> None:
    staff = [person for person in ONE.staff if person.home_area != "MRA"]
    kinds = Counter(ONE.contract_by_id[person.contract].employment.value for person in staff)
    shares = {kind: count / len(staff) for kind, count in kinds.items()}
    expected = {"full_time": 0.66, "part_time": 0.18, "per_diem": 0.11, "traveler": 0.05}
    assert shares == pytest.approx(expected, abs=0.03)


def test_eight_leads_are_spread_over_all_modalities() -> None:
    leads = Counter(person.home_area for person in ONE.staff if LEAD in person.tags)
    assert leads == {"XR": 2, "CT": 1, "MR": 1, "US": 1, "MG": 1, "NM": 1, "IR": 1}


@pytest.mark.parametrize(
    ("area", "code", "count"),
    [
        ("XR", "skill:CT", 8),
        ("XR", "skill:MG", 3),
        ("XR", "ARRT(BD)", 2),
        ("CT", "ARRT(CT)", 20),
        ("CT", "grace:CT", 3),
        ("CT", "skill:XR", 16),
        ("CT", "skill:MR L2", 3),
        ("MR", "ARMRIT(MRIT)", 1),
        ("MR", "skill:CT", 3),
        ("US", "ARDMS(OB)", 11),
        ("US", "ARDMS(RVT)", 8),
        ("MG", "MQSA", 10),
        ("NM", "NMTCB(CNMT)", 4),
        ("NM", "skill:CT", 3),
        ("IR", "ACLS", 8),
        ("IR", "ARRT(VI)", 5),
        ("MRA", "skill:MR L1", 6),
    ],
)
def test_shares_of_credentials_and_cross_training_are_exact_head_counts(area: str, code: str, count: int) -> None:
    assert holders(area, code) == count


@pytest.mark.parametrize(("area", "volunteers"), [("XR", 8), ("CT", 6)])
def test_a_quarter_volunteers_for_nights_and_each_of_them_may_stand_alone(area: str, volunteers: int) -> None:
    alone = {"XR": "skill:XR OR", "CT": "ARRT(CT)"}[area]
    willing = [person for person in at(area) if NIGHT_WILLING in person.tags]
    assert len(willing) == volunteers
    assert all(person.holds(alone, START) for person in willing)


def test_agency_staff_cost_their_bill_rate() -> None:
    agency = {(person.home_area, person.hourly_cents) for person in ONE.staff if person.contract == "TRAV"}
    assert agency == {("XR", 95_00), ("CT", 140_00), ("MR", 150_00), ("US", 135_00)}


def test_median_wages_lie_near_those_of_the_document() -> None:
    wages = sorted(person.hourly_cents for person in at("XR") if person.contract != "TRAV")
    assert 31_00 < wages[len(wages) // 2] < 43_00
    assert 22_00 <= wages[0] <= wages[-1] <= 55_00


def test_credentials_are_earned_before_they_are_verified_and_before_the_horizon() -> None:
    for person in ONE.staff:
        for one in person.credentials:
            assert one.earned is not None
            assert one.earned <= (one.verified_on or one.earned) < START, (person.id, one.code)


def test_the_credentials_of_one_registry_carry_one_number_and_end_on_one_day() -> None:
    for person in ONE.staff:
        arrt = [one for one in person.credentials if one.code.startswith("ARRT(")]
        assert len({(one.number, one.valid_to) for one in arrt}) <= 1, person.id


def lapsing(inside: Callable[[Person], bool]) -> int:
    return sum(inside(person) for person in ONE.staff)


def test_one_registration_lapsed_on_the_eve_and_some_lapse_within_the_month() -> None:
    def ends(person: Person) -> set[int]:
        registry = [one for one in person.credentials if one.code.startswith(("ARRT", "ARDMS"))]
        return {(one.valid_to - START).days for one in registry if one.valid_to and one.valid_to <= END}

    assert lapsing(lambda person: ends(person) == {-1}) == 1
    assert lapsing(lambda person: bool(ends(person)) and min(ends(person)) >= 0) in {2, 3}


def test_safety_training_life_support_and_education_fall_due() -> None:
    due = lapsing(lambda one: any(skill.next_due and skill.next_due <= END for skill in one.competencies))
    life = lapsing(lambda one: any(c.code == "BLS" and c.valid_to and c.valid_to <= END for c in one.credentials))
    assert (due, life) == (2, 4)
    assert lapsing(lambda one: CE_BEHIND in one.tags) == 9
    assert lapsing(lambda one: MQSA_DUE in one.tags) == 0


def test_whoever_is_short_of_mammography_exams_has_as_many_duties_as_it_takes() -> None:
    items = [item for item in ONE.policy if item.id.startswith("mqsa-experience-")]
    assert sum(len(item.scope.people or ()) for item in items) == 1
    assert all(item.scope.areas == frozenset({"MG"}) and item.limits["min"] in {1, 2, 3} for item in items)


def test_limited_duty_takes_skills_away_and_gives_no_reason() -> None:
    struck = strike(ONE.staff, stream(0, "again"), book=reference(), horizon=ONE.horizon)
    changed = [(old, new) for old, new in zip(ONE.staff, struck, strict=True) if old.competencies != new.competencies]
    fewer = [(old, new) for old, new in changed if len(new.competencies) < len(old.competencies)]
    assert len(fewer) == 1
    for old, new in fewer:
        assert {one.skill for one in old.competencies} - {one.skill for one in new.competencies} <= LIMITED
        assert new.tags == old.tags
    assert "pregnan" not in department_text(ONE)


def test_small_hospitals_lose_no_registration() -> None:
    one = department(10)
    registered = [c.valid_to for p in one.staff for c in p.credentials if c.code.startswith(("ARRT", "ARDMS"))]
    assert all(day is not None and day > one.horizon.end for day in registered)


@pytest.mark.parametrize("size", [10, 40, 105, 350])
def test_everybody_may_work_at_home_on_the_day_before_the_horizon(size: int) -> None:
    one = department(size)
    eve = one.horizon.date_of(-1)
    for person in one.staff:
        area = one.area_by_id[person.home_area or f"{person.id.split('-')[1]}-A"]
        assert area.requires is not None
        assert area.requires.met_by(lambda code, person=person: person.holds(code, eve)), person.id  # type: ignore[misc] # mypy cannot infer a lambda with a default
