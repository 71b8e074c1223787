"""Canonical JSON: the same value gives the same bytes on every machine, so a hash can stand for it.

A hash never runs over a library's own dump (a new field with a default, or a new release, would change it), but over
the plain structure that `plain` builds, which names its version in a field `v`.
"""

import hashlib
import json
from enum import Enum
from typing import Any, cast

from pydantic import BaseModel


def plain(value: Any) -> Any:
    """A value of the domain as plain data: every field by its name, in no library's own serialisation.

    A field that a type names in `later` was added after values were stored and hashed: while it has its default it
    is left out, so that what was hashed before keeps its hash.
    """
    if isinstance(value, BaseModel):
        later: frozenset[str] = getattr(type(value), "later", frozenset())
        return {
            name: plain(getattr(value, name))
            for name, field in type(value).model_fields.items()
            if name not in later or getattr(value, name) != field.default
        }
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, dict):
        return {str(key): plain(each) for key, each in cast("dict[Any, Any]", value).items()}
    if isinstance(value, list | tuple):
        return [plain(each) for each in cast("list[Any]", value)]
    return value


def canonical(value: Any) -> bytes:
    """UTF-8 JSON, keys sorted, no spaces, non-ASCII kept; floats are refused, because their text is not portable."""
    _refuse_floats(value)
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def digest(data: bytes) -> str:
    """SHA-256 in lower-case hex."""
    return hashlib.sha256(data).hexdigest()


def fingerprint(value: Any) -> str:
    """The SHA-256 of the canonical form."""
    return digest(canonical(value))


def trace_of(run_id: str, slug: str) -> str:
    """The trace id of one peptide's way through one run: 16 hex characters, the same wherever it is asked."""
    return digest(f"{run_id}/{slug}".encode())[:16]


def _refuse_floats(value: Any) -> None:
    if isinstance(value, float):
        raise TypeError("a float has no canonical text; store it as a string or a scaled integer")
    if isinstance(value, dict):
        for each in cast("dict[str, Any]", value).values():
            _refuse_floats(each)
    elif isinstance(value, list | tuple):
        for each in cast("list[Any]", value):
            _refuse_floats(each)
