"""What the Workers' manifests allow them."""

import tomllib

from rigs.places import ROOT

HEAP = 110_000_000
"""Bytes that Python may take, of the 128 MB that an isolate has for Python and JavaScript together."""


def cpu_limit(function: str) -> int:
    """Milliseconds that its manifest allows one invocation."""
    manifest = tomllib.loads((ROOT / "functions" / function / "wrangler.toml").read_text("utf-8"))
    return manifest["limits"]["cpu_ms"]
