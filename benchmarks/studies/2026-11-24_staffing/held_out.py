"""People per hour from four ways of planning, at equal person-hours, on weeks that none of them has seen.

    python benchmarks/studies/2026-11-24_staffing/held_out.py [TECHNOLOGISTS [SEED]]

Two years of made-up exams; the last sixteen weeks are held out, planned four weeks at a time from what was on record.
"""

import datetime as dt
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

ROOT = Path(__file__).resolve().parents[3]
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks" / "studies" / "2026-11-24_uncertainty")]

import polars as pl  # noqa: E402 - the tree is found above
from months import LOOKS, _people  # noqa: E402

from api.demand.staffing_rules import staffing_rules  # noqa: E402
from api.generate.department import generate_department  # noqa: E402
from api.generate.history import _draw, _expected  # noqa: E402
from api.generate.reference import reference  # noqa: E402
from api.generate.sites import plan_network  # noqa: E402
from scheduler.forecast.forecasters.discovery import forecaster_named  # noqa: E402
from scheduler.forecast.history import History  # noqa: E402
from scheduler.forecast.holidays import Holidays  # noqa: E402
from scheduler.forecast.interventions import factors  # noqa: E402
from scheduler.forecast.shortage import day_doubt, needed_chances  # noqa: E402
from scheduler.forecast.staffing import AreaStaffing, heads, offered_load  # noqa: E402
from scheduler.forecast.volumes import COLUMNS, HOURS, Floats, Volumes  # noqa: E402
from scheduler.forecast.workload import area_work  # noqa: E402

START = dt.date(2025, 1, 6)
DAYS, AHEAD, PLANS = 104 * 7, 28, 4
YEAR = 364
People = NDArray[np.int64]
Plan = Callable[[float], People]
"""People by hour at a setting; more at a higher one."""
SETTINGS = {
    "last year's template": (0.2, 4.0),
    "mean": (0.2, 4.0),
    "90th percentile": (0.1, 3.0),
    "expected costs": (0.0, 0.999),
}


def areas(technologists: int, seed: int) -> Iterator[tuple[AreaStaffing, list[str], list[Floats]]]:
    """(rule, sources, exams of each by day and hour) of each area."""
    book, network = reference(), plan_network(technologists, reference())
    days = [START + dt.timedelta(days=day) for day in range(DAYS)]
    rules = {rule.area: rule for rule in staffing_rules(generate_department(technologists, seed).department)}
    for site in network.sites:
        for modality in site.curves:
            rule = rules.get(site.area(modality))
            if rule is not None:
                draw = np.random.default_rng([seed, *rule.area.encode()])
                mix = [source for source, share in book.source_mix[modality].items() if share]
                expected = [site.factor * _expected(modality, source, days, book) for source in mix]
                yield rule, mix, [_draw(one, np.ones((DAYS, HOURS)), draw).astype(np.float64) for one in expected]


def volumes(area: str, sources: Sequence[str], exams: Sequence[Floats], days: int) -> Volumes:
    """The first days as volumes."""
    rows = [
        (area, source, START + dt.timedelta(days=day), hour, float(one[day, hour]))
        for source, one in zip(sources, exams, strict=True)
        for day in range(days)
        for hour in range(HOURS)
    ]
    return Volumes.of(pl.DataFrame(rows, schema=COLUMNS, orient="row"))


def plans(rule: AreaStaffing, sources: Sequence[str], exams: Sequence[Floats], known: int) -> dict[str, Plan]:
    """The four ways, for the four weeks after day `known`."""
    on_record = volumes(rule.area, sources, exams, known)
    histories = {one.key: History.of(one, Holidays("US")) for one in on_record.daily()}
    first = START + dt.timedelta(days=known)
    work = area_work(on_record, histories, forecaster_named(), lambda key: factors((), key, first, AHEAD))
    names = tuple(work.sources)
    mean = offered_load(work.by_hour(names).ravel(), rule.minutes_per_exam)
    busy = offered_load(work.at_level(names, 0.9).ravel(), rule.minutes_per_exam)
    doubt = np.repeat(day_doubt(work.together(names)), HOURS)
    before = np.sum(exams, axis=0)[known - YEAR : known - YEAR + AHEAD].reshape(AHEAD // 7, 7, HOURS).mean(axis=0)
    template = offered_load(np.tile(before, (AHEAD // 7, 1)).ravel(), rule.minutes_per_exam)
    chances = [needed_chances(0.0, one, share, rule) for one, share in zip(mean.tolist(), doubt.tolist(), strict=True)]
    return {
        "last year's template": lambda setting: heads(template * setting, rule),
        "mean": lambda setting: heads(mean * setting, rule),
        "90th percentile": lambda setting: heads(busy * setting, rule),
        "expected costs": lambda setting: np.array([sum(one > 1 - setting for one in hour) for hour in chances]),
    }


def at_cost(plan: list[Plan], span: tuple[float, float], hours: int) -> list[People]:
    """The plans at the one setting for all that comes closest to so many person-hours, from below or above."""
    low, high = span
    for _ in range(40):
        middle = (low + high) / 2
        if sum(int(one(middle).sum()) for one in plan) > hours:
            high = middle
        else:
            low = middle
    return [one(low) for one in plan]


def main(arguments: Sequence[str]) -> None:
    """Print short and idle minutes per day of each way, at the person-hours that expected costs buy at two prices."""
    technologists, seed = (*map(int, arguments), *(105, 1)[len(arguments) :])
    made: dict[str, list[Plan]] = {name: [] for name in SETTINGS}
    truth: list[Floats] = []
    for rule, sources, exams in areas(technologists, seed):
        draw = np.random.default_rng([seed, 9])
        for back in range(PLANS, 0, -1):
            known = DAYS - back * AHEAD
            for name, plan in plans(rule, sources, exams, known).items():
                made[name].append(plan)
            came = np.sum(exams, axis=0)[known : known + AHEAD].astype(np.int64)
            truth.append(_people(came, rule, draw))
    days = AHEAD * PLANS
    print("| planned by | person-hours a day | short min a day | idle min a day |\n|---|---|---|---|")
    for level in (0.8, 0.9, 0.95):
        hours = sum(int(plan(level).sum()) for plan in made["expected costs"])
        for name, span in SETTINGS.items():
            people = at_cost(made[name], span, hours)
            there = [np.repeat(one, LOOKS) for one in people]
            short = sum(float(np.maximum(0, busy - here).sum()) for busy, here in zip(truth, there, strict=True))
            idle = sum(float(np.maximum(0, here - busy).sum()) for busy, here in zip(truth, there, strict=True))
            paid = sum(int(one.sum()) for one in people)
            print(f"| {name} | {paid / days:,.1f} | {short * 10 / days:,.0f} | {idle * 10 / days:,.0f} |", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
