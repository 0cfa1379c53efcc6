"""`radroster schema`."""

from enum import StrEnum
from typing import Annotated

import typer

from api.commands.options import Json
from models.base import Noun


class Document(StrEnum):
    """Documents that have a schema."""

    DEPARTMENT = "department"
    ROSTER = "roster"
    RESULT = "result"
    POLICY = "policy"
    BUDGET = "budget"


def schema(
    document: Annotated[Document, typer.Argument(help="Which document.")] = Document.DEPARTMENT,
    *,
    as_json: Json = False,  # noqa: ARG001 - a schema is JSON in any case
) -> None:
    """Print the JSON Schema of a document; `policy` gives the limits of every rule family and term."""
    from api.console import print_json
    from models.budget_plan import Budget
    from models.department import SCHEMA_VERSION, Department
    from models.roster import Roster
    from scheduler.result import Result
    from scheduler.rulebook import families

    if document is Document.POLICY:
        content = {name: family.limits.model_json_schema() for name, family in families().items()}
    else:
        nouns: dict[Document, type[Noun]] = {
            Document.DEPARTMENT: Department,
            Document.ROSTER: Roster,
            Document.BUDGET: Budget,
        }
        content = nouns.get(document, Result).model_json_schema()
    print_json({"$schema": "https://json-schema.org/draft/2020-12/schema", "version": SCHEMA_VERSION, **content})
