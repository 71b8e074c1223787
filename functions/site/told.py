"""What readers of a page are told beside it: which of its studies were retracted or doubted since it was published.

A page's bytes are stored for ever and are not changed; a notice is put into the copy that is sent. A PDF cannot carry
one, so that of a version with a notice is not given any more.
"""

from dataclasses import dataclass
from typing import Any

from functions.site import pages
from shared.domain.words import day, sentence
from shared.platform.errors import Corrupt
from shared.platform.ports import Database
from shared.store import notices
from shared.store.notices import Shown
from shared.store.peptides import StoredPeptide
from shared.store.versions import PageVersion

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
    """Notices: `own` are about this version, `earlier` about versions before it."""

    slug: str
    sample: bool
    version: PageVersion
    current: bool
    own: tuple[Shown, ...]
    earlier: tuple[Shown, ...]

    def __bool__(self) -> bool:
        return bool(self.own or self.earlier)

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


async def told(db: Database, known: StoredPeptide, version: PageVersion) -> Told:
    """The notices that belong to this version of the page."""
    current = known.current_version == version.version
    own = await notices.shown_on(db, version.slug, version.version)
    earlier = await notices.of_earlier(db, version.slug, version.version, EARLIER_AT_MOST) if current else []
    return Told(version.slug, known.peptide.sample, version, current, tuple(own), tuple(earlier))
