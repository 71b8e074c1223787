"""Commands of a deployment: shown as they would be typed, or run to their end."""

import asyncio
import re
import shlex
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from infra.cloudflare.account.access import Rest
from infra.cloudflare.deployment.records import CommandFailed, records_in
from infra.cloudflare.wrangler import QUIET, Wrangler
from infra.local.machine.project import ROOT

WRANGLER = "wrangler"
_TRANSIENT = re.compile(
    r'"Retry-After" header|fetch failed|malformed response from the API|Internal server error|Network connection lost'
    r"|-> 5\d\d |\[code: (971|7500|10002|10429)\]"
)
"""What wrangler 4.164 says where Cloudflare throttled, broke or did not answer."""
_ASKED_TO_WAIT = re.compile(r"wait (\d+) second")
_LONGEST = 300.0
_LINES = 12
"""Of what a failed command said, the last ones: the cause stands at the end."""


@dataclass(frozen=True, slots=True)
class Command:
    """The words of a command line, and the folder below the checkout that it runs in."""

    folder: Path
    words: tuple[str, ...]

    def __str__(self) -> str:
        where = "" if self.folder == Path() else f"cd {self.folder} && "
        return f"{where}{shlex.join(self.words)}"


@dataclass(frozen=True, slots=True)
class Said:
    """What a command left: its text, and the records that wrangler writes for programs, by type."""

    text: str
    records: Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Runner:
    """Runs commands over a checkout, with an account's credentials; `wrangler` is the pinned one."""

    rest: Rest
    root: Path = ROOT
    pauses: tuple[float, ...] = (2.0, 10.0, 30.0)
    """Seconds before each further try of a command that failed because Cloudflare did not answer."""

    async def run(self, command: Command) -> Said:
        """Run it to its end; nobody is asked. What failed for want of an answer is run again: every command of ours may
        be run twice.

        Raises:
            ConfigurationError: wrangler is not installed.
            CommandFailed: it ended with an error, or with records that cannot be read.
        """
        for pause in self.pauses:
            try:
                return await self._once(command)
            except CommandFailed as exc:
                if not _TRANSIENT.search(str(exc)):
                    raise
                asked = _ASKED_TO_WAIT.search(str(exc))
                await asyncio.sleep(min(float(asked[1]), _LONGEST) if asked else pause)
        return await self._once(command)

    async def _once(self, command: Command) -> Said:
        words = list(command.words)
        if words[0] == WRANGLER:
            words = Wrangler.installed().command(*words[1:])
        with tempfile.TemporaryDirectory(prefix="peptalk-") as folder:
            records = Path(folder) / "records.ndjson"
            process = await asyncio.create_subprocess_exec(
                *words,
                cwd=self.root / command.folder,
                env=self.environment() | {"WRANGLER_OUTPUT_FILE_PATH": str(records)},
                stdin=asyncio.subprocess.DEVNULL,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.STDOUT,
            )
            try:
                text = (await process.communicate())[0].decode(errors="replace")
            except asyncio.CancelledError:
                process.terminate()
                await process.wait()
                raise
            if process.returncode:
                said = "\n  ".join(_last(text))
                raise CommandFailed(f"`{command}` ended with {process.returncode}:\n  {said}")
            return Said(text, await asyncio.to_thread(records_in, records, str(command)))

    def environment(self) -> dict[str, str]:
        """The variables that commands run with."""
        return {
            **Wrangler.installed().environment(),
            **QUIET,
            "CLOUDFLARE_ACCOUNT_ID": self.rest.account,
            "CLOUDFLARE_API_TOKEN": self.rest.token.get_secret_value(),
            **({"CLOUDFLARE_API_BASE_URL": self.rest.url} if self.rest.url else {}),
        }


def _last(text: str) -> list[str]:
    lines = [line.rstrip() for line in text.splitlines() if line.strip() and "Logs were written to" not in line]
    return lines[-_LINES:]
