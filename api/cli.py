"""The command line: `radroster …`. Puts the commands together and turns errors into messages and exit codes.

Exit codes: 0 done, 1 wrong input or failure, 2 wrong usage, 3 no roster can exist, 4 none was found in time.
"""

import io
import sys
from collections.abc import Sequence
from importlib.metadata import version
from typing import Annotated

import typer
from pydantic import JsonValue

from api.commands.audit import verify_audit
from api.commands.backtest import backtest
from api.commands.backup import backup, restore
from api.commands.budget import report as budget_report
from api.commands.credentials import contrast, import_register, protect, radar
from api.commands.demo import demo
from api.commands.doctor import doctor
from api.commands.evidence import evidence
from api.commands.export import export
from api.commands.forecast import forecast
from api.commands.generate import generate
from api.commands.pack import apply, list_packs, show
from api.commands.quality import close as quality_close
from api.commands.quality import plan as quality_plan
from api.commands.quality import report as quality_report
from api.commands.schema import schema
from api.commands.serve import serve
from api.commands.solve import solve
from api.commands.user import add as add_user
from api.commands.user import disable as disable_user
from api.commands.user import enable as enable_user
from api.commands.user import list_users
from api.commands.user import password as set_password
from api.commands.verify import verify
from api.commands.worker import worker
from models.errors import InputError, RadrosterError

app = typer.Typer(
    name="radroster",
    help="Rosters for hospital imaging departments: provably good, explained in plain words and money.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def _tell_version(wanted: bool) -> None:  # noqa: FBT001 - typer hands over the option's value by position
    if wanted:
        typer.echo(f"radroster {version('radroster')}")
        raise typer.Exit


@app.callback()
def _radroster(
    *,
    told: Annotated[
        bool,
        typer.Option("--version", callback=_tell_version, is_eager=True, help="Print the version and exit."),
    ] = False,
) -> None:
    pass


for command in (demo, generate, solve, verify, export, evidence, schema, doctor, serve, worker, backup, restore):
    app.command()(command)

forecasts = typer.Typer(help="Exam history to people per hour: run on a department, or backtest a file of counts.")
forecasts.command("department")(forecast)
forecasts.command("backtest")(backtest)

trail = typer.Typer(help="The audit trail of a service: who did what, when and why.")
trail.command("verify")(verify_audit)

users = typer.Typer(help="Who may sign in at a service: added, listed, disabled, enabled, given a password.")
users.command("add")(add_user)
users.command("list")(list_users)
users.command("disable")(disable_user)
users.command("enable")(enable_user)
users.command("password")(set_password)

papers = typer.Typer(help="Credentials: enter a register, see what lapses and what that costs the roster.")
papers.command("import")(import_register)
papers.command("radar")(radar)
papers.command("protect")(protect)
papers.command("contrast")(contrast)

qualities = typer.Typer(help="Quality control and figures: what is due, what is unusual, which units are closed.")
qualities.command("report")(quality_report)
qualities.command("close")(quality_close)
qualities.command("plan")(quality_plan)

rule_packs = typer.Typer(help="Rules of the trade as data: list them, show them, put them into a department.")
rule_packs.command("list")(list_packs)
rule_packs.command("show")(show)
rule_packs.command("apply")(apply)

budgets = typer.Typer(help="Pay and budget: what a roster costs, line by line, against what was planned.")
budgets.command("report")(budget_report)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line, by the program's own arguments when none are given; ends with `SystemExit`."""
    given = sys.argv[1:] if arguments is None else list(arguments)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a name that the terminal cannot show is no reason to fail
    try:
        app(args=_spelled_out(given))
    except RadrosterError as error:
        _complain(error, as_json="--json" in given)
        raise SystemExit(1) from error


def _spelled_out(given: list[str]) -> list[str]:
    """``forecast DIR`` is short for ``forecast department DIR``."""
    if given[:1] == ["forecast"] and len(given) > 1 and given[1] not in {"department", "backtest", "--help"}:
        return ["forecast", "department", *given[1:]]
    return given


def _complain(error: RadrosterError, *, as_json: bool) -> None:
    from api.console import print_json, printable

    if not as_json:
        sys.stderr.write(f"Error: {printable(str(error))}\n")
        return
    told: dict[str, JsonValue] = {"message": str(error)}
    if isinstance(error, InputError):
        told |= {"place": error.place, "problem": error.problem, "advice": error.advice}
    print_json({"error": told})


app.add_typer(forecasts, name="forecast")
app.add_typer(trail, name="audit")
app.add_typer(users, name="user")
app.add_typer(budgets, name="budget")
app.add_typer(qualities, name="quality")
app.add_typer(papers, name="credentials")
app.add_typer(rule_packs, name="pack")
