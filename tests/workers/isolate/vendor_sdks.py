"""The program of an isolate that makes one call of every vendor's client; the addresses come from the environment."""

import json
import os
from typing import Any

from pyodide.ffi import run_sync
from vendors.vendor_calls import calls, deep
from workers import fetch

from shared.platform.cloudflare.http import FetchHttp


def main(given: Any) -> str:
    """What each vendor answered, as JSON; where LOOPBACK is a vendor that answers what is asked for, also what became
    of its answers of many levels, by their status."""
    environ, http = dict(os.environ), FetchHttp(fetch)
    asked = {"said": environ}
    if address := environ.get("LOOPBACK"):
        asked |= {str(status): deep(environ, address, status) for status in (200, 400)}
    return json.dumps({name: run_sync(calls(env, http)) for name, env in asked.items()})
