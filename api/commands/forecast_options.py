"""Options that the commands about forecasts share."""

from pathlib import Path
from typing import Annotated

import typer

Forecaster = Annotated[str | None, typer.Option(help="Name of the forecaster, such as ensemble, glm or additive.")]
Forecasters = Annotated[
    list[str] | None, typer.Option("--forecaster", help="Forecaster to score; may be repeated; all when absent.")
]
Holidays = Annotated[
    str | None, typer.Option(help="Calendar such as US, US-CA or GB-ENG, '' for none; found out when absent.")
]
Lenient = Annotated[bool, typer.Option("--lenient", help="Leave out rows that make no sense instead of stopping.")]
LeftOut = Annotated[
    Path | None, typer.Option(help="CSV file for the rows that do not count, one by one, each with its reason.")
]
Picture = Annotated[Path | None, typer.Option(help="File for pictures: .html, .svg, or .png with the extra pictures.")]
Volumes = Annotated[Path | None, typer.Option(help="Exam history: CSV, Parquet or Excel; the folder's when absent.")]
Bookings = Annotated[
    Path | None, typer.Option(help="Slots booked in the horizon, with their no-show rate; the folder's if any.")
]
Changes = Annotated[
    list[str] | None, typer.Option(help="A change of exams, such as 'CT 2026-12-12.. +15%'; may be repeated.")
]
Downtimes = Annotated[
    list[str] | None,
    typer.Option(help="A machine that stands still, such as 'CT 2026-12-03T08:00..2026-12-03T16:00 50%'."),
]
Coverage = Annotated[Path | None, typer.Option("--out", "-o", help="Folder for the department with the new coverage.")]
