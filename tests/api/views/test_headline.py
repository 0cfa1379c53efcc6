import datetime as dt

import pytest

from api.views.headline import Tone, headline
from models.roster import Roster, Verdict
from scheduler.result import Result, Status

ROSTER = Roster(department="dep", start=dt.date(2026, 3, 2), days=7)


def result(
    *, cost: int = 100_000, holes: int = 0, broken: int = 0, bound: int | None = None, hole_bound: int | None = None
) -> Result:
    verdict = Verdict(holes=holes, cost=cost, broken=broken, parts={})
    return Result(status=Status.FEASIBLE, roster=ROSTER, verdict=verdict, bound=bound, hole_bound=hole_bound)


def test_a_gap_is_told_in_percent_and_money() -> None:
    words = headline(result(cost=2_600_000, bound=2_568_800), "USD")
    assert words.title == "Proved within 1.2 %: at most $312 could still be saved."
    assert words.tone is Tone.GOOD
    assert words.notes == ("Every hard rule is kept.", "No holes: the least cover is met everywhere.")


def test_a_proof_without_a_gap_says_that_nothing_is_cheaper() -> None:
    assert headline(result(bound=100_000), "USD").title == "Proved best: nothing cheaper exists."


def test_without_a_bound_nothing_is_claimed() -> None:
    words = headline(result(), "USD")
    assert words.title == "Checked, not proved: how much could still be saved is unknown."
    assert words.tone is Tone.FAIR


def test_a_wide_gap_is_not_shown_as_good() -> None:
    assert headline(result(bound=90_000), "penalty").tone is Tone.FAIR


@pytest.mark.parametrize(
    ("hole_bound", "words"),
    [
        (None, "whether they can be avoided is not proved."),
        (60, "at least 1 person-hour cannot be avoided."),
        (90, "no roster has fewer."),
    ],
)
def test_holes_are_told_with_what_is_known_of_them(hole_bound: int | None, words: str) -> None:
    found = headline(result(holes=90, bound=99_000, hole_bound=hole_bound), "USD")
    assert found.notes[1] == f"Holes: 1.5 person-hours are missing below the least cover; {words}"
    assert "among rosters with as few holes" in found.title
    assert found.tone is Tone.FAIR


def test_broken_hard_rules_come_before_everything() -> None:
    words = headline(result(broken=2, bound=100_000), "USD")
    assert (words.tone, words.title) == (Tone.BAD, "Not valid: hard rules are broken in 2 places.")


@pytest.mark.parametrize(
    ("status", "title"),
    [
        (Status.INFEASIBLE, "Not possible: no roster keeps every hard rule."),
        (Status.UNKNOWN, "No roster was found in 60 seconds."),
    ],
)
def test_without_a_roster_the_reasons_are_told(status: Status, title: str) -> None:
    words = headline(Result(status=status, reasons=("CT night needs two.",), seconds=60), "USD")
    assert (words.tone, words.title, words.notes) == (Tone.BAD, title, ("CT night needs two.",))
