"""Whose account it is that a route is about."""

from typing import Annotated

from fastapi import Depends

from functions.api.http.context import Asking, Held
from functions.api.http.problems import Problem
from shared.store.accounts.sessions import Holder


async def owner(reader: Asking) -> str:
    if reader.user is None:
        raise Problem(401, "Sign in first.", why="sign_in_required", next="/sign-in")
    if reader.via != "session":
        said = "An account is looked after in a browser that is signed in, not by a key."
        raise Problem(403, said, why="session_only")
    return reader.user


Owner = Annotated[str, Depends(owner)]
"""The id of the account that is signed in; 401 where nobody is, 403 for a key, which opens reads alone."""


async def mine(held: Held) -> Holder:
    if held is None:
        raise Problem(401, "You are not signed in, or no more. Sign in again.", why="session", next="/sign-in")
    return held


Mine = Annotated[Holder, Depends(mine)]
"""The session that is signed in, whatever key is shown besides; 401 where none is."""
