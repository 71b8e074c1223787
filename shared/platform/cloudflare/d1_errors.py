"""D1's errors, which arrive as texts only, through a binding as over REST: one table turns them into ours."""

import re

from shared.platform.errors import ConstraintViolated, DatabaseError, DatabaseUnavailable

# developers.cloudflare.com/d1/observability/debug-d1 and /d1/best-practices/retry-queries
TRANSIENT = (
    "Network connection lost",
    "storage caused object to be reset",
    "reset because its code was updated",
    "Cannot resolve D1 DB due to transient issue",
    "Internal error in D1 DB storage",
    "Internal error while starting up D1 DB storage",
    "D1 DB is overloaded",
    "Too many requests queued",
    "Requests queued for too long",
)
"""Words of the errors after which the same statement may succeed; it may also have been executed already."""
_CONSTRAINT = ("constraint failed", "SQLITE_CONSTRAINT")
# What a JavaScript error's text begins with.
_ERROR_NAME = re.compile(r"^(?:[A-Za-z]*Error: )+")


def plain(text: str) -> str:
    """An error's text without the names of JavaScript's classes before it."""
    return _ERROR_NAME.sub("", text)


def translated(said: str) -> DatabaseError | DatabaseUnavailable:
    """The error that D1 means by these words."""
    text = plain(said)
    if any(words in text for words in TRANSIENT):
        return DatabaseUnavailable(text, vendor="d1")
    if any(words in text for words in _CONSTRAINT):
        return ConstraintViolated(text)
    return DatabaseError(text)
