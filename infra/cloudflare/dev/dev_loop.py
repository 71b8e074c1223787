"""`make dev-cloudflare`: every Worker under one `wrangler dev`, with the sandbox as vendors, until Ctrl-C."""

import asyncio
import os
import re
import signal
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import cast

from infra.cloudflare.dev.dev_door import CONFIG, hang
from infra.cloudflare.dev.dev_state import lay_packages, seed, variables
from infra.cloudflare.wrangler import Wrangler
from infra.local.sqlite.migrate import at_once
from infra.sandbox.server import serve
from shared.platform.errors import ConfigurationError

Say = Callable[[str], None]

DATABASE = "peptalk-db"
MIGRATIONS = {DATABASE: "migrations", "peptalk-search-db": "migrations-search"}
"""Their folder by database."""
STATE = ".wrangler/state"
STEP_S = 300
STOPPING_S = 15
_QUIET = {"WRANGLER_SEND_METRICS": "false", "WRANGLER_HIDE_BANNER": "true", "CLOUDFLARE_CF_FETCH_ENABLED": "false"}
_UP = re.compile(r"Ready on (http://\S+)")
_NO_PYTHON = re.compile(r"Request for Pyodide bundle failed; url = (\S+?);")


class NoPython(ConfigurationError):
    """workerd could not fetch the Python that Workers run."""


@dataclass(frozen=True, slots=True)
class DevLoop:
    """A checkout whose Workers are to run on this machine; `cache` keeps what they vendor."""

    root: Path
    cache: Path
    wrangler: Wrangler
    port: int = 8787

    @property
    def folders(self) -> dict[str, Path]:
        """Every Worker's folder by its function."""
        return {path.parent.name: path.parent for path in sorted((self.root / "functions").glob("*/wrangler.toml"))}

    @property
    def command(self) -> list[str]:
        """The words after `wrangler`: the door first, because the first Worker gets the requests."""
        manifests = [CONFIG, *(f"functions/{function}/wrangler.toml" for function in self.folders)]
        configs = [word for manifest in manifests for word in ("-c", manifest)]
        return ["dev", *configs, "--persist-to", STATE, "--ip", "127.0.0.1", "--port", str(self.port)]

    def prepare(self, say: Say) -> None:
        """Packages, database and door.

        Raises:
            NotVendored, IndexUnreachable, ConfigurationError: a step failed, in its own words.
        """
        for function, folder in self.folders.items():
            say(f"packages of {function}")
            lay_packages(function, folder, self.cache)
        self.prepare_database(say)
        hang(self.root, self.folders)

    def prepare_database(self, say: Say) -> None:
        """The local D1 that all Workers bind: migrated, and with the sample catalog in it; and the search index's."""
        new = not (self.root / STATE / "v3" / "d1").exists()
        for name, folder in MIGRATIONS.items():
            say(f"migrations of {name}, in {STATE}")
            if new:
                self._execute(name, at_once(sorted((self.root / folder).glob("*.sql"))))
            self._d1("migrations", "apply", name)
        say("the invented sample catalog")
        self._execute(DATABASE, asyncio.run(seed()))

    def _execute(self, name: str, sql: str) -> None:
        with TemporaryDirectory() as place:
            file = Path(place) / "statements.sql"
            file.write_text(sql, "utf-8")
            self._d1("execute", name, "--yes", "--file", str(file))

    def _d1(self, *words: str) -> None:
        done = self.wrangler.run("d1", *words, "--local", "--persist-to", STATE, cwd=self.root, timeout=STEP_S)
        if done.returncode:
            said = " ".join((done.stderr or done.stdout).split())
            raise ConfigurationError(f"wrangler d1 {words[0]} failed: {said[-600:]}")

    async def run(self, corpus: Path, say: Say, echo: Say, up: Callable[[str], None] = lambda _: None) -> int:
        """Serve until cancelled or until wrangler ends; returns its exit code. Each of its lines is given to `echo`.

        Ended in order: wrangler and workerd first, then the variables, then the vendors.

        Raises:
            NoPython: workerd cannot fetch its Python.
        """
        async with serve(corpus) as vendors:
            say(f"sandbox vendors on {vendors.url}")
            with variables(self.folders, vendors.env(keys=True)):
                async with self._started() as process:
                    return await _followed(process, echo, up)

    @asynccontextmanager
    async def _started(self) -> AsyncGenerator[asyncio.subprocess.Process]:
        process = await asyncio.create_subprocess_exec(
            *self.wrangler.command(*self.command), cwd=self.root, env=self.wrangler.environment(**_QUIET),
            stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
            limit=2**20, start_new_session=True,  # a terminal's Ctrl-C reaches us alone, who end it in order
        )  # fmt: skip
        try:
            yield process
        finally:
            await asyncio.shield(_ended(process))


async def _followed(process: asyncio.subprocess.Process, echo: Say, up: Say) -> int:
    """Its lines, until it ends."""
    lacking: str | None = None
    async for line in cast("asyncio.StreamReader", process.stdout):
        text = line.decode("utf-8", "replace").rstrip()
        echo(text)
        if found := _UP.search(text):
            up(found[1])
        if found := _NO_PYTHON.search(text):
            lacking = re.sub(r"\x1b\[[0-9;]*m", "", found[1])
    code = await process.wait()
    if lacking:
        raise NoPython(
            f"workerd cannot fetch the Python that Workers run ({lacking}). Next: a machine that reaches it; "
            f"`peptalk up` runs the same functions without it"
        )
    return code


async def _ended(process: asyncio.subprocess.Process) -> None:
    """Interrupted, and where that does not end it, or leaves children, killed."""
    if process.returncode is None:
        os.killpg(process.pid, signal.SIGINT)
        with suppress(TimeoutError):
            await asyncio.wait_for(process.wait(), STOPPING_S)
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    await process.wait()
