"""The OpenAPI document: FastAPI's own, and what only our dependencies know: bodies, rights and problems."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from fastapi import FastAPI
from fastapi.dependencies.models import Dependant
from fastapi.openapi.utils import get_openapi
from fastapi.routing import APIRoute, iter_route_contexts

from api.auth.guard import Allowed
from api.auth.rights import Right
from api.http.bodies import DocumentBody, FileBody, JsonBody
from api.http.examples import PROBLEM
from api.http.problems import MEDIA_TYPE, Problem
from api.users import cookies

TITLE = "radroster"
REF = "#/components/schemas/{model}"
JSON = "application/json"
SCHEMES: dict[str, Any] = {
    "key": {"type": "http", "scheme": "bearer", "bearerFormat": "rr_live_…"},
    "session": {"type": "apiKey", "in": "cookie", "name": cookies.NAME},
}
"""Ways to say who calls."""


def describe(app: FastAPI) -> dict[str, Any]:
    """The document of an app, made once."""
    if app.openapi_schema is None:
        document = get_openapi(title=TITLE, version=app.version, routes=app.routes, description=app.description)
        parts = document.setdefault("components", {})
        schemas = parts.setdefault("schemas", {})
        parts["securitySchemes"] = SCHEMES
        _add_schema(schemas, Problem)
        for one in operations(app):
            _complete(document["paths"][one.path][one.method.lower()], one, schemas)
        app.openapi_schema = document
    return app.openapi_schema


@dataclass(frozen=True)
class Operation:
    """One method of one path, with everything that its route depends on."""

    method: str
    path: str
    depends_on: tuple[object, ...]

    @property
    def right(self) -> Right | None:
        """What a caller must be allowed; None where everybody may call."""
        return next((one.right for one in self.depends_on if isinstance(one, Allowed)), None)


def operations(app: FastAPI) -> Iterator[Operation]:
    """Every operation that stands in the document."""
    for context in iter_route_contexts(app.routes):
        if isinstance(context.original_route, APIRoute) and context.include_in_schema:
            needs = tuple(dependencies(context.dependant))
            yield from (Operation(method, str(context.path), needs) for method in sorted(context.methods or ()))


def dependencies(dependant: Dependant) -> Iterator[object]:
    """Everything that a route depends on, directly or not."""
    for one in dependant.dependencies:
        yield one.call
        yield from dependencies(one)


def _complete(operation: dict[str, Any], one: Operation, schemas: dict[str, Any]) -> None:
    problem = {"schema": {"$ref": REF.format(model=Problem.__name__)}, "example": PROBLEM}
    operation["responses"]["default"] = {"description": "A problem (RFC 9457)", "content": {MEDIA_TYPE: problem}}
    operation["responses"].pop("422", None)
    if one.right is not None:
        operation["security"] = [{name: []} for name in SCHEMES]
        operation["x-right"] = str(one.right)
    for body in one.depends_on:
        if isinstance(body, JsonBody | DocumentBody):
            _add_schema(schemas, body.model)
            content = {"schema": {"$ref": REF.format(model=body.model.__name__)}, "example": body.example}
            operation["requestBody"] = {"required": True, "content": {JSON: content}}
        elif isinstance(body, FileBody):
            kinds = {kind: {"schema": {"type": "string"}, "example": text} for kind, text in body.examples.items()}
            operation["requestBody"] = {"required": True, "content": kinds}


def _add_schema(schemas: dict[str, Any], model: Any) -> None:  # noqa: ANN401 - a pydantic class
    """A model and the models in it, under their names."""
    schema = model.model_json_schema(ref_template=REF)
    schemas |= schema.pop("$defs", {})
    schemas[model.__name__] = schema
