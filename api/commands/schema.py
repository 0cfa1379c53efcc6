"""`radroster schema`."""

from enum import StrEnum
from typing import Annotated

import typer
from pydantic import JsonValue

from api.commands.options import Json
from models.base import Noun


class Document(StrEnum):
    """Documents that have a schema."""

    DEPARTMENT = "department"
    ROSTER = "roster"
    RESULT = "result"
    POLICY = "policy"


def schema(
    document: Annotated[Document, typer.Argument(help="Which document.")] = Document.DEPARTMENT,
    *,
    as_json: Json = False,  # noqa: ARG001 - a schema is JSON in any case
) -> None:
    """Print the JSON Schema of a document; `policy` gives the limits of every rule family and term."""
    from api.console import print_json
    from models.department import SCHEMA_VERSION, Department
    from models.roster import Roster
    from scheduler.result import Result
    from scheduler.rulebook import families

    if document is Document.POLICY:
        content = {name: family.limits.model_json_schema() for name, family in families().items()}
    else:
        content = _schema_of({Document.DEPARTMENT: Department, Document.ROSTER: Roster}.get(document, Result))
    print_json({"$schema": "https://json-schema.org/draft/2020-12/schema", "version": SCHEMA_VERSION, **content})


def _schema_of(noun: type[Noun]) -> dict[str, JsonValue]:
    return noun.model_json_schema()
