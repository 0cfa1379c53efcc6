"""What is said on a terminal, and that nothing is where nobody is looking."""

import io
import json

import pytest
from rich.console import Console

from api import console
from scheduler.search.supervisor import Progress

FOUND = Progress(seconds=3.0, holes=90, cost=200_000, bound=150_000, source="windows: days")


def on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> io.StringIO:
    screen = io.StringIO()
    monkeypatch.setattr(console, "ASIDE", Console(file=screen, force_terminal=True, width=200, highlight=False))
    return screen


def test_a_terminal_sees_incumbent_holes_bound_gap_and_time(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = on_a_terminal(monkeypatch)
    with console.live_progress(60, "USD", quiet=False) as listener:
        assert listener is not None
        listener(FOUND)
    shown = screen.getvalue()
    assert "cost $2,000  holes 1.5 h  bound $1,500  gap 25.0%  (windows: days)" in shown
    assert "0:00:0" in shown


def test_before_the_first_roster_it_says_what_is_looked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = on_a_terminal(monkeypatch)
    with console.live_progress(60, "USD", quiet=False) as listener:
        assert listener is not None
        listener(Progress(seconds=1.0, holes=None, cost=None, bound=None, source="relaxation"))
    assert "looking for a first roster" in screen.getvalue()


@pytest.mark.parametrize(("terminal", "quiet"), [(True, True), (False, False)])
def test_nobody_listens_where_nobody_looks(monkeypatch: pytest.MonkeyPatch, *, terminal: bool, quiet: bool) -> None:
    monkeypatch.setattr(console, "ASIDE", Console(file=io.StringIO(), force_terminal=terminal))
    with console.live_progress(60, "USD", quiet=quiet) as listener:
        assert listener is None


def test_an_object_is_printed_in_letters_that_the_stream_has(monkeypatch: pytest.MonkeyPatch) -> None:
    for encoding, shown in (("utf-8", "Łódź"), ("ascii", "\\u0141\\u00f3d\\u017a")):
        bytes_out = io.BytesIO()
        monkeypatch.setattr("sys.stdout", io.TextIOWrapper(bytes_out, encoding=encoding))
        console.print_json({"name": "Łódź"})
        assert shown in bytes_out.getvalue().decode(encoding)
        assert json.loads(bytes_out.getvalue()) == {"name": "Łódź"}


def test_tabs_and_line_ends_are_all_that_is_left_of_control_characters() -> None:
    assert console.printable("a\tb\nc\x1b[31m\x07\x9b") == "a\tb\nc\N{REPLACEMENT CHARACTER}[31m" + 2 * "\ufffd"
