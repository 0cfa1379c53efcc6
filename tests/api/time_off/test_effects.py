"""What an absence does to rosters in force is what the checker says of them as a whole, read from less."""

import json
from random import Random

import pytest

from api.audit.change import SYSTEM, changing
from api.auth.rights import Role
from api.generate import generate_department
from api.rosters import repository
from api.rosters.schemas import RosterState
from api.time_off.examples import MESSAGE
from models.department import Department
from models.policy import Level
from models.requests import Assignment, TimeOff
from models.roster import Roster
from scheduler.verify import verify
from tests.api.service import Service
from tests.scheduler.trying import somehow


@pytest.fixture
def published(service: Service) -> tuple[Department, Roster]:
    """A department of ten and its roster, which staff see."""
    department = generate_department(10, 3).department
    document = json.loads(department.model_dump_json(exclude_defaults=True))
    assert service.client().put(f"/v1/departments/{department.id}", json=document).status_code == 201
    roster = somehow(department, Random(2))
    with changing(service.database, actor=SYSTEM) as change:
        row = repository.add(change, department, version=1, label="")
        repository.add_version(change, row, roster, verify(department, roster), locks=frozenset())
        row.state = RosterState.PUBLISHED
        change.record("roster.made", row.id)
    return department, roster


def plainly(department: Department, roster: Roster, leave: TimeOff) -> tuple[int, int, int, list[Assignment]]:
    """Hard rules that the person breaks, change of holes and of cents, and duties lost, all read from the whole."""
    changed = department.revised(time_off=(*department.time_off, leave))
    lost = [one for one in roster.assignments if one.person == leave.person and leave.start <= one.date <= leave.end]
    rest = roster.model_copy(update={"assignments": tuple(one for one in roster.assignments if one not in lost)})
    before, after = verify(changed, roster), verify(changed, rest)
    broken = sum(one.person == leave.person and one.level is Level.HARD for one in before.violations)
    return broken, after.holes - before.holes, after.cost - before.cost, lost


def test_effects_are_those_of_the_whole_roster(service: Service, published: tuple[Department, Roster]) -> None:
    (department, roster), draw, client = published, Random(4), service.client(Role.MANAGER)
    horizon, seen = department.horizon, 0
    for number in range(12):
        first = draw.randrange(horizon.days - 2)
        leave = TimeOff(
            person=draw.choice(department.staff).id, start=horizon.date_of(first),
            end=horizon.date_of(first + draw.randrange(3)),
        )  # fmt: skip
        body = MESSAGE | {
            "department": department.id, "employee": leave.person, "start_time": leave.start.isoformat(),
            "end_time": leave.end.isoformat(),
        }  # fmt: skip
        effects = client.put(f"/v1/time-off/hr/{number}", json=body).json()["effects"]
        broken, holes, cents, lost = plainly(department, roster, leave)
        seen += bool(lost)
        assert bool(effects) is bool(lost)
        for effect in effects:
            assert (effect["broken"], effect["hole_change"], effect["cost_change"]) == (broken, holes, cents)
            assert [one["date"] for one in effect["duties"]] == sorted(one.date.isoformat() for one in lost)
            assert sum(one["minutes"] for one in effect["duties"]) == holes
    assert seen > 6
