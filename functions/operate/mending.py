"""Changing single dead letters: replayed, discarded, or brought out of the bucket."""

from pydantic import Field

from functions.operate.choosing import the_letter
from functions.operate.usecase import Answer, UseCase, Write
from shared.platform.ports import Platform
from shared.store import dead_letters, replays, stranded_letters
from shared.store.dead_letters import ALL, Filter


class ReplayLetter(Write):
    """Ask for the work of one letter again."""

    id: str


class Replayed(Answer):
    """The letter, and the run and peptide whose item shows what comes of it."""

    id: str
    name: str | None
    run_id: str
    slug: str


class DiscardLetters(Write):
    """Give these letters up for good; the act has a reason."""

    ids: tuple[str, ...] = Field(min_length=1, max_length=100_000)


class Discarded(Answer):
    """How many of the letters this act discarded."""

    discarded: int


class ImportLetters(Write):
    """Bring what lies in the bucket into the database."""


class Imported(Answer):
    """How many came in, and by key why others did not."""

    imported: int
    refused: dict[str, str]


async def _replay(platform: Platform, request: ReplayLetter) -> Replayed:
    letter = await the_letter(platform.db, request.id)
    message = await replays.one(platform, letter, request.act)
    return Replayed(id=letter.id, name=letter.name, run_id=message.run_id, slug=message.slug)


async def _discard(platform: Platform, request: DiscardLetters) -> Discarded:
    found, _ = await dead_letters.matching(platform.db, Filter(state="all", ids=request.ids), ALL)
    # What a try before this one discarded is this act's too.
    mine = sum(each.settled_by == request.act.id for each in found)
    standing = [each for each in found if each.state == "open"]
    return Discarded(discarded=mine + await dead_letters.discard(platform, standing, request.act))


async def _import(platform: Platform, request: ImportLetters) -> Imported:
    found = await stranded_letters.listed(platform.files)
    refused: dict[str, str] = {}
    for letter in found:
        if (why := await stranded_letters.bring_back(platform, letter, request.act)) is not None:
            refused[letter.key] = why
    return Imported(imported=len(found) - len(refused), refused=refused)


REPLAY = UseCase("dlq.replay", ReplayLetter, Replayed, _replay)
DISCARD = UseCase("dlq.discard", DiscardLetters, Discarded, _discard, max_bytes=2_000_000)
IMPORT = UseCase("dlq.import", ImportLetters, Imported, _import)

CASES = (REPLAY, DISCARD, IMPORT)
