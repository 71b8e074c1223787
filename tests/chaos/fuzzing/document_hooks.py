"""How schemathesis signs in: with an account's session, and with another's once that has ended.

Loaded by schemathesis itself (SCHEMATHESIS_HOOKS), in a process of its own.
"""

import itertools
import json
import os
from typing import Any
from urllib.request import urlopen

import schemathesis

ENDS = frozenset({"signOut", "endSession", "endAllSessions", "eraseAccount"})
COOKIE = "__Host-peptalk"


class Account:
    """Who is signed in; anew where somebody ended it."""

    def __init__(self) -> None:
        self._held: dict[str, str] | None = None
        self._ended: set[str] = set()

    @property
    def held(self) -> dict[str, str]:
        if self._held is None:
            with urlopen(os.environ["CAMPAIGN_ACCOUNTS"], timeout=30) as answer:
                self._held = json.loads(answer.read())
        assert self._held is not None
        return self._held

    def ours(self, cookie: object) -> bool:
        """Whether it is a session of ours, as long as it lasted: not one that a check made up."""
        return cookie == self.held["cookie"] or cookie in self._ended

    def ended(self) -> None:
        self._ended.add(self.held["cookie"])
        self._held = None


ACCOUNT = Account()
TURNS = itertools.count()


@schemathesis.auth(refresh_interval=None)
class Session:
    """Every operation is asked with the session; a check that asks without one takes it out again."""

    def get(self, case: schemathesis.Case, context: schemathesis.AuthContext) -> str:
        return ACCOUNT.held["cookie"]

    def set(self, case: schemathesis.Case, data: str, context: schemathesis.AuthContext) -> None:
        case.cookies = {**(case.cookies or {}), COOKIE: data}


def _operation(case: schemathesis.Case) -> str:
    return str(case.operation.definition.raw.get("operationId"))


def _signed_in(case: schemathesis.Case) -> bool:
    return ACCOUNT.ours((case.cookies or {}).get(COOKIE))


@schemathesis.hook
def before_call(context: schemathesis.HookContext, case: schemathesis.Case, kwargs: dict[str, Any]) -> None:
    if not _signed_in(case):
        return
    case.cookies[COOKIE] = ACCOUNT.held["cookie"]
    address = case.body.get("address") if isinstance(case.body, dict) else None
    if _operation(case) == "eraseAccount" and isinstance(address, str) and len(case.body) == 1 and next(TURNS) % 2:
        # What is made up is never an account's address. One too long or short stays what it is.
        case.body = {"address": ACCOUNT.held["address"]} if 3 <= len(address) <= 320 else case.body


@schemathesis.hook
def after_call(context: schemathesis.HookContext, case: schemathesis.Case, response: schemathesis.Response) -> None:
    ended = response.status_code == 401 or (_operation(case) in ENDS and response.status_code < 300)
    if ended and _signed_in(case):
        ACCOUNT.ended()
