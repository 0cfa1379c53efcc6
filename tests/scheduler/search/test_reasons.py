"""What makes a roster impossible without any search is told with names and a way out."""

from collections.abc import Iterable

import pytest

from fixtures.builders import MONDAY, area, cover, department, item, leave, need, person, pin, team
from models.calendar import Weekday
from models.credentials import Credential, has
from models.department import Department
from models.policy import Level
from models.requests import Pin, TimeOffStatus
from models.staff import Contract
from scheduler.case import Case
from scheduler.search.reasons import MOST, obvious_reasons


def reasons(place: Department) -> list[str]:
    return obvious_reasons(Case.of(place))


def pinned(*pins: Pin, people: Iterable[str] = ("ann", "bo")) -> Department:
    return department(item("eligibility"), people=people, days=3, pins=pins)


def test_a_department_without_pins_and_minimums_has_none() -> None:
    assert reasons(department()) == []


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        ("D@CT", "E@CT", "ann is pinned to both D in CT and E in CT on 2026-06-01. Remove one of the two pins."),
        (None, "D@CT", "ann is pinned to both off and D in CT on 2026-06-01. Remove one of the two pins."),
    ],
)
def test_two_pins_that_contradict_each_other_are_told(first: str | None, second: str, told: str) -> None:
    assert reasons(pinned(pin("ann", 0, first), pin("ann", 0, second))) == [told]


def test_pins_that_agree_or_lie_on_other_days_are_no_reason() -> None:
    assert reasons(pinned(pin("ann", 0, "D@CT"), pin("ann", 0, "D@CT"))) == []
    assert reasons(pinned(pin("ann", 0, "D@CT"), pin("ann", 1, "E@CT"), pin("bo", 0, "E@CT"))) == []
    assert reasons(pinned(pin("ann", 7, "D@CT"), pin("ann", 7, "E@CT"), pin("ann", -1, "D@CT"))) == []


def test_a_pin_to_a_duty_that_the_person_may_not_work_is_told() -> None:
    place = pinned(pin("ann", 1, "D@CT")).model_copy(update={"time_off": (leave("ann", 1),)})
    (told,) = reasons(place)
    assert told.startswith("ann is pinned to D in CT on 2026-06-02 but may not work it that day")
    assert told.endswith("Remove the pin, or correct what forbids it.")


def minimum(count: int = 1, level: Level = Level.HARD, **more: object) -> Department:
    fields: dict[str, object] = {"people": ("ann", "bo"), "days": 2, **more}
    return department(
        item("coverage_shift", of="minimum", level=level),
        item("eligibility"),
        shift_needs=(need("D@CT", count, day=1),),
        **fields,  # type: ignore[arg-type]  # fields of department
    )


def test_more_people_needed_than_there_are_is_told_with_both_numbers() -> None:
    (told,) = reasons(minimum(3))
    assert told.startswith("D in CT on 2026-06-02: 3 needed, 2 can be there (coverage_shift): nobody else may work")
    assert "make its level coverage to see a hole" in told
    assert reasons(minimum(2)) == []
    assert reasons(minimum(3, Level.COVERAGE)) == []


def test_a_credential_that_nobody_holds_is_named() -> None:
    (told,) = reasons(minimum(areas=(area("CT", requires=has("RN")),)))
    assert "0 can be there (coverage_shift): nobody holds RN that day. Credential" in told


def test_a_credential_that_lapsed_is_named_with_who_and_when() -> None:
    nurses = [person(key, holds=(Credential(code="RN", valid_to=MONDAY),)) for key in ("ann", "bo", "cy", "di")]
    (told,) = reasons(minimum(areas=(area("CT", requires=has("RN")),), people=nurses))
    assert "nobody holds RN that day; ann's RN ended on 2026-06-01; bo's RN ended" in told
    assert "di" not in told.split()


def test_people_who_are_away_are_named_and_counted() -> None:
    one = minimum(2, time_off=(leave("ann", 0, 3),))
    assert "1 can be there (coverage_shift): ann is on time off." in reasons(one)[0]
    many = minimum(1, people=tuple("abcde"), time_off=tuple(leave(key, 1) for key in "abcde"))
    assert "a, b, c and 2 more are on time off." in reasons(many)[0]
    asked = minimum(2, time_off=(leave("ann", 0, 3, status=TimeOffStatus.REQUESTED),))
    assert reasons(asked) == []


def test_contracts_and_weekdays_count_too() -> None:
    evening = (Contract(id="full", shifts=frozenset({"E"})),)
    assert "0 can be there" in reasons(minimum(contracts=evening))[0]
    shifts = minimum().shifts
    sundays = (shifts[0].model_copy(update={"weekdays": frozenset({Weekday.SUN})}), *shifts[1:])
    assert "0 can be there" in reasons(minimum(shifts=sundays))[0]


def test_hours_and_skills_are_looked_at_like_shifts() -> None:
    hours = department(
        item("coverage_hours", of="minimum"), people=("ann",), days=1, coverage=(cover({range(8, 10): 2}),)
    )
    assert "2 needed, 1 can be there" in reasons(hours)[0]
    skilled = department(item("team_skill"), days=1, team_requirements=(team(has("RN"), 480, 600),))
    assert "1 needed, 0 can be there" in reasons(skilled)[0]


def test_an_area_without_shifts_covers_nothing() -> None:
    place = department(
        item("team_skill"),
        people=(),
        days=1,
        team_requirements=(team(has("RN"), 480, 600),),
    )
    bare = place.model_copy(update={"areas": (place.areas[0].model_copy(update={"shifts": ()}),)})
    assert all("no shift covers it" in told for told in reasons(bare))
    assert reasons(bare)


def test_a_long_list_is_cut_and_counted() -> None:
    pins = [pin("ann", day, duty) for day in range(3) for duty in ("D@CT", "E@CT", "N@CT")]
    people = [f"p{number}" for number in range(6)]
    more = [pin(key, day, duty) for key in people for day in range(3) for duty in ("D@CT", "E@CT")]
    told = reasons(pinned(*pins, *more, people=("ann", *people)))
    assert len(told) == MOST + 1
    assert told[-1] == "… and 12 more like these"
