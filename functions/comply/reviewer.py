"""The second model's own door: one request to OpenAI, its answer, and its errors in our words."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, cast

import httpx2
import openai
from openai import AsyncOpenAI, DefaultAsyncHttpxClient
from pydantic import BaseModel, NonNegativeInt, ValidationError

from shared.domain.nesting import Whole, parsed
from shared.platform.errors import (
    ConfigurationError,
    ModelGone,
    PepTalkError,
    UpstreamRefused,
    UpstreamThrottled,
    UpstreamUnavailable,
)
from shared.platform.vendors.certificates import certificates
from shared.platform.vendors.shallow import SHALLOW
from shared.store.spending.ledger import ModelAnswer, ModelRequest, Unpaid

VENDOR = "openai"


class _Part(BaseModel):
    type: str
    text: str = ""


class _Item(BaseModel):
    type: str
    content: tuple[_Part, ...] | None = None


class _Details(BaseModel):
    reason: str | None = None


class _Error(BaseModel):
    message: Whole


class _Refused(BaseModel):
    error: _Error


class _InputDetails(BaseModel):
    cached_tokens: NonNegativeInt = 0
    cache_write_tokens: NonNegativeInt = 0


class _OutputDetails(BaseModel):
    reasoning_tokens: NonNegativeInt = 0


class _Usage(BaseModel):
    """`input_tokens` count all input, `output_tokens` all output."""

    input_tokens: NonNegativeInt
    input_tokens_details: _InputDetails = _InputDetails()
    output_tokens: NonNegativeInt
    output_tokens_details: _OutputDetails = _OutputDetails()

    @property
    def uncached(self) -> int:
        """Input tokens at the ordinary price; below zero where the parts are more than the whole."""
        return (
            self.input_tokens - self.input_tokens_details.cached_tokens - self.input_tokens_details.cache_write_tokens
        )


class _Response(BaseModel):
    """As much of the vendor's Response as is read here. The SDK itself takes any body for one."""

    id: str
    model: str
    status: str
    error: _Error | None = None
    incomplete_details: _Details | None = None
    output: tuple[_Item, ...]
    usage: _Usage | None = None

    @property
    def parts(self) -> list[_Part]:
        return [part for item in self.output if item.type == "message" for part in item.content or ()]


def ask_openai(key: str, url: str | None, timeout: float) -> Callable[[ModelRequest], Awaitable[ModelAnswer]]:
    """What sends a request to the Responses API. The queue tries again, so the client does not.

    `timeout` seconds bound the whole exchange.
    """

    async def call(request: ModelRequest) -> ModelAnswer:
        # One float: the SDK's own connect timeout of 5 s runs in a Worker until the answer's headers arrive.
        http = DefaultAsyncHttpxClient(verify=certificates(), event_hooks=SHALLOW)
        async with AsyncOpenAI(api_key=key, base_url=url, timeout=timeout, max_retries=0, http_client=http) as client:
            create = cast("Callable[..., Awaitable[Any]]", client.responses.with_raw_response.create)
            try:
                # The SDK's timeout is one of each read: an answer that drips in would never end.
                async with asyncio.timeout(timeout):
                    raw = await create(model=request.model, **request.sent)
            except TimeoutError as exc:
                raise UpstreamUnavailable(f"OpenAI did not answer within {timeout:g} s", vendor=VENDOR) from exc
            except openai.OpenAIError as exc:
                raise _translated(exc) from exc
        return _answer(raw.content, raw.headers.get("x-request-id"))

    return call


def _answer(body: bytes, request_id: str | None) -> ModelAnswer:
    try:
        response = _Response.model_validate(parsed(body))
    except ValueError as exc:
        # The response may have been made, and paid for, and been lost on its way.
        raise UpstreamUnavailable("OpenAI's answer is no response", vendor=VENDOR) from exc
    if response.status == "failed":
        said = response.error.message if response.error else "no reason given"
        raise UpstreamUnavailable(f"OpenAI could not answer: {said}", vendor=VENDOR)
    details, usage = response.incomplete_details, response.usage
    if usage is None or usage.uncached < 0:
        # What it cost is not known: what was set aside for it stays set aside.
        raise UpstreamUnavailable("OpenAI's answer does not say what it took", vendor=VENDOR)
    refused = any(part.type == "refusal" for part in response.parts)
    return ModelAnswer(
        text="".join(part.text for part in response.parts if part.type == "output_text"),
        model=response.model,
        input_tokens=usage.uncached,
        cached_input_tokens=usage.input_tokens_details.cached_tokens,
        cache_write_tokens=usage.input_tokens_details.cache_write_tokens,
        output_tokens=usage.output_tokens,
        reasoning_tokens=usage.output_tokens_details.reasoning_tokens,
        stop="refusal" if refused else (details.reason if details and details.reason else response.status),
        request_id=request_id or response.id,
    )


def _translated(error: openai.OpenAIError) -> PepTalkError:
    if isinstance(error, openai.APIStatusError):
        status, said = error.status_code, f"OpenAI answered {error.status_code}: {_words(error)}"
        if status in (429, 529):
            if error.code == "insufficient_quota":
                return ConfigurationError(
                    f"{said}; the account has no credit left: top it up, then work goes on by itself"
                )
            return UpstreamThrottled(said, retry_in=_retry_after(error), vendor=VENDOR)
        if status in (401, 403):
            return ConfigurationError(f"{said}; check OPENAI_API_KEY and what its project may use")
        if status >= 500 or status in (408, 409):
            return Unpaid(said, retry_in=_retry_after(error), vendor=VENDOR)
        # Of a model that it has not, OpenAI says so with 404 or 400 and this code.
        return ModelGone(said) if error.code == "model_not_found" else UpstreamRefused(said)
    if isinstance(error.__cause__, httpx2.ConnectError):
        return Unpaid(f"OpenAI could not be reached: {error.__cause__}", vendor=VENDOR)
    # A broken line: the answer may have been made, and paid for, and not come.
    return UpstreamUnavailable(f"OpenAI did not answer: {type(error.__cause__ or error).__name__}", vendor=VENDOR)


def _words(error: openai.APIStatusError) -> str:
    """What the vendor says; the SDK puts more around it."""
    try:
        return _Refused.model_validate_json(error.response.content).error.message
    except ValidationError:
        return error.message


def _retry_after(error: openai.APIStatusError) -> float | None:
    value = error.response.headers.get("retry-after", "")
    return float(value) if value.replace(".", "", 1).isdigit() else None
