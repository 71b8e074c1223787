"""What readers of a page are told beside it: which of its studies were retracted or doubted since it was published, and
how many newer ones it does not take in yet.

A page's bytes are stored for ever and are not changed; a notice is put into the copy that is sent. A PDF cannot carry
one, so that of a version whose own studies have a notice is not given any more. Newer studies take no PDF away: it
names its version and its date, and what it says still holds of them.
"""

from dataclasses import dataclass
from typing import Any

from functions.site import pages
from shared.domain.publishing.words import count, day, sentence
from shared.platform.errors import Corrupt
from shared.store.evidence.newer_studies import Newer
from shared.store.publishing.notices import Shown
from shared.store.publishing.versions import PageVersion
from shared.store.reading.readable import Page

EARLIER_AT_MOST = 10
"""Notices about earlier versions that the present one names, the newest first."""

_BEFORE = b"<header>\n"
"""Where a page's own words begin; nothing of it that is not ours can say so unescaped."""

_OPEN = {
    "judging": "The page is being judged again without what no longer holds.",
    "held": "The page could not be judged again by rule; a person has to look at it.",
}


@dataclass(frozen=True, slots=True)
class Told:
    """Notices: `own` are about this version, `earlier` about versions before it; `newer` tells of studies that the
    present version does not take in."""

    slug: str
    sample: bool
    version: PageVersion
    current: bool
    own: tuple[Shown, ...]
    earlier: tuple[Shown, ...]
    newer: Newer | None = None

    def __bool__(self) -> bool:
        return bool(self.own or self.earlier or self.newer)

    @property
    def block(self) -> bytes:
        """What is shown with the page, as HTML."""
        return pages.notices(**self._fields)

    def beside(self, page: bytes) -> bytes:
        """The page with the notices before everything else.

        Raises:
            Corrupt: it has no place for them.
        """
        head, mark, rest = page.partition(_BEFORE)
        if not mark:
            raise Corrupt(f"{self.version.page} has no header that a notice could stand in")
        return head + mark + self.block + b"\n" + rest

    def in_place_of_pdf(self) -> bytes:
        """The page that says why there is no PDF."""
        name = f"version {self.version.version}"
        return pages.notice(
            f"PDF of {name}: withdrawn",
            f"A PDF cannot carry a notice, so that of {name} is not given any more. The page itself carries it.",
            block=self._fields,
            link=(f"/peptides/{self.slug}/v/{self.version.version}", f"The page of {name}, with its notice"),
        )

    @property
    def _fields(self) -> dict[str, Any]:
        published = day(self.version.published_at)
        lead = f"Since this version was published on {published}, this became known of studies that it rests on:"
        after = [_OPEN[each] for each in ("judging", "held") if each in {one.state for one in self.own}]
        if not self.current:
            after = ["This version has a successor. What rests on these studies may not hold any more."]
        return {
            "slug": self.slug,
            "lead": lead,
            "own": [self._row(each) for each in self.own],
            "after": after,
            "present": None if self.current else f"/peptides/{self.slug}",
            "earlier": [self._row(each) for each in self.earlier],
            "newer": self._lacks(self.newer) if self.newer else None,
        }

    def _lacks(self, newer: Newer) -> dict[str, str]:
        return {
            "said": count(newer.count, "newer study is", "newer studies are"),
            "date": newer.summarised_at[:10],
            "day": day(newer.summarised_at),
        }

    def _row(self, notice: Shown) -> dict[str, Any]:
        before, named, after = sentence(notice.said).partition(f"PMID {notice.pmid}")
        return {
            "date": notice.issued_at[:10],
            "day": day(notice.issued_at),
            "before": before,
            "record": named,
            # No such record exists at NLM.
            "href": None if self.sample else f"https://pubmed.ncbi.nlm.nih.gov/{notice.pmid}/",
            "after": after,
            "title": notice.title,
            "versions": notice.versions,
        }


def told(page: Page, version: PageVersion) -> Told:
    """The notices that belong to this version of the page."""
    known = page.known
    return Told(version.slug, known.peptide.sample, version, page.current, page.notices, page.earlier, page.newer)
