"""Where things lie."""

import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]
REAL_DATA = ROOT.parent / "shared" / "data"
"""Real records, beside some checkouts; tests that read them skip where it is absent."""
NODE_MODULES = ROOT / "infra" / "cloudflare" / "node_modules"
"""What `make node` installs: wrangler, its simulators, Pyodide and a Node that runs them."""


def tracked(*patterns: str) -> list[Path]:
    """The repository's files, with new ones that are not ignored; of these patterns alone, where some are given."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", *patterns],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [ROOT / line for line in listed.stdout.splitlines() if (ROOT / line).is_file()]
