import datetime as dt
import itertools

from api.pages.progress_chart import finders, progress_chart
from models.roster import Roster, Verdict
from scheduler.result import BoundStep, Incumbent, Result, Status


def result(*incumbents: tuple[float, str, int, int], bounds: tuple[tuple[float, float], ...] = ()) -> Result:
    cost = incumbents[-1][3] if incumbents else 0
    return Result(
        status=Status.FEASIBLE,
        roster=Roster(department="dep", start=dt.date(2026, 3, 2), days=7),
        verdict=Verdict(holes=0, cost=cost, broken=0, parts={}),
        bound=round(bounds[-1][1]) if bounds else None,
        incumbents=tuple(
            Incumbent(seconds=at, source=who, holes=gone, cost=cents) for at, who, gone, cents in incumbents
        ),
        bounds=tuple(BoundStep(seconds=at, source="lp", cost=cents) for at, cents in bounds),
        seconds=60,
    )


def test_nothing_found_makes_no_chart() -> None:
    assert progress_chart(result(), "USD") is None
    assert finders(result()) == ()


def test_cost_comes_down_and_the_bound_comes_up_without_crossing() -> None:
    chart = progress_chart(
        result((1, "a", 0, 120_000), (10, "b", 0, 100_000), bounds=((2, 90_000), (20, 99_000))), "USD"
    )
    assert chart is not None
    first, second = chart.dots
    assert first.x < second.x
    assert first.y < second.y
    lowest_bound = float(chart.bound.split("V")[-1].split("H")[0])
    assert second.y < lowest_bound <= chart.bottom
    assert chart.found.endswith(f"H{chart.right:g}")


def test_rosters_with_more_holes_than_the_best_are_left_out() -> None:
    chart = progress_chart(result((1, "a", 60, 10), (2, "b", 0, 100_000)), "USD")
    assert chart is not None
    assert [dot.title for dot in chart.dots] == ["2 s: $1k by b"]


def test_a_far_first_roster_does_not_flatten_the_end_of_the_race() -> None:
    costs = (10_000_000, 101_000, 100_000)
    chart = progress_chart(result(*((at, "a", 0, cost) for at, cost in enumerate(costs, start=1))), "USD")
    assert chart is not None
    assert chart.dots[0].y == chart.top
    assert chart.dots[2].y - chart.dots[1].y > 10


def test_a_bound_of_a_time_with_more_holes_is_restated_for_the_final_roster() -> None:
    told = result((1, "a", 0, 100_000), bounds=((2, -500_000),)).model_copy(update={"bound": 99_000})
    chart = progress_chart(told, "USD")
    assert chart is not None
    assert [tick.label for tick in chart.up] == ["$990", "$992.5", "$995", "$997.5", "$1k"]


def test_time_labels_never_run_into_each_other() -> None:
    for last in (0.5, 5, 59, 600, 10_800):
        chart = progress_chart(result((0.02, "a", 0, 110), (last, "b", 0, 100)), "USD")
        assert chart is not None
        places = sorted(tick.at for tick in chart.across)
        assert all(after - before >= 52 for before, after in itertools.pairwise(places))
        assert places


def test_hundreds_of_improvements_stay_readable() -> None:
    steps = [(1 + number / 100, "a", 0, 100_000 - number) for number in range(500)]
    chart = progress_chart(result(*steps), "USD")
    assert chart is not None
    assert len(chart.dots) < 150
    assert chart.dots[-1].title.startswith("5.99 s")


def test_strategies_stand_in_order_of_what_they_saved() -> None:
    found = finders(result((1, "start", 60, 900), (2, "lns", 0, 1000), (3, "lns", 0, 700), (4, "dive", 0, 600)))
    assert [(one.source, one.improvements, one.saved, one.last_seconds, one.first) for one in found] == [
        ("lns", 2, 300, 3, False),
        ("dive", 1, 100, 4, False),
        ("start", 1, 0, 1, True),
    ]
