"""Rosters for a point forecast, a cushioned one and expected costs, each on 500 simulated months.

    python benchmarks/studies/2026-11-24_uncertainty/rosters.py [SECONDS [MONTHS [TECHNOLOGISTS [SEED …]]]]

The same department, forecast and people each time; what differs is the line of coverage that the roster is priced by.
"""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

ROOT = Path(__file__).resolve().parents[3]
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]

from months import Outcome, months, outcome  # noqa: E402 - beside this file

from api.demand.forecasts import with_coverage  # noqa: E402
from api.demand.staffing_rules import staffing_rules  # noqa: E402
from api.generate.department import GeneratedDepartment, generate_department  # noqa: E402
from models.department import Department  # noqa: E402
from scheduler.forecast.coverage import Options, forecast  # noqa: E402
from scheduler.forecast.staffing import AreaStaffing  # noqa: E402
from scheduler.forecast.volumes import COLUMNS, Volumes  # noqa: E402
from scheduler.presence import present, required  # noqa: E402
from scheduler.search.supervisor import solve  # noqa: E402

DEFAULTS = (60.0, 500.0, 40.0)
"""Seconds, months and technologists."""
WANTED = "cover-wanted"


@dataclass(frozen=True)
class Way:
    """How a forecast becomes what the roster is priced by."""

    name: str
    line: str
    changes: dict[str, object]


WAYS = (
    Way("point forecast", "target", {"beta": 0.0}),
    Way("90th percentile", "target", {"beta": 0.0, "plan_for": 0.9}),
    Way("expected costs, $180", "expected", {"beta": 0.0, "short_cents": 180_00}),
    Way("expected costs, $150", "expected", {"beta": 0.0, "short_cents": 150_00}),
)


def history(made: GeneratedDepartment) -> Volumes:
    """The made-up past as volumes."""
    when = pl.col("start")
    parts = made.volumes.with_columns(when.dt.date().alias("date"), when.dt.hour().alias("hour"))
    return Volumes.of(parts.select(COLUMNS.names()))


def staffed(made: GeneratedDepartment, way: Way, rules: Sequence[AreaStaffing]) -> Department:
    """The department with the coverage of this way, and its policy reading that line."""
    changed = [rule.model_copy(update=way.changes) for rule in rules]
    place = made.department
    coverage = forecast(history(made), place.horizon, changed, Options(standing=place.coverage))
    items = [
        item.model_copy(update={"limits": {"of": way.line}}) if item.id == WANTED else item for item in place.policy
    ]
    return with_coverage(place.model_copy(update={"policy": tuple(items)}), coverage)


def rows(technologists: int, seed: int, *, seconds: float, number: int) -> Iterator[tuple[str, float, int, Outcome]]:
    """(name and gap, wages in dollars, hole minutes, outcome) of each way."""
    made = generate_department(technologists, seed)
    known = set(made.volumes["area"].unique())
    rules = [rule for rule in staffing_rules(made.department) if rule.area in known]
    busy = months(technologists, made.department.horizon, rules, number)
    _, wanted = required(made.department)
    for way in WAYS:
        place = staffed(made, way, rules)
        result = solve(place, seconds=seconds, seed=1, workers=2)
        if result.roster is None or result.verdict is None:
            print(f"no roster for {way.name}: {result.reasons}")
            continue
        wages = sum(result.verdict.parts.get(item.id, 0) for item in place.policy if item.family == "labour_cost") / 100
        here = {area: counts for area, counts in present(place, result.roster).items() if area in busy}
        open_hours = {area: wanted[area] for area in busy if area in wanted}
        told = outcome(here, {area: busy[area] for area in open_hours}, open_hours)
        gap = "unknown" if result.gap is None else f"{result.gap:.1%}"
        yield f"{way.name} | {gap}", wages, result.verdict.holes, told


def main(arguments: Sequence[str]) -> None:
    """Print the table as Markdown."""
    seconds, number, technologists = (*map(float, arguments[:3]), *DEFAULTS[len(arguments[:3]) :])
    seeds = [int(one) for one in arguments[3:]] or [1]
    print("| seed | priced by | gap | wages $ | holes min | paid h | short h | waiting h | overtime h | idle h |")
    print("|---|---|---|---|---|---|---|---|---|---|")
    for seed in seeds:
        for name, wages, holes, told in rows(int(technologists), seed, seconds=seconds, number=int(number)):
            cells = (told.paid, told.short, told.waiting, told.overtime, told.idle)
            print(
                f"| {seed} | {name} | {wages:,.0f} | {holes} | " + " | ".join(f"{one:,.1f}" for one in cells) + " |",
                flush=True,
            )


if __name__ == "__main__":
    main(sys.argv[1:])
