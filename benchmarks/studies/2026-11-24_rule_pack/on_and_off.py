"""The reference department with the imaging rule pack on and off, with and without its lapsing papers, side by side.

python benchmarks/studies/2026-11-24_rule_pack/on_and_off.py --technologists 105 --rounds 80

With one worker and a number of rounds the same seed gives the same rosters on any load; seconds are of the processor.
"""

import argparse
import time
from collections.abc import Iterator
from dataclasses import dataclass

from api.credentials.lapses import lapses, renewed
from api.generate import generate_department
from api.packs.apply import apply, strip
from api.packs.library import pack_named
from models.department import Department
from models.roster import Verdict
from scheduler.result import Result
from scheduler.search.supervisor import solve
from scheduler.verify import verify

HOUR, DOLLAR = 60, 100


@dataclass(frozen=True)
class Run:
    """One solve."""

    name: str
    department: Department
    result: Result
    seconds: float
    """Of the processor, from the department to the result."""


def run(name: str, department: Department, *, rounds: int, seed: int, limit: float) -> Run:
    """Solve a department and say what it took."""
    begun = time.process_time()
    result = solve(department, seconds=limit, seed=seed, workers=1, rounds=rounds)
    return Run(name, department, result, time.process_time() - begun)


def row(one: Run, ruled: Department) -> str:
    """A row of the table; `ruled` judges the roster by the pack, whether it was made with it or not."""
    verdict, roster = one.result.verdict, one.result.roster
    if verdict is None or roster is None:
        return f"| {one.name} | no roster | | | | {one.seconds:.1f} |"
    judged = verify(ruled, roster)
    return (
        f"| {one.name} | {verdict.holes / HOUR:.1f} | {verdict.cost / DOLLAR:,.0f} | {judged.holes / HOUR:.1f} "
        f"| {judged.broken} | {one.seconds:.1f} |"
    )


def explained(left: Run, right: Run) -> Iterator[str]:
    """Where the dollars of two rosters differ: by policy item, with its title."""
    here, there = left.result.verdict, right.result.verdict
    if here is None or there is None:
        return
    titles = {item.id: item.title or item.id for one in (right, left) for item in one.department.policy}
    yield f"| what | {left.name} | {right.name} | difference |"
    yield "|---|---|---|---|"
    for name in sorted(here.parts.keys() | there.parts.keys(), key=lambda name: -abs(_difference(here, there, name))):
        if _difference(here, there, name):
            have, had = here.parts.get(name, 0) / DOLLAR, there.parts.get(name, 0) / DOLLAR
            yield f"| `{name}` {titles.get(name, '')} | {have:,.0f} | {had:,.0f} | {have - had:+,.0f} |"
    total = (here.cost - there.cost) / DOLLAR
    yield f"| all | {here.cost / DOLLAR:,.0f} | {there.cost / DOLLAR:,.0f} | {total:+,.0f} |"


def _difference(left: Verdict, right: Verdict, name: str) -> int:
    return left.parts.get(name, 0) - right.parts.get(name, 0)


def main() -> None:
    """Solve four times, print a table, and say where the dollars went."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--technologists", type=int, default=40)
    parser.add_argument("--rounds", type=int, default=60)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--limit", type=float, default=3600, help="seconds of the clock; meant not to be reached")
    given = parser.parse_args()
    pack, made = pack_named("imaging"), generate_department(given.technologists, seed=given.seed).department
    end = made.horizon.end
    off, on = strip(made, pack), apply(made, pack).department
    for lapse in lapses(on, end):
        print(f"- {lapse.message}")
    print(f"\n{len(off.policy)} policy items and {len(off.team_requirements)} team requirements without the pack,")
    print(f"{len(on.policy)} and {len(on.team_requirements)} with it; {given.rounds} rounds, seed {given.seed}.\n")
    print(
        "| pack | holes, person-hours | dollars | holes by the pack's rules | hard rules broken by it | CPU-seconds |"
    )
    print("|---|---|---|---|---|---|", flush=True)
    done: list[Run] = []
    for name, department, judge in (
        ("off, papers as they are", off, on),
        ("off, papers renewed", renewed(off, end), renewed(on, end)),
        ("on, papers as they are", on, on),
        ("on, papers renewed", renewed(on, end), renewed(on, end)),
    ):
        done.append(run(name, department, rounds=given.rounds, seed=given.seed, limit=given.limit))
        print(row(done[-1], judge), flush=True)
    for told, left, right in (
        ("What the lapses change, with the pack on", done[2], done[3]),
        ("What the pack changes, papers as they are", done[2], done[0]),
        ("What the pack changes, papers renewed", done[3], done[1]),
    ):
        print(f"\n{told}, in dollars; {left.seconds / right.seconds:.2f} times the seconds:\n")
        print("\n".join(explained(left, right)))


if __name__ == "__main__":
    main()
