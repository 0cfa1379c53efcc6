"""Reading the department that a command is about."""

from pathlib import Path

from api.exchange.formats import Format, format_named
from models.department import Department
from models.errors import InputError

DEPARTMENT = "department.json"


def read_problem(path: Path, format_name: str, instance: str | None) -> tuple[Format, Department]:
    """The format and the department; a folder of our own format holds ``department.json``."""
    form = format_named(format_name)
    if format_name == "radroster" and path.is_dir():
        path /= DEPARTMENT
    if not path.exists():
        raise InputError(str(path), "there is no such file or folder.", "Check the path.")
    return form, form.read(path, instance)
