"""What the two model stand-ins share: JSON schemas as their vendors accept them, and tokens."""

import json
from collections.abc import Mapping
from typing import Any, cast

BYTES_PER_TOKEN = 4
"""The sandbox's rule: a token is four bytes of UTF-8, rounded up."""


class SchemaRefused(ValueError):
    """The schema is one that the vendor, or this stand-in, does not answer; the text says why."""


def answering(asked: object, own: str) -> str:
    """The model that is said to answer: `own`, or the one asked for where that is a stand-in of this name too."""
    return asked if isinstance(asked, str) and asked.startswith(f"{own}-") else own


def tokens(*texts: str) -> int:
    """Tokens of these texts together, by the sandbox's rule."""
    return -(-sum(len(text.encode()) for text in texts) // BYTES_PER_TOKEN)


def cut(text: str, limit: int) -> str:
    """The first `limit` tokens of a text."""
    return text.encode()[: limit * BYTES_PER_TOKEN].decode(errors="ignore")


def listed(schema: Mapping[str, Any], name: str, known: frozenset[str]) -> Mapping[str, Mapping[str, Any]]:
    """The fields of the objects in array `name` of an answer, each with its schema.

    Raises:
        SchemaRefused: the schema does not ask for `{name: [{...}]}`, or asks for fields other than `known`.
    """
    return lists(schema, {name: known})[name]


def lists(schema: Mapping[str, Any], known: Mapping[str, frozenset[str]]) -> dict[str, Mapping[str, Mapping[str, Any]]]:
    """The arrays of an answer, each with the fields of its objects; one of texts (`known` without fields) has none.

    Raises:
        SchemaRefused: the schema does not ask for the first array of `known`, asks for others than these, or for
            fields other than theirs.
    """
    properties: Mapping[str, Any] = _resolved(schema, schema).get("properties", {})
    first = next(iter(known))
    found = {name: _fields(schema, properties[name]) for name in known if name in properties}
    if set(properties) - set(known) or not found.get(first):
        raise SchemaRefused(f'this stand-in answers schemas of the form {{"{first}": [...]}} only')
    for name, fields in found.items():
        if strange := sorted(set(fields) - known[name]):
            raise SchemaRefused(
                f"this stand-in cannot fill {', '.join(strange)} of {name}; it knows {', '.join(sorted(known[name]))}"
            )
    return found


def _fields(schema: Mapping[str, Any], array: Any) -> Mapping[str, Mapping[str, Any]]:
    items = _resolved(_resolved(array, schema).get("items", {}), schema)
    return {field: _resolved(each, schema) for field, each in items.get("properties", {}).items()}


def closed(schema: Mapping[str, Any], *, all_required: bool) -> None:
    """Hold a schema to what both vendors demand of structured output.

    Raises:
        SchemaRefused: an object allows further properties, or (`all_required`) leaves some optional.
    """
    waiting: list[Any] = [schema]
    while waiting:
        each = waiting.pop()
        if isinstance(each, dict):
            node = cast("dict[str, Any]", each)
            if node.get("type") == "object":
                if node.get("additionalProperties") is not False:
                    raise SchemaRefused("for 'object' type, 'additionalProperties' must be explicitly set to false")
                missing = sorted(set(node.get("properties", {})) - set(node.get("required", [])))
                if all_required and missing:
                    raise SchemaRefused(f"'required' must name every property; it lacks {', '.join(missing)}")
            waiting += node.values()
        elif isinstance(each, list):
            waiting += cast("list[Any]", each)


def chosen(fields: Mapping[str, Mapping[str, Any]], values: Mapping[str, Any]) -> dict[str, Any]:
    """The values that a schema's fields ask for.

    Raises:
        SchemaRefused: a field does not allow the value that the stand-in has for it.
    """
    for name, field in fields.items():
        allowed = field.get("enum", [values[name]])
        if values[name] not in allowed:
            raise SchemaRefused(f"{name} does not allow {values[name]!r}, which this stand-in would answer")
    return {name: values[name] for name in fields}


def dumps(answer: Any) -> str:
    """The JSON text of an answer."""
    return json.dumps(answer, ensure_ascii=False, separators=(",", ":"))


def _resolved(node: Any, schema: Mapping[str, Any]) -> Mapping[str, Any]:
    """A node with its reference into the same document followed."""
    for _ in range(10):
        if not isinstance(node, dict):
            raise SchemaRefused("a part of the schema is missing, or is no JSON schema")
        found = cast("dict[str, Any]", node)
        if "$ref" not in found:
            return found
        node = schema
        for part in str(found["$ref"]).removeprefix("#/").split("/"):
            node = cast("dict[str, Any]", node).get(part) if isinstance(node, dict) else None
    raise SchemaRefused("the schema's references lead in a circle")
