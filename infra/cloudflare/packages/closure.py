"""What a Worker brings: its dependencies, resolved for the Python of Workers, at the versions that all machines pin."""

import hashlib
import json
import re
import subprocess
import sysconfig
import tempfile
import tomllib
from dataclasses import asdict, dataclass
from pathlib import Path

from infra.local.machine.project import FUNCTIONS, ROOT
from shared.platform.errors import PepTalkError

PYTHON = "3.14"
"""What the manifests' compatibility date gives (2026-09-08 and later)."""
MARKERS = "wasm32-pyodide2025"
"""uv's newest name for Pyodide; its markers hold for every one. Which wheels exist shows when they are fetched."""
SDK = "workers-runtime-sdk"
"""pywrangler adds it to every Worker: the package `workers`."""
PINS = ROOT / "requirements" / "dev.txt"
RESOLVING_S = 240


class NotVendored(PepTalkError):
    """A Worker's packages cannot be put together; the text says which, and what to do."""


class IndexUnreachable(NotVendored):
    """The package index does not answer."""


@dataclass(frozen=True, slots=True)
class Pin:
    """One distribution: normal name, version, and the sha256 sums (hex) of the files that may be it."""

    name: str
    version: str
    hashes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A distribution whose WebAssembly wheel stands in Pyodide's own index only, and what serves without that index."""

    pin: Pin
    why: str


ELSEWHERE = {
    each.pin.name: each
    for each in (
        Elsewhere(
            Pin("markupsafe", "3.0.3", ("722695808f4b6457b320fdc131280796bdceb04ab50fe1795cd540799ebe1698",)),
            "the package index has no WebAssembly wheel; built from its source distribution it is pure Python, "
            "the same functions without the compiled `_speedups`. The version is the one in Pyodide's index.",
        ),
    )
}
"""The named exceptions: where the package index alone is asked, each is built from its source distribution."""


def workers() -> tuple[str, ...]:
    """The functions that are Workers, in order of name."""
    return tuple(sorted(path.parent.name for path in FUNCTIONS.glob("*/wrangler.toml")))


def closure(function: str, store: Path) -> tuple[Pin, ...]:
    """Everything that Worker `function` brings except our own code, in order of name. Remembered in `store`.

    Raises:
        NotVendored: a dependency cannot be resolved, or is not pinned.
        IndexUnreachable: and that only because the package index does not answer.
    """
    project = FUNCTIONS / function / "pyproject.toml"
    asked = tomllib.loads(project.read_text("utf-8"))
    key = json.dumps([asked["project"], asked.get("tool", {}), _constraints(), PYTHON, MARKERS], sort_keys=True)
    kept = store / "closures" / f"{function}-{hashlib.sha256(key.encode()).hexdigest()[:16]}.json"
    if kept.is_file():
        return tuple(Pin(each["name"], each["version"], tuple(each["hashes"])) for each in json.loads(kept.read_text()))

    pinned, found = pins(), resolve(project)
    if strangers := [f"{name} {version}" for name, version in found.items() if (name, version) not in pinned]:
        raise NotVendored(f"{function} brings {', '.join(strangers)}, pinned nowhere. Next: make lock")
    result = tuple(pinned[each] for each in sorted(found.items()))
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_text(json.dumps([asdict(pin) for pin in result], indent=1))
    return result


def resolve(project: Path) -> dict[str, str]:
    """Normal name to version of all that a pyproject.toml asks for, `peptalk` left out and the SDK put in."""
    pairs = (line.split("==") for line in _compiled(project).splitlines() if "==" in line)
    return {normal(name): version.split(" ")[0] for name, version in pairs}


def lock(project: Path) -> Path:
    """Write the pylock.toml beside a pyproject.toml, for pywrangler, which keeps the versions that it finds."""
    written = project.with_name("pylock.toml")
    written.unlink(missing_ok=True)
    _compiled(project, "--output-file", written.name)
    return written


def _compiled(project: Path, *options: str) -> str:
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as constraints:
        constraints.write("\n".join(_constraints()))
        constraints.flush()
        done = subprocess.run(  # noqa: S603 - our own words
            [
                str(Path(sysconfig.get_path("scripts")) / "uv"), "pip", "compile", project.name, "-",
                "--python-platform", MARKERS, "--python-version", PYTHON, "--constraints", constraints.name,
                "--no-header", "--no-annotate", "--no-emit-index-url", "--quiet", "--color", "never",
                "--no-python-downloads",  # uv would fetch a CPython 3.14 of this machine, which nobody needs
                *options,
            ],
            cwd=project.parent, input=SDK, capture_output=True, text=True, check=False, timeout=RESOLVING_S,
        )  # fmt: skip
    if done.returncode:
        raise failure(f"the dependencies of {project.parent.name} cannot be resolved", done.stderr)
    return done.stdout


def pins() -> dict[tuple[str, str], Pin]:
    """What every machine pins and the named exceptions, by normal name and version."""
    found = [each.pin for each in ELSEWHERE.values()]
    for name, line in _pinned_lines():
        version = line.split("==")[1].split()[0]
        found.append(Pin(name, version, tuple(re.findall(r"--hash=sha256:([0-9a-f]{64})", line))))
    return {(pin.name, pin.version): pin for pin in found}


def normal(name: str) -> str:
    """A distribution's name as all tools compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _constraints() -> list[str]:
    """The pins as constraints: with their markers, without their sums."""
    lines = [line.split("--hash")[0].strip() for name, line in _pinned_lines() if name not in ELSEWHERE]
    return sorted([*lines, *(f"{name}=={each.pin.version}" for name, each in ELSEWHERE.items())])


def _pinned_lines() -> list[tuple[str, str]]:
    """Normal name and whole line of each pin."""
    text = PINS.read_text("utf-8").replace("\\\n", " ")
    found = ((re.match(r"([A-Za-z0-9._-]+)(?:\[[^]]*\])?==", line), line) for line in text.splitlines())
    return [(normal(parts[1]), line) for parts, line in found if parts]


def failure(what: str, said: str) -> NotVendored:
    """The error that a tool's words come to."""
    unreachable = re.search(r"dns error|error sending request|NewConnectionError|ConnectTimeout|Max retries", said)
    kind = IndexUnreachable if unreachable else NotVendored
    lines = [line for line in said.splitlines() if not line.startswith("WARNING")]
    return kind(f"{what}: {' '.join(' '.join(lines).split())[-600:]}")
