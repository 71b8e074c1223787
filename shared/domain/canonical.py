"""Canonical JSON: the same value gives the same bytes on every machine, so a hash can stand for it.

A hash never runs over a model's own dump (a new field with a default would change it), but over a plain
structure that the type builds itself and that names its version.
"""

import hashlib
import json
from typing import Any, cast


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
