"""Make the README's picture: the top of the report of a demo run, as Chromium shows it.

uv run tools/picture.py                   # runs the demo first, which takes a minute
uv run tools/picture.py --report FILE     # takes a report that lies there already
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

PICTURE = Path(__file__).resolve().parents[1] / "docs" / "images" / "report.png"
WIDTH, HEIGHT = 1360, 1064
"""Pixels: wide enough for 28 days beside their totals, cut off between two people of the first group."""
LARGEST = 400_000
"""Bytes; a clone should stay small."""
QUIET = (
    "--headless",
    "--no-sandbox",  # Chromium as root starts in no other way; the page is our own and loads nothing
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--no-first-run",
    "--hide-scrollbars",
)


def photograph(chromium: str, page: Path, picture: Path, *, width: int = WIDTH, height: int = HEIGHT) -> None:
    """Save the top of a page as a PNG of so many pixels; raises `CalledProcessError` when Chromium fails."""
    picture.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as profile:
        files = (f"--user-data-dir={profile}", f"--screenshot={picture.resolve()}", page.resolve().as_uri())
        command = [chromium, *QUIET, f"--window-size={width},{height}", *files]
        subprocess.run(command, check=True, capture_output=True, timeout=120)


def demo_report(folder: Path) -> Path:
    """The report of a demo of usual size, run by the command that is installed beside this Python."""
    command = [str(Path(sys.executable).with_name("radroster")), "demo", "--out", str(folder), "--quiet"]
    subprocess.run(command, check=True, timeout=600)
    return folder / "report.html"


def main() -> None:
    """Run the script."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--report", type=Path, help="a report.html; without it the demo is run")
    parser.add_argument("--out", type=Path, default=PICTURE, help="the picture")
    given = parser.parse_args()
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if chromium is None:
        parser.error("Chromium is not installed. Maybe install it with the system's package manager.")
    with tempfile.TemporaryDirectory() as folder:
        photograph(chromium, given.report or demo_report(Path(folder)), given.out)
    size = given.out.stat().st_size
    print(f"{given.out}: {size:,} bytes")
    if size > LARGEST:
        parser.error(f"more than {LARGEST:,} bytes. Maybe lower HEIGHT.")


if __name__ == "__main__":
    main()
