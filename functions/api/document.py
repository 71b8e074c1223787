"""The OpenAPI document, with the schemas that answers of no route's own model refer to."""

from typing import Any

from fastapi import FastAPI
from pydantic.json_schema import models_json_schema

from functions.api.health import Health
from functions.api.problems import ProblemDetails


class Documented(FastAPI):
    """An application whose document is whole."""

    def openapi(self) -> dict[str, Any]:
        document = super().openapi()
        _, told = models_json_schema(
            [(ProblemDetails, "serialization"), (Health, "serialization")], ref_template="#/components/schemas/{model}"
        )
        schemas = document.setdefault("components", {}).setdefault("schemas", {})
        for name, schema in told["$defs"].items():
            schemas.setdefault(name, schema)
        return document
