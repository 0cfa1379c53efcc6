"""The checker of rosters shares no arithmetic with the solver's side: it needs none of its code, and repeats none."""

import ast
import inspect
import subprocess
import sys
from collections.abc import Iterator
from enum import Enum
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

from models.base import Noun
from scheduler.family import Family, Rule
from scheduler.rulebook import families

SOLVER_SIDE = (
    "scheduler.cells",
    "scheduler.context",
    "scheduler.linear",
    "scheduler.problem",
    "scheduler.roster_model",
    "scheduler.search",
    "scheduler.window",
)
ARITHMETIC = (ast.Add, ast.Sub, ast.Mult, ast.Div, ast.FloorDiv, ast.Mod, ast.Pow)
FAMILIES = sorted(families())
WITHOUT_SOLVERS = """
import sys
class Refuse:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {"ortools", "highspy"}:
            raise ImportError(f"{name} is a solver")
sys.meta_path.insert(0, Refuse())
from fixtures.examples import examples_of
from scheduler.rulebook import families
from scheduler.verify import verify
for family in families():
    for example in examples_of(family):
        verify(example.department, example.roster)
print("checked")
"""


def module_of(name: str) -> ModuleType:
    found = inspect.getmodule(type(families()[name]))
    assert found is not None
    return found


def tree_of(name: str) -> ast.Module:
    return ast.parse(Path(inspect.getfile(module_of(name))).read_text(encoding="utf-8"))


def functions(tree: ast.Module) -> dict[str, ast.FunctionDef]:
    """The module's own functions and methods by name."""
    return {node.name: node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


def reached(name: str, *starts: str) -> set[str]:
    """Functions of a family's module that these methods lead to, themselves included."""
    known = functions(tree_of(name))
    found, open_ = set(), [start for start in starts if start in known]
    while open_:
        here = open_.pop()
        if here not in found:
            found.add(here)
            used = {node.id for node in ast.walk(known[here]) if isinstance(node, ast.Name)}
            used |= {node.attr for node in ast.walk(known[here]) if isinstance(node, ast.Attribute)}
            open_ += [one for one in used & known.keys() if one.startswith("_")]
    return found


def imported(tree: ast.Module, modules: tuple[str, ...]) -> set[str]:
    """Names that a module takes from those."""
    nodes = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module]
    from_there = [node for node in nodes if (node.module or "").startswith(modules)]
    return {alias.asname or alias.name for node in from_there for alias in node.names}


def is_data(name: str, word: str) -> bool:
    """Whether a word of a family's module is a kind of limits or one of their values: what the two sides may share."""
    thing = getattr(module_of(name), word, None)
    return isinstance(thing, type) and issubclass(thing, (Noun, Enum))


def readings(family: Family) -> tuple[str, ...]:  # type: ignore[type-arg] # of any limits
    return ("check",) if isinstance(family, Rule) else ("value",)


def used_names(name: str, where: set[str]) -> Iterator[tuple[str, str]]:
    """Names that the bodies of these functions use; what stands in their annotations is no use."""
    for one in where:
        for statement in functions(tree_of(name))[one].body:
            yield from ((one, node.id) for node in ast.walk(statement) if isinstance(node, ast.Name))


@pytest.mark.parametrize("name", FAMILIES)
def test_what_a_check_leads_to_uses_no_name_of_the_solvers_side(name: str) -> None:
    checking = reached(name, *readings(families()[name]))
    solver_names = {one for one in imported(tree_of(name), SOLVER_SIDE) if not is_data(name, one)}
    assert checking, "a family without a reading for people"
    assert [pair for pair in used_names(name, checking) if pair[1] in solver_names] == []


@pytest.mark.parametrize("name", FAMILIES)
def test_what_both_readings_of_a_family_share_does_no_arithmetic(name: str) -> None:
    both = reached(name, *readings(families()[name])) & reached(name, "post", "rows", "extend")
    sums = [
        (one, ast.unparse(node))
        for one in both
        for node in ast.walk(functions(tree_of(name))[one])
        if isinstance(node, ast.BinOp) and isinstance(node.op, ARITHMETIC)
    ]
    assert sums == [], "work it out twice, in two ways: docs/decisions/0003"


def test_the_checker_and_what_it_reads_with_know_nothing_of_the_solvers_side() -> None:
    for name in ("scheduler.verify", "scheduler.lines"):
        source = Path(inspect.getfile(import_module(name))).read_text(encoding="utf-8")
        assert imported(ast.parse(source), SOLVER_SIDE) == set(), name


def test_every_example_is_checked_where_no_solver_can_be_loaded() -> None:
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_SOLVERS], cwd=root, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (0, "checked\n"), done.stderr
