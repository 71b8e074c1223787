"""Answers to browsers: what every one of them carries, and when a copy at hand will do."""

import base64
import hashlib
import re
from collections.abc import Mapping

from starlette.responses import Response

from shared.platform.web.asgi import ALWAYS

_STYLE = re.compile(rb"<style>(.*?)</style>", re.DOTALL)

FRESH = "no-cache"
"""A copy may be kept, but is asked about each time."""


def html(data: bytes, status: int = 200, *, policy: str | None = None, **headers: str) -> Response:
    """A page; `policy` is its `policy_of`, where that is known already."""
    given = {"cache-control": FRESH, **_named(headers), "content-security-policy": policy or policy_of(data)}
    return answer(data, "text/html; charset=utf-8", status, given)


def policy_of(data: bytes, *, forms: bool = False) -> str:
    """What a browser may do with a page: apply its own inline style, known by its hash, and run nothing; with `forms`
    send its forms to this site."""
    styles = " ".join(f"'sha256-{_base64(each)}'" for each in _STYLE.findall(data)) or "'none'"
    targets = "'self'" if forms else "'none'"
    return (
        f"default-src 'none'; style-src {styles}; img-src data:; base-uri 'none'; form-action {targets}; "
        "frame-ancestors 'none'"
    )


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


def matches(asked: str | None, etag: str) -> bool:
    """Whether an If-None-Match header names this entity tag (weakly compared, RFC 9110 section 13.1.2)."""
    if asked is None:
        return False
    tags = [each.strip().removeprefix("W/") for each in asked.split(",")]
    return "*" in tags or etag in tags


def _named(headers: Mapping[str, str]) -> dict[str, str]:
    return {name.replace("_", "-"): value for name, value in headers.items()}


def _base64(style: bytes) -> str:
    return base64.b64encode(hashlib.sha256(style).digest()).decode()
