"""Ids of what belongs to a reader, as a log line shows them: as hashes, because no erasure reaches a line.

The ids are random, so a hash leads back to nobody. Whoever holds an id finds its lines by the same hash
(`printf %s ID | sha256sum | cut -c1-16`); once the rows that hold it are gone, nobody does.
"""

import re
from typing import Any

from shared.domain.canonical import digest

FIELDS = frozenset({"sign_in", "session", "key", "change"})
"""Fields of log events that hold such an id and nothing else."""

_IDS = re.compile(
    r"\b(evt|cus|sub|si|in|il|ii|inpay|ch|py|pi|cs|bps|re|pyr|dp|du|seti|pm|card|src|cn|txn|mail)"
    r"_(?:(?:test|live)_)?[A-Za-z0-9]{14,}\b"
)
"""Stripe's ids of what one customer has (docs.stripe.com/api), and ids of mails; whatever text they stand in."""


def mark(id: str) -> str:
    """The first 16 hexadecimal digits of an id's SHA-256."""
    return digest(id.encode())[:16]


def marked(text: str) -> str:
    """The text with a mark in the place of each id; `evt:` and the like say of what."""
    return _IDS.sub(lambda found: f"{found[1]}:{mark(found[0])}", text)


def shown(name: str, value: Any) -> Any:
    """A field's value as a log line has it."""
    if not isinstance(value, str):
        return value
    return mark(value) if name in FIELDS else marked(value)
