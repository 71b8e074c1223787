"""Where things lie."""

from pathlib import Path

ROOT = Path(__file__).parents[2]
REAL_DATA = ROOT.parent / "shared" / "data"
"""Real records, beside some checkouts; tests that read them skip where it is absent."""
NODE_MODULES = ROOT / "infra" / "cloudflare" / "node_modules"
"""What `make node` installs: wrangler, its simulators, Pyodide and a Node that runs them."""
