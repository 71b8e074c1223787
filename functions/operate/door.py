"""Where operate answers over HTTP. Apart from the handler, so that a client need not import every use case."""

BASE = "/operate/v1/"
FILES = f"{BASE}files/"
HEALTH = "/healthz"
TARGET_HEADER = "x-peptalk-target"
"""Which environment a request is meant for."""
