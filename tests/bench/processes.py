"""Work in a process of its own, and the sandbox in another."""

import asyncio
import multiprocessing
from collections.abc import Callable, Generator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path

from infra.sandbox.server import serve


@contextmanager
def ncbi(corpus: Path) -> Generator[dict[str, str]]:
    """The sandbox over a folder of records; gives the variables that lead to it."""
    with process(_serve, corpus) as (told, _):
        yield told.recv()


@contextmanager
def process(work: Callable[..., None], *arguments: object) -> Generator[tuple[Connection, BaseProcess]]:
    """A process that does the work, and the line on which it tells what comes of it; it ends with the context."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    running = context.Process(target=work, args=(theirs, *arguments), daemon=True)
    running.start()
    theirs.close()
    try:
        yield ours, running
    finally:
        running.terminate()
        running.join()


def _serve(told: Connection, corpus: Path) -> None:
    async def run() -> None:
        async with serve(corpus) as sandbox:
            told.send(sandbox.env())
            await asyncio.Event().wait()

    asyncio.run(run())
