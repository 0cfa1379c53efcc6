"""Made-up instances of both public formats, and the place of the public ones where they are present."""

import os
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
PUBLIC_DATA = Path(os.environ.get("RADROSTER_PUBLIC_DATA", ROOT.parent / "shared" / "data"))

CURTOIS = """\
# Two weeks, a day shift and a whole-day shift.
SECTION_HORIZON
# The horizon length in days:
14

SECTION_SHIFTS
D,480,
W,1440,D|W

SECTION_STAFF
Ann,D=14|W=2,5000,960,5,2,2,1
Bo,D=14|W=0,4320,960,4,1,2,2
Cy,D=14|W=2,5000,960,5,2,2,1

SECTION_DAYS_OFF
Ann,0,3
Bo,5

SECTION_SHIFT_ON_REQUESTS
Ann,1,W,4
Cy,2,D,3

SECTION_SHIFT_OFF_REQUESTS
Bo,1,D,2

SECTION_COVER
0,D,2,100,1
1,D,1,90,2
1,W,1,80,3
"""

SCENARIO = """\
SCENARIO = tiny

WEEKS = 2

SKILLS = 2
Scan
Lead

SHIFT_TYPES = 3
Early (2,3)
Late (1,4)
Night (2,4)

FORBIDDEN_SHIFT_TYPES_SUCCESSIONS
Early 0
Late 1 Early
Night 2 Early Late

CONTRACTS = 2
Full (6,8) (2,4) (2,3) 1 1
Half (3,5) (2,3) (2,5) 1 0

NURSES = 3
Ann Full 2 Lead Scan
Bo Full 1 Scan
Cy Half 1 Scan
"""

HISTORY = """\
HISTORY
0 tiny

NURSE_HISTORY
Ann 0 0 Late 1 3 0
Bo 0 0 None 0 0 2
Cy 2 1 Night 2 2 0
"""

WEEK = """\
WEEK_DATA
tiny

REQUIREMENTS
Early Scan (1,2) (1,1) (0,1) (0,0) (1,1) (0,1) (0,1)
Late Lead (0,1) (0,1) (0,1) (0,0) (0,0) (0,0) (0,0)
Night Scan (0,1) (1,1) (0,0) (0,0) (0,0) (0,0) (1,1)

SHIFT_OFF_REQUESTS = 2
Ann Any Tue
Bo Early Sat
"""

INSTANCE = "n003w2_1_4-0"
FILES = {
    "Sc-n003w2.txt": SCENARIO,
    "H0-n003w2-1.txt": HISTORY,
    "WD-n003w2-4.txt": WEEK,
    "WD-n003w2-0.txt": WEEK.replace("Ann Any Tue", "Cy Late Sun"),
}


def curtois_file(folder: Path, text: str = CURTOIS) -> Path:
    """A made-up Curtois and Qu instance on disk."""
    path = folder / "Made.txt"
    path.write_text(text, encoding="utf-8")
    return path


def inrc2_folder(
    folder: Path, change: Callable[[str], str] = str, *, file: str = "", files: Mapping[str, str] = FILES
) -> Path:
    """A made-up INRC-II data set on disk, one of its files changed."""
    for name, text in files.items():
        (folder / name).write_text(change(text) if name == file else text, encoding="utf-8")
    return folder


def public_data(*parts: str) -> Path:
    """A path under the public data; the test is skipped where it is absent."""
    path = PUBLIC_DATA.joinpath(*parts)
    if not path.exists():
        pytest.skip(f"{'/'.join(parts)} is not here. Maybe set RADROSTER_PUBLIC_DATA to where the public data lie")
    return path
