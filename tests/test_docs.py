"""The documents are true: links lead somewhere, the README's code runs, and what there is is documented."""

import importlib
import pkgutil
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer

import scheduler.search
from api.cli import app
from api.commands.outcome import EXIT_CODES, outcome
from fixtures.builders import department
from scheduler.result import Result, Status

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
DESIGN = (ROOT / "docs" / "design.md").read_text(encoding="utf-8")
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
DECISIONS = sorted((ROOT / "docs" / "decisions").iterdir())
LINK = re.compile(r"\]\(([^)\s]+)\)")
CODE = re.compile(r"```.*?```", re.DOTALL)
SPAN = re.compile(r"`([^`\n]+)`")
ELSEWHERE = {"api/_fixtures", "fixtures/public"}
"""Paths that are told of and not in a clone: one is in the wheel only, one is for files that others may have."""
PATH = re.compile(r"(?:api|docs|fixtures|models|scheduler|tests|tools)/[\w./-]*")
DOTTED = re.compile(r"(?:api|models|scheduler)(?:\.\w+)+")
MACHINE = re.compile(r"(?<![\w.])/(?:work|home|root|Users|tmp|mnt)/\w")
REGISTRY = re.compile(
    r"files\.pythonhosted|pypi\.org/simple|registry\.[\w-]+\.[a-z]{2}|[\w-]*(?:artifactory|nexus|devpi)[\w-]*\.[a-z]{2}"
    r"|://(?:10|192\.168)\.\d"
)
pages = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())


def commands(group: typer.Typer) -> Iterator[str]:
    """Every command as it is typed, those of groups included."""
    for one in group.registered_commands:
        yield one.name or str(getattr(one.callback, "__name__", ""))
    for inner in group.registered_groups:
        if inner.typer_instance is not None:
            yield from (f"{inner.name} {name}" for name in commands(inner.typer_instance))


def strategies() -> Iterator[str]:
    """The names of all search strategies, each a default of a class that says whether it proves."""
    for module in pkgutil.walk_packages(scheduler.search.__path__, "scheduler.search."):
        for thing in vars(importlib.import_module(module.name)).values():
            if isinstance(thing, type) and hasattr(thing, "proves") and isinstance(getattr(thing, "name", None), str):
                yield str(thing.name)  # type: ignore[attr-defined] # hasattr told


def anchors(page: Path) -> set[str]:
    """What a link may name behind ``#``, as forges make it of headings."""
    headings = re.findall(r"^#+ (.+)$", CODE.sub("", page.read_text(encoding="utf-8")), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_the_readmes_python_runs_as_it_stands(tmp_path: Path) -> None:
    (snippet,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    assert len(snippet.splitlines()) <= 10
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", snippet], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    first, second = done.stdout.splitlines()
    assert first.split()[0] in {"OPTIMAL", "FEASIBLE"}
    assert second.startswith("0 hard rules broken, 0 minutes of holes, ")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", [*commands(app)])
def test_every_command_is_in_the_readme(command: str) -> None:
    assert f"`radroster {command}" in README, f"the README does not know `radroster {command}`. Add a row to its table"


def test_every_exit_code_of_a_solve_is_in_the_readme() -> None:
    table = README[README.index("| exit code |") :]
    assert all(f"\n| {code} | " in table for code in {1, 2, *EXIT_CODES.values()})


def test_what_solve_prints_for_programs_is_in_the_readme() -> None:
    printed = outcome(department(), Result(status=Status.UNKNOWN))
    assert [key for key in printed if f"`{key}`" not in README] == []


@pages
def test_every_link_leads_to_a_file_and_a_heading(page: Path) -> None:
    for link in LINK.findall(CODE.sub("", page.read_text(encoding="utf-8"))):
        name, _, heading = link.partition("#")
        if re.match(r"https?://", link):
            continue
        target = (page.parent / name) if name else page
        assert target.exists(), f"{page.name} links to {link}, which is not there"
        assert not heading or heading in anchors(target), f"{page.name} links to {link}; there is no such heading"


@pages
def test_every_file_and_name_of_code_that_is_told_exists(page: Path) -> None:
    for span in SPAN.findall(CODE.sub("", page.read_text(encoding="utf-8"))):
        if PATH.fullmatch(span) and "NAME" not in span and span not in ELSEWHERE:
            assert (ROOT / span).exists(), f"{page.name} tells of {span}, which is not there"
        if DOTTED.fullmatch(span) and not (ROOT / span).exists():
            assert resolves(span), f"{page.name} tells of {span}, which is not there"


def resolves(dotted: str) -> bool:
    """Whether the name is a module, or something in one."""
    try:
        pkgutil.resolve_name(dotted)
    except (AttributeError, ImportError):
        return False
    return True


def test_the_order_of_imports_in_the_design_is_the_one_that_is_enforced() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    (layers,) = (one["layers"] for one in contracts if one["id"] == "engine")
    assert "```\n" + "\n".join(layers) + "\n```" in DESIGN


@pytest.mark.parametrize("strategy", sorted(set(strategies())))
def test_every_search_strategy_has_a_row_in_the_design(strategy: str) -> None:
    assert f"\n| `{strategy}` | " in DESIGN, f"docs/design.md has no row for the strategy {strategy}"


def test_decisions_are_numbered_without_a_gap() -> None:
    assert [one.name[:5] for one in DECISIONS] == [f"{number:04d}-" for number in range(1, len(DECISIONS) + 1)]
    assert len(DECISIONS) >= 6


@pytest.mark.parametrize("decision", DECISIONS, ids=lambda one: one.stem)
def test_a_decision_is_short_and_can_be_quoted(decision: Path) -> None:
    text = decision.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 50
    (quote,) = re.findall(r"(?:^> .+\n)+", text, re.MULTILINE)
    assert quote.rstrip().endswith(".")
    assert quote.count(". ") == 0, "the decision is one sentence"
    assert text.startswith(f"# {decision.name[:4]} ")


def test_the_changelog_knows_the_version_that_is_built() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert f"\n## [{project['version']}]" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert project["readme"] == "README.md"


def test_the_picture_is_a_picture_and_a_small_one() -> None:
    picture = ROOT / "docs" / "images" / "report.png"
    assert picture.read_bytes().startswith(b"\x89PNG")
    assert picture.stat().st_size < 400_000


def test_no_file_names_a_place_on_somebodys_machine_or_the_host_of_a_registry() -> None:
    if not (ROOT / ".git").exists():
        pytest.skip("not a clone: which files are tracked is not known")
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout.decode()
    found = []
    for name in filter(None, listed.split("\0")):
        content = (ROOT / name).read_bytes() if (ROOT / name).is_file() else b""
        if b"\0" not in content:
            text = content.decode()
            found += [f"{name}: {match[0]}" for one in (MACHINE, REGISTRY) for match in one.finditer(text)]
    assert found == []
