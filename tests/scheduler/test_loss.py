"""What losing duties does is what the checker says of the whole roster, before and after, read from what is near."""

from random import Random

import pytest
from pydantic import JsonValue

from api.generate import generate_department
from fixtures.builders import item
from models.demand import ShiftNeed
from models.department import Department
from models.policy import Level
from models.requests import Assignment, TimeOff
from models.roster import Roster
from scheduler.family import TeamRule
from scheduler.loss import loss_of
from scheduler.rulebook import families
from scheduler.verify import verify
from tests.scheduler.trying import somehow


def place(seed: int) -> Department:
    """A department of ten with rules of teams of every kind, priced and hard, and with needs on each duty."""
    made = generate_department(10, seed).department
    partners: list[JsonValue] = [person.id for person in made.staff[:3]]
    needs = tuple(
        ShiftNeed(area=area.id, shift=shift, date=made.horizon.date_of(day), minimum=1, target=2, over_price=300)
        for area in made.areas
        for shift in area.shifts
        for day in range(made.horizon.days)
    )
    more = (
        item("coverage_shift", price=700),
        item("budget_cap", cents=100_000, price=2),
        item("pairing", company="with", partners=partners, price=900),
        item("pairing", company="apart", place="area", partners=partners).model_copy(update={"id": "hard pairing"}),
    )
    return made.revised(policy=(*made.policy, *more), shift_needs=needs)


def without(roster: Roster, gone: list[Assignment]) -> Roster:
    return roster.model_copy(update={"assignments": tuple(one for one in roster.assignments if one not in gone)})


def broken_by(department: Department, roster: Roster, person: str) -> int:
    """Hard rules of the person's line, and those of teams that name the person."""
    told = verify(department, roster).violations
    return sum(one.person == person and one.level is Level.HARD for one in told)


@pytest.mark.parametrize("seed", [3, 8])
def test_a_loss_is_the_difference_of_two_whole_readings(seed: int) -> None:
    department, draw = place(seed), Random(seed)
    roster, holes, cents = somehow(department, draw), 0, 0
    for number in range(10):
        start = 0 if number == 0 else draw.randrange(department.horizon.days - 3)
        leave = TimeOff(
            person=draw.choice(roster.assignments).person, start=department.horizon.date_of(start),
            end=department.horizon.date_of(start + draw.randrange(3)),
        )  # fmt: skip
        lost = [
            one for one in roster.assignments if one.person == leave.person and leave.start <= one.date <= leave.end
        ]
        changed = department.revised(time_off=(*department.time_off, leave))
        before, after = verify(changed, roster), verify(changed, without(roster, lost))
        found = loss_of(department, roster, lost, leave)
        assert sum(found.minutes) == after.holes - before.holes
        assert found.cost == after.cost - before.cost
        assert found.broken == broken_by(changed, roster, leave.person)
        assert len(found.minutes) == len(lost)
        holes, cents = holes + abs(sum(found.minutes)), cents + abs(found.cost)
    assert holes > 0
    assert cents > 0


def test_each_duty_tears_open_what_those_before_it_have_left() -> None:
    department, draw = place(3), Random(1)
    roster = somehow(department, draw)
    person = draw.choice(roster.assignments).person
    lost = [one for one in roster.assignments if one.person == person][:4]
    leave = TimeOff(person=person, start=department.horizon.start, end=department.horizon.end)
    minutes, left = [], roster
    for duty in lost:
        after = without(left, [duty])
        minutes.append(verify(department, after).holes - verify(department, left).holes)
        left = after
    assert loss_of(department, roster, lost, leave).minutes == tuple(minutes)


def test_the_department_that_was_asked_about_is_left_as_it_was() -> None:
    department, draw = place(3), Random(2)
    roster = somehow(department, draw)
    plain = verify(department, roster)
    duty = roster.assignments[5]
    loss_of(department, roster, [duty], TimeOff(person=duty.person, start=duty.date, end=duty.date))
    assert verify(department, roster) == plain == verify(department.revised(), roster)


def test_rules_that_can_be_asked_about_a_place_are_those_of_demand() -> None:
    by_place = {name for name, family in families().items() if isinstance(family, TeamRule) and family.by_place}
    assert by_place == {"coverage_hours", "coverage_shift", "team_skill"}
