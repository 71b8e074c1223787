"""How much a Worker uploads, against what Cloudflare takes."""

import gzip
from dataclasses import dataclass
from pathlib import Path

from infra.local.machine.project import FUNCTIONS

UNCOMPRESSED_LIMIT = 64 * 1024 * 1024
"""Bytes (docs: Workers, limits, 2026-07)."""
COMPRESSED_LIMIT = 10_000_000
"""Bytes after gzip: the limit of paid accounts before the one above, and still some accounts' own."""


@dataclass(frozen=True, slots=True)
class Bundle:
    """What a Worker uploads: distributions, modules, and their bytes, plain and gzipped as one."""

    function: str
    packages: int
    modules: int
    uncompressed: int
    compressed: int

    @property
    def fits(self) -> bool:
        return self.uncompressed <= UNCOMPRESSED_LIMIT and self.compressed <= COMPRESSED_LIMIT


def weigh(function: str, python_modules: Path) -> Bundle:
    """The bundle that Worker `function` makes with these packages."""
    entry = FUNCTIONS / function / "src" / "entry.py"
    modules = [entry, *(path for path in sorted(python_modules.rglob("*")) if path.is_file())]
    content = b"".join(path.read_bytes() for path in modules)
    return Bundle(
        function=function,
        packages=len(list(python_modules.glob("*.dist-info"))),
        modules=len(modules),
        uncompressed=len(content),
        compressed=len(gzip.compress(content, compresslevel=6)),
    )
