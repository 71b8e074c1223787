"""Canonical JSON: the same value gives the same bytes on every machine, so a hash can stand for it.

A hash never runs over a library's own dump (a new field with a default, or a new release, would change it), but over
the plain structure that `plain` builds, which names its version in a field `v`.
"""

import hashlib
import json
from enum import Enum
from functools import cache
from typing import Any, cast

from pydantic import BaseModel


def plain(value: Any) -> Any:
    """A value of the domain as plain data: every field by its name, in no library's own serialisation.

    A field that a type names in `later` was added after values were stored and hashed: while it has its default it
    is left out, so that what was hashed before keeps its hash.
    """
    kind = value.__class__
    if kind in _ATOMS:
        return value
    if kind is tuple or kind is list:
        return [each if type(each) in _ATOMS else plain(each) for each in value]
    if isinstance(value, BaseModel):
        held = value.__dict__
        return {name: plain(held[name]) for name, default in _fields(kind) if held[name] != default}
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
    inner: list[Any] = [value]
    while inner:
        each: Any = inner.pop()
        kind = each.__class__
        if kind is dict:
            inner += [one for one in each.values() if type(one) not in _ATOMS]
        elif kind is list or kind is tuple:
            inner += [one for one in each if type(one) not in _ATOMS]
        elif isinstance(each, float):
            raise TypeError("a float has no canonical text; store it as a string or a scaled integer")
        elif isinstance(each, dict):
            inner += cast("dict[Any, Any]", each).values()  # of a type of its own, but encoded as those are
        elif isinstance(each, list | tuple):
            inner += cast("list[Any]", each)


class _Always:
    """Equal to no value: the default of a field that is never left out."""


_ALWAYS = _Always()
_ATOMS = frozenset({str, int, bool, type(None)})


@cache
def _fields(kind: type[BaseModel]) -> tuple[tuple[str, Any], ...]:
    """The type's fields, each with the default that it is left out for."""
    later: frozenset[str] = getattr(kind, "later", frozenset())
    return tuple((name, field.default if name in later else _ALWAYS) for name, field in kind.model_fields.items())
