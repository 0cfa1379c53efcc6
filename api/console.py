"""What the command line says: one JSON object for programs, a few lines for people, live progress on a terminal."""

import json
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from pydantic import JsonValue
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn

from api.views.wording import money
from scheduler.search.supervisor import Listener
from scheduler.search.supervisor import Progress as Step

PLAIN = Console(highlight=False, soft_wrap=True)
ASIDE = Console(stderr=True, highlight=False)
"""For progress and remarks: standard output stays clean for results."""


def print_json(content: Mapping[str, JsonValue]) -> None:
    """Print one object and nothing else on standard output."""
    sys.stdout.write(json.dumps(content, indent=2, ensure_ascii=False) + "\n")


def say(text: str) -> None:
    """Print a line of result for people."""
    PLAIN.print(text)


@contextmanager
def live_progress(seconds: float, currency: str, *, quiet: bool) -> Iterator[Listener | None]:
    """A listener that draws incumbent, bound, gap and time; None where nobody is looking."""
    if quiet or not ASIDE.is_terminal:
        yield None
        return
    columns = (BarColumn(24), TextColumn("{task.fields[told]}"))
    with Progress(*columns, console=ASIDE, transient=True) as bar:
        task = bar.add_task("", total=seconds, told="looking for a first roster …")

        def listener(step: Step) -> None:
            bar.update(task, completed=min(seconds, step.seconds), told=_told(step, currency))

        yield listener


def _told(step: Step, currency: str) -> str:
    if step.cost is None:
        return f"{step.seconds:5.1f} s  looking for a first roster …"
    text = f"{step.seconds:5.1f} s  cost {money(step.cost, currency)}"
    if step.holes:
        text += f"  holes {step.holes / 60:g} h"
    if step.bound is not None and step.cost > 0:
        text += f"  bound {money(step.bound, currency)}  gap {max(0, step.cost - step.bound) / step.cost:.1%}"
    return f"{text}  ({step.source})"
