"""Every constraint of the catalogue is kept, stands on its edge and is broken, for the checker and for the solver."""

import pytest

from fixtures.catalogue import KINDS, Entry, Gap, catalogue
from models.policy import Level
from models.roster import Verdict
from scheduler.case import Case
from scheduler.verify import verify
from tests.scheduler.contract import value
from tests.scheduler.trying import optimum

ENTRIES = [one for one in catalogue() if isinstance(one, Entry)]
CASES = [(one, case) for one in ENTRIES for case in one.rosters]


def charged(entry: Entry, verdict: Verdict) -> int:
    return sum(verdict.parts.get(item.id, 0) for item in entry.items)


def test_every_kind_is_expressed_or_told_why_not() -> None:
    assert {one.number for one in catalogue()} == set(KINDS)
    keys = [one.key for one in catalogue()]
    assert len(keys) == len(set(keys))
    assert sum(isinstance(one, Gap) for one in catalogue()) <= 5


@pytest.mark.parametrize(("entry", "case"), CASES, ids=str)
def test_the_checker_tells_what_is_kept_from_what_is_broken(entry: Entry, case: str) -> None:
    verdict = verify(entry.place, entry.rosters[case])
    missed = [miss.message for miss in verdict.violations]
    names = {item.id for item in entry.items}
    assert {miss.item for miss in verdict.violations} <= names, missed
    if entry.cents is not None:
        assert charged(entry, verdict) == entry.cents[case], missed
    else:
        assert bool(missed) == (case == "broken"), missed
    hard = any(item.level is Level.HARD for item in entry.items)
    assert bool(verdict.broken) == (hard and case == "broken")


@pytest.mark.parametrize(("entry", "case"), CASES, ids=str)
def test_the_solver_agrees_with_the_checker(entry: Entry, case: str) -> None:
    model = Case.of(entry.place)
    verdict = verify(entry.place, entry.rosters[case])
    told = None if verdict.broken else model.hole_weight * verdict.holes + verdict.cost
    assert value(model, entry.rosters[case]) == told


@pytest.mark.parametrize("entry", ENTRIES, ids=str)
def test_the_best_roster_is_no_worse_than_those_that_are_tried(entry: Entry) -> None:
    best = optimum(Case.of(entry.place))
    verdicts = [verify(entry.place, one) for one in entry.rosters.values()]
    valid = [(one.holes, one.cost) for one in verdicts if not one.broken]
    assert best is not None
    assert best <= min(valid)
