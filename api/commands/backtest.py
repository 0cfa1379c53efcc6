"""`radroster forecast backtest FILE`."""

from pathlib import Path
from typing import Annotated

import typer

from api.commands.options import Json


def backtest(
    file: Annotated[Path, typer.Argument(help="Exam counts or orders: CSV (also gzipped), Parquet or Excel.")],
    *,
    columns: Annotated[
        list[str] | None, typer.Option(help="role=name for a column that should not be guessed, such as date=Day.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Score every forecaster on the last year of a file, as far ahead as rosters are published."""
    from api.console import print_json, say
    from api.demand.forecasts import backtest_file
    from models.errors import InputError

    named: dict[str, str] = {}
    for entry in (part for given in columns or () for part in given.split(",")):
        role, equals, name = entry.partition("=")
        if not equals:
            raise InputError(f"--columns {entry}", "is not of the form role=name.", "For example date=Day.")
        named[role.strip()] = name.strip()
    report = backtest_file(file, named or None)
    if as_json:
        print_json(report.model_dump(mode="json"))
        return
    say(f"Best: {report.best.name}")
    say(f"  {'forecaster':<20}{'WAPE':>8}{'MASE':>8}{'pinball':>10}{'80 % covers':>13}")
    for name, score in report.models.items():
        say(f"  {name:<20}{score.wape:>8.2%}{score.mase:>8.3f}{score.pinball:>10.3f}{score.coverage80:>13.1%}")
