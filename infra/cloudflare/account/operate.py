"""The client of `operate`: a use case in, its answer or its very error out.

A request may be repeated at will: reads change nothing, and a write carries its act's id, by which `operate` knows it
again. So what was throttled, broke off or got no answer is sent again, byte for byte, for as long as `PATIENCE`.
"""

import asyncio
import hashlib
import random
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, TypeVar
from urllib.parse import quote, urlsplit

import httpx
from pydantic import BaseModel, ValidationError

from functions.operate.door import BASE, FILES, TARGET_HEADER
from functions.operate.usecase import Request, UseCase, Write
from infra.cloudflare.account import access
from infra.local.network.certificates import certificates
from shared.platform import errors
from shared.platform.configuration.addresses import on_loopback
from shared.platform.errors import ConfigurationError, PepTalkError, PermanentError, UpstreamUnavailable

R = TypeVar("R", bound=Request)
A = TypeVar("A", bound=BaseModel)

TIMEOUT = httpx.Timeout(60.0, connect=10.0)
"""Seconds for an answer; a use case takes less."""
PATIENCE = 180.0
"""Seconds after which a request is not sent again: longer than an invocation that died holds its act."""
WAITS = (0.5, 1.0, 2.0, 4.0, 8.0, 15.0)
"""Seconds before each further try, unless `operate` says how long; the last one repeats."""
LONGEST_WAIT = 30.0

_AGAIN = frozenset({408, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524, 525, 526, 530})


@dataclass(frozen=True, slots=True)
class _Answered:
    """An answer that is no success: the error that it means, and whether to ask again."""

    error: PepTalkError
    again: bool
    retry_in: float | None = None


@dataclass(frozen=True, slots=True)
class OperateClient:
    """Asks one target's `operate`. `sleep` and `now` are the loop's, unless a test has its own."""

    http: httpx.AsyncClient
    host: str
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    now: Callable[[], float] = field(default=lambda: asyncio.get_running_loop().time())

    async def ask(self, case: UseCase[R, A], request: R) -> A:
        """Have the use case run there.

        Raises:
            PepTalkError: as the use case itself does.
            ConfigurationError: the token is not accepted, or `operate` has none.
            UpstreamUnavailable: it gave no answer in time; a write may have been done.
        """
        body = request.model_dump_json().encode()
        response = await self._sent("POST", f"{BASE}{case.name}", body, _lost(case.name, request))
        try:
            return case.answer.model_validate_json(response.content)
        except ValidationError as exc:
            raise PermanentError(
                f"{self.host} answered {case.name} with something else than this version of peptalk knows; "
                f"bring both to the same version ({exc.error_count()} fields do not fit)"
            ) from exc

    async def download(self, key: str, path: Path) -> int:
        """Write an object to a file, whole or not at all; returns its bytes.

        Raises:
            PepTalkError: there is none, or it did not come whole.
            ConfigurationError: the file cannot be written.
        """
        response = await self._sent("GET", f"{FILES}{quote(key)}", None, f"{key} was not fetched")
        data = response.content
        if hashlib.sha256(data).hexdigest() != response.headers.get("x-sha256"):
            raise UpstreamUnavailable(f"{key} did not come whole from {self.host}; run the same command again")
        await asyncio.to_thread(_write, path, data)
        return len(data)

    async def _sent(self, method: Literal["GET", "POST"], path: str, body: bytes | None, lost: str) -> httpx.Response:
        began, tried = self.now(), 0
        while True:
            try:
                response = await self.http.request(method, path, content=body)
            except httpx.HTTPError as exc:
                # Only its kind: what httpx says may repeat the request.
                answered = _Answered(UpstreamUnavailable(f"{self.host}: {type(exc).__name__}"), again=True)
            else:
                if response.status_code == 200:
                    return response
                answered = _refusal(self.host, response)
            wait = answered.retry_in if answered.retry_in is not None else _wait(tried)
            if not answered.again:
                raise answered.error
            if self.now() - began + wait > PATIENCE:
                raise UpstreamUnavailable(f"{answered.error}; {lost}") from answered.error
            tried += 1
            await self.sleep(min(wait, LONGEST_WAIT))


@asynccontextmanager
async def opened(door: access.Operate, target: access.Target) -> AsyncGenerator[OperateClient]:
    """The client, while the context is open.

    Raises:
        ConfigurationError: the token would travel unencrypted.
    """
    address = urlsplit(door.url)
    if address.scheme != "https" and not on_loopback(door.url):
        raise ConfigurationError(f"PEPTALK_OPERATE_URL is {door.url}: the token would travel unencrypted; use https://")
    headers = {
        "authorization": f"Bearer {door.token.get_secret_value()}",
        "content-type": "application/json",
        TARGET_HEADER: target.value,
    }
    async with httpx.AsyncClient(
        base_url=door.url, headers=headers, timeout=TIMEOUT, follow_redirects=False, verify=certificates()
    ) as http:
        yield OperateClient(http, address.netloc.rpartition("@")[2])


def _refusal(host: str, response: httpx.Response) -> _Answered:
    """The error of an answer, with the words that the use case gave it."""
    status = response.status_code
    if status == 401:
        return _Answered(
            ConfigurationError(f"{host} does not accept this PEPTALK_OPERATE_TOKEN; set the one of this target"),
            again=False,
        )
    try:
        problem: dict[str, Any] = response.json()
        name, detail = problem["error"], str(problem["detail"])
    except (ValueError, KeyError, TypeError):
        said = UpstreamUnavailable(f"{host} answered {status}, and not as operate does")
        return _Answered(said, again=status in _AGAIN, retry_in=_retry_after(response))
    if name == "Crash":
        return _Answered(UpstreamUnavailable(f"{host}: {detail}"), again=False)
    kind = getattr(errors, str(name), PermanentError)
    if not (isinstance(kind, type) and issubclass(kind, PepTalkError)):
        kind = PermanentError
    if issubclass(kind, errors.RetryableError):
        return _Answered(kind(detail), again=True, retry_in=_retry_after(response))
    return _Answered(kind(detail), again=status == 429)


def _retry_after(response: httpx.Response) -> float | None:
    stated = response.headers.get("retry-after", "")
    return float(stated) if stated.isdecimal() else None


def _wait(tried: int) -> float:
    """Jittered, so that several commands do not come back together."""
    return WAITS[min(tried, len(WAITS) - 1)] * (0.75 + random.random() / 2)  # noqa: S311 - no secret


def _lost(name: str, request: Request) -> str:
    if not isinstance(request, Write):
        return f"{name} got no answer; run the same command again"
    return (
        f"{name} got no answer and may have been done; look before you run it again: "
        f"`peptalk dlq audit` has it then, under the name {request.act.actor}"
    )


def _write(path: Path, data: bytes) -> None:
    part = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(data)
        part.replace(path)
    except OSError as exc:
        raise ConfigurationError(f"{path} cannot be written ({exc.strerror}); name another file with --to") from exc
