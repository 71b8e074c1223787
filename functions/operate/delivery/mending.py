"""Changing single dead letters: replayed, discarded, or brought out of the bucket."""

from pydantic import Field

from functions.operate.delivery.choosing import the_letter
from functions.operate.usecase import Answer, UseCase, Write
from shared.platform.ports import Platform
from shared.store.operations import dead_letters, replays, stranded_letters
from shared.store.operations.dead_letters import ALL, Filter

MOST = 50_000
"""Letters of one request to discard: five hundred statements, of the thousand that D1 takes from one invocation."""
IMPORTED_AT_ONCE = 100
"""Letters that one request brings in: some seven statements and two requests to the bucket each."""


class ReplayLetter(Write):
    """Ask for the work of one letter again."""

    id: str


class Replayed(Answer):
    """The letter, and the run and peptide whose item shows what comes of it, where its work belongs to a run."""

    id: str
    name: str | None
    run_id: str | None
    slug: str | None


class DiscardLetters(Write):
    """Give these letters up for good; the act has a reason."""

    ids: tuple[str, ...] = Field(min_length=1, max_length=MOST)


class Discarded(Answer):
    """How many of the letters this act discarded."""

    discarded: int


class ImportLetters(Write):
    """Bring what lies in the bucket into the database, but for what was refused before; so many at once."""

    but: tuple[str, ...] = ()


class Imported(Answer):
    """How many came in, by key why others did not, and how many were not tried yet."""

    imported: int
    refused: dict[str, str]
    left: int


async def _replay(platform: Platform, request: ReplayLetter) -> Replayed:
    letter = await the_letter(platform.db, request.id)
    message = await replays.one(platform, letter, request.act)
    run_id, slug = message.item or (None, None)
    return Replayed(id=letter.id, name=letter.name, run_id=run_id, slug=slug)


async def _discard(platform: Platform, request: DiscardLetters) -> Discarded:
    found, _ = await dead_letters.matching(platform.db, Filter(state="all", ids=request.ids), ALL)
    # What a try before this one discarded is this act's too.
    mine = sum(each.settled_by == request.act.id for each in found)
    standing = [each for each in found if each.state == "open"]
    return Discarded(discarded=mine + await dead_letters.discard(platform, standing, request.act))


async def _import(platform: Platform, request: ImportLetters) -> Imported:
    keys = [each for each in await stranded_letters.keys(platform.files) if each not in request.but]
    found = await stranded_letters.read(platform.files, keys[:IMPORTED_AT_ONCE])
    refused: dict[str, str] = {}
    for letter in found:
        if (why := await stranded_letters.bring_back(platform, letter, request.act)) is not None:
            refused[letter.key] = why
    return Imported(imported=len(found) - len(refused), refused=refused, left=len(keys) - len(found))


REPLAY = UseCase("dlq.replay", ReplayLetter, Replayed, _replay)
DISCARD = UseCase("dlq.discard", DiscardLetters, Discarded, _discard, max_bytes=2_000_000)
IMPORT = UseCase("dlq.import", ImportLetters, Imported, _import)

CASES = (REPLAY, DISCARD, IMPORT)
