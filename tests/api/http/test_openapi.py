"""The OpenAPI document: everything that the routes take and give, each with an example that is true to its schema."""

import json
from typing import Any

from api.http.bodies import DocumentBody, FileBody, JsonBody
from api.http.openapi import operations
from tests.api.service import Service


def document(service: Service) -> dict[str, Any]:
    found: dict[str, Any] = service.client(None).get("/v1/openapi.json").json()
    return found


def test_every_operation_has_a_sentence_and_examples_of_what_goes_in_and_comes_out(service: Service) -> None:
    told = document(service)
    for one in operations(service.app):
        operation = told["paths"][one.path][one.method.lower()]
        assert operation["description"].endswith("."), one
        contents = [
            content
            for status, answer in operation["responses"].items()
            if status.startswith("2")
            for content in answer["content"].values()
        ]
        assert contents
        assert all("example" in content for content in contents), f"{one.method} {one.path} shows no answer"
        takes = [need for need in one.depends_on if isinstance(need, JsonBody | DocumentBody | FileBody)]
        assert bool(takes) == ("requestBody" in operation), one
        assert "application/problem+json" in operation["responses"]["default"]["content"]


def test_every_example_of_a_body_is_one(service: Service) -> None:
    for one in operations(service.app):
        for need in one.depends_on:
            if isinstance(need, JsonBody | DocumentBody):
                assert need.model.model_validate_json(json.dumps(need.example)), one


def test_every_reference_leads_somewhere(service: Service) -> None:
    told = document(service)

    def references(part: Any) -> list[str]:  # noqa: ANN401 - any part of a JSON document
        if isinstance(part, dict):
            mine = [part["$ref"]] if isinstance(part.get("$ref"), str) else []
            return mine + [ref for each in part.values() for ref in references(each)]
        return [ref for each in part for ref in references(each)] if isinstance(part, list) else []

    found = set(references(told))
    assert len(found) > 20
    for reference in found:
        assert reference.removeprefix("#/components/schemas/") in told["components"]["schemas"], reference


def test_operations_say_which_right_they_need(service: Service) -> None:
    put = document(service)["paths"]["/v1/departments/{department}"]["put"]
    assert (put["x-right"], put["security"]) == ("edit departments", [{"key": []}, {"session": []}])
    assert put["requestBody"]["content"]["application/json"]["schema"]["$ref"].endswith("/Department")
