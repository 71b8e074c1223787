"""A Worker's `python_modules` as pywrangler makes them, from the package index alone.

pywrangler also asks Pyodide's index, and a Pyodide from a release page; tests have neither. What differs is named in
`closure.ELSEWHERE`. Deployments use pywrangler (`make vendor`).
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Generator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from infra.cloudflare.closure import ELSEWHERE, PYTHON, NotVendored, Pin, closure, failure, normal
from infra.local.project import ROOT

WASM = "pyemscripten_2026_0_wasm32"
"""The platform tag of Pyodide 314's wheels (PEP 783)."""
OURS = ("functions", "queues", "shared")
BUILT = {"__pycache__", "python_modules", ".venv-workers", ".wrangler"}
WORKING_S = 300
AT_ONCE = 4


def vendor(function: str, into: Path) -> Path:
    """The folder `<into>/<function>/python_modules` that Worker `function` is deployed with, made where it is not yet.

    It holds what pywrangler leaves there: every package unpacked, with its metadata, our own wheel and the Workers SDK,
    no bytecode. `into` is a cache: a folder is made anew only if a pin, a dependency or our own source changed, and any
    number of processes may ask at once. The first call takes some ten seconds and the package index, later ones none.

    Raises:
        NotVendored: a package cannot be had for the Python of Workers; the text names it.
        IndexUnreachable: the package index does not answer.
    """
    store = into / ".store"
    folder, mark = into / function / "python_modules", into / function / ".vendored"
    with _alone(store / f"{function}.lock"):
        pins = closure(function, store)
        key = hashlib.sha256(repr((pins, _source_hash())).encode()).hexdigest()
        if mark.is_file() and mark.read_text() == key:
            return folder
        wheels = [*fetch(pins, store), own_wheel(store)]
        shutil.rmtree(folder.parent, ignore_errors=True)
        folder.mkdir(parents=True)
        for wheel in wheels:
            unpack(wheel, folder)
        (folder / "pyvenv.cfg").touch()  # as pywrangler does: it marks the folder as an environment
        mark.write_text(key)
    return folder


def vendor_all(functions: tuple[str, ...], into: Path) -> dict[str, Path]:
    """`vendor` for each of these, some at once."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        return dict(zip(functions, pool.map(partial(vendor, into=into), functions), strict=True))


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
    place = store / "own" / _source_hash()[:16]
    with _alone(store / "own.lock"):
        if not place.is_dir():
            with tempfile.TemporaryDirectory(dir=store) as landing:
                done = _run("hatchling", "build", "-t", "wheel", "-d", landing)
                if done.returncode:
                    raise NotVendored(f"our own wheel cannot be built: {done.stderr.strip()[-600:]}")
                place.parent.mkdir(parents=True, exist_ok=True)
                shutil.copytree(landing, place)
    (wheel,) = place.glob("*.whl")
    return wheel


def unpack(wheel: Path, folder: Path) -> None:
    """A wheel's modules and metadata laid into `folder`; scripts and headers have no place in a Worker."""
    with zipfile.ZipFile(wheel) as opened:
        for entry in opened.infolist():
            parts = Path(entry.filename).parts
            if parts[0].endswith(".data"):
                if parts[1] not in ("purelib", "platlib"):
                    continue
                parts = parts[2:]
            if entry.is_dir() or entry.filename.endswith(".pyc"):
                continue
            place = folder.joinpath(*parts)
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(opened.read(entry))


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
        cwd=ROOT, env=os.environ | {"PIP_DISABLE_PIP_VERSION_CHECK": "1"} | environment,
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


def _source_hash() -> str:
    """A sum over everything that our own wheel is made of."""
    total = hashlib.sha256()
    names = [ROOT / "pyproject.toml", ROOT / "README.md", ROOT / "LICENSE"]
    for package in OURS:
        names += (path for path in (ROOT / package).rglob("*") if path.is_file())
    for path in sorted(path for path in names if not BUILT & set(path.relative_to(ROOT).parts)):
        total.update(f"{path.relative_to(ROOT)}\0".encode() + hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


@contextmanager
def _alone(lock: Path) -> Generator[None]:
    """Hold a lock file: threads and processes wait for one another."""
    lock.parent.mkdir(parents=True, exist_ok=True)
    with lock.open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield
