"""Whether all loads are asked for (`PEPTALK_LOADS=full`), or what `make test` takes of them."""

import os

FULL = os.environ.get("PEPTALK_LOADS") == "full"
