"""INRC-II: names of instances, and headings with the rows under them."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.exchange.inrc2_files import InstanceName, sections
from models.errors import FormatError

numbers = st.integers(0, 99)


@given(st.from_regex(r"[a-z0-9]+(_[a-z0-9]+)?", fullmatch=True), numbers, st.lists(numbers, min_size=1, max_size=8))
def test_the_name_of_an_instance_says_its_parts(dataset: str, history: int, weeks: list[int]) -> None:
    name = InstanceName(dataset=dataset, history=history, weeks=tuple(weeks))
    assert InstanceName.of(name.text) == name


@pytest.mark.parametrize(
    "text", ["", "n005w4", "n005w4_0", "n005w4_0_", "n005w4_0_1-", "n005w4_x_1", "a/b_0_1", "n_0_1\n"]
)
def test_another_name_is_refused(text: str) -> None:
    with pytest.raises(FormatError, match=r"Write data set, history and weeks, for example n005w4_0_1-2-3-3"):
        InstanceName.of(text)


def test_rows_belong_to_the_heading_above_them(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text("A = 2\none\n\ntwo\nB\nC = z\nthree\n", encoding="utf-8")
    found = sections(tmp_path / "x.txt", ("A", "B", "C"))
    assert {name: (one.value, [row.text for row in one.rows]) for name, one in found.items()} == {
        "A": ("2", ["one", "two"]),
        "B": ("", []),
        "C": ("z", ["three"]),
    }
    assert [row.number for row in found["A"].counted()] == [2, 4]


def test_a_heading_given_twice_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text("A\none\nA\n", encoding="utf-8")
    with pytest.raises(FormatError, match=r"x.txt:3: the heading 'A' is listed twice"):
        sections(tmp_path / "x.txt", ("A",))
