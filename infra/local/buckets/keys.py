"""File names for keys that are safe on any file system."""

import hashlib
import re
from functools import lru_cache

_PLAIN = frozenset(b"abcdefghijklmnopqrstuvwxyz0123456789._-")
_LONGEST_NAME = 200
_HASHED = "%sha256-"


@lru_cache(1_024)
def file_name(key: str) -> str:
    """A file name for the key: no two keys share one, also where the file system ignores case.

    Small letters, digits, `.`, `_` and `-` stay, other bytes become `%2f`; a long name becomes a hash.
    """
    name = "".join(chr(byte) if byte in _PLAIN else f"%{byte:02x}" for byte in key.encode())
    return name if len(name) <= _LONGEST_NAME else _HASHED + hashlib.sha256(key.encode()).hexdigest()


def key_of(name: str) -> str | None:
    """The key that the file name spells; None where it is a hash, so that only the file itself knows."""
    if name.startswith(_HASHED):
        return None
    return re.sub(rb"%([0-9a-f]{2})", lambda match: bytes.fromhex(match[1].decode()), name.encode()).decode()
