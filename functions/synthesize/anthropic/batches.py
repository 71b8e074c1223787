"""The vendor's batches: made, found, looked at, cancelled and read, with errors in our words."""

import asyncio
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import anthropic
from anthropic import AsyncAnthropic, DefaultAsyncHttpxClient
from anthropic.types.messages import MessageBatch
from pydantic import BaseModel, ValidationError

from functions.synthesize.anthropic.messages import VENDOR, answer_of, translated
from shared.domain.nesting import Whole
from shared.platform.errors import UpstreamRefused, UpstreamUnavailable
from shared.platform.vendors.certificates import certificates
from shared.platform.vendors.shallow import SHALLOW
from shared.store.spending.batches import Ended
from shared.store.spending.model_calls import ModelRequest

PAGE = 100


class NoBatch(UpstreamRefused):
    """The vendor has no such batch, or has it no more."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A batch as the vendor has it. `requests` are all, whatever became of them."""

    id: str
    created: datetime
    ended: bool
    requests: int


class _Said(BaseModel):
    message: Whole = ""
    type: str = ""


class _ErrorOf(BaseModel):
    error: _Said = _Said()


class _Result(BaseModel):
    type: str
    message: dict[str, Any] | None = None
    error: _ErrorOf | None = None


class _Line(BaseModel):
    custom_id: str
    result: _Result


@dataclass(frozen=True)
class AnthropicBatches:
    """The Message Batches API. `timeout` seconds bound each exchange; nothing is tried twice.

    Every method raises from our tree as `ask_anthropic` does: after a plain `UpstreamUnavailable` nobody knows whether
    the vendor did what it was asked for.
    """

    key: str
    url: str
    timeout: float

    async def create(self, requests: Sequence[tuple[str, ModelRequest]]) -> str:
        """Make a batch of requests, each with its custom_id; returns the vendor's id."""
        bodies: list[Any] = [{"custom_id": id, "params": {"model": each.model, **each.sent}} for id, each in requests]
        async with self._asking() as client:
            return _seen(await client.messages.batches.create(requests=bodies)).id

    async def look(self, id: str) -> Seen:
        """How a batch stands."""
        async with self._asking() as client:
            return _seen(await client.messages.batches.retrieve(id))

    async def cancel(self, id: str) -> None:
        """Begin no further request of a batch."""
        async with self._asking() as client:
            await client.messages.batches.cancel(id)

    async def since(self, instant: datetime) -> list[Seen]:
        """The batches of the key's workspace that were made since, the newest first."""
        found: list[Seen] = []
        async with self._asking() as client:
            async for each in client.messages.batches.list(limit=PAGE):
                seen = _seen(each)
                if seen.created < instant:
                    break
                found.append(seen)
        return found

    async def results(self, batch: Seen) -> list[Ended]:
        """How each request of an ended batch ended."""
        async with self._asking() as client:
            found = [_ended(each.to_dict()) async for each in await client.messages.batches.results(batch.id)]
        if len(found) < batch.requests:
            said = f"Anthropic gave {len(found)} of the {batch.requests} results of {batch.id}"
            raise UpstreamUnavailable(said, vendor=VENDOR)
        return found

    @asynccontextmanager
    async def _asking(self) -> AsyncGenerator[AsyncAnthropic]:
        http = DefaultAsyncHttpxClient(verify=certificates(), event_hooks=SHALLOW)
        async with AsyncAnthropic(
            api_key=self.key, base_url=self.url, timeout=self.timeout, max_retries=0, http_client=http
        ) as client:
            try:
                async with asyncio.timeout(self.timeout):
                    yield client
            except TimeoutError as exc:
                raise UpstreamUnavailable(f"Anthropic did not answer within {self.timeout:g} s", vendor=VENDOR) from exc
            except anthropic.NotFoundError as exc:
                raise NoBatch(f"Anthropic has no such batch: {exc.message}") from exc
            except (anthropic.AnthropicError, ValueError) as exc:
                raise translated(exc) from exc


def _seen(batch: MessageBatch) -> Seen:
    # The SDK takes any body for a batch.
    try:
        counts = batch.request_counts
        total = counts.processing + counts.succeeded + counts.errored + counts.canceled + counts.expired
        if not batch.id:
            raise ValueError("a batch without an id")
        return Seen(batch.id, batch.created_at, batch.processing_status == "ended", total)
    except (AttributeError, TypeError) as exc:
        raise ValueError("no batch") from exc


def _ended(line: dict[str, Any]) -> Ended:
    try:
        read = _Line.model_validate(line)
    except ValidationError as exc:
        raise ValueError("no result of a batch") from exc
    kind, result = read.result.type, read.result
    if kind == "succeeded":
        try:
            return Ended(custom_id=read.custom_id, answer=answer_of(result.message))
        except UpstreamUnavailable as exc:
            return Ended(custom_id=read.custom_id, reason=str(exc), paid=True)
    # platform.claude.com, build-with-claude/batch-processing: errored, canceled and expired requests are not billed.
    said = result.error.error.message if result.error else ""
    return Ended(custom_id=read.custom_id, reason=f"{kind} in its batch{': ' if said else ''}{said}")
