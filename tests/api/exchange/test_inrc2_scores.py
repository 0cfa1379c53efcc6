"""INRC-II: the checker charges what the competition charges, part by part."""

import random
import re
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.exchange import inrc2
from models.department import Department
from models.requests import Assignment
from models.roster import Roster
from scheduler.verify import verify
from tests.api.exchange import inrc2_judge
from tests.api.exchange.samples import INSTANCE, inrc2_folder, public_data

SOLUTIONS = (
    "n005w4/Solution_H_0-WD_1-2-3-3",
    "n005w4/Solution_H_1-WD_5-3-1-0",
    "n005w4/Solution_H_2-WD_6-7-8-9",
    "n012w8/Solution_H_0-WD_3-5-0-2-0-4-5-2",
    "n012w8/Solution_H_1-WD_7-7-0-8-9-3-2-6",
    "n012w8/Solution_H_2-WD_4-5-6-7-2-1-2-1",
    "n021w4/Solution_H_0-WD_5-4-1-2",
    "n021w4/Solution_H_1-WD_0-6-1-6",
    "n021w4/Solution_H_2-WD_8-1-4-3",
)
Cells = Mapping[tuple[str, int], tuple[str, str]]
"""(nurse, day) → (shift, skill)."""


def roster_of(department: Department, cells: Cells) -> Roster:
    horizon = department.horizon
    return Roster(
        department=department.id,
        start=horizon.start,
        days=horizon.days,
        assignments=tuple(
            Assignment(person=nurse, date=horizon.date_of(day), shift=shift, area=skill)
            for (nurse, day), (shift, skill) in cells.items()
        ),
    )


def assert_charged_alike(department: Department, judge: inrc2_judge.Judge, cells: Cells) -> None:
    verdict = verify(department, roster_of(department, cells))
    expected = judge.parts(cells)
    below, wrong = judge.broken(cells)
    assert inrc2.inrc2_parts(verdict.parts) == expected
    assert verdict.cost == sum(expected.values())
    assert verdict.holes == below * inrc2.SHIFT_MINUTES
    assert verdict.broken == wrong


def instance_of(solution: str) -> str:
    """``n005w4/Solution_H_0-WD_1-2-3-3`` → ``n005w4_0_1-2-3-3``."""
    match = re.fullmatch(r"(\w+)/Solution_H_(\d)-WD_([\d-]+)", solution)
    assert match
    return "_".join(match.groups())


def printed_parts(text: str) -> dict[str, int]:
    """Name and cost of each line of a validator's report."""
    return {name: int(cost) for name, cost in re.findall(r"^(.+): (\d+)$", text, flags=re.MULTILINE)}


def test_the_reference_solution_costs_what_the_competitions_validator_printed() -> None:
    folder = public_data("inrc2", SOLUTIONS[0])
    department = inrc2.read(folder.parent, instance_of(SOLUTIONS[0]))
    verdict = verify(department, inrc2.read_solution(folder, department))
    assert (verdict.cost, verdict.broken, verdict.holes) == (1695, 0, 0)
    assert inrc2.inrc2_parts(verdict.parts) == {
        "assignments": 320,
        "consecutive": 465,
        "days_off": 330,
        "preferences": 70,
        "weekends_max": 210,
        "complete_weekends": 60,
        "optimal_cover": 240,
    }


def test_the_second_reading_costs_what_the_competitions_validator_printed() -> None:
    folder = public_data("inrc2", SOLUTIONS[0])
    printed = printed_parts((folder / "validator.txt").read_text(encoding="utf-8"))
    parts = inrc2_judge.Judge(folder.parent, instance_of(SOLUTIONS[0])).parts(inrc2_judge.read_rosters(folder))
    assert printed["Total cost"] == sum(parts.values()) == 1695
    assert list(parts.values()) == [
        printed["Total assignment constraints"],
        printed["Consecutive constraints"],
        printed["Non working days constraints"],
        printed["Preferences"],
        printed["Max working weekend"],
        printed["Complete weekends"],
        printed["Optimal coverage constraints"],
    ]


@pytest.mark.parametrize("solution", SOLUTIONS)
def test_reference_solutions_are_valid_and_charged_alike(solution: str) -> None:
    folder = public_data("inrc2", solution)
    department = inrc2.read(folder.parents[1], instance_of(solution))
    cells = inrc2_judge.read_rosters(folder)
    assert roster_of(department, cells).assignments
    assert set(inrc2.read_solution(folder, department).assignments) == set(roster_of(department, cells).assignments)
    judge = inrc2_judge.Judge(folder.parent, instance_of(solution))
    assert judge.broken(cells) == (0, 0)
    assert_charged_alike(department, judge, cells)


@pytest.mark.parametrize("history", [0, 1, 2])
@pytest.mark.parametrize("dataset", ["n005w4", "n012w8", "n021w4", "n030w4", "n030w8", "n050w4"])
def test_random_rosters_of_public_instances_are_charged_alike(dataset: str, history: int) -> None:
    folder = public_data("inrc2", dataset)
    rng = random.Random(history)
    weeks = [rng.randrange(10) for _ in range(int(dataset[-1]))]
    instance = f"{dataset}_{history}_{'-'.join(map(str, weeks))}"
    department = inrc2.read(folder, instance)
    for working in (0.3, 0.6, 0.9):
        assert_charged_alike(department, inrc2_judge.Judge(folder, instance), _random(department, rng, working))


def _random(department: Department, rng: random.Random, working: float) -> Cells:
    """Shifts that often repeat, so that runs of all lengths appear; one skill in twenty is not held."""
    cells: dict[tuple[str, int], tuple[str, str]] = {}
    for person in department.staff:
        shift = ""
        held = sorted(one.skill for one in person.competencies)
        for day in range(department.horizon.days):
            if rng.random() < 0.4:
                work = rng.random() < working
                shift = rng.choice(department.shifts).id if work else ""
            if shift:
                stranger = rng.random() < 0.05
                cells[person.id, day] = (
                    shift,
                    rng.choice(department.areas).id if stranger else rng.choice(held),
                )
    return cells


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> tuple[Department, inrc2_judge.Judge]:
    folder = inrc2_folder(tmp_path_factory.mktemp("n003w2"))
    return inrc2.read(folder, INSTANCE), inrc2_judge.Judge(folder, INSTANCE)


DUTIES = [("", ""), *((shift, skill) for shift in ("Early", "Late", "Night") for skill in ("Scan", "Lead"))]


@given(rows=st.lists(st.lists(st.sampled_from(DUTIES), min_size=14, max_size=14), min_size=3, max_size=3))
def test_any_roster_of_a_made_up_instance_is_charged_alike(
    tiny: tuple[Department, inrc2_judge.Judge], rows: list[list[tuple[str, str]]]
) -> None:
    cells = {
        (nurse, day): duty
        for nurse, row in zip(("Ann", "Bo", "Cy"), rows, strict=True)
        for day, duty in enumerate(row)
        if duty[0]
    }
    assert_charged_alike(*tiny, cells)
