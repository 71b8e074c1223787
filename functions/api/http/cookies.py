"""The three cookies: of whoever is signed in, of the browser in which a mail was asked for, and of one in which an
account signed in before, which opens nothing.

Over https all have the prefix `__Host-`, which binds them to this very host and to https (RFC 6265bis section
4.1.3.2); on a machine or network of one's own, where readers come by plain http, browsers would not take that, nor
`Secure`.
"""

from typing import Literal

from starlette.requests import Request
from starlette.responses import Response

from functions.api.settings import ApiSettings

Which = Literal["session", "asked", "known"]

SESSION = "peptalk"
_NAMES: dict[Which, str] = {"session": SESSION, "asked": "peptalk-asked", "known": "peptalk-known"}
_LONGEST = 128


def name_of(which: Which, settings: ApiSettings) -> str:
    """The cookie's name at this origin."""
    return f"__Host-{_NAMES[which]}" if settings.secure else _NAMES[which]


def read(request: Request, which: Which, settings: ApiSettings) -> str | None:
    """What the browser sent of it, or None."""
    value = request.cookies.get(name_of(which, settings))
    return value if value and len(value) <= _LONGEST and value.isascii() else None


def give(response: Response, which: Which, value: str, seconds: float, settings: ApiSettings) -> None:
    """Have the browser keep it for so long, whatever its clock says."""
    _set(response, which, f"{value}; Max-Age={int(seconds)}", settings)


def take_away(response: Response, which: Which, settings: ApiSettings) -> None:
    """Have the browser forget it."""
    _set(response, which, "; Max-Age=0", settings)


def _set(response: Response, which: Which, rest: str, settings: ApiSettings) -> None:
    # Lax and not Strict: who comes back from a mail or from paying is to be known.
    secure = "; Secure" if settings.secure else ""
    response.headers.append("set-cookie", f"{name_of(which, settings)}={rest}; Path=/; HttpOnly; SameSite=Lax{secure}")
