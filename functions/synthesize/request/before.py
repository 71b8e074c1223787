"""The page that stands when a draft is asked for: its claims, and what of the evidence its writer had before it."""

from collections.abc import Mapping
from dataclasses import dataclass

from functions.synthesize.ranking import ranked
from shared.domain.canonical import digest
from shared.domain.evidence.pack import EvidencePack
from shared.domain.publishing.draft import Unread, Writer
from shared.domain.publishing.monograph import Monograph, QuotedClaim
from shared.platform.ports import Platform
from shared.store import objects
from shared.store.publishing import versions

Read = Mapping[str, frozenset[str]]
"""Sentences that claims may rest on, as digests of their texts, by PMID: a small part of the pack that they are of."""


@dataclass(frozen=True, slots=True)
class Before:
    """A monograph with what it was written from. `hash` is the monograph's."""

    hash: str
    writer: Writer
    claims: tuple[QuotedClaim, ...]
    read: Read
    unread: tuple[Unread, ...] = ()


async def standing(platform: Platform, slug: str) -> Before | None:
    """What readers are given now, or None where nothing was published or it was withdrawn.

    Raises:
        Corrupt: the bucket does not hold it as it was published.
    """
    current = await versions.current(platform.db, slug)
    if current is None or current.withdrawn is not None:
        return None
    return await load(platform, objects.hash_in(current.monograph))


async def load(platform: Platform, hash: str) -> Before:
    """The monograph of that hash. Raises `Corrupt` where it, or its pack, is missing or unreadable."""
    monograph = await objects.read(platform.files, Monograph, f"monographs/{hash}.json")
    pack = await objects.read(platform.files, EvidencePack, f"packs/{monograph.pack}.json")
    return Before(
        hash=hash, writer=monograph.writer, claims=monograph.claims, read=read_of(pack), unread=monograph.unread
    )


def read_of(pack: EvidencePack) -> Read:
    """What of a pack claims may rest on."""
    return {study.pmid: frozenset(mark(each.text) for each in sentences) for study, sentences in ranked(pack)}


def mark(text: str) -> str:
    """What stands for a sentence's text."""
    return digest(text.encode())[:24]
