"""Runs as Markdown: who is how far above the best bound, and all figures of everybody."""

from collections.abc import Iterator, Sequence
from math import ceil, inf
from statistics import median

from benchmarks.registry import problem_named
from benchmarks.rivals.referee import Run

OURS = "radroster"
"""The contestant that the others are compared with."""
TIMES = 10
"""From so many times the bound on, nobody wants percents."""


def tables(runs: Sequence[Run]) -> str:
    """Excess by problem and contestant, then every problem's rows; each cell is the median of the seeds."""
    names = list(dict.fromkeys(run.contestant for run in runs))
    problems = {name: [run for run in runs if run.problem == name] for name in dict.fromkeys(r.problem for r in runs)}
    lines = [f"| excess over the best bound | bound | {' | '.join(names)} |", "|---" * (len(names) + 2) + "|"]
    for problem, here in problems.items():
        bound = best_bound(here)
        cells = [excess([run for run in here if run.contestant == name], here) for name in names]
        lines.append(f"| {problem} | {_number(bound)} | {' | '.join(cells)} |")
    if OURS in names:
        ratios = [_ratio(name, list(problems.values())) for name in names]
        lines.append(f"| excess of {OURS} ÷ theirs, median | | {' | '.join(ratios)} |")
    lines += [
        "",
        "| problem | contestant | cost | holes, h | excess | own bound | first s | of s | CPU s | MB | remarks |",
    ]
    lines.append("|---" * 11 + "|")
    for here in problems.values():
        for name in names:
            mine = [run for run in here if run.contestant == name]
            lines += [_row(mine, here)] if mine else []
    return "\n".join([*lines, *_doubts(problems), ""])


def best_bound(here: Sequence[Run]) -> int | None:
    """Cents that no roster with the fewest holes undercuts, by anybody's proof, here or published; None without one."""
    holes, published = _fewest(here), problem_named(here[0].problem).bound
    if holes is None:
        return None
    proofs = [ceil(run.bounds[-1][1] - 1e-6) - run.hole_weight * holes for run in here if run.bounds]
    return max(proofs + ([published] if published is not None and not holes else []), default=None)


def excess(mine: Sequence[Run], here: Sequence[Run]) -> str:
    """(cost - best bound) / best bound of the median run, or its holes where others have fewer."""
    best = typical(mine).best if mine else None
    if best is None:
        return "no roster" if mine else ""
    if best.holes != _fewest(here):
        return f"{best.holes / 60:,.0f} h of holes"
    share = _share(mine, here)
    if share is None:
        return "–"
    return f"{share:.2%}" if share < TIMES else f"{share:,.0f} times"


def _share(mine: Sequence[Run], here: Sequence[Run]) -> float | None:
    """The excess as a number, infinite without a roster that has the fewest holes; None without a bound above 0."""
    best, bound = typical(mine).best, best_bound(here)
    if bound is None or bound <= 0:
        return None
    return inf if best is None or best.holes != _fewest(here) else best.cost / bound - 1


def _ratio(name: str, problems: Sequence[Sequence[Run]]) -> str:
    """Our excess as a part of somebody's, where one of the two is not at the bound; 0 where they have no roster."""
    found = []
    for here in problems:
        ours, theirs = ([run for run in here if run.contestant == one] for one in (OURS, name))
        shares = [_share(runs, here) for runs in (ours, theirs) if runs]
        if len(shares) == 2 and None not in shares:  # both took part, and there is a bound
            mine, other = (share or 0.0 for share in shares)
            if mine or other:
                found.append(1.0 if mine == other else 0.0 if other == inf else mine / other if other else inf)
    return f"{median(found):.2g} ×" if found else "–"


def typical(mine: Sequence[Run]) -> Run:
    """The run whose roster is the median of all seeds, the worse of two."""
    ordered = sorted(mine, key=lambda run: (inf, inf) if run.best is None else (run.best.holes, run.best.cost))
    return ordered[len(ordered) // 2]


def _fewest(here: Sequence[Run]) -> int | None:
    return min((run.best.holes for run in here if run.best is not None), default=None)


def _row(mine: Sequence[Run], here: Sequence[Run]) -> str:
    run, weight = typical(mine), here[0].hole_weight
    best = run.best
    bound = None if best is None or not run.bounds else ceil(run.bounds[-1][1] - 1e-6) - weight * (_fewest(here) or 0)
    if best is None:
        why = f"no roster{'' if run.broken is None else f': {run.broken} hard rules broken'}"
        found = f"{why} | | | {_number(bound)} | "
    else:
        found = (
            f"{best.cost:,} | {best.holes / 60:,.1f} | {excess(mine, here)} | {_number(bound)} | {run.curve[0].at:.1f}"
        )
    cpu, peak = median(one.cpu_seconds for one in mine), max(one.peak_mb for one in mine)
    told = f"{run.problem} | {run.contestant} | {found} | {run.budget:g} | {cpu:.0f} | {peak:.0f}"
    return f"| {told} | {'; '.join(run.remarks)} |"


def _doubts(problems: dict[str, list[Run]]) -> Iterator[str]:
    """Rosters below a bound, or below the best that the world knows: one of the two must be wrong."""
    for problem, here in problems.items():
        bound, known = best_bound(here), problem_named(problem).best_known
        if known is not None:
            yield f"\n{problem}: best known {known:,}."
        for run in here:
            best = run.best
            if best is not None and bound is not None and best.holes == _fewest(here) and best.cost < bound:
                yield f"\n**{run.contestant} is below the bound {bound:,} of {problem}: one of them is wrong.**"


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:,.0f}"
