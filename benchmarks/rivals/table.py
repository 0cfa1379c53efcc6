"""Runs as Markdown: who is how far above the best bound, and all figures of everybody."""

from collections.abc import Iterator, Sequence
from math import ceil, inf
from statistics import median

from benchmarks.registry import problem_named
from benchmarks.rivals.referee import Run


def tables(runs: Sequence[Run]) -> str:
    """Excess by problem and contestant, then every problem's rows; each cell is the median of the seeds."""
    names = list(dict.fromkeys(run.contestant for run in runs))
    problems = {name: [run for run in runs if run.problem == name] for name in dict.fromkeys(r.problem for r in runs)}
    lines = [f"| excess over the best bound | bound | {' | '.join(names)} |", "|---" * (len(names) + 2) + "|"]
    for problem, here in problems.items():
        bound = best_bound(here)
        cells = [excess([run for run in here if run.contestant == name], here) for name in names]
        lines.append(f"| {problem} | {_number(bound)} | {' | '.join(cells)} |")
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
    """Cents that no roster with the fewest holes undercuts, by anybody's proof; None without one."""
    proofs = [run.bounds[-1][1] for run in here if run.bounds]
    holes = _fewest(here)
    return None if not proofs or holes is None else ceil(max(proofs) - 1e-6) - here[0].hole_weight * holes


def excess(mine: Sequence[Run], here: Sequence[Run]) -> str:
    """(cost - best bound) / best bound of the median run, or its holes where others have fewer."""
    if not mine:
        return ""
    best, bound, fewest = typical(mine).best, best_bound(here), _fewest(here)
    if best is None:
        return "no roster"
    if best.holes != fewest:
        return f"{best.holes / 60:,.0f} h of holes"
    return "–" if bound is None or bound <= 0 else f"{best.cost / bound - 1:.2%}"


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
