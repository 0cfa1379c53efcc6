from collections import Counter

import pytest

from api.generate.people import NIGHT_WILLING
from models.requests import TimeOffStatus, WishKind
from tests.api.generate.samples import SEED, department

APPROVED = TimeOffStatus.APPROVED


@pytest.mark.parametrize("seed", [SEED, SEED + 1, SEED + 2])
def test_vacations_are_asked_for_at_the_rate_of_the_document(seed: int) -> None:
    one = department(105, seed)
    asked = sum(row.kind == "vacation" for row in one.time_off)
    people = sum(person.contract != "PRN" for person in one.staff)
    assert 0.6 < asked / people < 1.1


@pytest.mark.parametrize("size", [40, 105, 350])
def test_no_more_of_a_team_are_on_vacation_than_an_eighth_allows(size: int) -> None:
    one = department(size)
    teams = Counter(person.home_area for person in one.staff)
    away = Counter[tuple[str | None, int]]()
    for row in one.time_off:
        if row.kind == "vacation" and row.status is APPROVED:
            days = range(one.horizon.day_of(row.start), one.horizon.day_of(row.end) + 1)
            away.update((one.person_by_id[row.person].home_area, day) for day in days)
    over = {at: count for at, count in away.items() if at[0] and count > max(1, 0.12 * teams[at[0]] + 0.5)}
    assert over == {}


def test_some_requests_are_declined() -> None:
    assert any(row.status is TimeOffStatus.DECLINED for row in department(105).time_off)


def test_protected_leave_is_private_and_nothing_else_is() -> None:
    rows = department(105).time_off
    assert {row.kind for row in rows if row.private} == {"fmla"}
    assert all(row.private for row in rows if row.kind == "fmla")


def test_two_people_are_on_leave_for_the_whole_month_and_four_now_and_then() -> None:
    one = department(105)
    leaves = Counter(row.person for row in one.time_off if row.kind == "fmla")
    whole = [row for row in one.time_off if row.kind == "fmla" and row.end == one.horizon.end and row.start != row.end]
    assert sorted(leaves.values()) == [1, 1, 2, 2, 2, 2]
    assert {row.start for row in whole} == {one.horizon.start}


def test_court_and_service_and_education_occur_in_a_network() -> None:
    kinds = {row.kind for row in department(350).time_off}
    assert {"jury", "military", "education"} <= kinds


def test_per_diem_staff_offer_three_days_a_week() -> None:
    one = department(105)
    for person in one.staff:
        if person.contract == "PRN":
            closed = {
                day
                for row in one.time_off
                if row.person == person.id
                for day in range(one.horizon.day_of(row.start), one.horizon.day_of(row.end) + 1)
            }
            assert len(closed) == 28 - 12, person.id


def test_approved_leave_of_one_person_never_overlaps() -> None:
    one = department(350)
    days = Counter(
        (row.person, day)
        for row in one.time_off
        if row.status is APPROVED
        for day in range(one.horizon.day_of(row.start), one.horizon.day_of(row.end) + 1)
    )
    assert set(days.values()) == {1}


def test_people_wish_for_days_off_and_shifts_at_the_rates_of_the_document() -> None:
    one = department(350)
    kinds = Counter(wish.kind for wish in one.wishes)
    assert kinds[WishKind.OFF] / len(one.staff) == pytest.approx(1.5, abs=0.2)
    assert kinds[WishKind.ON] / len(one.staff) == pytest.approx(2.0, abs=0.25)


def test_a_shift_wished_for_is_one_that_could_be_worked_that_day() -> None:
    one = department(105)
    for wish in one.wishes:
        person = one.person_by_id[wish.person]
        assert one.horizon.start <= wish.date <= one.horizon.end
        if wish.shift is not None:
            shift = one.shift_by_id[wish.shift]
            assert wish.shift in (one.contract_by_id[person.contract].shifts or ())
            assert wish.date.weekday() in {weekday.number for weekday in shift.weekdays}
            assert "night" not in shift.tags or NIGHT_WILLING in person.tags


def test_nobody_wishes_for_two_things_on_a_day() -> None:
    assert max(Counter((wish.person, wish.date) for wish in department(350).wishes).values()) == 1
