"""The gate as routes ask it: is this part of this peptide for this reader, and what is he told if it is not."""

from typing import Annotated

from fastapi import Depends
from pydantic import BaseModel, Field

from functions.api.http.context import Asking, Configured
from functions.api.http.problems import Problem
from shared.domain.accounts.gate import Gate, Part, Refusal, Scope, out_of_scope, refusal, scoped
from shared.domain.accounts.reader import Reader

CHALLENGE = {"www-authenticate": 'Bearer realm="PepTalk"'}
"""What RFC 9110 wants with a 401 (section 15.5.2); a browser signs in at `next` instead."""


class Withheld(BaseModel):
    """What a document leaves out, for whoever reads it now."""

    parts: list[str] = Field(description="The parts that are kept back; their fields are null.")
    why: str = Field(description="One word for programs, as in a problem document.")
    detail: str
    next: str | None = Field(description="Where to go on: a link that a reader can follow.")


class Door:
    """The gate for one request."""

    def __init__(self, gate: Gate, reader: Reader) -> None:
        self._gate = gate
        self.reader = reader

    def opens(self, part: Part, slug: str | None = None, *, sample: bool = False) -> bool:
        """Whether the reader is given this part of this peptide, or of every peptide."""
        return self._gate.opens(self.reader, part, slug, sample=sample)

    def free(self, part: Part, slug: str | None = None, *, sample: bool = False) -> bool:
        """Whether anybody is given it, so that any cache may keep the answer."""
        return self._gate.free(part, slug, sample=sample)

    def opened(self, part: Part) -> list[str] | None:
        """The slugs of those peptides of which this reader is given it (`SAMPLES`: the invented ones); None for all."""
        return self._gate.opened(self.reader, part)

    def require(self, part: Part, slug: str | None = None, *, sample: bool = False) -> None:
        """Go on where the reader is given it.

        Raises:
            Problem: 401 or 403 with why, and where to go on.
        """
        if not self.opens(part, slug, sample=sample):
            raise refused(self._gate.refusal(self.reader, part))

    def withheld(self, *parts: Part, slug: str | None = None, sample: bool = False) -> Withheld | None:
        """What a document that has these parts says of those which it leaves out; None where it leaves out none."""
        kept: list[Part] = [part for part in parts if not self.opens(part, slug, sample=sample)]
        if not kept:
            return None
        said = self._gate.refusal(self.reader, kept[0])
        return Withheld(parts=list(kept), why=said.why, detail=said.detail, next=said.next)

    def needs(self, scope: Scope) -> None:
        """Go on where the reader has access and what he showed may be used for this.

        Raises:
            Problem: 401 or 403 with why, and where to go on.
        """
        if not self.reader.access.granted:
            raise refused(refusal(self.reader.access))
        if not scoped(self.reader, scope):
            raise refused(out_of_scope(scope))


def refused(said: Refusal) -> Problem:
    """The problem document of a refusal."""
    headers = {"vary": "Cookie, Authorization", **(CHALLENGE if said.status == 401 else {})}
    return Problem(said.status, said.detail, why=said.why, next=said.next, headers=headers)


async def door(reader: Asking, settings: Configured) -> Door:
    return Door(settings.gate, reader)


Gated = Annotated[Door, Depends(door)]
"""The gate for who asks."""
