"""The stand-in for Anthropic's Messages API: it writes claims, and says in its model name that it is no model."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any, cast

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse

from infra.sandbox import redrafting, writer
from infra.sandbox.structured import SchemaRefused, chosen, closed, cut, dumps, lists, tokens

MODEL = "sandbox-writer"
_REQUIRED = ("model", "max_tokens", "messages")
_OPTIONAL = frozenset({
    "cache_control", "container", "diagnostics", "inference_geo", "metadata", "output_config", "service_tier", "speed",
    "stop_sequences", "stream", "system", "thinking", "tool_choice", "tools", "user_profile_id",
})  # fmt: skip
"""The body's fields, from the SDK's `messages.create` (anthropic 2.12)."""


class _Refusal(Exception):
    """An error in the vendor's shape."""

    def __init__(self, status: int, kind: str, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.kind = kind


def router() -> APIRouter:
    """The Messages API below /anthropic."""
    routes = APIRouter(prefix="/anthropic")

    @routes.post("/v1/messages")
    async def messages(request: Request) -> Response:  # pyright: ignore[reportUnusedFunction]
        body = await request.body()
        request_id = "req_" + hashlib.sha256(body).hexdigest()[:24]
        try:
            _admit(request.headers)
            answer = _answer(_validated(body), request_id)
        except _Refusal as exc:
            return _error(exc, request_id)
        return JSONResponse(answer, headers={"request-id": request_id})

    @routes.api_route("/{path:path}", methods=["GET", "POST", "PUT", "DELETE"])
    async def unknown(path: str) -> Response:  # pyright: ignore[reportUnusedFunction]
        return _error(_Refusal(404, "not_found_error", f"Not found: {path}"), "req_none")

    return routes


def _error(refusal: _Refusal, request_id: str) -> Response:
    error = {"type": refusal.kind, "message": str(refusal)}
    body = {"type": "error", "error": error, "request_id": request_id}
    return JSONResponse(body, refusal.status, headers={"request-id": request_id})


def _admit(headers: Mapping[str, str]) -> None:
    """The SDK sends its key as a Bearer token since 2.x; `x-api-key` is taken too."""
    if not (headers.get("x-api-key") or headers.get("authorization", "").removeprefix("Bearer").strip()):
        raise _Refusal(401, "authentication_error", "x-api-key header is required")
    if not headers.get("anthropic-version"):
        raise _Refusal(400, "invalid_request_error", "anthropic-version: header is required")


def _validated(body: bytes) -> dict[str, Any]:
    try:
        request = json.loads(body)
    except ValueError as exc:
        raise _bad("The request body is not valid JSON") from exc
    if not isinstance(request, dict):
        raise _bad("The request body must be a JSON object")
    fields = cast("dict[str, Any]", request)
    for name in _REQUIRED:
        if name not in fields:
            raise _bad(f"{name}: Field required")
    for name in fields:
        if name not in _OPTIONAL and name not in _REQUIRED:
            raise _bad(f"{name}: Extra inputs are not permitted")
    limit = fields["max_tokens"]
    if not isinstance(limit, int) or isinstance(limit, bool) or limit < 1:
        raise _bad("max_tokens: Input should be greater than or equal to 1")
    if not isinstance(fields["model"], str) or not fields["model"]:
        raise _bad("model: Input should be a valid string")
    if not isinstance(fields["messages"], list) or not fields["messages"]:
        raise _bad("messages: at least one message is required")
    if fields.get("stream"):
        raise _bad("stream: this stand-in does not stream")
    return fields


def _answer(request: dict[str, Any], request_id: str) -> dict[str, Any]:
    schema = _schema(request)
    prompt = "\n".join([_text(request.get("system")), *(_text(_content(each)) for each in request["messages"])])
    try:
        closed(schema, all_required=False)
        written = _written(schema, prompt)
    except SchemaRefused as exc:
        raise _bad(f"output_config.format.schema: {exc}") from exc
    except writer.NothingToRead as exc:
        raise _bad(f"messages: {exc}") from exc
    text = dumps(written)
    said = cut(text, request["max_tokens"])
    return {
        "id": "msg_" + request_id.removeprefix("req_"),
        "type": "message",
        "role": "assistant",
        "model": MODEL,
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
            raise _bad("output_config.format: type json_schema with a schema is needed")
    except (KeyError, TypeError) as exc:
        raise _bad("output_config.format.schema: this stand-in answers structured output only") from exc
    else:
        return schema  # pyright: ignore[reportUnknownVariableType]


def _content(message: Any) -> Any:
    if not isinstance(message, dict) or message.get("role") not in {"user", "assistant"}:  # pyright: ignore[reportUnknownMemberType]
        raise _bad("messages: each needs a role, user or assistant, and content")
    return message.get("content")  # pyright: ignore[reportUnknownMemberType,reportUnknownVariableType]


def _text(content: Any) -> str:
    """The text of a string or of text blocks."""
    if content is None or isinstance(content, str):
        return content or ""
    if not isinstance(content, list):
        raise _bad("content: Input should be a string or a list of blocks")
    blocks = cast("list[Any]", content)
    try:
        return "\n".join(block["text"] for block in blocks)
    except (KeyError, TypeError) as exc:
        raise _bad("content: this stand-in reads text blocks only") from exc


def _bad(message: str) -> _Refusal:
    return _Refusal(400, "invalid_request_error", message)
