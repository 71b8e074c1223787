"""Forms as browsers send them without JavaScript: urlencoded, small, each field once."""

from urllib.parse import parse_qsl

from starlette.requests import Request

from functions.api.http.problems import Problem

LARGEST = 8_000
"""Bytes of a form."""


async def fields(request: Request) -> dict[str, str]:
    """The fields of a form; of one that comes twice the first.

    Raises:
        Problem: it is no such form, or too large.
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/x-www-form-urlencoded":
        raise Problem(415, "This address takes a form: application/x-www-form-urlencoded.")
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > LARGEST:
            raise Problem(413, f"A form has at most {LARGEST:,} bytes.")
    try:
        pairs = parse_qsl(body.decode("ascii"), keep_blank_values=True, max_num_fields=20, errors="strict")
    except ValueError:
        raise Problem(400, "The form cannot be read.") from None
    found: dict[str, str] = {}
    for name, value in pairs:
        found.setdefault(name, value)
    return found
