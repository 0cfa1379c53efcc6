"""Searches keep hard rules: caps and company, which no single person can keep, and all kinds of rules about lines."""

import pytest

from fixtures.builders import department, item, need, person
from models.department import Department
from models.policy import Level, PolicyItem, Scope
from scheduler.case import Case
from scheduler.search.columns.strategy import ColumnSearch
from scheduler.search.plan import Stage, repeatable, run_stages
from tests.scheduler.search.boards import board_for

NEW, OLD = frozenset({"new"}), frozenset({"preceptor"})
STAFF = (
    *(person(name, tags=NEW) for name in ("ann", "bo")),
    *(person(name, tags=OLD) for name in ("cy", "di")),
    *(person(name) for name in ("ed", "flo")),
)
DAYS = 10
RULES: dict[str, tuple[PolicyItem, ...]] = {
    "cap of a day": (item("headcount", max=3),),
    "cap of a moment": (item("concurrent", max=1, scope=Scope(shifts=frozenset({"N"}))),),
    "with": (item("pairing", company="with", partner_tags=["preceptor"], scope=Scope(tags=NEW)),),
    "one each": (item("pairing", company="one_each", partner_tags=["preceptor"], scope=Scope(tags=NEW)),),
    "apart": (item("pairing", company="apart", partners=["flo"], scope=Scope(people=frozenset({"ed"}))),),
    "least of a duty": (item("headcount", min=1, per="duty", scope=Scope(shifts=frozenset({"D"}))),),
    "called on in earnest": (item("full_use", min=3, scope=Scope(shift_tags=frozenset({"night"}))),),
    "lines of every kind": (
        item("pattern", days=["tag:night", "tag:night"], then=["off"]),
        item("hours", keep="clear", start="16:00", end="17:00", weekdays=["fri"]),
        item("free_block", days=2, period="week"),
        item("free_time", minutes=2100, period="rolling", period_days=7),
        item("variety", of="shift", max=2, period="week"),
        item("weekends", max=1, window=2),
        item("succession", earlier=0),
        item("activation", price=1),
    ),
}


def ward(*rules: PolicyItem) -> Department:
    """Two are wanted on each duty; everybody works eight days at most."""
    return department(
        item("assignments", max=8),
        item("coverage_shift", of="target", price=10000),
        *rules,
        days=DAYS,
        people=STAFF,
        shift_needs=tuple(need(f"{shift}@CT", 2, day=day, minimum=0) for shift in "DEN" for day in range(DAYS)),
    )


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("way", ["windows", "columns"])
def test_a_search_finds_rosters_that_keep_hard_rules(rule: str, way: str) -> None:
    board = board_for(Case.of(ward(*RULES[rule])))
    stages = repeatable(6) if way == "windows" else [Stage(ColumnSearch(tries=2))]
    run_stages(stages, board, seed=1)
    assert board.best is not None
    assert board.best.verdict.broken == 0
    everybody, wanted = len(STAFF) * 8, 6 * DAYS
    assert board.best.verdict.cost < 10000 * wanted, "nobody works"
    assert board.best.verdict.cost >= 10000 * (wanted - everybody)


def test_windows_keep_a_share_that_columns_do_not_see() -> None:
    share = item("activation_share", percent=50, scope=Scope(people=frozenset({"ann", "bo", "cy", "di"})))
    board = board_for(Case.of(ward(share)))
    run_stages(repeatable(6), board, seed=1)
    assert board.best is not None
    assert (board.best.verdict.broken, board.best.verdict.cost) == (0, 10000 * (6 * DAYS - 4 * 8)), "two and two work"


def test_a_priced_rule_gives_way_to_dearer_cover() -> None:
    cheap = item("pairing", company="apart", partners=["flo"], price=1, scope=Scope(people=frozenset({"ed"})))
    dear = item("coverage_shift", of="minimum", level=Level.HARD)
    both = tuple(need(f"{shift}@CT", 2, minimum=2) for shift in "DEN")
    place = department(cheap, dear, days=1, people=STAFF, shift_needs=both)
    board = board_for(Case.of(place))
    run_stages(repeatable(4), board, seed=1)
    assert board.best is not None
    assert (board.best.verdict.broken, board.best.verdict.cost) == (0, 0)
