"""Curtois and Qu: the checker's verdict is the verdict of the benchmark's judge, on any roster."""

import dataclasses
import importlib.util
import json
import random
import sys
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

import pytest

from api.exchange import curtois
from models.department import Department
from models.roster import Verdict
from scheduler.verify import verify
from tests.api.exchange.samples import curtois_file, public_data

NUMBERS = (1, 2, 3, 4, 5, 6, 8, 10, 12, 14, 16, 18, 20, 22)
KINDS = {
    "max-shifts": "shifts",
    "day-off": "shifts",
    "max-minutes": "minutes",
    "min-minutes": "minutes",
    "max-consecutive": "consecutive-work",
    "min-consecutive": "consecutive-work",
    "min-days-off": "consecutive-off",
    "max-weekends": "weekends",
    "succession": "succession",
}
"""What the judge calls a hard violation → our policy item; who may work what is one idea in two items."""
Rows = dict[str, list[str]]


@pytest.fixture(scope="module")
def judge() -> Iterator[ModuleType]:
    """The benchmark's judge, a script beside the public data."""
    path = public_data("..", "tools", "judge_curtois.py").resolve()
    sys.path.insert(0, str(path.parent))
    try:
        spec = importlib.util.spec_from_file_location("judge_curtois", path)
        assert spec
        assert spec.loader
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        yield module
    finally:
        sys.path.remove(str(path.parent))


def parsed(judge: ModuleType, path: Path) -> Any:  # noqa: ANN401 - the judge's type
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # the judge leaves closing files to the interpreter
        return judge.parse(str(path))


def ours(department: Department, rows: Rows, folder: Path) -> Verdict:
    path = folder / "rows.json"
    path.write_text(json.dumps(rows), encoding="utf-8")
    return verify(department, curtois.read_solution(path, department))


def assert_judged_alike(verdict: Verdict, judged: dict[str, Any]) -> None:
    broken = {
        (one.person, "shifts" if one.item == "eligibility" or one.item.startswith("most-") else one.item)
        for one in verdict.violations
        if one.level == "hard"
    }
    assert broken == {(person, KINDS[kind]) for kind, person, _ in judged["violations"]}
    assert (verdict.broken == 0) == judged["feasible"]
    assert verdict.parts == judged["parts"]
    assert (verdict.cost, verdict.holes) == (judged["penalty"], 0)


@pytest.mark.parametrize("number", NUMBERS)
def test_random_rosters_are_judged_alike(judge: ModuleType, tmp_path: Path, number: int) -> None:
    path = public_data("curtois", f"Instance{number}.txt")
    department, instance = curtois.read(path), parsed(judge, path)
    rng = random.Random(number)
    for working in (0.1, 0.5, 0.9):
        rows = _random(instance, rng, working)
        assert_judged_alike(ours(department, rows, tmp_path), judge.verify(instance, rows))


def _random(instance: Any, rng: random.Random, working: float) -> Rows:  # noqa: ANN401 - the judge's type
    """Runs of shifts that the employee may mostly work."""
    rows: Rows = {}
    for staff in instance.staff:
        shift, row = "", []
        allowed = [name for name, most in staff.max_shifts.items() if most] or list(instance.shifts)
        for _ in range(instance.days):
            if rng.random() < 0.5:
                shifts = allowed if rng.random() < 0.95 else list(instance.shifts)
                shift = rng.choice(shifts) if rng.random() < working else ""
            row.append(shift)
        rows[staff.id] = row
    return rows


@pytest.mark.parametrize("number", NUMBERS)
def test_valid_rosters_and_their_neighbours_are_judged_alike(judge: ModuleType, tmp_path: Path, number: int) -> None:
    path = public_data("curtois", f"Instance{number}.txt")
    department, instance = curtois.read(path), parsed(judge, path)
    rng = random.Random(number)
    rows = {staff.id: _valid_row(judge, instance, staff, rng) for staff in instance.staff}
    verdict = ours(department, rows, tmp_path)
    assert verdict.broken == 0
    assert_judged_alike(verdict, judge.verify(instance, rows))
    for _ in range(5):
        person, day = rng.choice(list(rows)), rng.randrange(instance.days)
        near = rows | {person: [*rows[person]]}
        near[person][day] = rng.choice(["", *instance.shifts])
        assert_judged_alike(ours(department, near, tmp_path), judge.verify(instance, near))


class State(NamedTuple):
    """Where a line stands before a day is decided."""

    day: int
    works: bool
    run: int
    """Days in a row that it worked, or was off."""


def _valid_row(judge: ModuleType, instance: Any, staff: Any, rng: random.Random) -> list[str]:  # noqa: ANN401 - the judge's types
    """A line that the judge finds nothing wrong with, drawn at random."""
    bare = dataclasses.replace(instance, on=[], off=[], cover=[], staff=[staff])
    for _ in range(400):
        row = _shifts(instance, staff, _pattern(instance, staff, rng), rng)
        if row and judge.verify(bare, {staff.id: row})["feasible"]:
            return row
    pytest.fail(f"no valid line for {staff.id} of {instance.name} in 400 draws")


def _pattern(instance: Any, staff: Any, rng: random.Random) -> list[bool]:  # noqa: ANN401 - the judge's types
    """Days worked: runs within their limits, some weekends free, a number of days that gives the minutes."""
    weekends = list(range(5, instance.days, 7))
    free = set(rng.sample(weekends, max(0, len(weekends) - staff.max_wkd)))
    following = _following(staff, instance.days_off.get(staff.id, set()) | free | {day + 1 for day in free})
    counts = _counts(instance.days, max(staff.max_cons, staff.min_off), following)
    minutes = min(instance.shifts.values())
    wanted = range(-(-staff.min_min // minutes), staff.max_min // minutes + 1)
    begins = [(State(0, works, 0), left) for works in (False, True) for left in wanted]
    begins = [(state, left) for state, left in begins if counts[state] >> left & 1]
    if not begins:
        return []
    (state, left), days = rng.choice(begins), []
    while state.day < instance.days:
        state = rng.choice([after for after in following(state) if counts[after] << after.works >> left & 1])
        left -= state.works
        days.append(state.works)
    return days


def _counts(days: int, longest: int, following: Callable[[State], list[State]]) -> dict[State, int]:
    """For each state the numbers of days of work that can still follow, as the bits of a number."""
    counts: dict[State, int] = {}
    for day in range(days, -1, -1):
        for works in (False, True):
            for run in range(longest + 1):
                state = State(day, works, run)
                counts[state] = 1 if day == days else 0
                for after in following(state) if day < days else ():
                    counts[state] |= counts[after] << after.works
    return counts


def _following(staff: Any, off: set[int]) -> Callable[[State], list[State]]:  # noqa: ANN401 - the judge's type
    """States after the next day; a run that began on day 0 is long enough."""

    def following(state: State) -> list[State]:
        found = []
        least = staff.min_cons if state.works else staff.min_off
        for works in (False, True):
            run = state.run + 1 if works == state.works else 1
            too_long = works and run > staff.max_cons
            too_short = works != state.works and state.run < least and state.run != state.day
            if not (too_long or too_short or (works and state.day in off)):
                found.append(State(state.day + 1, works, run if works else min(run, staff.min_off)))
        return found

    return following


def _shifts(instance: Any, staff: Any, days: list[bool], rng: random.Random) -> list[str]:  # noqa: ANN401 - the judge's types
    """A shift for each day worked that may follow the one before and is not used up."""
    left, row = dict(staff.max_shifts), list[str]()
    for works in days:
        before = row[-1] if row else ""
        allowed = [
            name for name in instance.shifts if left.get(name, 0) > 0 and name not in instance.forbid.get(before, ())
        ]
        if works and not allowed:
            return []
        row.append(rng.choices(allowed, [left[name] for name in allowed])[0] if works else "")
        left[row[-1]] = left.get(row[-1], 0) - 1
    return row


def test_a_made_up_instance_costs_what_is_counted_by_hand(tmp_path: Path) -> None:
    department = curtois.read(curtois_file(tmp_path))
    rows = {"Ann": [""] * 14, "Bo": ["D", "D", *[""] * 12], "Cy": ["D", *[""] * 13]}
    verdict = ours(department, rows, tmp_path)
    # Ann's W on day 1 (4) and Cy's D on day 2 (3) are not granted; Bo wished no D on day 1 (2); on day 1 there
    # is no W (80). Ann and Cy work less than 960 minutes.
    assert verdict.parts == {"on": 7, "off": 2, "under": 80, "over": 0}
    assert {(one.item, one.person) for one in verdict.violations if one.level == "hard"} == {
        ("minutes", "Ann"),
        ("minutes", "Cy"),
    }


def test_surplus_and_whole_day_shifts_of_a_made_up_instance_are_charged(tmp_path: Path) -> None:
    department = curtois.read(curtois_file(tmp_path))
    crowd = ["", "D", *[""] * 12]
    rows = {"Ann": ["", "W", *[""] * 12], "Bo": crowd, "Cy": crowd}
    verdict = ours(department, rows, tmp_path)
    # Day 0 lacks two D (200); day 1 has one D too many (2) and its W; Cy's D on day 2 (3), Bo's no D (2).
    assert verdict.parts == {"on": 3, "off": 2, "under": 200, "over": 2}
