"""What tests of the Workers stand on: the packages that they vendor, and Node's side of the project."""

import os
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import NoReturn

import pytest

from infra.cloudflare.packages.closure import IndexUnreachable, workers
from infra.cloudflare.packages.vendoring import AT_ONCE, vendor
from rigs.places import NODE_MODULES, ROOT

VENDORED = ROOT / ".wrangler" / "vendored"
COMPILED = ROOT / ".wrangler" / "compiled"
"""Kept from one run to the next; git does not see them."""


@pytest.fixture(scope="session")
def vendored() -> Iterator[Callable[[str], Path]]:
    """A Worker's `python_modules`, made where it is not yet. The first that is asked for starts them all."""
    started: dict[str, Future[Path]] = {}

    with ThreadPoolExecutor(AT_ONCE) as pool:

        def made(function: str) -> Path:
            if not started:
                started.update((each, pool.submit(vendor, each, VENDORED)) for each in workers())
            try:
                return started[function].result()
            except IndexUnreachable as exc:
                missing(f"what {function} vendors comes from the package index: {exc}")

        yield made
        pool.shutdown(cancel_futures=True)


@pytest.fixture(scope="session")
def node_modules() -> Iterator[Path]:
    """What `make node` installs. Node keeps what it compiles of it, which is a quarter of a start of wrangler."""
    if not (NODE_MODULES / ".ready").exists():
        missing("wrangler, its simulators and Pyodide are not installed; next: make node")
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("NODE_COMPILE_CACHE", str(COMPILED))
        yield NODE_MODULES


def missing(reason: str) -> NoReturn:
    """Skip for want of something that this machine may lack; in CI, which has it, fail."""
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)
