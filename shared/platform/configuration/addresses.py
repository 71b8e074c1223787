"""Addresses in settings: of vendors, or of their stand-ins on this machine."""

from urllib.parse import urlsplit

from pydantic import AfterValidator

LOOPBACK = ("127.0.0.1", "::1", "localhost")


def http_like(example: str) -> AfterValidator:
    """For a field of settings: an http or https address with a host, kept without slashes at its end.

    What is none is refused with `example`, which shows how one is written.
    """

    def checked(value: str) -> str:
        parts = urlsplit(value)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ValueError(f"must be an address like {example}")
        return value.rstrip("/")

    return AfterValidator(checked)


def on_loopback(address: str) -> bool:
    """Whether it is on this machine, where only stand-ins answer."""
    return urlsplit(address).hostname in LOOPBACK
