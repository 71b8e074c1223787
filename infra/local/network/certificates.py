"""Whom httpx's clients trust over TLS, read once in a process: each client would read all certificates anew (50 ms)."""

import ssl
from functools import cache

import httpx


@cache
def certificates() -> ssl.SSLContext:
    """What an httpx client takes as `verify`: httpx's own choice, or what `SSL_CERT_FILE` names."""
    return httpx.create_ssl_context()
