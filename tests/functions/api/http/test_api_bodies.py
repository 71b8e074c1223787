"""No route sees a body that is too large or too deep for it."""

import httpx
import pytest

from functions.api.http.bodies import LARGEST


async def pieces():
    for _ in range(LARGEST // 1_000 + 1):
        yield b"x" * 1_000


@pytest.mark.parametrize(
    ("content", "status"),
    [
        (b"x" * (LARGEST + 1), 413),
        (pieces, 413),
        (b"[" * 10_000, 400),
        (b'{"a":' * 10_000, 400),
        (('"\\""' + "[" * 10_000).encode("utf-16"), 400),
        (b"x" * LARGEST, 405),
    ],
)
async def test_a_body_is_weighed_before_anything_parses_it(content, status, reader: httpx.AsyncClient):
    found = await reader.post("/livez", content=content() if callable(content) else content)

    assert (found.status_code, found.headers["content-type"]) == (status, "application/problem+json")
    assert found.headers["x-content-type-options"] == "nosniff"
