"""`make vendor`: what Workers are deployed with, put into each one's `python_modules` by pywrangler at our pins.

Per Worker, `pywrangler sync --force` (workers-py 1.17.9) makes a CPython 3.14 environment and a Pyodide environment
beside it (uv fetches both interpreters from their release pages), resolves pyproject.toml for Pyodide from the package
index and Pyodide's own into pylock.toml, installs that, wheels only, our own wheel built from the checkout, and copies
the result. Without --force it would not see that our own source changed. A pylock.toml that stands keeps its versions:
ours is written before, so that Workers run what was tested.
"""

import os
import re
import subprocess
import sysconfig
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from infra.cloudflare.packages.closure import NotVendored, lock, normal, pins, workers
from infra.cloudflare.wrangler import NODE_MODULES, node
from infra.local.machine import inherited
from infra.local.machine.project import FUNCTIONS
from shared.platform.errors import ConfigurationError

UV_AT_LEAST = (0, 13, 4)
SYNCING_S = 900


@dataclass(frozen=True, slots=True)
class Tools:
    """pywrangler, and the folders in which it finds uv, Node and wrangler."""

    pywrangler: Path
    folders: tuple[Path, ...]

    @classmethod
    def found(cls, scripts: Path | None = None) -> "Tools":
        """This environment's tools.

        Raises:
            ConfigurationError: one is missing or too old for pywrangler.
        """
        place = scripts or Path(sysconfig.get_path("scripts"))
        if missing := [name for name in ("pywrangler", "uv") if not (place / name).is_file()]:
            raise ConfigurationError(f"{' and '.join(missing)} not found in {place}. Next: make setup")
        said = subprocess.run([place / "uv", "--version"], capture_output=True, text=True, check=False).stdout  # noqa: S603
        if tuple(map(int, re.findall(r"\d+", said)[:3])) < UV_AT_LEAST:
            wanted = ".".join(map(str, UV_AT_LEAST))
            raise ConfigurationError(f"{said.strip()} is too old; pywrangler needs {wanted}. Next: make setup")
        return cls(place / "pywrangler", (place, node().parent, NODE_MODULES / ".bin"))

    def environment(self) -> dict[str, str]:
        """This process's variables, with the tools in front."""
        return {**inherited.variables(), "PATH": os.pathsep.join([*map(str, self.folders), os.environ.get("PATH", "")])}


def sync_all(say: Callable[[str], None]) -> None:
    """Vendor for every Worker, in order of name.

    Raises:
        ConfigurationError: a tool is missing or too old.
        NotVendored: a Worker's packages cannot be had; the Workers before it are done.
    """
    tools = Tools.found()
    for function in workers():
        other = sync(FUNCTIONS / function, tools)
        say(
            f"{function}: vendored" + (f"; not as pinned: {', '.join(other)}" if other else ", every version as pinned")
        )


def sync(folder: Path, tools: Tools) -> list[str]:
    """Vendor for the Worker in this folder; what it came to in other versions than we pin.

    Raises:
        NotVendored: pywrangler failed; the text ends as its words do.
    """
    locked = lock(folder / "pyproject.toml")
    done = subprocess.run(  # noqa: S603 - our own words
        [tools.pywrangler, "sync", "--force"], cwd=folder, env=tools.environment() | {"NO_COLOR": "1"},
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False, timeout=SYNCING_S,
    )  # fmt: skip
    if done.returncode:
        raise NotVendored(
            f"pywrangler cannot vendor for {folder.name}: {' '.join(done.stdout.split())[-700:]} (it needs the release "
            f"pages of CPython and Pyodide and both package indexes; docs/cloudflare.md says what works without them)"
        )
    if not (folder / "python_modules" / "pyvenv.cfg").is_file():
        raise NotVendored(f"pywrangler left no python_modules in {folder}")
    return [each for each in _versions(locked) if each not in {f"{name} {version}" for name, version in pins()}]


def _versions(locked: Path) -> list[str]:
    packages = tomllib.loads(locked.read_text("utf-8"))["packages"]
    return [f"{normal(each['name'])} {each['version']}" for each in packages if "directory" not in each]
