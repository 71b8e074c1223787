"""The bases of domain values: immutable ones, and those that are stored under the hash of their canonical bytes."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any, ClassVar, Self

from pydantic import BaseModel, ConfigDict

from shared.domain.canonical import canonical, digest, plain


class Frozen(BaseModel):
    """Immutable; unknown fields are ignored so that old code reads new rows.

    `later` names the fields added after values of the type were first hashed (`shared.domain.canonical.plain`).
    """

    later: ClassVar[frozenset[str]] = frozenset()

    model_config = ConfigDict(frozen=True, extra="ignore")

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """A copy with other fields; what was computed from the old ones is not taken along."""
        copied = super().model_copy(update=update, deep=deep)
        for name in vars(copied).keys() - type(self).model_fields.keys():
            del vars(copied)[name]
        return copied


class Stored(Frozen):
    """A value that the bucket keeps under the hash of its canonical bytes."""

    def encode(self) -> bytes:
        """The canonical bytes that are stored and hashed."""
        data = canonical(plain(self))
        # Who has the bytes made needs no second encoding for their hash; a decoded value keeps that of its own.
        vars(self).setdefault("hash", digest(data))
        return data

    @classmethod
    def decode(cls, data: bytes) -> Self:
        """The value of stored bytes. Its hash is theirs, whatever this release would make of it.

        Raises:
            ValidationError: they are not such a value.
        """
        value = cls.model_validate_json(data)
        vars(value)["hash"] = digest(data)
        return value

    @cached_property
    def hash(self) -> str:
        """SHA-256 of the canonical bytes, which is its name in the bucket; of a pack, the evidence fingerprint."""
        return digest(self.encode())
