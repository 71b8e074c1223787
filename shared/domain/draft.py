"""What a writer answers: claims that name the sentences they rest on, and nothing else."""

from typing import Literal

from shared.domain.canonical import fingerprint
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
    """One sentence of a draft. `sentences` are ids of the pack (`S12.3`); `outcome` is a few words."""

    id: str
    section: Section
    text: str
    sentences: tuple[str, ...]
    outcome: str = ""
    direction: Direction = Direction.UNCLEAR
    species: Species = Species.UNKNOWN


def claim_id(slug: str, section: Section, text: str) -> str:
    """A claim's id for life: the same words in the same place are the same claim in every version."""
    return "c" + fingerprint({"slug": slug, "section": section.value, "text": text})[:10]


class Draft(Stored):
    """A writer's answer, with ids given by code."""

    v: int = 1
    slug: str
    pack: str
    """Hash of the evidence pack."""
    writer: Writer
    round: Literal[0, 1] = 0
    claims: tuple[Claim, ...]
