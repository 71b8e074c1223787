"""The OpenAPI document, with the schemas that answers of no route's own model refer to, and with what opens a route."""

from collections.abc import Callable, Iterator
from typing import Any

from fastapi import FastAPI
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute, iter_route_contexts
from pydantic.json_schema import models_json_schema

from functions.api.health import Health
from functions.api.http import cookies, owner
from functions.api.http.gate import door
from functions.api.http.problems import ProblemDetails

SCHEMES = {
    "session": {
        "type": "apiKey",
        "in": "cookie",
        "name": f"__Host-{cookies.SESSION}",
        "description": f"Of a browser that is signed in. Where readers come by plain http, it is {cookies.SESSION}.",
    },
    "key": {"type": "http", "scheme": "bearer", "description": "An API key. It opens reads alone."},
}
"""What a reader may show (spec.openapis.org/oas/v3.1.0#security-scheme-object)."""


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
        document["components"]["securitySchemes"] = SCHEMES
        for context in iter_route_contexts(self.routes):
            route = context.original_route
            if isinstance(route, APIRoute) and route.include_in_schema:
                for method in route.methods or ():
                    document["paths"][route.path_format][method.lower()]["security"] = _opened_by(route)
        return document


def _opened_by(route: APIRoute) -> list[dict[str, list[str]]]:
    """What has to be shown for a route, one of several; an empty one is nothing."""
    asked = set(_calls(route.dependant))
    if asked & {owner.owner, owner.mine}:
        return [{"session": []}]
    return [{}, {"session": []}, {"key": []}] if door in asked else []


def _calls(dependant: Dependant) -> Iterator[Callable[..., Any] | None]:
    yield dependant.call
    for each in dependant.dependencies:
        yield from _calls(each)
