"""Refusals in the form of RFC 9457, from which the asking side makes the same error with the same words."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from pydantic import ValidationError

from shared.platform import errors
from shared.platform.errors import PepTalkError

_STATUS: tuple[tuple[type[PepTalkError], int], ...] = (
    (errors.RetryableError, 503),
    (errors.ConfigurationError, 503),
    (errors.PermanentError, 422),
    (errors.Fenced, 409),
    (errors.PepTalkError, 500),
)
"""The status of each kind of error; the first that fits counts."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A refusal. `error` names the class of shared.platform.errors that it is, None where it is none of these."""

    status: int
    detail: str | None = None
    error: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict[str, str])
    more: Mapping[str, Any] = field(default_factory=dict[str, Any])

    def encode(self) -> bytes:
        """The JSON document."""
        told = {"detail": self.detail, "error": self.error}
        stated = {name: value for name, value in told.items() if value is not None}
        kind = {"type": "about:blank", "title": HTTPStatus(self.status).phrase, "status": self.status}
        return json.dumps({**kind, **stated, **self.more}).encode()


_WORDS = 4_000
"""Characters of a detail."""

UNAUTHORIZED = Problem(401, headers={"www-authenticate": 'Bearer realm="peptalk operate"'})
"""To somebody without a token, and nothing more is said."""


def of_error(error: PepTalkError) -> Problem:
    """What an error of the tree is to whoever asked."""
    status = next(status for kind, status in _STATUS if isinstance(error, kind))
    name = next(each.__name__ for each in type(error).__mro__ if each.__module__ == errors.__name__)
    headers: dict[str, str] = {}
    more: dict[str, Any] = {}
    if isinstance(error, errors.RetryableError):
        wait = error.retry_in if error.retry_in is not None else 1.0
        headers = {"retry-after": str(max(1, round(wait)))}
        more = {"retry_in": wait}
    return Problem(status, str(error)[:_WORDS], name, headers, more)


def of_crash(error: Exception) -> Problem:
    """An error that nobody foresaw: its kind, and where to look."""
    return Problem(500, f"operate failed with {type(error).__name__}; its log says where (`peptalk logs`)", "Crash")


def of_body(name: str, error: ValidationError) -> Problem:
    """A request that does not fit its use case; the values themselves are not repeated."""
    faults = [{"field": _path(each["loc"]), "reason": each["msg"]} for each in error.errors(include_input=False)]
    words = "; ".join(f"{each['field']}: {each['reason']}" for each in faults[:5])
    more = f" and {len(faults) - 5} more" if len(faults) > 5 else ""
    return Problem(
        400, f"the request of {name} is wrong: {words}{more}", "PermanentError", more={"faults": faults[:50]}
    )


def _path(location: Sequence[int | str]) -> str:
    return ".".join(map(str, location)) or "the body"
