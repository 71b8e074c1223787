"""Immutable objects in the bucket, named by their own hash: `packs/<sha256>.json`.

Such a key proves its bytes, may be put any number of times, and is never overwritten with others.
"""

from typing import TypeVar

from pydantic import ValidationError

from shared.domain.canonical import digest
from shared.domain.frozen import Stored
from shared.platform.errors import Corrupt
from shared.platform.ports import Bucket

S = TypeVar("S", bound=Stored)

ARTIFACTS, MANIFESTS = "artifacts", "manifests"
PUBLISHED_FOLDERS = (ARTIFACTS, MANIFESTS)
"""What a published version rests on: pages and PDFs, and their manifests. R2 locks these folders."""


def key_of(folder: str, data: bytes, suffix: str = "json") -> str:
    """The key that `keep` gives these bytes."""
    return f"{folder}/{digest(data)}.{suffix}"


def hash_in(key: str) -> str:
    """The SHA-256 that a key names, lower-case hex."""
    return key.rsplit("/", 1)[-1].split(".", 1)[0]


async def keep(
    files: Bucket, folder: str, data: bytes, *, suffix: str = "json", content_type: str = "application/json"
) -> str:
    """Store the bytes under their hash, once; returns the key."""
    key = key_of(folder, data, suffix)
    await files.put(key, data, content_type=content_type, sha256=hash_in(key), only_if_absent=True)
    return key


async def load(files: Bucket, key: str) -> bytes:
    """The bytes of a key that `keep` gave.

    Raises:
        Corrupt: there are none, or they are not what the key says.
    """
    data = await files.get(key)
    if data is None:
        raise Corrupt(f"{key} is not in the bucket; restore it from a backup or run the peptide again")
    if digest(data) != hash_in(key):
        raise Corrupt(f"{key} holds other bytes than its name says; restore it from a backup")
    return data


async def read(files: Bucket, kind: type[S], key: str) -> S:
    """The value that `keep` was given the bytes of.

    Raises:
        Corrupt: there is none, the bytes are not what the key says, or they are no such value.
    """
    data = await load(files, key)
    try:
        return kind.decode(data)
    except ValidationError as exc:
        raise Corrupt(f"{key} is no {kind.__name__}: {exc.error_count()} fields do not fit") from exc
