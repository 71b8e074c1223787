"""What the stand-ins of the models would charge for: every answer that was made, whether or not it arrived."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

Way = Literal["messages", "batches", "responses"]
Vendor = Literal["anthropic", "openai"]

_VENDORS: dict[Way, Vendor] = {"messages": "anthropic", "batches": "anthropic", "responses": "openai"}


@dataclass(frozen=True, slots=True)
class Bill:
    """One answer. `id` is the answer's own, `model` the one asked for, `key` a fingerprint of the key that asked.

    `custom_id` names the request within its batch, where it was made in one; that costs half.
    """

    vendor: Vendor
    way: Way
    id: str
    model: str
    key: str
    input_tokens: int
    output_tokens: int
    custom_id: str | None = None


@dataclass
class Bills:
    """All answers since the sandbox started. `up_to_date` books what was answered meanwhile, before anyone reads."""

    made: list[Bill] = field(default_factory=list[Bill])
    up_to_date: Callable[[], None] = lambda: None

    def answered(
        self, way: Way, request: Mapping[str, Any], answer: Mapping[str, Any], key: str, custom_id: str | None = None
    ) -> None:
        """Book an answer in the vendor's own shape."""
        vendor, usage = _VENDORS[way], answer["usage"]
        tokens = usage["input_tokens"], usage["output_tokens"]
        self.made.append(Bill(vendor, way, answer["id"], request["model"], key, *tokens, custom_id))

    def describe(self) -> dict[str, Any]:
        """As `GET /sandbox/bills` answers."""
        self.up_to_date()
        return {"bills": [asdict(each) for each in self.made]}


def key_of(headers: Mapping[str, str]) -> str:
    """The fingerprint of a request's key, as bookings have it."""
    key = headers.get("x-api-key") or headers.get("authorization", "").removeprefix("Bearer ")
    return hashlib.sha256(key.encode()).hexdigest()[:12]
