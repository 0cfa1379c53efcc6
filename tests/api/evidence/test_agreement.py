"""Three programs agree on random departments: the writer of packs, their checker, and the checker of rosters."""

import datetime as dt
from collections import Counter
from pathlib import Path
from random import Random

import hypothesis
import pytest
from hypothesis import strategies as st

from api.evidence.checker import check_pack
from api.evidence.claims import answers
from api.evidence.documents import DutyClaim, Facts, TeamClaim
from api.evidence.facts import gather
from fixtures.builders import item
from fixtures.tiny import tiny
from models.department import Department
from models.policy import Level
from models.requests import Assignment
from models.roster import Roster
from scheduler.verify import verify
from tests.api.evidence.packs import documents, write
from tests.scheduler.trying import thorough

LATE = dt.timedelta(days=1000)
"""After the horizon: everything is known by then."""


def place(draw: Random) -> Department:
    """A random department with two rules: papers are in order, and somebody who holds RN is there."""
    eligible = item("eligibility", checks=["credentials"])
    skilled = item("team_skill", level=Level.COVERAGE)
    return tiny(draw, rosters=10**9).model_copy(update={"policy": (eligible, skilled)})


def any_roster(draw: Random, department: Department) -> Roster:
    """Everybody anywhere, allowed or not."""
    duties = [(shift, area.id) for area in department.areas for shift in area.shifts]
    days = [department.horizon.date_of(day) for day in range(department.horizon.days)]
    chosen = [
        Assignment(person=person.id, date=day, shift=shift, area=area)
        for person in department.staff
        for day in days
        if draw.random() < 0.6
        for shift, area in [draw.choice(duties)]
    ]
    horizon = department.horizon
    return Roster(department=department.id, start=horizon.start, days=horizon.days, assignments=tuple(chosen))


def missed_duties(facts: Facts, first: dt.date) -> Counter[tuple[str, dt.date]]:
    claims = [one for answer in answers(facts) for one in answer.claims if isinstance(one, DutyClaim)]
    return Counter((one.duty.person, one.duty.date) for one in claims if not one.met and one.duty.date >= first)


def missing_minutes(facts: Facts) -> int:
    claims = [one for answer in answers(facts) for one in answer.claims if isinstance(one, TeamClaim) and not one.met]
    spans = [dt.datetime.fromisoformat(one.ends) - dt.datetime.fromisoformat(one.begins) for one in claims]
    short = [one.needed - len(one.counted) for one in claims]
    return sum(int(span.total_seconds()) // 60 * count for span, count in zip(spans, short, strict=True))


def test_gaps_of_a_pack_are_what_the_checker_of_rosters_misses(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder, seen = tmp_path_factory.mktemp("packs"), Counter[str]()

    @thorough(few=60, many=600)
    @hypothesis.given(seed=st.integers(0, 2**32 - 1))
    def compare(seed: int) -> None:
        draw = Random(seed)
        department = place(draw)
        roster = any_roster(draw, department)
        verdict = verify(department, roster)
        facts = gather(department, roster, department.horizon.end + LATE)
        told = Counter((one.person or "", one.date) for one in verdict.violations if one.family == "eligibility")
        assert missed_duties(facts, department.horizon.start) == told
        assert missing_minutes(facts) == verdict.holes
        seen.update({"papers": bool(told), "holes": verdict.holes > 0, "kept": not told and not verdict.holes})
        if seed % 4 == 0:
            assert check_pack(write(Path(folder / str(seed)), documents(facts), facts)) == []
            seen["checked"] += 1

    compare()
    assert min(seen["papers"], seen["holes"], seen["checked"]) > 5, seen
