"""What schemathesis asks as an account: with its cookie, and with another's once its session has ended.

Loaded by schemathesis itself (SCHEMATHESIS_HOOKS), in a process of its own.
"""

import itertools
import json
import os
from typing import Any
from urllib.request import urlopen

import schemathesis

ENDS = frozenset({"signOut", "endSession", "endAllSessions", "eraseAccount"})


class Account:
    """Who is signed in; anew where somebody ended it."""

    def __init__(self) -> None:
        self._held: dict[str, str] | None = None

    @property
    def held(self) -> dict[str, str]:
        if self._held is None:
            with urlopen(os.environ["CAMPAIGN_ACCOUNTS"], timeout=30) as answer:
                self._held = json.loads(answer.read())
        assert self._held is not None
        return self._held

    def ended(self) -> None:
        self._held = None


ACCOUNT = Account()
TURNS = itertools.count()


def _operation(case: schemathesis.Case) -> str:
    return str(case.operation.definition.raw.get("operationId"))


@schemathesis.hook
def before_call(context: schemathesis.HookContext, case: schemathesis.Case, kwargs: dict[str, Any]) -> None:
    case.headers = {**(case.headers or {}), "Cookie": f"peptalk={ACCOUNT.held['cookie']}"}
    address = case.body.get("address") if isinstance(case.body, dict) else None
    if _operation(case) == "eraseAccount" and isinstance(address, str) and len(case.body) == 1 and next(TURNS) % 2:
        # What is made up is never an account's address. One too long or short stays what it is.
        case.body = {"address": ACCOUNT.held["address"]} if 3 <= len(address) <= 320 else case.body


@schemathesis.hook
def after_call(context: schemathesis.HookContext, case: schemathesis.Case, response: schemathesis.Response) -> None:
    if response.status_code == 401 or (_operation(case) in ENDS and response.status_code < 300):
        ACCOUNT.ended()
