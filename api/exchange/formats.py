"""The formats in which a department can be read and a roster read and written, by name."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final, Protocol

from api.exchange import curtois, inrc2, native
from models.department import Department
from models.errors import InputError
from models.roster import Roster


class Format(Protocol):
    """One format; a module with these three functions is one."""

    def read(self, path: Path, instance: str | None = None) -> Department:
        """Read a department; `instance` names one of several that lie at the path."""

    def read_solution(self, path: Path, department: Department) -> Roster:
        """Read a roster of that department."""

    def write_solution(self, roster: Roster, department: Department, path: Path) -> None:
        """Write a roster of that department; folders are made as needed."""


FORMATS: Final[Mapping[str, Format]] = {"radroster": native, "curtois": curtois, "inrc2": inrc2}
"""Every format, our own first."""


def format_named(name: str) -> Format:
    """The format of that name; raises `InputError` listing the names there are."""
    if name not in FORMATS:
        raise InputError(f"format {name!r}", "unknown.", f"Use one of {', '.join(FORMATS)}.")
    return FORMATS[name]
