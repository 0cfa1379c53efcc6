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
Picture = Annotated[Path | None, typer.Option(help="HTML file for pictures; it needs nothing from elsewhere.")]
