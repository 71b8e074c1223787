"""Whom to trust over TLS, read once in a process: each client of an SDK would read all certificates anew (40 ms)."""

from __future__ import annotations

import sys
from functools import cache
from typing import TYPE_CHECKING

import httpx2

if TYPE_CHECKING:
    import ssl


@cache
def certificates() -> ssl.SSLContext | bool:
    """What an httpx2 client takes as `verify`. In a Worker the runtime's own fetch sees to it."""
    return True if sys.platform == "emscripten" else httpx2.create_ssl_context()
