"""Write the exact version of every dependency: requirements.lock with hashes, pyproject.toml as constraints.

    uv run tools/pin.py                   keep every pinned version, pin what is new, drop what has gone
    uv run tools/pin.py --upgrade NAME    take the newest version allowed of these packages (no name: of all)

requirements.lock is what CI installs. The constraints make `uv run` on a fresh clone arrive at the same
versions. tests/test_packaging.py holds the two against each other.
"""

import argparse
import json
import re
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PROJECT = ROOT / "pyproject.toml"
LOCK = ROOT / "requirements.lock"
HEADER = "# Written by tools/pin.py; do not edit. What CI installs, with the hashes of its files.\n"
PINS, BUILD_PINS = "constraint-dependencies", "build-constraint-dependencies"


def name_of(pin: str) -> str:
    """The package that a pin is about."""
    return pin.partition("==")[0].strip()


def with_pins(text: str, key: str, pins: Iterable[str]) -> str:
    """The text of pyproject.toml with the list of that name replaced."""
    rows = "".join(f"    {json.dumps(pin)},\n" for pin in pins)
    block = f"{key} = [\n{rows}]" if rows else f"{key} = []"
    pattern = re.compile(rf"^{key} = \[(\n.*?^)?\]$", re.MULTILINE | re.DOTALL)
    changed, count = pattern.subn(lambda _: block, text)
    if count != 1:
        sys.exit(f"pyproject.toml has {count} lists named {key}; write one, as '{key} = []' on its own line")
    return changed


def without_pins(text: str, names: list[str]) -> str:
    """The text of pyproject.toml with these packages free again; all of them when none is named."""
    pins = tomllib.loads(text)["tool"]["uv"][PINS]
    return with_pins(text, PINS, [pin for pin in pins if names and name_of(pin) not in names])


def export(project: Path, groups: str) -> str:
    """The requirements of the project in that folder, as uv resolves them for every platform."""
    options = ["--format=requirements.txt", "--no-emit-project", "--no-annotate", "--no-header", "--quiet"]
    done = subprocess.run(["uv", "export", *options, groups], cwd=project, check=True, stdout=subprocess.PIPE)
    return done.stdout.decode()


def pins_of(requirements: str) -> list[str]:
    """The requirements of such a file without their hashes, in its order."""
    lines = (line for line in requirements.splitlines() if line and not line.startswith((" ", "#")))
    return [line.removesuffix("\\").strip() for line in lines]


def main() -> None:
    """Resolve in a folder of its own, then write both files."""
    parser = argparse.ArgumentParser(description="Pin the exact version of every dependency.")
    parser.add_argument("--upgrade", nargs="*", metavar="NAME", help="free these first (no name: all)")
    upgrade = parser.parse_args().upgrade
    text = PROJECT.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        trial = Path(folder)
        start = text if upgrade is None else without_pins(text, upgrade)
        (trial / PROJECT.name).write_text(start, encoding="utf-8")
        everything = export(trial, "--all-groups")
        build = export(trial, "--only-group=build")
    text = with_pins(text, PINS, pins_of(everything))
    text = with_pins(text, BUILD_PINS, pins_of(build))
    PROJECT.write_text(text, encoding="utf-8")
    LOCK.write_text(HEADER + everything, encoding="utf-8")
    print(f"{len(pins_of(everything))} versions pinned in {PROJECT.name} and {LOCK.name}")


if __name__ == "__main__":
    main()
