"""The budget page: a whole page that loads nothing, shows every figure, and runs nothing of what names say."""

import re
import subprocess
from pathlib import Path

from api.pages.budget_page import render_budget, target_rows, variance_rows
from api.views.headline import Tone
from tests.api.budget.months import planned_month, small_month
from tests.browser import QUIET


def test_bars_share_one_scale_and_end_where_pay_ends() -> None:
    month = planned_month()
    rows = target_rows(month, ["wages", "overtime premium", "differentials"])
    ends = [row.pieces[-1].start + row.pieces[-1].length for row in rows]
    pays = [row.standing.sums.total for row in rows]
    assert all(abs(end / ends[0] - pay / pays[0]) < 1e-3 for end, pay in zip(ends, pays, strict=True))
    assert max(*ends, *(row.mark or 0 for row in rows)) <= 100
    assert [row.tone for row in rows[:2]] == [Tone.GOOD, Tone.BAD]


def test_an_areas_name_stands_on_its_first_row_only() -> None:
    assert [row.label for row in target_rows(planned_month(), ["wages"])] == ["<Tomography>", "", "MR", ""]


def test_what_is_cheaper_than_planned_goes_to_the_left_of_the_middle() -> None:
    rows = variance_rows(planned_month())
    volume = rows[0].bars[0]
    assert rows[0].exams == 90
    assert volume.start + volume.length == 50
    assert volume.start < 50


def test_the_page_shows_every_part_and_escapes_names() -> None:
    page = render_budget(planned_month())
    for told in ("$4,340", "+$820", "Where the difference to plan comes from", "Most overtime", "&lt;Tomography&gt;"):
        assert told in page
    assert "<Tomography>" not in page
    assert "Ann &#34;=1+1&#34; &lt;Oak&gt;" in page
    assert not re.search(r"(src|href)=\"(?!data:)", page)


def test_without_a_plan_the_page_has_no_variances() -> None:
    page = render_budget(small_month())
    assert "Where the difference" not in page
    assert "there is no target" in page
    assert ">Target<" not in page


def test_the_same_month_gives_the_same_page() -> None:
    assert render_budget(planned_month()) == render_budget(planned_month())


def test_a_browser_shows_the_page(chromium: str, tmp_path: Path) -> None:
    file = tmp_path / "budget.html"
    file.write_text(render_budget(planned_month()), encoding="utf-8")
    command = [chromium, *QUIET, f"--user-data-dir={tmp_path / 'profile'}", "--dump-dom", file.as_uri()]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120)
    assert done.stdout.count("<tr") == render_budget(planned_month()).count("<tr")
