"""A night in the Python of Workers publishes what a night on the embedded platform publishes."""

import asyncio
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from isolates import WHOLE_PIPELINE
from pipelines import Night, embedded_night, read_night, sample_catalog, workers_night
from pypdf import PdfReader

from infra.sandbox import samples
from infra.sandbox.certificate import certificate
from infra.sandbox.server import serve

SECONDS = 150


@pytest.fixture(scope="module")
def nights(
    node_modules: Path, vendored: Callable[[str], Path], tmp_path_factory: pytest.TempPathFactory
) -> tuple[Night, Night]:
    """The night on the embedded platform, and in the Workers; every vendor is asked over TLS."""
    folder = tmp_path_factory.mktemp("nights")

    async def both() -> Night:
        async with serve(samples.CORPUS) as sandbox:
            here = await asyncio.wait_for(embedded_night(folder, sandbox.env(keys=True), sample_catalog()), 120)
        async with serve(samples.CORPUS, tls=certificate(folder / "tls")) as sandbox:
            running = workers_night(folder, sandbox.env(keys=True), vendored, WHOLE_PIPELINE, ["/"])
            await asyncio.to_thread(running.answer, SECONDS)
        return here

    return asyncio.run(both()), read_night(folder)


def test_debug(nights):
    here, there = nights
    print(there.measured)
    print(here.versions().keys(), there.versions().keys())
    assert set(here.versions()) == set(there.versions())
    assert set(here.objects) == set(there.objects)
