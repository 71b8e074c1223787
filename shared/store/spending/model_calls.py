"""What the ledger is about: a request, an answer, a call with its row, and requests that go together."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from shared.domain.canonical import fingerprint
from shared.domain.frozen import Frozen
from shared.domain.nesting import Whole
from shared.store.spending.budgets import FREE, Limit

State = Literal["intent", "answered", "accepted", "refused", "rejected", "lost"]


class ModelRequest(Frozen):
    """What is asked. `body` is all that the vendor is sent beside the model's name: JSON without floats.

    `marked` is the same with other marks for the vendor's cache, where that is what is sent: marks change what an
    answer costs and never what is asked, so that an answer to either is one to both.
    """

    vendor: str
    model: str
    body: Mapping[str, Any]
    marked: Mapping[str, Any] | None = None

    @property
    def sent(self) -> Mapping[str, Any]:
        """What the vendor is sent beside the model's name."""
        return self.body if self.marked is None else self.marked

    @property
    def hash(self) -> str:
        """What the ledger knows the request by, however it is marked."""
        return fingerprint({"v": 1, "vendor": self.vendor, "model": self.model, "body": self.body})


class ModelAnswer(Frozen):
    """What came back. `model` is the name that the vendor answered with, `stop` its word for why the answer ended.

    `input_tokens` are those that had nothing to do with a cache, `cached_input_tokens` were read from one and
    `cache_write_tokens` written to it: the three add up. `reasoning_tokens` are part of `output_tokens`. Whatever the
    vendor said can be stored: an answer that was paid for and could not be would be paid for again.
    """

    text: Whole
    model: Whole
    input_tokens: int
    cached_input_tokens: int
    cache_write_tokens: int = 0
    output_tokens: int
    reasoning_tokens: int = 0
    stop: Whole
    request_id: Whole


class ModelCall(Frozen):
    """One row of the ledger. `cost_microusd` is None where nothing was answered or no price is known;
    `reserved_microusd` is what it may cost at most, None where nobody can tell."""

    request_hash: str
    sample: int
    state: State
    vendor: str
    model: str
    stage: str
    run_id: str
    slug: str
    trace_id: str
    token: str
    answer_key: str | None = None
    answered_model: str | None = None
    vendor_request_id: str | None = None
    input_tokens: int
    cached_input_tokens: int
    cache_write_tokens: int = 0
    output_tokens: int
    reasoning_tokens: int = 0
    cost_microusd: int | None = None
    reserved_microusd: int | None = None
    price_as_of: str | None = None
    reason: str | None = None
    batch: str | None = None
    """The batch that it went by, as `shared.store.spending.batches` knows it."""
    probe: bool = False
    """Whether it was the probe of a vendor that everybody else left alone."""
    asked_at: str
    answered_at: str | None = None
    alive: bool = False
    """Whether the delivery that asked still holds its work; known to `ask` only."""


Call = Callable[[ModelRequest], Awaitable[ModelAnswer]]


@dataclass
class Gathering:
    """Requests that go to the vendor as one batch, which is to be answered by `deadline` (a stamp)."""

    id: str
    deadline: str
    limit: Limit = FREE
    """Of the request that is asked about now, at a batch's price."""
    requests: list[tuple[ModelCall, ModelRequest]] = field(default_factory=list[tuple[ModelCall, ModelRequest]])
