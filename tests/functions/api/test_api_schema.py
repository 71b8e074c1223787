"""The OpenAPI document is whole. tests/chaos/fuzzing/test_api_document.py tries out that the API does what it says."""

import re
from typing import Any

from functions.api.handler import described


def operations() -> list[tuple[str, dict[str, Any]]]:
    paths: dict[str, dict[str, Any]] = described().openapi()["paths"]
    return [(f"{method.upper()} {path}", told) for path, methods in paths.items() for method, told in methods.items()]


def test_every_reference_of_the_document_leads_somewhere():
    document = described().openapi()

    named = set(re.findall(r"'#/components/schemas/([^']+)'", repr(document)))

    assert named <= set(document["components"]["schemas"])
    assert {"ProblemDetails", "Health"} <= named


def test_every_operation_has_a_name_of_its_own_that_people_can_read():
    names = [told["operationId"] for _, told in operations()]

    assert len(set(names)) == len(names) > 40
    assert [each for each in names if not re.fullmatch(r"[a-z]+([A-Z][a-z]+)*", each)] == []


def test_every_operation_tells_of_the_refusals_that_any_has():
    for name, told in operations():
        wanted = {"503"} if told["tags"] == ["health"] else {"429", "503"}
        wanted |= {"400", "403", "413", "422"} if "requestBody" in told else set()
        wanted |= {"422"} if told.get("parameters") else set()
        assert wanted <= set(told["responses"]), name
