"""Reading and writing the department that a command is about."""

from pathlib import Path

from api.commands.options import FormatName
from api.exchange.formats import Format, format_named
from models.department import Department
from models.errors import InputError

DEPARTMENT = "department.json"


def read_problem(
    path: Path, format_name: FormatName = FormatName.RADROSTER, instance: str | None = None
) -> tuple[Format, Department]:
    """The format and the department; a folder of our own format holds ``department.json``."""
    form = format_named(format_name)
    if not path.exists():
        raise InputError(str(path), "there is no such file or folder.", "Check the path.")
    if format_name is FormatName.RADROSTER and path.is_dir():
        if not (path / DEPARTMENT).exists():
            advice = "Name a department's folder or file, or the --format of a public instance."
            raise InputError(str(path), f"the folder holds no {DEPARTMENT}.", advice)
        path /= DEPARTMENT
    return form, form.read(path, instance)


def write_problem(department: Department, folder: Path) -> Path:
    """Write ``department.json`` into a folder, whole or not at all; answers its path.

    Raises `InputError` where the folder holds another department.
    """
    from api.commands.destination import refuse_another
    from api.exchange.atomic import write_whole
    from api.generate.files import department_text

    refuse_another(department.id, folder)
    return write_whole(folder / DEPARTMENT, department_text(department).encode())
