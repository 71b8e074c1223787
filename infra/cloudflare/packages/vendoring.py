"""A Worker's `python_modules` as pywrangler makes them, from the package index alone.

pywrangler also asks Pyodide's index, and a Pyodide from a release page; tests have neither. What differs is named in
`closure.ELSEWHERE`. Deployments use pywrangler (`make vendor`).
"""

import hashlib
import os
import re
import shutil
import tomllib
import zipfile
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from infra.cloudflare.packages.closure import closure
from infra.cloudflare.packages.wheels import alone, fetch, own_wheel, source_hash
from infra.local.machine.project import FUNCTIONS

AT_ONCE = 4


def vendor(function: str, into: Path) -> Path:
    """The folder `<into>/<function>/python_modules` that Worker `function` is deployed with, made where it is not yet.

    It holds what pywrangler puts there and wrangler uploads: every package unpacked, with its metadata, our own wheel
    and the Workers SDK, without what the manifest excludes. `into` is a cache: a folder is made anew only if a pin, a
    dependency, an exclusion or our own source changed, and any number of processes may ask at once. The first call
    takes some ten seconds and the package index; where only our source changed, a second.

    Raises:
        NotVendored: a package cannot be had for the Python of Workers; the text names it.
        IndexUnreachable: the package index does not answer.
    """
    store = into / ".store"
    folder, mark = into / function / "python_modules", into / function / ".vendored"
    with alone(store / f"{function}.lock"):
        pins = closure(function, store)
        excluded = exclusions(function)
        key = hashlib.sha256(repr((pins, source_hash(), excluded.pattern)).encode()).hexdigest()
        if mark.is_file() and mark.read_text() == key:
            return folder
        wheels = [*fetch(pins, store), own_wheel(store)]
        shutil.rmtree(folder.parent, ignore_errors=True)
        folder.mkdir(parents=True)
        for wheel in wheels:
            unpack(wheel, folder, excluded)
        (folder / "pyvenv.cfg").touch()  # as pywrangler does: it marks the folder as an environment
        mark.write_text(key)
    return folder


def vendor_all(functions: tuple[str, ...], into: Path) -> dict[str, Path]:
    """`vendor` for each of these, some at once."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        return dict(zip(functions, pool.map(partial(vendor, into=into), functions), strict=True))


def exclusions(function: str) -> re.Pattern[str]:
    """What a Worker's manifest keeps from being uploaded, by its path under `python_modules`.

    wrangler's globs: `*` is anything within one folder, `**/` any folders or none.
    """
    manifest = tomllib.loads((FUNCTIONS / function / "wrangler.toml").read_text("utf-8"))
    globs = manifest.get("python_modules", {}).get("exclude", ["**/*.pyc"])
    signs = {"**/": "(?:[^/]*/)*", "*": "[^/]*"}
    parts = ("".join(signs.get(each, re.escape(each)) for each in re.split(r"(\*\*/|\*)", glob)) for glob in globs)
    return re.compile("|".join(f"(?:{part})" for part in parts))


def unpack(wheel: Path, folder: Path, excluded: re.Pattern[str]) -> None:
    """A wheel's modules and metadata laid into `folder`; scripts and headers have no place in a Worker.

    Files bear the time of the wheel that they are of, so that what is compiled of one stands for the same file of
    another Worker, and for no other wheel's.
    """
    at = wheel.stat().st_mtime
    with zipfile.ZipFile(wheel) as opened:
        for entry in opened.infolist():
            parts = Path(entry.filename).parts
            if parts[0].endswith(".data"):
                if parts[1] not in ("purelib", "platlib"):
                    continue
                parts = parts[2:]
            if entry.is_dir() or excluded.fullmatch("/".join(parts)):
                continue
            place = folder.joinpath(*parts)
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(opened.read(entry))
            os.utime(place, (at, at))
