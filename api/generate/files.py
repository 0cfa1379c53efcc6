"""A generated department on disk."""

import json
from pathlib import Path

from api.exchange.atomic import write_whole
from api.generate.department import GeneratedDepartment
from models.base import Noun
from models.department import Department

DEPARTMENT, VOLUMES = "department.json", "volumes.csv"


def write_department(generated: GeneratedDepartment, folder: Path) -> None:
    """Write ``department.json`` and ``volumes.csv`` into a folder, made when it is not there.

    Each file appears whole or not at all. Raises `InputError` where nothing can be written.
    """
    csv = generated.volumes.write_csv(datetime_format="%Y-%m-%dT%H:%M")
    write_whole(folder / DEPARTMENT, department_text(generated.department).encode())
    write_whole(folder / VOLUMES, csv.encode())


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
