"""What a use case is: a name, a request, an answer, and the coroutine that leads from one to the other.

The command line runs it in its own process on this machine, and asks `operate` to run it elsewhere: the same function,
the same request.
"""

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Annotated, Generic, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict

from shared.platform.ports import Platform
from shared.store.audit import Act

_ACT_ID = re.compile(r"[0-9a-f]{12}")
_WORDS_AT_MOST = 1_000


class Request(BaseModel):
    """What is asked. A field that nobody knows is a mistake of whoever asks."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


class Answer(BaseModel):
    """What is answered. A field that the asking side does not know yet is left aside."""

    model_config = ConfigDict(frozen=True, extra="ignore")


def _signed(act: Act) -> Act:
    if not _ACT_ID.fullmatch(act.id):
        raise ValueError("an act's id is 12 hex characters")
    if not act.actor.strip() or not act.actor.isprintable():
        raise ValueError("an act names who does it, in printable characters")
    if len(act.actor) > 200 or len(act.reason or "") > _WORDS_AT_MOST:
        raise ValueError(f"an act's name has at most 200 characters, its reason {_WORDS_AT_MOST:,}")
    return act


class Write(Request):
    """A request that changes something. `act` says who asks and why, and makes a repeated request the same one."""

    act: Annotated[Act, AfterValidator(_signed)]


R = TypeVar("R", bound=Request)
A = TypeVar("A", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class UseCase(Generic[R, A]):
    """One use case. A write must come to the same where its request is run again after it was stopped half-way.

    `max_bytes` is how large a request may be on its way to `operate`.
    """

    name: str
    request: type[R]
    answer: type[A]
    run: Callable[[Platform, R], Awaitable[A]]
    max_bytes: int = 1_000_000

    @property
    def writes(self) -> bool:
        return issubclass(self.request, Write)
