"""The wheels that Workers vendor: from the package index for the Python of Workers, and our own from the checkout."""

import fcntl
import hashlib
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from infra.cloudflare.packages.closure import ELSEWHERE, PYTHON, NotVendored, Pin, failure, normal
from infra.local.machine import inherited
from infra.local.machine.project import ROOT

WASM = "pyemscripten_2026_0_wasm32"
"""The platform tag of Pyodide 314's wheels (PEP 783)."""
OURS = ("functions", "queues", "shared")
BUILT = {"__pycache__", "python_modules", ".venv-workers", ".wrangler", ".dev.vars", "pylock.toml"}
WORKING_S = 300


def fetch(pins: tuple[Pin, ...], store: Path) -> list[Path]:
    """The wheels of these pins for the Python of Workers, their sums checked; what `store` has is not asked for."""
    places = {pin: store / "wheels" / f"{pin.name}-{pin.version}" for pin in pins}
    if missing := [pin for pin, place in places.items() if not place.is_dir()]:
        with tempfile.TemporaryDirectory(dir=store) as landing:
            _pip(
                "download", "--dest", landing, "--platform", WASM, "--python-version", PYTHON,
                "--implementation", "cp", "--abi", "cp314", "--abi", "none", "--only-binary", ":all:",
                pins=[pin for pin in missing if pin.name not in ELSEWHERE],
            )  # fmt: skip
            for pin in missing:
                if pin.name in ELSEWHERE:  # without a compiler, so that it falls back to pure Python
                    _pip("wheel", "--wheel-dir", landing, "--no-binary", pin.name, pins=[pin], CC="false")
            for wheel in Path(landing).glob("*.whl"):
                _keep(wheel, store)
    return [next(place.glob("*.whl")) for place in places.values()]


def own_wheel(store: Path) -> Path:
    """Our own wheel, built from the checkout; it is the one that Workers vendor by path."""
    place = store / "own" / source_hash()[:16]
    with alone(store / "own.lock"):
        if not place.is_dir():
            with tempfile.TemporaryDirectory(dir=store) as landing:
                done = _run("hatchling", "build", "-t", "wheel", "-d", landing)
                if done.returncode:
                    raise NotVendored(f"our own wheel cannot be built: {done.stderr.strip()[-600:]}")
                place.parent.mkdir(parents=True, exist_ok=True)
                shutil.copytree(landing, place)
    (wheel,) = place.glob("*.whl")
    return wheel


@contextmanager
def alone(lock: Path) -> Generator[None]:
    """Hold a lock file: threads and processes wait for one another."""
    lock.parent.mkdir(parents=True, exist_ok=True)
    with lock.open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield


def _pip(verb: str, *options: str, pins: list[Pin], **environment: str) -> None:
    """One call of pip for these pins and nothing that they ask for."""
    if not pins:
        return
    lines = [f"{pin.name}=={pin.version} " + " ".join(f"--hash=sha256:{each}" for each in pin.hashes) for pin in pins]
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as wanted:
        wanted.write("\n".join(lines))
        wanted.flush()
        done = _run("pip", verb, "--quiet", "--no-deps", "--require-hashes", "-r", wanted.name, *options, **environment)
    if done.returncode:
        names = ", ".join(f"{pin.name} {pin.version}" for pin in pins)
        raise failure(f"not all of these can be had as {verb} for {WASM} ({names})", done.stderr)


def _run(module: str, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """One of this environment's Python tools, run in the checkout."""
    return subprocess.run(  # noqa: S603 - our own words
        [sys.executable, "-m", module, *arguments],
        cwd=ROOT, env=inherited.variables() | {"PIP_DISABLE_PIP_VERSION_CHECK": "1"} | environment,
        capture_output=True, text=True, check=False, timeout=WORKING_S,
    )  # fmt: skip


def _keep(wheel: Path, store: Path) -> None:
    """Move a wheel to its place in the store, whole or not at all; another process may have been first."""
    name, version = wheel.name.split("-")[:2]
    place = store / "wheels" / f"{normal(name)}-{version}"
    arriving = Path(tempfile.mkdtemp(dir=store))
    wheel.replace(arriving / wheel.name)
    place.parent.mkdir(parents=True, exist_ok=True)
    try:
        arriving.replace(place)
    except OSError:
        shutil.rmtree(arriving)
        if not place.is_dir():
            raise


def source_hash() -> str:
    """A sum over everything that our own wheel is made of."""
    total = hashlib.sha256()
    names = [ROOT / "pyproject.toml", ROOT / "README.md", ROOT / "LICENSE"]
    for package in OURS:
        names += (path for path in (ROOT / package).rglob("*") if path.is_file())
    for path in sorted(path for path in names if not BUILT & set(path.relative_to(ROOT).parts)):
        total.update(f"{path.relative_to(ROOT)}\0".encode() + hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()
