"""The service: one use case a request, behind a token. Plain ASGI, so that the Worker stays small.

`POST /operate/v1/NAME` with the request as JSON answers with the answer as JSON; `GET /operate/v1/files/KEY` with an
object's bytes. Whatever is refused is a problem document.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ValidationError

from functions.operate import problems
from functions.operate.door import BASE, FILES, HEALTH, TARGET_HEADER
from functions.operate.once import once
from functions.operate.pages import artifacts
from functions.operate.problems import Problem
from functions.operate.registry import CASES
from functions.operate.settings import OperateSettings
from functions.operate.usecase import UseCase
from shared.platform.errors import ConfigurationError, PepTalkError
from shared.platform.ports import Platform
from shared.platform.web.asgi import Asgi, PlatformOf, Receive, Scope, Send
from shared.store.operations import health

LOCAL = "local"
"""The environment of the embedded platform, which stands in for any other."""


@dataclass(frozen=True, slots=True)
class Given:
    """An answer on its way."""

    body: bytes
    headers: Mapping[str, str]
    status: int = 200


class Refused(Exception):
    """The request ends with this problem."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.detail)
        self.problem = problem


def app(platform_of: PlatformOf) -> Asgi:
    """The ASGI application; `platform_of` gives the platform of a request's scope."""

    async def serve(scope: Scope, receive: Receive, send: Send) -> None:
        platform = platform_of(scope)
        method, path = scope["method"], scope["path"]
        try:
            given = await _answer(platform, scope, receive)
        except Refused as exc:
            given = _refusal(exc.problem)
        except PepTalkError as exc:
            given = _refusal(problems.of_error(exc))
        except Exception as exc:
            platform.log.error("request_failed", method=method, path=path, error=repr(exc)[:1_000])
            given = _refusal(problems.of_crash(exc))
        if given.status >= 400:
            platform.log.warning("operate_refused", method=method, path=path[:200], status=given.status)
        headers = {"cache-control": "no-store", "x-content-type-options": "nosniff", **given.headers}
        headers["content-length"] = str(len(given.body))
        encoded = [(name.encode(), value.encode("latin-1", "replace")) for name, value in headers.items()]
        await send({"type": "http.response.start", "status": given.status, "headers": encoded})
        await send({"type": "http.response.body", "body": given.body})

    return serve


async def _answer(platform: Platform, scope: Scope, receive: Receive) -> Given:
    if scope["path"] == HEALTH and scope["method"] == "GET":
        return await _well(platform)
    headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}
    _check_token(platform, headers)
    _check_target(platform, headers)
    path: str = scope["path"]
    if path.startswith(FILES):
        _check_method(scope, "GET")
        data, sha256 = await artifacts.read(platform, path[len(FILES) :])
        return Given(data, {"content-type": "application/octet-stream", "x-sha256": sha256})
    case = CASES.get(path.removeprefix(BASE)) if path.startswith(BASE) else None
    if case is None:
        known = ", ".join(sorted(CASES))
        detail = f"operate has no use case at {path[:200]}; this version has {known}"
        raise Refused(Problem(404, detail, "PermanentError"))
    _check_method(scope, "POST")
    request = _decoded(case, await _body(receive, headers, case))
    started = platform.clock.now()
    if case.writes:
        told = await once(platform, case, request)
        who = request.act.actor
    else:
        answer: BaseModel = await case.run(platform, request)
        told, who = answer.model_dump(mode="json"), None
    spent = round((platform.clock.now() - started).total_seconds() * 1_000)
    platform.log.info("operate_done", use_case=case.name, actor=who, duration_ms=spent)
    return Given(json.dumps(told).encode(), {"content-type": "application/json"})


def _check_token(platform: Platform, headers: Mapping[str, str]) -> None:
    scheme, _, presented = headers.get("authorization", "").partition(" ")
    try:
        admitted = OperateSettings.read(platform.env).admits(presented.strip())
    except ConfigurationError as exc:
        raise Refused(problems.of_error(exc)) from None
    if not admitted or scheme.lower() != "bearer":
        raise Refused(problems.UNAUTHORIZED)


def _check_target(platform: Platform, headers: Mapping[str, str]) -> None:
    """A wrong address must not make a command for staging one for production."""
    meant, here = headers.get(TARGET_HEADER), platform.env.get("ENVIRONMENT", LOCAL)
    if meant is not None and here not in (meant, LOCAL):
        detail = f"this is operate of {here}, and {meant} was meant; PEPTALK_OPERATE_URL leads to the wrong one"
        raise Refused(Problem(421, detail, "ConfigurationError"))


def _check_method(scope: Scope, allowed: str) -> None:
    if scope["method"] != allowed:
        detail = f"this address takes {allowed} and nothing else"
        raise Refused(Problem(405, detail, "PermanentError", {"allow": allowed}))


async def _well(platform: Platform) -> Given:
    """That the service would do its work, which anybody may know; a deployment asks."""
    OperateSettings.read(platform.env).check()
    await health.alive(platform.db)
    return Given(b'{"status": "ok"}', {"content-type": "application/json"})


async def _body(receive: Receive, headers: Mapping[str, str], case: UseCase[Any, Any]) -> bytes:
    """The whole body, which is never read further than it may be long."""
    too_large = Refused(
        Problem(413, f"a request of {case.name} has at most {case.max_bytes:,} bytes", "PermanentError")
    )
    stated = headers.get("content-length", "0")
    if stated.isdecimal() and int(stated) > case.max_bytes:
        raise too_large
    parts: list[bytes] = []
    size = 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise Refused(Problem(400, "the request broke off", "PermanentError"))
        part: bytes = message.get("body", b"")
        size += len(part)
        if size > case.max_bytes:
            raise too_large
        parts.append(part)
        if not message.get("more_body"):
            return b"".join(parts)


def _decoded(case: UseCase[Any, Any], body: bytes) -> Any:
    try:
        return case.request.model_validate_json(body)
    except ValidationError as exc:
        raise Refused(problems.of_body(case.name, exc)) from None


def _refusal(problem: Problem) -> Given:
    headers = {"content-type": "application/problem+json", **problem.headers}
    return Given(problem.encode(), headers, problem.status)
