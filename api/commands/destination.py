"""Places that results are written to, tried before the work begins."""

import json
import tempfile
from pathlib import Path

from api.commands.problems import DEPARTMENT
from models.errors import InputError


def prepare_folder(out: Path) -> None:
    """Make the folder; raises `InputError` when nothing could be written there once the work is done."""
    try:
        out.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=out):
            pass
    except OSError as error:
        advice = "Name a folder that may be written to with --out."
        raise InputError(str(out), f"cannot be written: {error.strerror}.", advice) from error


def refuse_another(department: str, folder: Path) -> None:
    """Tell on standard error that a folder's ``department.json`` is replaced.

    Raises `InputError` where that is of another department: nobody means to lose one.
    """
    from api.console import ASIDE, printable

    file = folder / DEPARTMENT
    if not file.exists():
        return
    try:
        found = json.loads(file.read_bytes())["id"]
    except (ValueError, LookupError, TypeError):
        found = department
    if found != department:
        told = f"holds the department {found!r}, and would hold {department!r}."
        raise InputError(str(file), told, "Name another folder, or remove the file first.")
    ASIDE.print(printable(f"{file} is replaced"), soft_wrap=True)


def prepare(out: Path) -> None:
    """The same for a file that ends in ``.json``, or for a folder."""
    is_file = out.suffix == ".json" and not out.is_dir()
    prepare_folder(out.parent if is_file else out)
