"""Who acts: `PEPTALK_ACTOR`, or the account of whoever is at the keyboard."""

import getpass
import os
import secrets

from shared.store.audit import Act


def act(reason: str | None = None) -> Act:
    """A new act of theirs."""
    return Act(secrets.token_hex(6), os.environ.get("PEPTALK_ACTOR") or _user(), reason)


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        # A container's user may have no name.
        return f"uid {os.getuid()}"
