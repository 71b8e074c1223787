"""Bodies on their way into a Worker: as long as they may be, and not read any further."""

from collections.abc import AsyncIterator
from types import SimpleNamespace
from typing import Any

import pytest

from functions.api.http import bodies
from functions.operate.handler import CASES
from functions.webhook import handler as webhook
from shared.platform.cloudflare.requests import MOST, Bounded


class Stream:
    """A body of so many pieces of 1,000 bytes; `read` counts those that were asked for."""

    def __init__(self, pieces: int) -> None:
        self._pieces = pieces
        self.read = 0

    async def __aiter__(self) -> AsyncIterator[Any]:
        for _ in range(self._pieces):
            self.read += 1
            yield SimpleNamespace(byteLength=1_000)


def asked(body: Any) -> Any:
    js_object = SimpleNamespace(method="POST")
    return SimpleNamespace(js_object=js_object, url="https://peptalk.test/x?y", headers={"a": "b"}, body=body)


async def pieces(request: Bounded) -> int:
    return len([each async for each in request.body]) if request.body else 0


@pytest.mark.parametrize(("long", "read"), [(0, 0), (1, 1), (9, 9), (10, 10), (11, 11), (12, 11), (100_000, 11)])
async def test_a_body_is_read_until_it_is_longer_than_it_may_be(long, read):
    stream = Stream(long)

    assert await pieces(Bounded(asked(stream), most=10_000)) == read
    assert stream.read == read


async def test_the_rest_of_a_request_stays_what_it_is():
    found = Bounded(asked(None))

    assert (found.method, found.url, found.headers, found.body) == (
        "POST",
        "https://peptalk.test/x?y",
        [("a", "b")],
        None,
    )


def test_no_application_takes_more():
    taken = [bodies.LARGEST, webhook.LARGEST, *(each.max_bytes for each in CASES.values())]

    assert max(taken) <= MOST
