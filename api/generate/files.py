"""A generated department on disk."""

import json
import os
import tempfile
from pathlib import Path

from api.generate.department import GeneratedDepartment
from models.base import Noun
from models.department import Department
from models.errors import InputError

DEPARTMENT, VOLUMES = "department.json", "volumes.csv"


def write_department(generated: GeneratedDepartment, folder: Path) -> None:
    """Write ``department.json`` and ``volumes.csv`` into a folder, made when it is not there.

    Each file appears whole or not at all. Raises `InputError` where nothing can be written.
    """
    csv = generated.volumes.write_csv(datetime_format="%Y-%m-%dT%H:%M")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _replace(folder / DEPARTMENT, department_text(generated.department))
        _replace(folder / VOLUMES, csv)
    except OSError as error:
        advice = "Check that the folder can be written and has room."
        raise InputError(str(folder), f"cannot be written: {error.strerror}.", advice) from error


def department_text(department: Department) -> str:
    """The document with one noun on each line, so that people can search it and compare two of them."""
    parts = []
    for name in type(department).model_fields:
        value = getattr(department, name)
        if isinstance(value, tuple):
            rows = ",\n".join(f"  {row.model_dump_json()}" for row in value)
            parts.append(f' "{name}": [\n{rows}\n ]' if rows else f' "{name}": []')
        elif isinstance(value, Noun):
            parts.append(f' "{name}": {value.model_dump_json()}')
        else:
            parts.append(f' "{name}": {json.dumps(value)}')
    return "{\n" + ",\n".join(parts) + "\n}\n"


def _replace(path: Path, text: str) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
