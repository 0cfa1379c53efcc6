"""Fetch Timefold Solver from PyPI and compile the rival with it: ``uv run python benchmarks/rivals/timefold/build.py``.

The wheel holds the Java libraries; it is fetched into ``build/`` beside this file and is no dependency of radroster.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HOME = Path(__file__).resolve().parent
BUILD = HOME / "build"
WHEEL = "timefold==1.24.0b0 --hash=sha256:e2dde8630e62f5b3718efda2c0b1e88bd2a7e015b82bfcfdd7a4ae72ad87f1e7\n"
"""The newest there is: the project's Python edition ended in July 2025, its Java edition goes on."""


def main() -> None:
    """Fetch, compile, and say where it is; a machine without a JDK is told so."""
    if shutil.which("javac") is None:
        raise SystemExit("There is no javac on the path. Maybe install a JDK, on Debian openjdk-17-jdk-headless.")
    BUILD.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        asked = Path(folder) / "wheel.txt"
        asked.write_text(WHEEL, encoding="utf-8")
        target = ["--target", folder, "--no-deps", "--require-hashes", "-r", str(asked)]
        subprocess.run([*_installer(), *target], check=True)
        jars = shutil.copytree(
            Path(folder) / "timefold" / "solver" / "jars",
            BUILD / "jars",
            dirs_exist_ok=True,
            ignore=shutil.ignore_patterns("*.py"),
        )
    sources = [str(path) for path in sorted(HOME.glob("*.java"))]
    subprocess.run(["javac", "-nowarn", "-cp", f"{jars}/*", "-d", str(BUILD / "classes"), *sources], check=True)
    print(f"{BUILD / 'classes'} is ready.")


def _installer() -> list[str]:
    """The command of uv where that is, else of the pip of this Python or of the one on the path."""
    if shutil.which("uv") is not None:
        return ["uv", "pip", "install", "--quiet"]
    probe = subprocess.run([sys.executable, "-m", "pip", "--version"], capture_output=True, check=False)
    return [sys.executable if probe.returncode == 0 else "python3", "-m", "pip", "install", "--quiet", "--upgrade"]


if __name__ == "__main__":
    main()
