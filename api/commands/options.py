"""Options that several commands share."""

from pathlib import Path
from typing import Annotated

import typer

Json = Annotated[bool, typer.Option("--json", help="Print one JSON object and nothing else.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no remarks.")]
Seconds = Annotated[float, typer.Option("--time-limit", min=0.1, help="Seconds to solve for at most.")]
Seed = Annotated[int, typer.Option(min=0, help="Seed of everything that is drawn.")]
Workers = Annotated[int, typer.Option(min=1, max=64, help="Solver processes; 1 is repeatable for a seed.")]
FormatName = Annotated[str, typer.Option("--format", help="radroster, curtois or inrc2.")]
Instance = Annotated[
    str | None, typer.Option(help="Which of several instances at the place, such as n030w4_1_6-2-9-1.")
]
Problem = Annotated[Path, typer.Argument(help="A department's folder or file, or a public instance.")]
OutFolder = Annotated[Path, typer.Option("--out", "-o", help="Folder to write to.")]
