"""Whoever asks: in this process, or over HTTP on loopback. Every test of a use case runs with both."""

import sys

import pytest
from rigs.offices import InProcess

# The Python of Workers has no sockets of its own; there the use cases themselves are what is tested.
WAYS = ["in process"] if sys.platform == "emscripten" else ["in process", "over HTTP"]


@pytest.fixture(params=WAYS)
async def desk(request, platform):
    """`desk.ask(case, request)`, both ways."""
    if request.param == "in process":
        yield InProcess(platform)
        return
    from rigs.doors import client, office

    async with office(platform) as url, client(url) as asking:
        yield asking
