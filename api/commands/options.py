"""Options that several commands share."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

LONGEST = 7 * 24 * 3600
"""Seconds; nobody waits longer for a roster of at most a year."""


class FormatName(StrEnum):
    """Formats that a department can be read in."""

    RADROSTER = "radroster"
    CURTOIS = "curtois"
    INRC2 = "inrc2"


Json = Annotated[bool, typer.Option("--json", help="Print one JSON object and nothing else.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no remarks.")]
Seconds = Annotated[float, typer.Option("--time-limit", min=0.1, max=LONGEST, help="Seconds to solve for at most.")]
Seed = Annotated[int, typer.Option(min=0, max=2**62, help="Seed of everything that is drawn.")]
Workers = Annotated[int, typer.Option(min=1, max=64, help="Solver processes; 1 is repeatable for a seed.")]
InFormat = Annotated[FormatName, typer.Option("--format", help="How the problem and its roster are written.")]
Instance = Annotated[
    str | None, typer.Option(help="Which of several instances at the place, such as n030w4_1_6-2-9-1.")
]
Problem = Annotated[Path, typer.Argument(help="A department's folder or file, or a public instance.")]
OutFolder = Annotated[Path, typer.Option("--out", "-o", help="Folder to write to.")]
