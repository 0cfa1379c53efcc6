"""Problems of the benchmarks by name: public instances, and made-up departments by size, seed and shortage.

``Instance12`` is one of Curtois and Qu, ``n030w4_1_6-2-9-1`` one of the INRC-II, ``reference-105`` a generated
department of 105 technologists; ``reference-105-seed3-short10`` is made with seed 3, and a tenth of its staff is away.
"""

import csv
import os
import random
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from api.exchange import curtois, inrc2
from api.generate import generate_department
from models.department import Department
from models.errors import UnknownReferenceError
from models.requests import TimeOff

ROOT = Path(__file__).resolve().parents[1]
DATA = Path(os.environ.get("RADROSTER_PUBLIC_DATA", ROOT.parent / "shared" / "data"))
REFERENCE = re.compile(r"reference-(?P<size>\d+)(?:-seed(?P<seed>\d+))?(?:-short(?P<short>\d+))?")


@dataclass(frozen=True)
class Problem:
    """A department that can be made or read again, with what has been published of it."""

    name: str
    read: Callable[[], Department]
    best_known: int | None = None
    bound: int | None = None
    """What no roster without holes undercuts."""


def problem_named(name: str) -> Problem:
    """The problem of that name; raises `UnknownReferenceError` where there is none."""
    made = REFERENCE.fullmatch(name)
    if made is not None:
        size, seed, short = (int(made[part] or default) for part, default in (("size", 0), ("seed", 1), ("short", 0)))
        return Problem(name, partial(_reference, size, seed, short))
    for family, reader in (("curtois", curtois.read), ("inrc2", inrc2.read)):
        row = _published(family).get(name)
        if row is not None:
            bound = int(row.get("lower_bound") or row["static_lower_bound"])
            return Problem(name, partial(reader, DATA / family, name), _cost(row), bound)
    raise UnknownReferenceError(
        f"problem {name!r}",
        f"it is neither reference-SIZE nor listed in best_known.csv of {DATA}/curtois or {DATA}/inrc2.",
        "Maybe RADROSTER_PUBLIC_DATA should name the folder of the public instances.",
    )


def best_known(family: str) -> dict[str, int]:
    """Instance → best published cost, ``curtois`` or ``inrc2``; empty where the public data are not there."""
    return {name: _cost(row) for name, row in _published(family).items()}


def _cost(row: dict[str, str]) -> int:
    return int(row.get("upper_bound") or row["static_upper_bound"])


def _published(family: str) -> dict[str, dict[str, str]]:
    path = DATA / family / "best_known.csv"
    if not path.exists():
        return {}
    with path.open(encoding="utf-8") as file:
        return {row["instance"]: row for row in csv.DictReader(file)}


def _reference(size: int, seed: int, short: int) -> Department:
    """A made-up department of which `short` per cent of the staff, drawn by the seed, are away all the time."""
    department = generate_department(size, seed).department
    horizon, staff = department.horizon, [person.id for person in department.staff]
    away = random.Random(seed).sample(staff, len(staff) * short // 100)
    leave = (TimeOff(person=person, start=horizon.start, end=horizon.end, kind="leave") for person in away)
    return department.revised(time_off=(*department.time_off, *leave))
