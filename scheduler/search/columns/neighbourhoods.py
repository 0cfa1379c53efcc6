"""Neighbourhoods over columns: most cells stay as in the known roster, the rest is priced and put together anew."""

from dataclasses import dataclass, field

import numpy as np

from scheduler.search.columns.demand import Ints
from scheduler.search.columns.generation import Pace, generate
from scheduler.search.columns.master import Program
from scheduler.search.columns.restricted import Limits, solve_restricted
from scheduler.search.columns.work import Mask, Work

KINDS = ("people", "days", "days", "both")
ROUNDS = 10
SECONDS = 3.0


@dataclass
class Sizes:
    """How much each kind of neighbourhood opens; grows while it is solved to the end, shrinks when it is not."""

    people: int = 5
    days: int = 10
    both: int = 10
    tries: dict[str, list[int]] = field(default_factory=dict)
    """Kind → [tries, improvements]."""

    def adapt(self, kind: str, most: int, *, better: bool, solved: bool) -> None:
        """Learn from one try."""
        counts = self.tries.setdefault(kind, [0, 0])
        counts[0] += 1
        counts[1] += better
        size = getattr(self, kind)
        if solved and not better:
            setattr(self, kind, min(most, size + 1))
        elif not solved and not better:
            setattr(self, kind, max(3, size - 2))


def explore(work: Work, sizes: Sizes, tries: int) -> None:
    """Try one neighbourhood after another until the work is over."""
    for _ in range(tries):
        if work.over:
            return
        work.adopt()
        kind = work.rng.choice(KINDS)
        allow, people = _neighbourhood(work, kind, sizes)
        before = work.value
        program = Program(work.master, _open_columns(work, allow), work.master.section(allow))
        relaxation = generate(work, program, Pace(rounds=ROUNDS, smoothing=0.0), allow=allow, people=people)
        if relaxation is None:
            return
        solved, better = True, False
        if relaxation.value < before - 1e-3:
            better, solved = solve_restricted(work, _open_columns(work, allow), Limits(SECONDS))
        most = work.problem.people if kind == "people" else work.problem.days
        sizes.adapt(kind, most, better=better, solved=solved)


def _open_columns(work: Work, allow: Mask) -> Ints:
    everything = np.arange(len(work.master.pool))
    return everything[work.master.pool.inside(allow, everything)]


def _neighbourhood(work: Work, kind: str, sizes: Sizes) -> tuple[Mask, list[int]]:
    """(open cells, people who have any)."""
    problem, rng = work.problem, work.rng
    lines = np.stack(work.lines)
    allow = np.zeros((problem.people, problem.days, work.demand.duties + 1), dtype=bool)
    np.put_along_axis(allow, lines[:, :, None].astype(np.intp) % allow.shape[2], values=True, axis=2)
    everybody = range(problem.people)
    if kind == "people":
        people = sorted(rng.sample(everybody, min(problem.people, sizes.people)))
        allow[people] = True
        return allow, people
    length = min(problem.days, getattr(sizes, kind) * (1 if kind == "days" else 2))
    first = _first_day(work, length)
    people = list(everybody)
    if kind == "both":
        people = sorted(rng.sample(everybody, min(problem.people, max(2, problem.people * 2 // 3))))
    allow[people, first : first + length] = True
    return allow, people


def _first_day(work: Work, length: int) -> int:
    """A window's begin; three of four times it holds a day that is drawn by what its rows cost."""
    days = work.problem.days
    charged = work.demand.charge(work.demand.counts(work.lines))
    weight = np.zeros(days)
    for row in np.nonzero(charged > 0)[0].tolist():
        places = work.demand.places[row]
        if len(places):
            weight[places // work.demand.duties] += charged[row] / len(places)
    if weight.sum() > 0 and work.rng.random() < 0.75:  # noqa: PLR2004 - three of four
        day = work.rng.choices(range(days), weights=weight.tolist())[0]
        return max(0, min(days - length, day - work.rng.randrange(length)))
    return work.rng.randrange(days - length + 1)
