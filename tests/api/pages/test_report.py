import datetime as dt
import re
import subprocess
from html.parser import HTMLParser
from pathlib import Path

import pytest

from api.pages.report import render_report
from fixtures import showcase
from models.demand import ShiftNeed
from models.department import Department
from scheduler.forecast.prediction import AreaForecast, Forecast
from scheduler.result import Result, Status
from tests.browser import QUIET

PLACE = showcase.department(people=16, areas=4)
RESULT = showcase.result(PLACE)
MADE_AT = dt.datetime(2026, 9, 1, 12, tzinfo=dt.UTC)
VOID = {"meta", "link", "input", "col", "br"}


class Outline(HTMLParser):
    """Collects what a test asks about, and refuses tags that do not match."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tables: list[set[str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.ids += [value for name, value in attrs if name == "id" and value]
        self.links += [value for name, value in attrs if name in {"src", "href"} and value]
        if tag == "table":
            self.tables.append(set())
        if tag == "th" and self.tables:
            self.tables[-1].add(str(given.get("scope")))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Shapes of a drawing close themselves."""

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def outline(page: str) -> Outline:
    parser = Outline()
    parser.feed(page)
    parser.close()
    assert parser.open == []
    return parser


def forecast_of(place: Department) -> Forecast:
    days = place.horizon.days
    by_day, by_hour = (40.0,) * days, (40 / 24,) * (24 * days)
    one = AreaForecast(
        area="CT",
        by_day=by_day,
        by_day_quantiles={"0.1": (30.0,) * days, "0.9": (50.0,) * days},
        by_hour=by_hour,
        by_hour_quantiles={"0.1": by_hour, "0.9": by_hour},
        by_source={},
        scheduled_load=(),
        unscheduled_load=(),
        recent_start=dt.date(2026, 8, 1),
        recent=(38.0, None, 41.0, 44.0),
        wape=0.083,
    )
    return Forecast(
        start=place.horizon.start,
        days=days,
        zone=place.horizon.zone,
        forecaster="seasonal",
        holidays="US",
        history_first=dt.date(2024, 1, 1),
        history_last=dt.date(2026, 8, 4),
        areas=(one,),
        coverage=(),
    )


def test_the_page_is_well_formed_and_needs_nothing_from_elsewhere() -> None:
    page = render_report(PLACE, RESULT, forecast=forecast_of(PLACE), made_at=MADE_AT)
    found = outline(page)
    assert len(set(found.ids)) == len(found.ids)
    assert all(link == "data:," or link[1:] in found.ids for link in found.links)
    assert not re.search(r"https?://|@import|url\(", page)
    assert "default-src 'none'" in page


def test_every_table_names_its_rows_and_columns() -> None:
    tables = outline(render_report(PLACE, RESULT)).tables
    assert len(tables) > 8
    assert all("col" in scopes and "None" not in scopes for scopes in tables)


def test_the_verdict_stands_in_plain_words_at_the_top() -> None:
    page = render_report(PLACE, RESULT)
    assert "Proved within 1.2 %: at most $" in page[: page.index('id="roster"')]
    assert RESULT.verdict is not None
    assert f"{RESULT.verdict.holes // 60} person-hours" in page


def test_everybody_and_every_duty_is_on_the_board() -> None:
    page = render_report(PLACE, RESULT)
    roster = page[page.index('id="roster"') : page.index('id="coverage"')]
    assert all(f'<th scope="row">{person.label}</th>' in roster for person in PLACE.staff)
    assert RESULT.roster is not None
    assert len(re.findall(r'<b class="c\d+ [denk]', roster.split("<table", 1)[1])) == len(RESULT.roster.assignments)


def test_time_off_shows_without_its_reason() -> None:
    place = showcase.department(people=28)
    assert any(leave.private for leave in place.time_off)
    page = render_report(place, showcase.result(place))
    assert '<b class="off">off</b>' in page
    assert "fmla" not in page


def test_holes_say_in_numbers_what_is_missing() -> None:
    page = render_report(PLACE, RESULT)
    assert re.search(r'<td class="h">0/1</td>', page)
    assert re.search(r'<td class="s">\d/\d</td>', page)


def test_policy_is_listed_with_its_citation_and_cost() -> None:
    page = render_report(PLACE, RESULT)
    policy = page[page.index('id="policy"') :]
    assert "Department staffing plan 2026, section 3" in policy
    assert "$60 per person-hour" in policy
    assert "kept" in policy


def test_strategies_are_listed_with_what_they_saved() -> None:
    page = render_report(PLACE, RESULT)
    progress = page[page.index('id="progress"') :]
    assert "lns week" in progress
    assert "first roster" in progress
    assert progress.count("<circle") == 4


def test_a_forecast_shows_history_and_what_is_expected() -> None:
    page = render_report(PLACE, RESULT, forecast=forecast_of(PLACE))
    section = page[page.index('id="forecast"') :]
    assert "40 exams expected per day; past forecasts were off by 8.3 %" in section
    # The unknown day is a gap: two strokes of history.
    assert len(re.findall(r"M", re.findall(r'class="history" d="([^"]+)"', section)[0])) == 2
    assert 'id="forecast"' not in render_report(PLACE, RESULT)


def test_benchmark_instances_speak_of_points_and_of_shifts() -> None:
    needs = (ShiftNeed(area="XR", shift="D8", date=PLACE.horizon.start, minimum=9, target=9),)
    place = PLACE.model_copy(update={"currency": "penalty", "coverage": (), "shift_needs": needs})
    page = render_report(place, RESULT)
    assert "$" not in re.sub(r"<script>.*?</script>", "", page, flags=re.DOTALL)
    assert " points" in page
    assert "Shifts against needs" in page
    assert "Hour by hour" not in page


@pytest.mark.parametrize(
    "name", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "{{ 7*7 }}", "</style>", "x" * 50_000]
)
def test_a_hostile_name_is_only_text(name: str) -> None:
    staff = (PLACE.staff[0].model_copy(update={"name": name}), *PLACE.staff[1:])
    areas = (PLACE.areas[0].model_copy(update={"name": name}), *PLACE.areas[1:])
    page = render_report(PLACE.model_copy(update={"staff": staff, "areas": areas, "name": name}), RESULT)
    outline(page)
    assert page.count("<script") == 1
    assert "<img" not in page


def test_the_same_input_gives_the_same_page() -> None:
    assert render_report(PLACE, RESULT, made_at=MADE_AT) == render_report(PLACE, RESULT, made_at=MADE_AT)


def test_without_a_roster_the_page_says_why() -> None:
    result = Result(status=Status.INFEASIBLE, reasons=("CT night 24 Dec needs 2, 1 holds <CT>.",))
    page = render_report(PLACE, result)
    outline(page)
    assert "Not possible: no roster keeps every hard rule." in page
    assert "CT night 24 Dec needs 2, 1 holds &lt;CT&gt;." in page
    assert 'id="roster"' not in page


@pytest.mark.parametrize(("people", "megabytes", "unfolded"), [(105, 0.5, 7), (350, 1.0, 1)])
def test_big_departments_stay_small_and_fold(people: int, megabytes: float, unfolded: int) -> None:
    place = showcase.department(people=people, areas=7)
    page = render_report(place, showcase.result(place))
    assert len(page.encode()) < megabytes * 1e6
    roster = page[page.index('id="roster"') : page.index('id="coverage"')]
    assert roster.count('<details class="group" open>') == unfolded
    assert roster.count('<details class="group"') == 7


def test_a_browser_runs_the_pages_own_script_and_loads_nothing(chromium: str, tmp_path: Path) -> None:
    file = tmp_path / "report.html"
    file.write_text(render_report(PLACE, RESULT, forecast=forecast_of(PLACE)), encoding="utf-8")
    shot = tmp_path / "page.png"
    done = subprocess.run(
        [
            chromium,
            *QUIET,
            "--disable-background-networking",
            f"--user-data-dir={tmp_path / 'profile'}",
            "--enable-logging=stderr",
            "--window-size=1500,1200",
            f"--screenshot={shot}",
            "--dump-dom",
            file.as_uri(),
        ],
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    assert "CONSOLE" not in done.stderr, done.stderr
    # The field for finding a person is hidden until the script shows it.
    assert '<label class="find">' in done.stdout
    assert shot.read_bytes().startswith(b"\x89PNG")
