"""Answers to browsers, and what every one of them carries."""

from collections.abc import Mapping

from starlette.responses import Response

from shared.platform.web.asgi import ALWAYS
from shared.platform.web.policy import policy_of

FRESH = "no-cache"
"""A copy may be kept, but is asked about each time."""


def html(data: bytes, status: int = 200, *, policy: str | None = None, **headers: str) -> Response:
    """A page; `policy` is its `policy_of`, where that is known already."""
    given = {"cache-control": FRESH, **_named(headers), "content-security-policy": policy or policy_of(data)}
    return answer(data, "text/html; charset=utf-8", status, given)


def pdf(data: bytes, name: str, **headers: str) -> Response:
    """A PDF to be shown; `name` (letters, digits, hyphens) is the file's, should it be saved."""
    given = {
        "content-disposition": f'inline; filename="{name}.pdf"',
        "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
        **_named(headers),
    }
    return answer(data, "application/pdf", 200, given)


def answer(data: bytes, content_type: str, status: int, headers: Mapping[str, str]) -> Response:
    """Any answer, with the headers that all have."""
    return Response(data, status, {**ALWAYS, "content-type": content_type, **headers})


def unmodified(headers: Mapping[str, str]) -> Response:
    """The copy at hand will do."""
    return Response(None, 304, {**ALWAYS, **headers})


def _named(headers: Mapping[str, str]) -> dict[str, str]:
    return {name.replace("_", "-"): value for name, value in headers.items()}
