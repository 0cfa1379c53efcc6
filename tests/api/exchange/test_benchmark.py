"""Lines that know their place, and files that cannot be read or written."""

from pathlib import Path

import pytest

from api.exchange.benchmark import FIRST_MONDAY, Line, horizon, read_lines
from models.errors import InputError

LINE = Line(file="x.txt", number=7, text="…")


def test_lines_keep_their_numbers_when_others_are_left_out(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text("# a\n\n one \n# b\ntwo", encoding="utf-8")
    found = read_lines(tmp_path / "x.txt", comment="#")
    assert [(line.number, line.text) for line in found] == [(3, "one"), (5, "two")]
    assert found[1].place == f"{tmp_path / 'x.txt'}:5"


def test_without_a_comment_sign_every_line_counts(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text("# a\n", encoding="utf-8")
    assert [line.text for line in read_lines(tmp_path / "x.txt")] == ["# a"]


@pytest.mark.parametrize("text", ["", "-1", "+1", "1.0", "1_0", "٣", " 1"])
def test_only_plain_digits_are_a_whole_number(text: str) -> None:
    assert LINE.whole("007", "the day") == 7
    with pytest.raises(InputError, match=r"x.txt:7: the day is .* Write a whole number, 0 or more") as caught:
        LINE.whole(text, "the day")
    assert repr(text) in caught.value.problem


def test_an_index_ends_below_its_limit() -> None:
    assert LINE.below("13", "the day", 14) == 13
    with pytest.raises(InputError, match=r"the day is 14. Count from 0 to 13"):
        LINE.below("14", "the day", 14)


@pytest.mark.parametrize(
    ("known", "advice"),
    [
        (["Early", "Late"], "Maybe you meant Early."),
        (["D"], "Maybe you meant D."),
        ([], "The file lists no shift at all."),
    ],
)
def test_an_unknown_name_is_answered_with_known_ones(known: list[str], advice: str) -> None:
    with pytest.raises(InputError, match="unknown shift 'Erly'") as caught:
        LINE.known("Erly", "shift", known)
    assert caught.value.advice == advice


def test_benchmark_days_start_on_a_monday_without_clock_changes() -> None:
    span = horizon(28)
    assert (span.start, span.zone, span.weekday(0), span.days) == (FIRST_MONDAY, "UTC", 0, 28)
