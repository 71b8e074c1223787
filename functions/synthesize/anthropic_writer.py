"""The model's own door: one request to Anthropic, its answer, and its errors in our words."""

from collections.abc import Awaitable, Callable
from typing import cast

import anthropic
import httpx2
from anthropic import AsyncAnthropic
from anthropic.types import Message as AnthropicMessage

from shared.platform.errors import (
    ConfigurationError,
    PepTalkError,
    UpstreamRefused,
    UpstreamThrottled,
    UpstreamUnavailable,
)
from shared.store.ledger import ModelAnswer, ModelRequest, Unpaid

VENDOR = "anthropic"


def ask_anthropic(key: str, url: str, timeout: float) -> Callable[[ModelRequest], Awaitable[ModelAnswer]]:
    """What sends a request to the Messages API. The queue tries again, so the client does not."""

    async def call(request: ModelRequest) -> ModelAnswer:
        # One float: the SDK's own connect timeout of 5 s runs in a Worker until the answer's headers arrive.
        async with AsyncAnthropic(api_key=key, base_url=url, timeout=timeout, max_retries=0) as client:
            try:
                message = cast(
                    "AnthropicMessage",
                    await client.messages.create(model=request.model, **request.body),  # pyright: ignore[reportUnknownMemberType]
                )
            except anthropic.AnthropicError as exc:
                raise _translated(exc) from exc
        return _answer(message)

    return call


def _answer(message: AnthropicMessage) -> ModelAnswer:
    usage = message.usage
    return ModelAnswer(
        text="".join(block.text for block in message.content if block.type == "text"),
        model=str(message.model),
        input_tokens=usage.input_tokens + (usage.cache_creation_input_tokens or 0),
        cached_input_tokens=usage.cache_read_input_tokens or 0,
        output_tokens=usage.output_tokens,
        stop=str(message.stop_reason),
        request_id=message.id,
    )


def _translated(error: anthropic.AnthropicError) -> PepTalkError:
    if isinstance(error, anthropic.APIStatusError):
        status, said = error.status_code, f"Anthropic answered {error.status_code}: {error.message}"
        if status in (429, 529):
            return UpstreamThrottled(said, retry_in=_retry_after(error), vendor=VENDOR)
        if status in (401, 403):
            return ConfigurationError(f"{said}; check ANTHROPIC_API_KEY and what its workspace may use")
        if status == 402:
            return ConfigurationError(f"{said}; the account has no credit left: top it up, then work goes on by itself")
        if status >= 500 or status in (408, 409):
            return Unpaid(said, retry_in=_retry_after(error), vendor=VENDOR)
        return UpstreamRefused(said)
    said = f"Anthropic could not be asked: {error}"
    if isinstance(error.__cause__, httpx2.ConnectError):
        return Unpaid(said, vendor=VENDOR)
    return UpstreamUnavailable(said, vendor=VENDOR)


def _retry_after(error: anthropic.APIStatusError) -> float | None:
    value = error.response.headers.get("retry-after", "")
    return float(value) if value.replace(".", "", 1).isdigit() else None
