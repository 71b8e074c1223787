"""The rules of signing in: how long, how often, from where, and where to afterwards. All pure."""

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

Purpose = Literal["sign_in", "old_address", "new_address"]
Withheld = Literal["blocked", "disabled", "limited", "taken"]
"""Why no mail goes out for a request that was answered as any other."""

SIGN_IN_SECONDS = 600
"""How long a link and its code can be used: OWASP ASVS 5.0, 6.5.5 allows ten minutes."""

AGAIN_SECONDS = 60
"""How long after its use a link still leads the same browser to what it led to: a second click, or an answer that was
lost on its way. It opens no second session."""

FRESH_SECONDS = 600
"""How old a session may be for what cannot be undone: who asks for that has just shown that he reads the account's mail
(OWASP ASVS 5.0, 7.5.3). A session that somebody else found in an open browser is older."""

ATTEMPTS = 5
"""How often a code may be typed; then the request's link alone is left."""

KNOWN_FOR = timedelta(days=365)
"""How long a browser is known after a sign-in in it."""

OPEN_AT_ONCE = 5
"""How many open requests of one browser a typed code is compared with."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How many requests are sent mail. Those of an address count by the network that they come from as well, so that
    no one network can use up what a reader elsewhere is sent. A browser in which the account signed in before has
    `known_hour` for itself, whatever strangers have used up. `network_hour` bounds what one network asks for, whoever
    for, and `user_hour` the rows of changes of address that one account asks for, two each."""

    address_network_hour: int = 5
    address_hour: int = 20
    known_hour: int = 5
    user_hour: int = 10
    network_hour: int = 60


USUAL = Limits()


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known when somebody asks for a mail: of the address whether it is blocked or its account disabled; and
    how many requests of the address were sent mail in the last hour, and how many the account that asks and the network
    made. `known_hour` are those of the very browser, where the account signed in there before; else it is None."""

    blocked: bool = False
    disabled: bool = False
    address_hour: int = 0
    user_hour: int = 0
    address_network_hour: int = 0
    network_hour: int = 0
    known_hour: int | None = None


def too_many(standing: Standing, limits: Limits = USUAL) -> bool:
    """Whether the network has asked for so many that it is told so. A known browser is not answerable for that."""
    return standing.known_hour is None and standing.network_hour >= limits.network_hour


def withheld(standing: Standing, limits: Limits = USUAL, *, taken: bool = False) -> Withheld | None:
    """Why no mail is sent, or None where one is. `taken`: an account has the address that another wants."""
    if standing.blocked:
        return "blocked"
    if standing.disabled:
        return "disabled"
    if taken:
        return "taken"
    if standing.known_hour is not None:
        return "limited" if standing.known_hour >= limits.known_hour else None
    of_address = standing.address_hour >= limits.address_hour
    from_here = standing.address_network_hour >= limits.address_network_hour
    return "limited" if of_address or from_here or standing.user_hour >= limits.user_hour else None


@dataclass(frozen=True, slots=True)
class Lifetimes:
    """How long a session lasts: unused, and at most (OWASP ASVS 5.0, 7.3.1 and 7.3.2)."""

    idle: timedelta = timedelta(days=14)
    absolute: timedelta = timedelta(days=90)


SEEN_EVERY = timedelta(hours=1)
"""How exactly it is kept when a session was used last: a write an hour at most."""


_PATH = re.compile(r"/(?![/\\])[!-~]{0,500}")


def local_path(text: str | None) -> str:
    """Where a reader goes after signing in: the given path of this site, or its front page. Whatever might lead to
    another site (`//host`, `/\\host`, an address) is no such path."""
    return text if text and _PATH.fullmatch(text) and "\\" not in text else "/"


_BROWSERS = ("Firefox", "Edg", "OPR", "SamsungBrowser", "Chrome", "Safari")
_SYSTEMS = (
    *(("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows")),
    *(("CrOS", "ChromeOS"), ("Mac OS X", "macOS"), ("Linux", "Linux")),
)
_NAMES = {"Edg": "Edge", "OPR": "Opera", "SamsungBrowser": "Samsung Internet"}


def browser_of(user_agent: str | None) -> str:
    """What a reader knows his session by, and no more: `Firefox on Windows`. Versions and models are not kept."""
    text = user_agent or ""
    browser = next((each for each in _BROWSERS if f"{each}/" in text), None)
    system = next((name for mark, name in _SYSTEMS if mark in text), None)
    if browser is None:
        return "a program" if text else "unknown"
    return _NAMES.get(browser, browser) + (f" on {system}" if system else "")


def domain_of(address: str) -> str:
    """The domain of an address as a block of all its addresses is written: `@example.com`."""
    return f"@{address.rpartition('@')[2].lower()}"
