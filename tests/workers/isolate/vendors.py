"""The program of an isolate that makes one call of every vendor's client; the addresses come from the environment."""

import json
import os
from typing import Any

from pyodide.ffi import run_sync
from vendor_calls import calls
from workers import fetch

from shared.platform.cloudflare_http import FetchHttp


def main(given: Any) -> str:
    """What each vendor answered, as JSON."""
    return json.dumps(run_sync(calls(os.environ, FetchHttp(fetch))))
