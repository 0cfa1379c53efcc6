"""Every command as it is typed: what it prints, in words and as JSON, and the exit code that scripts go by."""

import json
import sys
from collections.abc import Callable, Iterator
from importlib.metadata import version
from pathlib import Path

import pytest
import typer

from api.cli import app
from api.commands.options import FormatName
from api.exchange.formats import FORMATS
from fixtures.builders import MONDAY, department, item, need
from models.roster import Roster
from scheduler.result import Result, Status
from tests.api.running import Line, small, written

SOLVED = {
    "department", "status", "objective", "bound", "gap", "holes", "verified", "first_seconds", "seconds", "costs",
}  # fmt: skip
Arguments = Callable[[Path], list[str | Path]]


@pytest.fixture
def line(capfd: pytest.CaptureFixture[str]) -> Line:
    return Line(capfd)


def solved(folder: Path) -> Path:
    """A roster of `small`, which leaves everybody's wish in peace."""
    roster = {
        "department": "tiny", "start": str(MONDAY), "days": 3,
        "assignments": [{"person": "bo", "date": str(MONDAY), "shift": "D", "area": "CT"}],
    }  # fmt: skip
    path = folder / "roster.json"
    path.write_text(json.dumps(roster), encoding="utf-8")
    return path


def counts(folder: Path) -> Path:
    path = folder / "counts.csv"
    days = [f"2026-{month:02d}-{day:02d}" for month in range(1, 9) for day in range(1, 29)]
    path.write_text("\n".join(["day,exams", *(f"{day},{5 + len(day) % 3}" for day in days)]), encoding="utf-8")
    return path


def register(folder: Path) -> Path:
    path = folder / "register.csv"
    path.write_text("person,code,valid_to\nann,BLS,2026-06-02\n", encoding="utf-8")
    return path


def cycles(folder: Path) -> Path:
    path = folder / "cycles.csv"
    path.write_text("person,body,cycle_end,needed,earned\nann,ARRT,2026-06-30,24,20\n", encoding="utf-8")
    return path


def supervision(folder: Path) -> Path:
    path = folder / "supervision.json"
    path.write_text('[{"areas": ["CT"], "start": "2026-06-01T08:00", "end": "2026-06-01T16:00"}]', encoding="utf-8")
    return path


def with_volumes(folder: Path) -> Path:
    written(folder, lambda doc: doc["areas"][0].update(modality="CT"))
    rows = [f"2026-05-{day:02d},{hour},CT,OP,3" for day in range(1, 32) for hour in range(24)]
    (folder / "volumes.csv").write_text("\n".join(["date,hour,area,source,exams", *rows]), encoding="utf-8")
    return folder


COMMANDS: dict[str, Arguments] = {
    "demo": lambda tmp: ["--technologists", "10", "--time-limit", "0.5", "--workers", "1", "--out", tmp / "demo"],
    "generate": lambda tmp: ["--technologists", "10", "-o", tmp / "made"],
    "solve": lambda tmp: [written(tmp), "--workers", "1"],
    "verify": lambda tmp: [written(tmp), "--solution", solved(tmp)],
    "export": lambda tmp: [written(tmp), "--solution", solved(tmp), "-o", tmp / "out"],
    "schema": lambda _: ["policy"],
    "doctor": lambda _: [],
    "credentials import": lambda tmp: [written(tmp), register(tmp), "-o", tmp / "entered"],
    "credentials radar": lambda tmp: [written(tmp), "--workers", "1"],
    "credentials contrast": lambda tmp: [
        written(tmp),
        "--solution",
        solved(tmp),
        "--supervision",
        supervision(tmp),
    ],
    "credentials protect": lambda tmp: [written(tmp), "--education", cycles(tmp), "-o", tmp / "kept"],
    "budget report": lambda tmp: [written(tmp), "--solution", solved(tmp), "-o", tmp / "money"],
    "pack list": lambda _: [],
    "pack show": lambda _: ["--state", "NM"],
    "pack apply": lambda tmp: [written(tmp), "-o", tmp / "ruled"],
    "forecast department": lambda tmp: [with_volumes(tmp), "--forecaster", "weekday_level", "--holidays", ""],
    "forecast backtest": lambda tmp: [counts(tmp), "--forecaster", "weekday_level", "--holidays", ""],
}
"""Every command with arguments that make it succeed."""


def names(group: typer.Typer) -> Iterator[str]:
    for one in group.registered_commands:
        yield one.name or str(getattr(one.callback, "__name__", ""))
    for inner in group.registered_groups:
        if inner.typer_instance is not None:
            yield from (f"{inner.name} {name}" for name in names(inner.typer_instance))


OTHERWISE = {
    "audit verify": "tests/api/commands",
    "backup": "tests/api/commands",
    "restore": "tests/api/commands",
    "evidence": "tests/api/commands",
    "quality close": "tests/api/quality",
    "quality plan": "tests/api/quality",
    "quality report": "tests/api/quality",
    "serve": "tests/api/serving",
    "user add": "tests/api/commands",
    "user disable": "tests/api/commands",
    "user enable": "tests/api/commands",
    "user list": "tests/api/commands",
    "user password": "tests/api/commands",
    "worker": "tests/api/commands",
}
"""Commands that need a service or files of their own, and the folder whose tests try them."""


def test_every_command_is_tried_here_or_where_its_files_are() -> None:
    assert sorted([*COMMANDS, *OTHERWISE]) == sorted(names(app))
    root = Path(__file__).parents[2]
    for command, folder in OTHERWISE.items():
        words = [f'"{word}"' for word in command.split()]
        texts = [path.read_text(encoding="utf-8") for path in (root / folder).rglob("*.py")]
        assert any(all(word in text for word in words) for text in texts), command


@pytest.mark.parametrize("command", COMMANDS)
def test_json_is_one_object_and_nothing_else(line: Line, tmp_path: Path, command: str) -> None:
    ran = line(*command.split(), *COMMANDS[command](tmp_path), "--json")
    assert ran.code in ({0, 4} if command == "demo" else {0})
    assert ran.told
    assert ran.err == ""


@pytest.mark.parametrize("command", COMMANDS)
def test_in_a_pipe_a_command_says_how_it_ended_and_nothing_on_the_way(line: Line, tmp_path: Path, command: str) -> None:
    ran = line(*command.split(), *COMMANDS[command](tmp_path))
    assert ran.out.strip()
    assert ran.err == ""
    assert "\x1b" not in ran.out
    assert "\r" not in ran.out


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(line: Line, command: str) -> None:
    ran = line(*command.split(), "--help")
    assert ran.code == 0
    assert "Usage: radroster" in ran.out or "Usage:" in ran.out
    assert "--json" in ran.out


def test_solve_prints_the_object_that_scripts_go_by(line: Line, tmp_path: Path) -> None:
    told = line("solve", written(tmp_path), "--workers", "1", "--seed", "7", "--json").told
    assert told.keys() >= SOLVED
    assert (told["status"], told["objective"], told["bound"], told["gap"]) == ("OPTIMAL", 0, 0, 0)
    assert (told["holes"], told["verified"], told["costs"]) == (0, True, {"requests": 0})
    assert 0 <= told["first_seconds"] <= told["seconds"]
    assert (told["seed"], told["workers"], told["reasons"]) == (7, 1, [])


def test_a_cost_that_cannot_be_avoided_is_told_by_item(line: Line, tmp_path: Path) -> None:
    alone = written(tmp_path, lambda doc: doc.update(staff=doc["staff"][:1]))
    told = line("solve", alone, "--workers", "1", "--json").told
    assert (told["objective"], told["bound"], told["costs"]) == (500, 500, {"requests": 500})
    assert "Cost $5" in line("solve", alone, "--workers", "1").out


def test_a_solved_folder_is_found_valid_by_verify_and_written_again_by_export(line: Line, tmp_path: Path) -> None:
    written(tmp_path)
    assert line("solve", tmp_path, "--workers", "1", "-o", tmp_path / "out").code == 0
    names_there = {path.name for path in (tmp_path / "out").iterdir()}
    assert names_there == {"roster.json", "result.json", "roster.xlsx", "report.html", "calendars"}
    told = line("verify", tmp_path, "--solution", tmp_path / "out", "--json").told
    assert (told["cost"], told["parts"], told["violations"], told["valid"]) == (0, {"requests": 0}, [], True)
    exported = line("export", tmp_path, "--solution", tmp_path / "out", "-o", tmp_path / "again", "--json").told
    assert exported["valid"]
    assert all(Path(file).is_file() for file in exported["files"])
    solved_as, kept_as = (
        Result.model_validate_json((tmp_path / f / "result.json").read_bytes()) for f in ("out", "again")
    )
    assert (kept_as.status, kept_as.bound) == (solved_as.status, solved_as.bound) == (Status.OPTIMAL, solved_as.bound)


def test_a_proof_counts_for_the_document_alone_that_it_was_made_of(line: Line, tmp_path: Path) -> None:
    place = written(tmp_path)
    assert line("solve", tmp_path, "--workers", "1", "-o", tmp_path / "out").code == 0
    document = json.loads(place.read_text(encoding="utf-8"))
    place.write_text(json.dumps(document | {"name": "Another one"}), encoding="utf-8")
    assert line("export", tmp_path, "--solution", tmp_path / "out", "-o", tmp_path / "again").code == 0
    kept = Result.model_validate_json((tmp_path / "again" / "result.json").read_bytes())
    assert (kept.status, kept.bound) == (Status.FEASIBLE, None)


def test_export_writes_sheets_to_post_when_asked(line: Line, tmp_path: Path) -> None:
    pytest.importorskip("typst", reason="the extra `pdf` is not installed")
    place, duties = written(tmp_path), solved(tmp_path)
    told = line(
        "export", place, "--solution", duties, "-o", tmp_path / "out", "--pdf", "--paper", "letter", "--json"
    ).told
    assert str(tmp_path / "out" / "roster.pdf") in told["files"]
    assert (tmp_path / "out" / "roster.pdf").read_bytes().startswith(b"%PDF-")


def test_export_says_what_sheets_need_before_it_writes_anything(
    line: Line, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    ran = line("export", written(tmp_path), "--solution", solved(tmp_path), "-o", tmp_path / "sheets", "--pdf")
    assert (ran.code, 'pip install "radroster[pdf]"' in ran.err) == (1, True)
    assert not (tmp_path / "sheets").exists()


def test_a_roster_alone_is_written_where_a_file_is_named(line: Line, tmp_path: Path) -> None:
    path = tmp_path / "deep" / "mine.json"
    assert line("solve", written(tmp_path), "--workers", "1", "-o", path).code == 0
    assert Roster.model_validate_json(path.read_text(encoding="utf-8")).department == "tiny"
    assert line("verify", tmp_path / "department.json", "--solution", path).out.startswith("Valid")


def test_a_broken_roster_is_exit_code_one_with_every_violation(line: Line, tmp_path: Path) -> None:
    empty = Roster(department="tiny", start=MONDAY, days=3)
    (tmp_path / "roster.json").write_text(empty.model_dump_json(), encoding="utf-8")
    ran = line("verify", written(tmp_path), "--solution", tmp_path, "--json")
    assert (ran.code, ran.told["broken"], ran.told["valid"]) == (1, 1, False)
    (miss,) = ran.told["violations"]
    assert (miss["item"], miss["level"], miss["date"], miss["area"]) == ("coverage_shift", "hard", str(MONDAY), "CT")
    assert "D in CT on 2026-06-01 has 0, needs 1" in line("verify", written(tmp_path), "--solution", tmp_path).out
    exported = line("export", written(tmp_path), "--solution", tmp_path, "-o", tmp_path / "out")
    assert "Not valid: hard rules are broken in 1 place" in exported.out


def test_no_roster_within_the_time_limit_is_exit_code_four(line: Line, tmp_path: Path) -> None:
    # Solver processes take longer to start than this limit lasts.
    ran = line("solve", written(tmp_path), "--workers", "2", "--time-limit", "0.1", "--json")
    assert (ran.code, ran.told["status"], ran.told["objective"], ran.told["gap"]) == (4, "UNKNOWN", None, None)
    assert "Maybe give it more time" in ran.told["reasons"][0]


def test_a_run_without_a_roster_says_that_the_roster_there_is_an_earlier_one(line: Line, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    earlier = solved(tmp_path / "out").read_bytes()
    ran = line("solve", written(tmp_path), "--workers", "2", "--time-limit", "0.1", "-o", tmp_path / "out")
    assert ran.code == 4
    assert "roster.json and the calendars beside it are still those of an earlier run" in ran.out
    assert (tmp_path / "out" / "roster.json").read_bytes() == earlier


def test_the_version_is_told(line: Line) -> None:
    ran = line("--version")
    assert (ran.code, ran.out) == (0, f"radroster {version('radroster')}\n")


def test_what_only_a_search_finds_impossible_is_exit_code_three(line: Line, tmp_path: Path) -> None:
    both = department(item("coverage_shift", of="minimum"), days=2, shift_needs=(need("D@CT", 1), need("E@CT", 1)))
    (tmp_path / "department.json").write_text(both.model_dump_json(), encoding="utf-8")
    ran = line("solve", tmp_path, "--workers", "1", "--json", "-o", tmp_path / "out")
    assert (ran.code, ran.told["status"], ran.told["verified"]) == (3, "INFEASIBLE", False)
    assert "no roster keeps every hard rule together" in ran.told["reasons"][0]
    assert {path.name for path in (tmp_path / "out").iterdir()} == {"result.json", "roster.xlsx", "report.html"}


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["nonsense"],
        ["solve"],
        ["solve", "x", "--format", "excel"],
        ["solve", "x", "--time-limit", "nan"],
        ["solve", "x", "--time-limit", "0"],
        ["solve", "x", "--time-limit", "1e9"],
        ["solve", "x", "--seed", "-1"],
        ["solve", "x", "--seed", str(10**30)],
        ["solve", "x", "--workers", "0"],
        ["solve", "x", "--nonsense"],
        ["verify", "x"],
        ["export", "x", "--solution", "y"],
        ["generate", "--technologists", "ten", "-o", "x"],
        ["schema", "nonsense"],
        ["forecast"],
        ["forecast", "backtest"],
    ],
    ids=" ".join,
)
def test_wrong_usage_is_exit_code_two_and_says_how_it_goes(line: Line, arguments: list[str]) -> None:
    ran = line(*arguments)
    assert ran.code == 2
    assert "Usage:" in ran.err + ran.out
    assert ran.out == "" or not arguments


def test_the_formats_that_can_be_named_are_those_that_there_are() -> None:
    assert {one.value for one in FormatName} == set(FORMATS)


@pytest.mark.parametrize("spelling", [["forecast"], ["forecast", "department"]], ids=" ".join)
def test_both_spellings_of_forecast_mean_the_same(line: Line, tmp_path: Path, spelling: list[str]) -> None:
    ran = line(*spelling, with_volumes(tmp_path), "--forecaster", "weekday_level", "--holidays", "", "--json")
    assert (ran.code, ran.told["forecaster"]) == (0, "weekday_level")
    assert [area["area"] for area in ran.told["areas"]] == ["CT"]


def test_forecast_leaves_a_department_that_solve_takes(line: Line, tmp_path: Path) -> None:
    ran = line("forecast", with_volumes(tmp_path), "--forecaster", "weekday_level", "-o", tmp_path / "staffed")
    assert ran.code == 0
    document = json.loads((tmp_path / "staffed" / "department.json").read_text(encoding="utf-8"))
    assert len(document["coverage"]) == 3
    assert line("solve", tmp_path / "staffed", "--workers", "1", "--json").told["status"] == "OPTIMAL"


def test_generate_makes_the_same_department_for_the_same_seed(line: Line, tmp_path: Path) -> None:
    for name in ("one", "two"):
        assert line("generate", "--technologists", "10", "--seed", "5", "-o", tmp_path / name).code == 0
    for file in ("department.json", "volumes.csv"):
        assert (tmp_path / "one" / file).read_bytes() == (tmp_path / "two" / file).read_bytes()


def test_a_name_with_markup_or_escapes_is_printed_as_it_is(line: Line, tmp_path: Path) -> None:
    def rename(doc: dict[str, list[dict[str, object]]]) -> None:
        doc["staff"][0]["name"] = "[/b] :smile: \x1b[31mAnn"
        doc["pins"] = [
            {"person": "ann", "date": str(MONDAY)},
            {"person": "ann", "date": str(MONDAY), "shift": "D", "area": "CT"},
        ]

    ran = line("solve", written(tmp_path, rename))
    assert ran.code == 3
    assert "[/b] :smile: \N{REPLACEMENT CHARACTER}[31mAnn is pinned to both off and D in CT on 2026-06-01" in ran.out


def test_the_department_tried_here_is_worth_trying() -> None:
    assert {one.family for one in small().policy} == {"coverage_shift", "requests"}


def test_a_folder_with_calendars_of_another_department_is_refused_before_anything_is_solved(
    line: Line, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    assert line("solve", written(tmp_path), "--workers", "1", "-o", out).code == 0
    ledger = out / "calendars" / "ledger.json"
    ledger.write_text(ledger.read_text(encoding="utf-8").replace(f'"{small().id}"', '"elsewhere"'), encoding="utf-8")
    before = {path: path.read_bytes() for path in out.rglob("*") if path.is_file()}
    monkeypatch.setattr("scheduler.search.supervisor.solve", lambda *_, **__: pytest.fail("it was solved"))
    for command in (["solve", written(tmp_path)], ["demo", "--technologists", "10"]):
        refused = line(*command, "--out", out)
        assert refused.code == 1
        assert f"{ledger}: belongs to department 'elsewhere'" in refused.problem
    assert {path: path.read_bytes() for path in out.rglob("*") if path.is_file()} == before
