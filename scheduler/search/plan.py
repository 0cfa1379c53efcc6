"""Who runs when: the strategies of each worker, decided by size and by how many workers there are."""

from collections.abc import Sequence
from dataclasses import dataclass

from scheduler.case import Case
from scheduler.search.blackboard import Blackboard, Strategy
from scheduler.search.columns.first import FirstLines
from scheduler.search.columns.strategy import ColumnSearch, ColumnWindows
from scheduler.search.compact import Compact, Relaxation
from scheduler.search.full import Full
from scheduler.search.lns import Lns
from scheduler.search.person_bound import PersonBound
from scheduler.search.start import OneByOne
from scheduler.search.sweep import Sweep

SMALL = 1500
"""Up to so many (person, day, duty) choices one CP-SAT model is expected to prove within a minute."""

HUGE = 30_000
"""Cells, (person, day), above which neither a relaxation nor everybody's programmes fit into 2 GB."""

WEEKS = 42
"""Days up to which one model a person is as quick as one programme a person, the building of it included."""


@dataclass(frozen=True)
class Stage:
    """A strategy and the share of the remaining time that it may use."""

    strategy: Strategy
    share: float = 1.0
    opening: bool = False
    """Makes a first roster: left out where a solve goes on from one."""


CONFIRM = Stage(PersonBound(patience=10.0, promise=None), 0.5)
"""After a column search: its bound worked out anew, each line by another solver."""


def choices(case: Case) -> int:
    """Number of (person, day, duty) choices of a problem: the size that plans go by."""
    return int(case.problem.eligible.sum())


def plan(case: Case, *, workers: int) -> list[Sequence[Stage]]:
    """For each worker what it does, in order.

    Measured (benchmarks/studies): one model proves small problems within seconds and is far behind windows and
    columns on large ones; HiGHS' relaxation is the quick bound where cover dominates, columns where lines do.
    """
    if choices(case) <= SMALL:
        return _small(workers)
    huge = case.problem.people * case.problem.days > HUGE
    first = _first(case.problem.days, huge=huge)
    sweep = Sweep(people=case.problem.days <= WEEKS)
    primal = (*first, Stage(sweep), Stage(Lns()))
    if huge:
        return [primal] * workers
    long = case.problem.days > WEEKS
    begin = () if long else (Stage(Relaxation(), 0.4), Stage(PersonBound(), 0.3))
    dual = (*begin, Stage(ColumnSearch(long=long, shared=long)), CONFIRM)
    if workers == 1:
        return [(*first, Stage(sweep, 0.3), *begin, Stage(ColumnSearch(long=long), 0.5), Stage(Lns()))]
    others = [primal] * (workers - 2)
    return [(Stage(ColumnWindows(), 0.7), *first[1:], Stage(Lns())) if long else primal, dual, *others]


def _first(days: int, *, huge: bool) -> tuple[Stage, ...]:
    """A first roster: one model a person, on longer horizons one programme a person, models where those find none."""
    models = Stage(OneByOne(), opening=True)
    return (models,) if days <= WEEKS else (Stage(FirstLines(frugal=huge), opening=True), models)


def _small(workers: int) -> list[Sequence[Stage]]:
    """Three solvers of different kinds, any two of which can confirm each other's proof."""
    first = Stage(OneByOne(), opening=True)
    whole = (first, Stage(Full()))
    others = (Stage(Compact(), 0.2), Stage(ColumnSearch(), 0.7), CONFIRM, Stage(Compact()))
    if workers == 1:
        return [(first, *others[:3], Stage(Full()))]
    return [whole, others, *([(Stage(Lns()),)] * (workers - 2))]


def repeatable(rounds: int) -> Sequence[Stage]:
    """Stages whose work is limited by counting it and never by the clock, `rounds` windows at the end."""
    return (Stage(OneByOne()), Stage(Sweep()), Stage(Lns(rounds=rounds)))


def run_stages(stages: Sequence[Stage], board: Blackboard, *, seed: int) -> None:
    """Run one worker's stages until the board is done."""
    for stage in stages:
        if board.remaining <= 0 or board.confirmed or board.impossible:
            return
        if (board.proved and not stage.strategy.proves) or (stage.opening and board.best is not None):
            continue
        board.running = stage.strategy.name
        stage.strategy.run(board, seed=seed, seconds=board.remaining * stage.share)
