"""A draft that was tried out, held against the page that it was tried on: claim by claim, and rate by rate."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from infra.evaluation.drafts import Figures, Page, measure
from shared.domain.evidence.pack import EvidencePack
from shared.domain.publishing.draft import Claim, Writer
from shared.domain.publishing.monograph import Finding, QuotedClaim

What = Literal["kept", "reworded", "new", "gone"]
WHATS: tuple[What, ...] = ("kept", "reworded", "new", "gone")

_Words = tuple[str, str]
_Quotes = frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Row:
    """One claim: `published` is what the page says, `tried` what the draft says.

    kept: the same words in the same section. reworded: other words, on one common sentence at least. `refused` are the
    findings that keep the tried one from a page, `warned` those that would stay with it.
    """

    what: What
    section: str
    published: str | None
    tried: str | None
    refused: tuple[Finding, ...] = ()
    warned: tuple[Finding, ...] = ()

    def plain(self) -> dict[str, Any]:
        """For JSON."""
        return {
            "what": self.what,
            "section": self.section,
            "published": self.published,
            "tried": self.tried,
            "refused": [each.model_dump(mode="json") for each in self.refused],
            "warned": [each.model_dump(mode="json") for each in self.warned],
        }


@dataclass(frozen=True, slots=True)
class SentBack:
    """A claim of the first round that its writer was given back, with what was found against it."""

    text: str
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """The rows, those of the page in its order and then the new ones; figures of the page and of the draft.

    `dropped` are claims refused for good, before (of the page) and after.
    """

    rows: tuple[Row, ...]
    sent_back: tuple[SentBack, ...]
    before: Figures
    after: Figures
    dropped: tuple[int, int]
    writer: Writer

    def count(self, what: What) -> int:
        return sum(each.what == what for each in self.rows)

    @property
    def refused(self) -> int:
        """Claims of the draft that would not come onto a page."""
        return sum(bool(each.refused) for each in self.rows)


def compare(before: Page, after: Page, findings: Sequence[Finding], sent_back: Sequence[SentBack] = ()) -> Compared:
    """Hold what was tried against the page; both rest on the same pack. `findings` are those on the tried draft."""
    pack = before.pack
    left = list(after.draft.claims)
    pairs: dict[int, tuple[What, Claim]] = {}
    places = list(enumerate(before.monograph.claims))
    for place, said in places:
        if same := next((each for each in left if _words(each) == _words(said)), None):
            pairs[place] = ("kept", same)
            left.remove(same)
    for place, said in places:
        if place in pairs:
            continue
        near = max(left, key=lambda each: len(_sentences(pack, each) & _quotes(said)), default=None)
        if near is not None and _sentences(pack, near) & _quotes(said):
            pairs[place] = ("reworded", near)
            left.remove(near)

    def row(what: What, published: QuotedClaim | None, tried: Claim | None) -> Row:
        claim = tried or published
        if claim is None:
            raise ValueError("a row has a claim")
        mine = [each for each in findings if tried and each.claim == tried.id]
        return Row(
            what=what,
            section=claim.section.value,
            published=published.text if published else None,
            tried=tried.text if tried else None,
            refused=tuple(each for each in mine if each.severity == "block"),
            warned=tuple(each for each in mine if each.severity == "warn"),
        )

    rows = [
        row(*((pairs[place][0], said, pairs[place][1]) if place in pairs else ("gone", said, None)))
        for place, said in places
    ]
    rows += [row("new", None, each) for each in left]
    return Compared(
        rows=tuple(rows),
        sent_back=tuple(sent_back),
        before=measure([before]),
        after=measure([after]),
        dropped=(before.monograph.dropped, after.monograph.dropped),
        writer=after.draft.writer,
    )


def _words(claim: Claim | QuotedClaim) -> _Words:
    return claim.section.value, claim.text


def _quotes(claim: QuotedClaim) -> _Quotes:
    return frozenset((each.pmid, each.text) for each in claim.quotes)


def _sentences(pack: EvidencePack, claim: Claim) -> _Quotes:
    return frozenset((found.pmid, found.text) for id in claim.sentences if (found := pack.sentence(id)))
