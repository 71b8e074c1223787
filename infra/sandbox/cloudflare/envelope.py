"""Cloudflare's envelope around every answer, its errors and its pages."""

import json
from collections.abc import Sequence
from typing import Any

from fastapi import Request, Response
from fastapi.responses import JSONResponse


class Refusal(Exception):
    """An error as Cloudflare tells it: an HTTP status, a number of its own, and words."""

    def __init__(self, status: int, code: int, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.code = code


def answer(result: Any, info: dict[str, Any] | None = None) -> Response:
    """A success."""
    body: dict[str, Any] = {"success": True, "errors": [], "messages": [], "result": result}
    return JSONResponse(body | ({"result_info": info} if info else {}))


def refused(status: int, code: int, message: str, headers: dict[str, str] | None = None) -> Response:
    """A failure."""
    body: dict[str, Any] = {
        "success": False,
        "errors": [{"code": code, "message": message}],
        "messages": [],
        "result": None,
    }
    return JSONResponse(body, status, headers)


def page(request: Request, items: Sequence[Any], *, at_most: int = 100) -> Response:
    """The page that `page` and `per_page` ask for, beginning with 1."""
    number, size = _number(request, "page", 1), min(_number(request, "per_page", at_most), at_most)
    shown = list(items[(number - 1) * size : number * size])
    pages = -(-len(items) // size)
    return answer(
        shown,
        {"page": number, "per_page": size, "count": len(shown), "total_count": len(items), "total_pages": pages},
    )


async def body(request: Request) -> dict[str, Any]:
    """The request's JSON object. Raises `Refusal` where it has none."""
    try:
        read: Any = json.loads(await request.body() or b"{}")
    except ValueError as exc:
        raise Refusal(400, 10001, "Unable to parse request body as JSON") from exc
    if not isinstance(read, dict):
        raise Refusal(400, 10001, "The request body must be a JSON object")
    return read  # pyright: ignore[reportUnknownVariableType]


def _number(request: Request, name: str, otherwise: int) -> int:
    value = request.query_params.get(name, "")
    if not value:
        return otherwise
    if not value.isdecimal() or int(value) < 1:
        raise Refusal(400, 10001, f"{name} must be a number from 1")
    return int(value)
