"""What R2 takes as key, metadata, checksum and page, checked before anything is sent or written.

R2 answers some of these with an error and some by taking them in; every Bucket refuses them alike. Limits:
developers.cloudflare.com/r2/platform/limits.
"""

import hashlib
import re
from collections.abc import Mapping

_KEY_BYTES, _METADATA_BYTES, _PAGE = 1024, 8192, 1000
# Metadata travels in HTTP headers, whose names have no case.
_NAME = re.compile(r"[a-z0-9][a-z0-9_-]*")


def check_key(key: str) -> str:
    """The key itself.

    Raises:
        ValueError: it is empty, longer than 1,024 bytes, or no Unicode text.
    """
    try:
        size = len(key.encode())
    except UnicodeEncodeError as exc:
        raise ValueError(f"the key {key!r} is no Unicode text: {exc.reason}") from exc
    if not 1 <= size <= _KEY_BYTES:
        raise ValueError(f"a key has 1 to {_KEY_BYTES} bytes of UTF-8, not {size}: {key[:80]!r}")
    return key


def check_metadata(metadata: Mapping[str, str] | None) -> dict[str, str]:
    """The metadata itself.

    Raises:
        ValueError: a name is not lower-case ASCII letters, digits, - and _, or all together exceed 8,192 bytes.
    """
    found = dict(metadata or {})
    for name in found:
        if not _NAME.fullmatch(name):
            raise ValueError(f"metadata {name!r}: a name has lower-case letters, digits, - and _ only")
    size = sum(len(name.encode()) + len(value.encode()) for name, value in found.items())
    if size > _METADATA_BYTES:
        raise ValueError(f"metadata has at most {_METADATA_BYTES} bytes, not {size}")
    return found


def check_sha256(key: str, data: bytes, expected: str | None) -> str:
    """The SHA-256 of the bytes.

    Raises:
        ValueError: another one was expected.
    """
    found = hashlib.sha256(data).hexdigest()
    if expected is not None and expected != found:
        raise ValueError(f"{key}: the bytes have the SHA-256 {found}, not {expected}")
    return found


def check_limit(limit: int) -> int:
    """The limit itself.

    Raises:
        ValueError: it is not 1 to 1,000.
    """
    if not 1 <= limit <= _PAGE:
        raise ValueError(f"a page has 1 to {_PAGE} objects, not {limit}")
    return limit


def check_part(offset: int, length: int) -> None:
    """Go on where this is a part of an object.

    Raises:
        ValueError: the offset is negative, or the length not positive.
    """
    if offset < 0 or length < 1:
        raise ValueError(f"a part begins at 0 or later and has 1 byte or more, not {length} from {offset}")
