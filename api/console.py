"""What the command line says: one JSON object for programs, a few lines for people, live progress on a terminal."""

import json
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING

from pydantic import JsonValue
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from api.views.wording import money

if TYPE_CHECKING:  # would load the solvers, which most commands do without
    from scheduler.search.supervisor import Listener
    from scheduler.search.supervisor import Progress as Step

PLAIN = Console(highlight=False, soft_wrap=True, markup=False, emoji=False)
ASIDE = Console(stderr=True, highlight=False, markup=False, emoji=False)
"""For progress and remarks: standard output stays clean for results."""
_NO_CONTROL = dict.fromkeys((*range(9), *range(11, 32), *range(127, 160)), "\N{REPLACEMENT CHARACTER}")
"""Names come from files; none of them is to move a terminal's cursor or colour its text."""


def print_json(content: Mapping[str, JsonValue]) -> None:
    """Print one object and nothing else on standard output."""
    as_it_is = "utf" in (sys.stdout.encoding or "").lower()
    sys.stdout.write(json.dumps(content, indent=2, ensure_ascii=not as_it_is) + "\n")
    sys.stdout.flush()


def say(text: str) -> None:
    """Print a line of result for people."""
    PLAIN.print(printable(text))


def printable(text: str) -> str:
    """The text without control characters but for tabs and line ends."""
    return text.translate(_NO_CONTROL)


@contextmanager
def live_progress(seconds: float, currency: str, *, quiet: bool) -> "Iterator[Listener | None]":
    """A listener that draws incumbent, bound, gap and time; None where nobody is looking."""
    if quiet or not ASIDE.is_terminal:
        yield None
        return
    columns = (BarColumn(24), TimeElapsedColumn(), TextColumn("{task.fields[told]}", markup=False))
    with Progress(*columns, console=ASIDE, transient=True) as bar:
        task = bar.add_task("", total=seconds, told="looking for a first roster …")

        def listener(step: "Step") -> None:
            bar.update(task, completed=min(seconds, step.seconds), told=_told(step, currency))

        yield listener


def _told(step: "Step", currency: str) -> str:
    if step.cost is None:
        return "looking for a first roster …"
    text = f"cost {money(step.cost, currency)}"
    if step.holes:
        text += f"  holes {step.holes / 60:g} h"
    if step.bound is not None and step.cost > 0:
        text += f"  bound {money(step.bound, currency)}  gap {max(0, step.cost - step.bound) / step.cost:.1%}"
    return printable(f"{text}  ({step.source})")
