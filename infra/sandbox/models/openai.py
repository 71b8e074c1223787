"""The stand-in for OpenAI's Responses API: it judges claims, and says in its model name that it is no model."""

import hashlib
import json
import time
from collections.abc import Mapping
from typing import Any, Literal, cast

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ValidationError

from infra.sandbox.models import reviewer
from infra.sandbox.models.bills import Bills, key_of
from infra.sandbox.structured import SchemaRefused, answering, chosen, closed, cut, dumps, listed, tokens

MODEL = "sandbox-reviewer"
LISTED = ("gpt-6.1-terra", "gpt-6-luna", "gpt-6-sol")
"""What its list of models holds; any name is answered for."""
_LEAST_OUTPUT = 16
"""The vendor refuses a smaller max_output_tokens."""
_FIELDS = frozenset({
    "background", "conversation", "include", "input", "instructions", "max_output_tokens", "max_tool_calls", "metadata",
    "model", "moderation", "parallel_tool_calls", "previous_response_id", "prompt", "prompt_cache_key",
    "prompt_cache_options", "prompt_cache_retention", "reasoning", "safety_identifier", "service_tier", "store",
    "stream", "stream_options", "temperature", "text", "tool_choice", "tools", "top_logprobs", "top_p", "truncation",
    "user",
})  # fmt: skip
"""The body's fields that the SDK's `responses.create` sends (openai 3.54)."""


_MARKS = tuple({"mode": "explicit", **life} for life in ({}, {"ttl": "30m"}, {"ttl": "12h"}))
"""What a part of the input may say of the cache: that it keeps all up to here, and how long at least."""


class _Options(BaseModel):
    mode: Literal["implicit", "explicit"] = "implicit"
    ttl: Literal["30m", "12h"] = "30m"


class _Refusal(Exception):
    """An error in the vendor's shape."""

    def __init__(self, status: int, message: str, *, param: str | None = None, code: str | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.param = param
        self.code = code


def router(bills: Bills) -> APIRouter:
    """The Responses API below /openai/v1."""
    routes = APIRouter(prefix="/openai")

    @routes.post("/v1/responses")
    async def responses(request: Request) -> Response:  # pyright: ignore[reportUnusedFunction]
        body = await request.body()
        request_id = "req_" + hashlib.sha256(body).hexdigest()[:32]
        try:
            _admit(request.headers)
            asked = _validated(body)
            answer = _answer(asked, request_id)
        except _Refusal as exc:
            return _error(exc, request_id)
        bills.answered("responses", asked, answer, key_of(request.headers))
        return JSONResponse(answer, headers={"x-request-id": request_id})

    @routes.get("/v1/models")
    async def models(request: Request) -> Response:  # pyright: ignore[reportUnusedFunction]
        try:
            _admit(request.headers)
        except _Refusal as exc:
            return _error(exc, "req_models")
        data = [{"id": each, "object": "model", "created": 1, "owned_by": "sandbox"} for each in LISTED]
        return JSONResponse({"object": "list", "data": data})

    @routes.api_route("/{path:path}", methods=["GET", "POST", "PUT", "DELETE"])
    async def unknown(request: Request) -> Response:  # pyright: ignore[reportUnusedFunction]
        path = request.url.path.removeprefix("/openai")
        return _error(_Refusal(404, f"Invalid URL ({request.method} {path})"), "req_none")

    return routes


def _error(refusal: _Refusal, request_id: str) -> Response:
    error = {
        "message": str(refusal),
        "type": "invalid_request_error",
        "param": refusal.param,
        "code": refusal.code,
    }
    return JSONResponse({"error": error}, refusal.status, headers={"x-request-id": request_id})


def _admit(headers: Mapping[str, str]) -> None:
    if not headers.get("authorization", "").removeprefix("Bearer").strip():
        raise _Refusal(401, "You didn't provide an API key. Provide it in an Authorization header using Bearer auth.")


def _validated(body: bytes) -> dict[str, Any]:
    try:
        request = json.loads(body)
    except ValueError as exc:
        raise _Refusal(400, "We could not parse the JSON body of your request.") from exc
    if not isinstance(request, dict):
        raise _Refusal(400, "The body of the request must be a JSON object.")
    fields = cast("dict[str, Any]", request)
    for name in fields:
        if name not in _FIELDS:
            raise _Refusal(400, f"Unknown parameter: '{name}'.", param=name, code="unknown_parameter")
    for name in ("model", "input"):
        if not fields.get(name):
            raise _Refusal(400, f"Missing required parameter: '{name}'.", param=name, code="missing_required_parameter")
    limit = fields.get("max_output_tokens")
    if limit is not None and (not isinstance(limit, int) or limit < _LEAST_OUTPUT):
        message = f"Invalid 'max_output_tokens': expected an integer of at least {_LEAST_OUTPUT}, got {limit!r}."
        raise _Refusal(400, message, param="max_output_tokens", code="integer_below_min_value")
    _caching(fields.get("prompt_cache_options") or {})
    if fields.get("stream") or fields.get("background"):
        raise _Refusal(400, "This stand-in neither streams nor answers in the background.", param="stream")
    return fields


def _caching(options: object) -> None:
    """Hold what is said of the cache to its form. This stand-in has none: all is read anew each time."""
    try:
        _Options.model_validate(options)
    except ValidationError as exc:
        first = exc.errors(include_url=False)[0]
        param = ".".join(map(str, ("prompt_cache_options", *first["loc"])))
        raise _Refusal(400, f"Invalid value for '{param}': {first['input']!r}.", param=param) from exc


def _answer(request: dict[str, Any], request_id: str) -> dict[str, Any]:
    given = _format(request)
    schema: dict[str, Any] = given["schema"]
    prompt = "\n".join([request.get("instructions") or "", *_texts(request["input"])])
    try:
        if given.get("strict"):
            closed(schema, all_required=True)
        fields = listed(schema, "verdicts", reviewer.FIELDS)
        verdicts: list[dict[str, Any]] = []
        for entry in reviewer.entries(prompt):
            verdict, reason = reviewer.review(entry)
            verdicts.append(chosen(fields, {"claim": entry.id, "verdict": verdict, "breaks": [], "reason": reason}))
    except SchemaRefused as exc:
        message = f"Invalid schema for response_format '{given['name']}': {exc}"
        raise _Refusal(400, message, param="text.format.schema", code="invalid_json_schema") from exc
    except reviewer.NothingToReview as exc:
        raise _Refusal(400, f"Invalid 'input': {exc}.", param="input", code="invalid_value") from exc
    text = dumps({"verdicts": verdicts})
    limit = request.get("max_output_tokens")
    said = text if limit is None else cut(text, limit)
    return _response(request, request_id, said, tokens(prompt, dumps(schema)), is_whole=said == text)


def _response(request: dict[str, Any], request_id: str, said: str, read: int, *, is_whole: bool) -> dict[str, Any]:
    name = request_id.removeprefix("req_")
    status = "completed" if is_whole else "incomplete"
    content: dict[str, Any] = {"type": "output_text", "text": said, "annotations": [], "logprobs": []}
    written = tokens(said)
    now = int(time.time())
    return {
        "id": f"resp_{name}",
        "object": "response",
        "created_at": now,
        "completed_at": now if is_whole else None,
        "status": status,
        "error": None,
        "incomplete_details": None if is_whole else {"reason": "max_output_tokens"},
        "instructions": request.get("instructions"),
        "max_output_tokens": request.get("max_output_tokens"),
        "metadata": request.get("metadata") or {},
        "model": answering(request.get("model"), MODEL),
        "output": [
            {"type": "message", "id": f"msg_{name}", "role": "assistant", "status": status, "content": [content]}
        ],
        "parallel_tool_calls": request.get("parallel_tool_calls", True),
        "previous_response_id": None,
        "service_tier": "default",
        "store": request.get("store", True),
        "text": request["text"],
        "tool_choice": "auto",
        "tools": [],
        "truncation": request.get("truncation") or "disabled",
        "usage": {
            "input_tokens": read,
            "input_tokens_details": {"cached_tokens": 0, "cache_write_tokens": 0},
            "output_tokens": written,
            "output_tokens_details": {"reasoning_tokens": 0},
            "total_tokens": read + written,
        },
    }


def _format(request: dict[str, Any]) -> dict[str, Any]:
    try:
        given = request["text"]["format"]
        if given["type"] != "json_schema" or not isinstance(given["schema"], dict) or not given["name"]:
            raise _Refusal(400, "Invalid 'text.format': type json_schema is needed.", param="text.format")
    except (KeyError, TypeError) as exc:
        message = "Missing required parameter: 'text.format' with type, name and schema."
        raise _Refusal(400, message, param="text.format", code="missing_required_parameter") from exc
    else:
        return given


def _texts(given: Any) -> list[str]:
    """The texts of an input: a string, or messages whose content is a string or text parts."""
    if isinstance(given, str):
        return [given]
    try:
        contents = [item["content"] for item in given]
        return [
            text
            for content in contents
            for text in ([content] if isinstance(content, str) else [_text(part) for part in content])
        ]
    except (AttributeError, KeyError, TypeError) as exc:
        raise _Refusal(400, "Invalid 'input': this stand-in reads text messages only.", param="input") from exc


def _text(part: Any) -> str:
    mark = part.get("prompt_cache_breakpoint")
    if mark is not None and mark not in _MARKS:
        message = "Invalid 'prompt_cache_breakpoint': mode explicit is needed."
        raise _Refusal(400, message, param="input", code="invalid_value")
    return part["text"]
