"""Departments that lack something: nothing to staff, nobody to do it, nothing to keep to."""

import pytest
from pydantic import JsonValue

from fixtures.builders import cover, department, item, need, team
from models.credentials import has
from models.demand import Area
from models.department import Department
from models.policy import Level, PolicyItem
from scheduler.case import Case
from scheduler.roster_model import RosterModel
from scheduler.rulebook import families
from scheduler.verify import verify
from scheduler.window import Window
from tests.scheduler.contract import solve

WITHOUT: dict[str, Department] = {
    "people": department(people=()),
    "areas": department().model_copy(update={"areas": ()}),
    "shifts": department().model_copy(update={"shifts": (), "areas": (Area(id="CT", shifts=()),)}),
    "anything": department(people=()).model_copy(update={"shifts": (), "areas": (), "contracts": ()}),
}
NEEDED: dict[str, dict[str, JsonValue]] = {
    "activation_share": {"percent": 50},
    "budget_cap": {"cents": 0},
    "concurrent": {"max": 0},
    "free_block": {"days": 1},
    "free_time": {"minutes": 60},
    "full_use": {"min": 1},
    "hours": {"keep": "clear", "start": "07:00", "end": "08:00"},
    "near_time_off": {"before": 1},
    "pairing": {"company": "with", "partner_tags": ["senior"]},
    "pattern": {"days": ["work"]},
    "qualified": {"requires": {"all_of": []}},
    "rest": {"minutes": 600},
    "succession": {"forbidden": {}},
    "fairness": {"total": 0},
    "variety": {"of": "area"},
}
"""Limits of the families that cannot do without."""


@pytest.mark.parametrize("what", WITHOUT)
@pytest.mark.parametrize("family", families())
def test_a_department_without_something_has_the_empty_roster(what: str, family: str) -> None:
    priced = Level.PRICED in families()[family].levels
    policy = PolicyItem(
        id=family,
        family=family,
        level=Level.PRICED if priced else Level.HARD,
        price=60 if priced else None,
        limits=NEEDED.get(family, {}),
    )
    case = Case.of(WITHOUT[what].model_copy(update={"policy": (policy,)}))
    model = RosterModel(case, Window.whole(case.problem))
    found, values = solve(model, hole_weight=case.hole_weight)
    verdict = verify(case.department, case.problem.roster_of(model.read(values.__getitem__)))
    assert (verdict.broken, verdict.holes, verdict.cost) == (0, 0, 0)
    assert found == 0


def test_nobody_leaves_every_need_open() -> None:
    place = department(
        item("coverage_hours", level=Level.COVERAGE),
        item("coverage_shift", price=100),
        item("team_skill", price=60),
        people=(),
        coverage=(cover({range(7, 9): 2}),),
        shift_needs=(need("D@CT", 3),),
        team_requirements=(team(has("RN"), 0, 60),),
    )
    case = Case.of(place)
    found, _ = solve(RosterModel(case, Window.whole(case.problem)), hole_weight=case.hole_weight)
    assert found == case.hole_weight * 240 + 300 + 7 * 60
