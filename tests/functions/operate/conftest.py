"""Whoever asks: in this process, or over HTTP on loopback. Every test of a use case runs with both."""

import pytest
from offices import InProcess, client, office


@pytest.fixture(params=["in process", "over HTTP"])
async def desk(request, platform):
    """`desk.ask(case, request)`, both ways."""
    if request.param == "in process":
        yield InProcess(platform)
        return
    async with office(platform) as url, client(url) as asking:
        yield asking
