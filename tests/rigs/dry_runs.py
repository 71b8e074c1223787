"""`wrangler deploy --dry-run` of a Worker in one of its environments, beside what it vendors, and what came of it."""

import re
import shutil
import time
import tomllib
from dataclasses import dataclass
from pathlib import Path

from infra.cloudflare.wrangler import Wrangler
from rigs.places import ROOT

LONGEST_S = 300
NOT_COPIED = ("python_modules", "__pycache__", ".*")


@dataclass(frozen=True, slots=True)
class DryRun:
    """What wrangler would have deployed: its Worker's name and the names of the modules, and how long that took."""

    code: int
    said: str
    complained: str
    worker: str
    modules: frozenset[str]
    seconds: float

    @property
    def bindings(self) -> dict[str, tuple[str, str]]:
        """Name to what is bound, as wrangler writes it, and its kind."""
        lines = re.findall(r"^env\.(\w+)(?: \((.*)\))? {2,}(\S.*?) *$", self.said, re.MULTILINE)
        return {name: (bound, kind) for name, bound, kind in lines}

    @property
    def kib(self) -> tuple[float, float]:
        """What is uploaded, plain and gzipped."""
        ((plain, gzipped),) = re.findall(r"Total Upload: ([\d.]+) KiB / gzip: ([\d.]+) KiB", self.said)
        return float(plain), float(gzipped)


def dry_run(function: str, environment: str | None, python_modules: Path, place: Path, *, extra: str = "") -> DryRun:
    """Deploy for show from a new folder, so that the checkout stays as it is; `extra` precedes the manifest."""
    began = time.monotonic()
    shutil.copytree(ROOT / "functions" / function, place, ignore=shutil.ignore_patterns(*NOT_COPIED))
    (place / "python_modules").symlink_to(python_modules)
    if extra:
        manifest = place / "wrangler.toml"
        manifest.write_text(extra + manifest.read_text("utf-8"), "utf-8")

    done = Wrangler.installed().run(
        "deploy", "--dry-run", "--outdir", "out", "--env", environment or "", cwd=place, timeout=LONGEST_S
    )

    out = place / "out"
    readme = (out / "README.md").read_text("utf-8") if out.is_dir() else ""
    found = DryRun(
        code=done.returncode,
        said=done.stdout,
        complained=done.stderr.strip(),
        worker="".join(re.findall(r'for the worker "([^"]+)"', readme)),
        modules=frozenset(str(path.relative_to(out)) for path in out.rglob("*") if path.is_file()) - {"README.md"},
        seconds=time.monotonic() - began,
    )
    shutil.rmtree(out, ignore_errors=True)
    return found


def few_modules(function: str, place: Path) -> Path:
    """Packages that weigh nothing: one module, and beside it one file for each glob that the manifest excludes."""
    text = (ROOT / "functions" / function / "wrangler.toml").read_text("utf-8")
    globs = tomllib.loads(text).get("python_modules", {}).get("exclude", ["**/*.pyc"])
    for name in ("kept/__init__.py", *(glob.replace("**/", "kept/").replace("*", "any") for glob in globs)):
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        (place / name).touch()
    return place
