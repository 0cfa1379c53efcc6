"""The command line: `radroster …`. Puts the commands together and turns errors into messages and exit codes.

Exit codes: 0 done, 1 wrong input or failure, 2 wrong usage, 3 no roster can exist, 4 none was found in time.
"""

import json
import sys

import typer

from api.commands.backtest import backtest
from api.commands.demo import demo
from api.commands.doctor import doctor
from api.commands.export import export
from api.commands.forecast import forecast
from api.commands.generate import generate
from api.commands.schema import schema
from api.commands.solve import solve
from api.commands.verify import verify
from models.errors import InputError, RadrosterError

app = typer.Typer(
    name="radroster",
    help="Rosters for hospital imaging departments: provably good, explained in plain words and money.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
for command in (demo, generate, solve, verify, export, schema, doctor):
    app.command()(command)

forecasts = typer.Typer(help="Exam history to people per hour: run on a department, or backtest a file of counts.")
forecasts.command("department")(forecast)
forecasts.command("backtest")(backtest)


def main() -> None:
    """Run the command line."""
    try:
        app(args=_arguments(sys.argv[1:]))
    except RadrosterError as error:
        _complain(error)
        raise SystemExit(1) from error


def _arguments(given: list[str]) -> list[str]:
    """``forecast DIR`` is short for ``forecast department DIR``."""
    if given[:1] == ["forecast"] and len(given) > 1 and given[1] not in {"department", "backtest", "--help"}:
        return ["forecast", "department", *given[1:]]
    return given


def _complain(error: RadrosterError) -> None:
    if "--json" not in sys.argv:
        sys.stderr.write(f"Error: {error}\n")
        return
    told = {"message": str(error)}
    if isinstance(error, InputError):
        told |= {"place": error.place, "problem": error.problem, "advice": error.advice}
    sys.stdout.write(json.dumps({"error": told}, indent=2, ensure_ascii=False) + "\n")


app.add_typer(forecasts, name="forecast")
