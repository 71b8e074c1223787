"""Refusals as problem details (RFC 9457), whatever refused: a route, the router, a validator or a failure below."""

import json
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Match

from functions.api.http.context import platform_of
from shared.platform.errors import ConfigurationError, RetryableError
from shared.platform.web.asgi import ALWAYS, RETRY_AFTER

MEDIA_TYPE = "application/problem+json"


class Fault(BaseModel):
    """One thing that is wrong with a request: where, and why."""

    field: str
    reason: str


class ProblemDetails(BaseModel):
    """What every refusal says (RFC 9457)."""

    type: str = Field("about:blank", description="What kind of problem it is; about:blank where the status says all.")
    title: str
    status: int
    detail: str | None = None
    why: str | None = Field(None, description="One word for programs, where several causes have the same status.")
    next: str | None = Field(None, description="Where to go on: a link that a reader can follow.")
    errors: list[Fault] | None = None


class Problem(Exception):
    """The request ends with this problem. `detail` is said to the reader; it names no person and no secret."""

    def __init__(
        self,
        status: int,
        detail: str,
        *,
        why: str | None = None,
        next: str | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.why = why
        self.next = next
        self.headers = dict(headers or {})


def documented(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """What a route's `responses` say of the refusals that it may answer with."""
    return {
        status: {
            "description": HTTPStatus(status).phrase,
            "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/ProblemDetails"}}},
        }
        for status in sorted(statuses)
    }


async def of_problem(request: Request, exc: Exception) -> Response:
    """A route's own refusal."""
    assert isinstance(exc, Problem)  # noqa: S101 - registered for this class alone
    return answer(exc.status, exc.detail, headers=exc.headers, why=exc.why, next=exc.next)


async def of_router(request: Request, exc: Exception) -> Response:
    """An unknown path, or a method that a path does not have."""
    assert isinstance(exc, HTTPException)  # noqa: S101 - registered for this class alone
    said = {404: "There is nothing at this address.", 405: "This address does not take that method."}
    headers = {"allow": _allowed(request)} if exc.status_code == 405 else exc.headers
    return answer(exc.status_code, said.get(exc.status_code, str(exc.detail)), headers=headers)


def _allowed(request: Request) -> str:
    """The methods of all routes at this address; the router alone names those of the first that it finds there."""
    routes: Sequence[BaseRoute] = request.app.routes
    methods = [
        each
        for each in ("DELETE", "GET", "PATCH", "POST", "PUT")
        if any(route.matches({**request.scope, "method": each})[0] is Match.FULL for route in routes)
    ]
    return ", ".join([*methods, *(["HEAD"] if "GET" in methods else [])])


async def of_validation(request: Request, exc: Exception) -> Response:
    """Parameters or a body that do not fit; the values themselves are not repeated."""
    assert isinstance(exc, RequestValidationError)  # noqa: S101 - registered for this class alone
    found: Sequence[Any] = exc.errors()
    faults = [{"field": ".".join(map(str, each["loc"]))[:200], "reason": str(each["msg"])[:300]} for each in found]
    return answer(422, "The request does not fit: see errors.", errors=faults[:20])


async def of_failure(request: Request, exc: Exception) -> Response:
    """A failure below: nothing of its text reaches the reader."""
    record(request, exc)
    if isinstance(exc, RetryableError):
        wait = RETRY_AFTER if exc.retry_in is None else str(max(1, round(exc.retry_in)))
        return answer(503, "This cannot be answered at the moment. Try again soon.", headers={"retry-after": wait})
    if isinstance(exc, ConfigurationError):
        said = "This is not set up yet. It was recorded, and an operator has to see to it."
        return answer(503, said, headers={"retry-after": RETRY_AFTER})
    return answer(500, "Something went wrong here. The failure was recorded.")


def record(request: Request, exc: BaseException) -> None:
    """Put a failure on record, where an operator finds it."""
    path = request.url.path[:200]
    platform_of(request).log.error("request_failed", method=request.method, path=path, error=repr(exc)[:1_000])


def answer(status: int, detail: str, headers: Mapping[str, str] | None = None, **more: Any) -> Response:
    """The problem document."""
    told = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": detail, **more}
    body = json.dumps({name: value for name, value in told.items() if value is not None}).encode()
    given = {**ALWAYS, "cache-control": "no-store", "content-type": MEDIA_TYPE, **(headers or {})}
    return Response(body, status, given)
