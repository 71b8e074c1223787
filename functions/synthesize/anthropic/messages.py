"""The model's own door: one request to Anthropic, its answer, and its errors in our words."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, cast

import anthropic
import httpx2
from anthropic import AsyncAnthropic, DefaultAsyncHttpxClient
from pydantic import BaseModel, NonNegativeInt, ValidationError

from shared.domain.nesting import parsed
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

VENDOR = "anthropic"


class _Block(BaseModel):
    type: str
    text: str = ""


class _OutputDetails(BaseModel):
    thinking_tokens: NonNegativeInt = 0


class _Usage(BaseModel):
    input_tokens: NonNegativeInt
    cache_creation_input_tokens: NonNegativeInt | None = None
    cache_read_input_tokens: NonNegativeInt | None = None
    output_tokens: NonNegativeInt
    output_tokens_details: _OutputDetails | None = None


class _Message(BaseModel):
    """As much of the vendor's Message as is read here. The SDK itself takes any body for one."""

    id: str
    model: str
    content: tuple[_Block, ...]
    stop_reason: str
    usage: _Usage


class _Error(BaseModel):
    message: str
    type: str = ""


class _Refused(BaseModel):
    error: _Error


def ask_anthropic(key: str, url: str, timeout: float) -> Callable[[ModelRequest], Awaitable[ModelAnswer]]:
    """What sends a request to the Messages API. The queue tries again, so the client does not.

    `timeout` seconds bound the whole exchange.
    """

    async def call(request: ModelRequest) -> ModelAnswer:
        # One float: the SDK's own connect timeout of 5 s runs in a Worker until the answer's headers arrive.
        http = DefaultAsyncHttpxClient(verify=certificates(), event_hooks=SHALLOW)
        async with AsyncAnthropic(
            api_key=key, base_url=url, timeout=timeout, max_retries=0, http_client=http
        ) as client:
            create = cast("Callable[..., Awaitable[Any]]", client.messages.with_raw_response.create)
            try:
                # The SDK's timeout is one of each read: an answer that drips in would never end.
                async with asyncio.timeout(timeout):
                    response = await create(model=request.model, **request.sent)
                    body: bytes = await response.read()
            except TimeoutError as exc:
                raise UpstreamUnavailable(f"Anthropic did not answer within {timeout:g} s", vendor=VENDOR) from exc
            except anthropic.AnthropicError as exc:
                raise translated(exc) from exc
        return _answer(body)

    return call


def _answer(body: bytes) -> ModelAnswer:
    try:
        said = parsed(body)
    except ValueError as exc:
        raise UpstreamUnavailable("Anthropic's answer is no message", vendor=VENDOR) from exc
    return answer_of(said)


def answer_of(said: Any) -> ModelAnswer:
    """The answer that a Message of the vendor's is.

    Raises:
        UpstreamUnavailable: it is none.
    """
    try:
        message = _Message.model_validate(said)
    except ValidationError as exc:
        # The message may have been made, and paid for, and been lost on its way.
        raise UpstreamUnavailable("Anthropic's answer is no message", vendor=VENDOR) from exc
    usage = message.usage
    return ModelAnswer(
        text="".join(block.text for block in message.content if block.type == "text"),
        model=message.model,
        input_tokens=usage.input_tokens,
        cached_input_tokens=usage.cache_read_input_tokens or 0,
        cache_write_tokens=usage.cache_creation_input_tokens or 0,
        output_tokens=usage.output_tokens,
        reasoning_tokens=usage.output_tokens_details.thinking_tokens if usage.output_tokens_details else 0,
        stop=message.stop_reason,
        request_id=message.id,
    )


def translated(error: anthropic.AnthropicError | ValueError) -> PepTalkError:
    """An error of the SDK, or of what it gave, in our words."""
    if isinstance(error, anthropic.APIStatusError):
        status, said = error.status_code, f"Anthropic answered {error.status_code}: {_words(error)}"
        if status in (429, 529):
            return UpstreamThrottled(said, retry_in=_retry_after(error), vendor=VENDOR)
        if status in (401, 403):
            return ConfigurationError(f"{said}; check ANTHROPIC_API_KEY and what its workspace may use")
        if status == 402:
            return ConfigurationError(f"{said}; the account has no credit left: top it up, then work goes on by itself")
        if status >= 500 or status in (408, 409):
            return Unpaid(said, retry_in=_retry_after(error), vendor=VENDOR)
        return ModelGone(said) if status == 404 and _of_a_model(error) else UpstreamRefused(said)
    if isinstance(error.__cause__, httpx2.ConnectError):
        return Unpaid(f"Anthropic could not be reached: {error.__cause__}", vendor=VENDOR)
    # A broken line: the answer may have been made, and paid for, and not come.
    return UpstreamUnavailable(f"Anthropic did not answer: {type(error.__cause__ or error).__name__}", vendor=VENDOR)


def _of_a_model(error: anthropic.APIStatusError) -> bool:
    """Whether what was not found is the model (`not_found_error`, "model: NAME"), and no address or batch."""
    try:
        said = _Refused.model_validate_json(error.response.content).error
    except ValidationError:
        return False
    return said.type == "not_found_error" and "model" in said.message.lower()


def _words(error: anthropic.APIStatusError) -> str:
    """What the vendor says; the SDK puts more around it."""
    try:
        return _Refused.model_validate_json(error.response.content).error.message
    except ValidationError:
        return error.message


def _retry_after(error: anthropic.APIStatusError) -> float | None:
    value = error.response.headers.get("retry-after", "")
    return float(value) if value.replace(".", "", 1).isdigit() else None
