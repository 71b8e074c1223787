"""What Anthropic's stand-in answers: it writes claims, and says in its model name that it is no model."""

import json
from collections.abc import Mapping
from typing import Any, cast

from fastapi import Response
from fastapi.responses import JSONResponse

from infra.sandbox.models import redrafting, writer
from infra.sandbox.structured import SchemaRefused, answering, chosen, closed, cut, dumps, lists, tokens

MODEL = "sandbox-writer"
_REQUIRED = ("model", "max_tokens", "messages")
_OPTIONAL = frozenset({
    "cache_control", "container", "diagnostics", "inference_geo", "metadata", "output_config", "service_tier", "speed",
    "stop_sequences", "stream", "system", "thinking", "tool_choice", "tools", "user_profile_id",
})  # fmt: skip
"""The body's fields, from the SDK's `messages.create` (anthropic 2.12)."""


class Refusal(Exception):
    """An error in the vendor's shape."""

    def __init__(self, status: int, kind: str, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.kind = kind


def error(refusal: Refusal, request_id: str) -> Response:
    """The refusal as an answer."""
    said = {"type": refusal.kind, "message": str(refusal)}
    body = {"type": "error", "error": said, "request_id": request_id}
    return JSONResponse(body, refusal.status, headers={"request-id": request_id})


def admit(headers: Mapping[str, str]) -> None:
    """Let only requests with a key pass: the SDK sends it as a Bearer token since 2.x; `x-api-key` is taken too."""
    if not (headers.get("x-api-key") or headers.get("authorization", "").removeprefix("Bearer").strip()):
        raise Refusal(401, "authentication_error", "x-api-key header is required")
    if not headers.get("anthropic-version"):
        raise Refusal(400, "invalid_request_error", "anthropic-version: header is required")


def validated(body: bytes) -> dict[str, Any]:
    """The object that a body is."""
    try:
        request = json.loads(body)
    except ValueError as exc:
        raise bad("The request body is not valid JSON") from exc
    if not isinstance(request, dict):
        raise bad("The request body must be a JSON object")
    return cast("dict[str, Any]", request)


def fields(request: dict[str, Any]) -> dict[str, Any]:
    """The request for one message, where it can be answered."""
    for name in _REQUIRED:
        if name not in request:
            raise bad(f"{name}: Field required")
    for name in request:
        if name not in _OPTIONAL and name not in _REQUIRED:
            raise bad(f"{name}: Extra inputs are not permitted")
    limit = request["max_tokens"]
    if not isinstance(limit, int) or isinstance(limit, bool) or limit < 1:
        raise bad("max_tokens: Input should be greater than or equal to 1")
    if not isinstance(request["model"], str) or not request["model"]:
        raise bad("model: Input should be a valid string")
    if not isinstance(request["messages"], list) or not request["messages"]:
        raise bad("messages: at least one message is required")
    if request.get("stream"):
        raise bad("stream: this stand-in does not stream")
    return request


def answered(request: dict[str, Any], request_id: str) -> dict[str, Any]:
    """The Message that answers a request."""
    schema = _schema(request)
    prompt = "\n".join([_text(request.get("system")), *(_text(_content(each)) for each in request["messages"])])
    try:
        closed(schema, all_required=False)
        written = _written(schema, prompt)
    except SchemaRefused as exc:
        raise bad(f"output_config.format.schema: {exc}") from exc
    except writer.NothingToRead as exc:
        raise bad(f"messages: {exc}") from exc
    text = dumps(written)
    said = cut(text, request["max_tokens"])
    return {
        "id": "msg_" + request_id.removeprefix("req_"),
        "type": "message",
        "role": "assistant",
        "model": answering(request["model"], MODEL),
        "content": [{"type": "text", "text": said, "citations": None}],
        "container": None,
        "stop_reason": "end_turn" if said == text else "max_tokens",
        "stop_sequence": None,
        "stop_details": None,
        "usage": {
            "input_tokens": tokens(prompt, dumps(schema)),
            "output_tokens": tokens(said),
            "cache_creation_input_tokens": 0,
            "cache_read_input_tokens": 0,
            "cache_creation": {"ephemeral_5m_input_tokens": 0, "ephemeral_1h_input_tokens": 0},
            "output_tokens_details": {"thinking_tokens": 0},
            "server_tool_use": None,
            "service_tier": "standard",
            "inference_geo": None,
        },
    }


def _written(schema: dict[str, Any], prompt: str) -> dict[str, Any]:
    """The answer: claims, and what becomes of those that stand where the schema asks for it."""
    asked = lists(schema, redrafting.FIELDS)
    answer = redrafting.redraft(prompt)
    return {
        name: [chosen(fields, each) for each in answer[name]] if fields else answer[name]
        for name, fields in asked.items()
    }


def _schema(request: dict[str, Any]) -> dict[str, Any]:
    try:
        given = request["output_config"]["format"]
        schema = given["schema"]
        if given["type"] != "json_schema" or not isinstance(schema, dict):
            raise bad("output_config.format: type json_schema with a schema is needed")
    except (KeyError, TypeError) as exc:
        raise bad("output_config.format.schema: this stand-in answers structured output only") from exc
    else:
        return schema  # pyright: ignore[reportUnknownVariableType]


def _content(message: Any) -> Any:
    if not isinstance(message, dict) or message.get("role") not in {"user", "assistant"}:  # pyright: ignore[reportUnknownMemberType]
        raise bad("messages: each needs a role, user or assistant, and content")
    return message.get("content")  # pyright: ignore[reportUnknownMemberType,reportUnknownVariableType]


def _text(content: Any) -> str:
    """The text of a string or of text blocks."""
    if content is None or isinstance(content, str):
        return content or ""
    if not isinstance(content, list):
        raise bad("content: Input should be a string or a list of blocks")
    blocks = cast("list[Any]", content)
    try:
        return "\n".join(block["text"] for block in blocks)
    except (KeyError, TypeError) as exc:
        raise bad("content: this stand-in reads text blocks only") from exc


def bad(message: str) -> Refusal:
    """A request that cannot be understood."""
    return Refusal(400, "invalid_request_error", message)
