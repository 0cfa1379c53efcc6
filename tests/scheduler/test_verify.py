from random import Random

import pytest

from api.generate import generate_department
from fixtures.builders import cover, department, item, need, person, roster, wish
from models.errors import UnknownReferenceError
from models.policy import Level
from models.requests import Assignment
from models.roster import Roster
from scheduler.case import Case
from scheduler.rulebook import bind
from scheduler.verify import verify

PLACE = department(
    item("rest", minutes=600),
    item("coverage_hours", level=Level.COVERAGE),
    item("coverage_shift", price=100),
    item("requests", price=70),
    item("labour_cost", price=0),
    people=(person("ann", name="Ann Ley", hourly_cents=3000), "bo"),
    coverage=(cover({range(7, 15): 1}), cover({range(7, 15): 1}, day=1)),
    shift_needs=(need("E@CT", 2),),
    wishes=(wish("ann", 0),),
)


def test_a_verdict_adds_up_what_is_broken_missing_and_paid() -> None:
    verdict = verify(PLACE, roster(PLACE, {"ann": "E D"}))
    assert verdict.rank == (1, 480, 24000 + 24000 + 100 + 70)
    assert verdict.parts == {"coverage_shift": 100, "requests": 70, "labour_cost": 48000}
    assert [miss.item for miss in verdict.violations] == ["rest", "coverage_hours", "coverage_shift", "requests"]
    assert sum(line.cents for line in verdict.lines) == 48000
    assert sum(miss.cost for miss in verdict.violations) == 170


def test_a_priced_item_that_is_kept_has_a_part_of_nothing() -> None:
    verdict = verify(PLACE, roster(PLACE, {}))
    assert verdict.parts == {"coverage_shift": 200, "requests": 0, "labour_cost": 0}


def test_messages_carry_names_and_numbers() -> None:
    told = [miss.message for miss in verify(PLACE, roster(PLACE, {"ann": "E D"})).violations]
    assert told == [
        "Ann Ley rests 8 h between E in CT on 2026-06-01 and D in CT on 2026-06-02, less than 10 h",
        "CT on 2026-06-01 07:00–15:00: 0 of 1 people",
        "E in CT on 2026-06-01 has 1, needs 2",
        "Ann Ley wished not to work on 2026-06-01 and is on E in CT",
    ]


def test_policy_read_before_gives_the_same_verdict() -> None:
    given = roster(PLACE, {"ann": "E D", "bo": "D E"})
    assert verify(PLACE, given, bound=bind(PLACE)) == verify(PLACE, given)


STRANGERS = {
    "unknown person 'zoe'": ("zoe", "D", "CT"),
    "there is no shift 'L' in area 'CT'": ("ann", "L", "CT"),
    "there is no shift 'D' in area 'MR'": ("ann", "D", "MR"),
}


@pytest.mark.parametrize("told", STRANGERS)
def test_a_roster_of_another_department_is_refused(told: str) -> None:
    key, shift, area = STRANGERS[told]
    first = PLACE.horizon.start
    foreign = Assignment(person=key, date=first, shift=shift, area=area)
    with pytest.raises(UnknownReferenceError, match=r"assignments\[0\]: .* for another department") as error:
        verify(PLACE, Roster(department="tiny", start=first, days=7, assignments=(foreign,)))
    assert told in str(error.value)


def without(given: Roster, duty: Assignment) -> Roster:
    return given.model_copy(update={"assignments": tuple(one for one in given.assignments if one != duty)})


def test_what_a_change_of_one_persons_line_does_is_told_by_that_line_alone() -> None:
    place = generate_department(10, 3).department
    problem = Case.of(place).problem
    draw, grid = Random(5), problem.start_grid.copy()
    for number, days in enumerate(problem.options):
        for day, duties in enumerate(days):
            if duties and draw.random() < 0.6:
                grid[number, problem.history + day] = draw.choice(duties)
    before = problem.roster_of(grid)
    assert {"fairness", "labour_cost", "requests", "rest"} <= {one.family for one in place.policy}
    for duty in draw.sample(before.assignments, 12):
        after, person = without(before, duty), {duty.person}
        whole, part = ([verify(place, one, only=only) for one in (before, after)] for only in (None, person))
        assert part[1].cost - part[0].cost == whole[1].cost - whole[0].cost
        assert [one.holes for one in part] == [one.holes for one in whole]
        for narrow, wide in zip(part, whole, strict=True):
            assert [one for one in narrow.violations if one.person == duty.person] == [
                one for one in wide.violations if one.person == duty.person
            ]
            assert len(narrow.violations) < len(wide.violations)
