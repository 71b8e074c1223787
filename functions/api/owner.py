"""Whose account it is that a route is about."""

from typing import Annotated

from fastapi import Depends

from functions.api.context import Asking
from functions.api.problems import Problem


async def _owner(reader: Asking) -> str:
    if reader.user is None:
        raise Problem(401, "Sign in first.", why="sign_in_required", next="/sign-in")
    if reader.via != "session":
        said = "An account is looked after in a browser that is signed in, not by a key."
        raise Problem(403, said, why="session_only")
    return reader.user


Owner = Annotated[str, Depends(_owner)]
"""The id of the account that is signed in; 401 where nobody is, 403 for a key, which opens reads alone."""
