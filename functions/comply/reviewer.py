"""The second model's own door: one request to OpenAI, its answer, and its errors in our words."""

from collections.abc import Awaitable, Callable
from typing import cast

import httpx2
import openai
from openai import AsyncOpenAI
from openai.types.responses import Response

from shared.platform.errors import (
    ConfigurationError,
    PepTalkError,
    UpstreamRefused,
    UpstreamThrottled,
    UpstreamUnavailable,
)
from shared.store.ledger import ModelAnswer, ModelRequest, Unpaid

VENDOR = "openai"


def ask_openai(key: str, url: str | None, timeout: float) -> Callable[[ModelRequest], Awaitable[ModelAnswer]]:
    """What sends a request to the Responses API. The queue tries again, so the client does not."""

    async def call(request: ModelRequest) -> ModelAnswer:
        # One float: the SDK's own connect timeout of 5 s runs in a Worker until the answer's headers arrive.
        async with AsyncOpenAI(api_key=key, base_url=url, timeout=timeout, max_retries=0) as client:
            try:
                create = cast("Callable[..., Awaitable[Response]]", client.responses.create)
                response = await create(model=request.model, **request.body)
            except openai.OpenAIError as exc:
                raise _translated(exc) from exc
        return _answer(response)

    return call


def _answer(response: Response) -> ModelAnswer:
    if response.status == "failed":
        said = response.error.message if response.error else "no reason given"
        raise UpstreamUnavailable(f"OpenAI could not answer: {said}", vendor=VENDOR)
    details = response.incomplete_details
    refused = any(part.type == "refusal" for item in response.output if item.type == "message" for part in item.content)
    usage = response.usage
    cached = usage.input_tokens_details.cached_tokens if usage else 0
    return ModelAnswer(
        text=response.output_text,
        model=str(response.model),
        input_tokens=usage.input_tokens - cached if usage else 0,
        cached_input_tokens=cached,
        output_tokens=usage.output_tokens if usage else 0,
        stop="refusal" if refused else (details.reason if details and details.reason else response.status or "unknown"),
        request_id=response._request_id or response.id,  # pyright: ignore[reportPrivateUsage]  (public, says the SDK)
    )


def _translated(error: openai.OpenAIError) -> PepTalkError:
    if isinstance(error, openai.APIStatusError):
        status, said = error.status_code, f"OpenAI answered {error.status_code}: {error.message}"
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
        return UpstreamRefused(said)
    if isinstance(error.__cause__, httpx2.ConnectError):
        return Unpaid(f"OpenAI could not be reached: {error.__cause__}", vendor=VENDOR)
    # A timeout or a broken line: the answer may have been made, and paid for, and not come.
    return UpstreamUnavailable(f"OpenAI could not be asked: {error}", vendor=VENDOR)


def _retry_after(error: openai.APIStatusError) -> float | None:
    value = error.response.headers.get("retry-after", "")
    return float(value) if value.replace(".", "", 1).isdigit() else None
