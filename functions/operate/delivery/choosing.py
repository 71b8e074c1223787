"""Which dead letters are meant: names as they were typed become exact ones."""

from collections.abc import Sequence
from typing import Literal

from pydantic import Field

from functions.operate.naming import the_peptide
from functions.operate.usecase import Request
from queues.fields import Stage
from shared.domain.instants import later
from shared.platform.errors import PermanentError
from shared.platform.ports import Database, Platform
from shared.store.operations import dead_letters
from shared.store.operations.dead_letters import DeadLetter, Filter, State


class Choice(Request):
    """Filters as they were typed; None leaves a question open. `older_than` is seconds."""

    stage: Stage | None = None
    peptide: str | None = None
    group: str | None = None
    error: str | None = None
    run: str | None = None
    older_than: int | None = Field(default=None, ge=0)

    @property
    def any(self) -> bool:
        return self != Choice()


async def filter_of(platform: Platform, choice: Choice, state: State | Literal["all"] = "open") -> Filter:
    """The filter that was typed, with names made exact.

    Raises:
        PermanentError: no peptide, or no single group, is called so.
    """
    before = None if choice.older_than is None else later(platform.clock.now(), -choice.older_than)
    return Filter(
        state=state,
        stage=choice.stage,
        slug=await _slug(platform.db, choice.peptide) if choice.peptide is not None else None,
        fingerprint=await _group(platform.db, choice.group) if choice.group is not None else None,
        error=choice.error,
        run_id=choice.run,
        before=before,
    )


async def the_letter(db: Database, prefix: str) -> DeadLetter:
    """The letter whose id starts so.

    Raises:
        PermanentError: there is none, or more than one.
    """
    found = await dead_letters.by_prefix(db, prefix) if prefix else []
    if not found:
        raise PermanentError(f"there is no dead letter {prefix!r}; list them with `peptalk dlq list --state all`")
    if len(found) > 1:
        raise PermanentError(f"more than one dead letter starts with {prefix}; give more of its id")
    return found[0]


async def the_letters(db: Database, prefixes: Sequence[str]) -> list[DeadLetter]:
    """The letters named, each once, in that order."""
    found = [await the_letter(db, each) for each in prefixes]
    return list({each.id: each for each in found}.values())


async def _slug(db: Database, name: str) -> str:
    # A retired one too: its letters are still here.
    return (await the_peptide(db, name)).slug


async def _group(db: Database, prefix: str) -> str:
    found = await dead_letters.groups_like(db, prefix) if prefix else []
    if len(found) != 1:
        many = f"more than one group starts with {prefix}" if found else f"there is no group {prefix!r}"
        raise PermanentError(f"{many}; `peptalk dlq groups --state all` lists them")
    return found[0]
