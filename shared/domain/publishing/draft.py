"""What a writer answers: claims that name the sentences they rest on, and nothing else."""

from typing import Literal

from shared.domain.canonical import fingerprint
from shared.domain.evidence.selection import Why
from shared.domain.frozen import Frozen, Stored
from shared.domain.vocabulary import Direction, Section, Species


class Writer(Frozen):
    """Who wrote a draft. `extractive` needs no model: its claims are the sentences themselves.

    `model` is the id that the vendor answered with; `prompt` is the prompt's fingerprint.
    """

    kind: Literal["model", "extractive"]
    model: str = ""
    prompt: str = ""


class Claim(Frozen):
    """One sentence of a draft. `sentences` are ids of the pack (`S12.3`); `outcome` is a few words.

    `id` is the claim's for life; `revision` rises whenever its words or its quotes change.
    """

    later = frozenset({"revision"})

    id: str
    section: Section
    text: str
    sentences: tuple[str, ...]
    outcome: str = ""
    direction: Direction = Direction.UNCLEAR
    species: Species = Species.UNKNOWN
    revision: int = 1


Reason = Literal["contradicted", "superseded", "repeated", "unsupported", "withdrawn", "refused"]
"""Why a claim is retired. A writer says one of the first four; code says `withdrawn` where what it rests on is gone,
and `refused` where it was sent back and not corrected."""


class Retired(Frozen):
    """An accepted claim that a draft does not take along."""

    id: str
    reason: Reason


def claim_id(slug: str, section: Section, text: str) -> str:
    """The id of a claim of a first draft, or of a digest: the same words in the same place are the same claim."""
    return "c" + fingerprint({"slug": slug, "section": section.value, "text": text})[:10]


def born_id(slug: str, pack: str, answer: str, place: int) -> str:
    """The id of a claim that joins others: by what it was born of, a pack and an answer (hashes) and its place there.

    Not by its words: they may be amended, and another claim may come to say what this one said first.
    """
    return "c" + fingerprint({"v": 2, "slug": slug, "pack": pack, "answer": answer, "place": place})[:10]


class Unread(Frozen):
    """A study that claims may rest on, of which a writer was not shown `sentences`, for the length of what it is sent.

    `whole`: it was shown none.
    """

    pmid: str
    sentences: int
    whole: bool
    why: Why


class Draft(Stored):
    """A writer's answer, with ids given by code.

    `before` is the hash of the monograph whose claims it kept, amended or retired; empty where it was written anew.
    `unread` is what the writer of its claims, or of those it goes on with, was not shown.
    """

    later = frozenset({"before", "retired", "unread"})

    v: int = 1
    slug: str
    pack: str
    """Hash of the evidence pack."""
    writer: Writer
    round: Literal[0, 1] = 0
    claims: tuple[Claim, ...]
    before: str = ""
    retired: tuple[Retired, ...] = ()
    unread: tuple[Unread, ...] = ()
