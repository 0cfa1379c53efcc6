"""The PDF to post: pages as sheets are, the same bytes for the same roster, names as text and never as markup."""

import datetime as dt
import re
import sys

import pytest

from api.errors import MissingExtraError
from api.exchange.posting_pdf import posting_pdf
from api.views.paper import Paper
from fixtures.builders import department, person, roster
from models.department import Department

AT = dt.datetime(2026, 5, 20, 12, 0, 0, 250, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def _installed() -> None:
    pytest.importorskip("typst", reason="the extra `pdf` is not installed")


def made(place: Department, *, paper: Paper = Paper.A4, label: str = "") -> bytes:
    return posting_pdf(place, roster(place, {"ann": "D D . N"}), made_at=AT, paper=paper, label=label)


def pages(pdf: bytes) -> int:
    """Pages of a PDF whose page objects are not packed."""
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def size(pdf: bytes) -> tuple[int, int]:
    found = re.search(rb"/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]", pdf)
    assert found is not None
    return round(float(found[1])), round(float(found[2]))


def test_each_week_is_a_landscape_page() -> None:
    pdf = made(department(days=14))
    assert pdf.startswith(b"%PDF-")
    assert (pages(pdf), size(pdf)) == (2, (842, 595))
    assert size(made(department(days=14), paper=Paper.LETTER)) == (792, 612)


def test_a_sheet_that_one_page_does_not_hold_goes_on_on_the_next() -> None:
    crowd = [person(f"p{number:03d}") for number in range(120)]
    assert pages(made(department(people=["ann", *crowd]))) == 3


def test_the_same_roster_gives_the_same_bytes_and_says_which_it_is() -> None:
    place = department(days=7)
    assert made(place) == made(place)
    assert made(place, label="version 2") != made(place, label="version 3")


@pytest.mark.parametrize(
    "name", ["#panic()", "*x* _y_ $z$", "\\u{41} @nobody <here>", "=Head", "Zoë Łuk 陈", "\x00\u202e"]
)
def test_names_are_text_whatever_they_hold(name: str) -> None:
    assert pages(made(department(people=[person("ann", name=name)]))) == 1


def test_without_typst_it_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(MissingExtraError, match=r"not installed.*radroster\[pdf\]"):
        made(department())
