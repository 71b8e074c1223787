"""What tests of the Workers stand on: the packages that they vendor, and Node's side of the project."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pytest
from places import NODE_MODULES, ROOT

from infra.cloudflare.closure import IndexUnreachable
from infra.cloudflare.vendoring import vendor

VENDORED = ROOT / ".wrangler" / "vendored"
"""Kept from one run to the next; git does not see it."""


@pytest.fixture(scope="session")
def vendored() -> Callable[[str], Path]:
    """A Worker's `python_modules`, made where it is not yet."""

    def made(function: str) -> Path:
        try:
            return vendor(function, VENDORED)
        except IndexUnreachable as exc:
            missing(f"what {function} vendors comes from the package index: {exc}")

    return made


@pytest.fixture(scope="session")
def node_modules() -> Path:
    """What `make node` installs."""
    if not (NODE_MODULES / ".ready").exists():
        missing("wrangler, its simulators and Pyodide are not installed; next: make node")
    return NODE_MODULES


def missing(reason: str) -> NoReturn:
    """Skip for want of something that this machine may lack; in CI, which has it, fail."""
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)
