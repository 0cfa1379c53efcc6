"""A month's money in words: what the terminal and programs are told."""

import json

from api.views.budget import month_headline, month_json, month_text, signed_money
from api.views.headline import Tone
from tests.api.budget.months import line, planned_month, small_month


def test_the_headline_says_by_how_much_pay_is_above_its_target() -> None:
    month = planned_month()
    words = month_headline(month)
    assert words.tone is Tone.BAD
    assert words.title == "Pay comes to $4,340, $970 (31.8 %) above target."
    assert words.notes[0].startswith("2 pay periods of an area beyond target, most in <Tomography> from 2026-06-15")
    told = "+$20 of it is beyond what rosters are priced with, $4,320: regular rate +$20."
    assert words.notes[1] == told


def test_below_target_is_told_as_such() -> None:
    words = month_headline(small_month(line("CT", 0, target_cents=200000)))
    assert (words.tone, words.title) == (Tone.GOOD, "Pay comes to $4,340, $440 (22.0 %) below target.")


def test_without_any_target_it_is_said_that_there_is_none() -> None:
    assert month_headline(small_month()).title == "Pay comes to $4,340; there is no target to hold it against."


def test_what_to_do_about_a_missing_target_is_said_and_no_empty_column_shown() -> None:
    rows = list(month_text(small_month()))
    assert any("budget.json beside the department" in row for row in rows)
    assert not any("Target" in row for row in rows)


def test_the_terminal_gets_a_row_for_each_pay_period_and_a_total() -> None:
    rows = list(month_text(planned_month()))
    table = [row for row in rows if row.startswith(("<Tomography>", "MR", "Total"))]
    assert [row.split()[-3:] for row in table[:2]] == [["$1,560", "$1,600", "−$40"], ["$1,820", "$1,000", "+$820"]]
    assert any(row.startswith("Total") and row.endswith("+$970") for row in table)
    assert all(row == row.rstrip() for row in rows)


def test_programs_get_cents_minutes_and_variances_that_add_up() -> None:
    told = json.loads(json.dumps(month_json(planned_month())))
    assert told["cents"] == sum(one["cents"] for one in told["areas"]) == 434000
    first = told["areas"][0]
    assert first["variance"] == {"volume": -15000, "efficiency": 9000, "rate": 12000, "total": 6000}
    assert first["cents"] == 150000 + 6000


def test_money_beyond_a_plan_carries_its_sign() -> None:
    assert [signed_money(cents, "USD") for cents in (0, 1, -123400)] == ["$0", "+$0.01", "−$1,234"]
