"""The distribution: what it installs, what the wheel carries, and that both lists of pins say the same."""

import importlib
import importlib.metadata
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ["api", "models", "scheduler"]
PIN = re.compile(r"[a-z0-9-]+==[^\s;]+( ; .+)?")


@pytest.fixture(scope="module")
def project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def lock() -> str:
    return (ROOT / "requirements.lock").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> frozenset[str]:
    """The names of the files in a wheel built from the tree as it stands."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (path,) = folder.glob("*.whl")
    with zipfile.ZipFile(path) as archive:
        return frozenset(archive.namelist())


def locked(lock: str) -> list[str]:
    """The requirements of the lock file without hashes, comments and line ends."""
    return [line.rstrip("\\ ") for line in lock.splitlines() if re.match(r"[a-z]", line)]


def name(requirement: str) -> str:
    """The package that a requirement of pyproject.toml is about, spelled as the lock file does."""
    return re.split(r"[^A-Za-z0-9._-]", requirement, maxsplit=1)[0].lower().replace("_", "-").replace(".", "-")


@pytest.mark.parametrize("package", PACKAGES)
def test_no_other_distribution_installs_our_names(package: str) -> None:
    others = set(importlib.metadata.packages_distributions().get(package, [])) - {"radroster"}
    assert not others, f"{package} is also installed by {others}"


@pytest.mark.parametrize("package", PACKAGES)
def test_the_packages_tested_are_those_of_this_tree(package: str) -> None:
    assert importlib.import_module(package).__file__ == str(ROOT / package / "__init__.py")


def test_the_one_command_is_radroster() -> None:
    entries = importlib.metadata.distribution("radroster").entry_points
    assert [(e.group, e.name, e.value) for e in entries] == [("console_scripts", "radroster", "api.cli:main")]


def test_it_cannot_be_uploaded_by_accident() -> None:
    assert "Private :: Do Not Upload" in (importlib.metadata.metadata("radroster").get_all("Classifier") or [])


def test_the_wheel_holds_the_three_packages_and_nothing_else(wheel: frozenset[str]) -> None:
    tops = {entry.partition("/")[0] for entry in wheel}
    assert {top for top in tops if not top.endswith(".dist-info")} == set(PACKAGES)


def test_the_wheel_says_that_it_is_typed(wheel: frozenset[str]) -> None:
    assert {f"{package}/py.typed" for package in PACKAGES} <= wheel


@pytest.mark.parametrize("package", PACKAGES)
def test_the_wheel_holds_every_file_of_its_packages(wheel: frozenset[str], package: str) -> None:
    made = {"__pycache__"}
    files = {p for p in (ROOT / package).rglob("*") if p.is_file() and not made.intersection(p.parts)}
    assert {p.relative_to(ROOT).as_posix() for p in files} - wheel == set()


def test_the_wheel_holds_the_example_departments(wheel: frozenset[str]) -> None:
    fixtures = ROOT / "fixtures"
    paths = {path.relative_to(fixtures) for path in fixtures.rglob("*.json")}
    expected = {f"api/_fixtures/{path.as_posix()}" for path in paths if path.parts[0] != "public"}
    assert expected, "fixtures/ holds no department"
    assert expected - wheel == set()


def test_both_lists_of_pins_agree(project: dict[str, Any], lock: str) -> None:
    assert locked(lock) == project["tool"]["uv"]["constraint-dependencies"], "run: uv run tools/pin.py"


def test_what_builds_the_wheel_is_pinned_alike(project: dict[str, Any], lock: str) -> None:
    pins = project["tool"]["uv"]["build-constraint-dependencies"]
    assert set(map(name, project["build-system"]["requires"])) <= set(map(name, pins))
    assert set(pins) <= set(locked(lock)), "run: uv run tools/pin.py"


def test_every_dependency_is_pinned(project: dict[str, Any], lock: str) -> None:
    groups = project["dependency-groups"].values()
    extras = project["project"].get("optional-dependencies", {}).values()
    wanted = [r for group in (*groups, *extras) for r in group if isinstance(r, str)]
    names = {name(requirement) for requirement in (*project["project"]["dependencies"], *wanted)}
    assert names - set(map(name, locked(lock))) == set(), "run: uv run tools/pin.py"


def test_every_pin_is_exact_and_hashed(lock: str) -> None:
    blocks = re.split(r"\n(?=[a-z])", lock.partition("\n")[2])
    assert all(PIN.fullmatch(pin) for pin in locked(lock))
    assert len(blocks) == len(locked(lock))
    assert all("--hash=sha256:" in block for block in blocks)


def test_the_pins_name_no_address(lock: str) -> None:
    assert "://" not in lock
    assert "index-url" not in lock
