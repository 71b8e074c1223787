"""The site's own pages: the list of peptides, and what is said where there is none. HTML comes from templates."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from shared.domain.accounts.gate import Refusal
from shared.domain.grading.rules import ASCENDING
from shared.domain.publishing.words import GRADES, METHODS_PATH, METHODS_TITLE, day, human_line
from shared.gates.disclaimers import NO_SALES, NOT_ADVICE_LONG
from shared.platform.web.templates import templates
from shared.store.evidence.peptides import StoredPeptide
from shared.store.publishing.versions import PageVersion
from shared.store.reading.readable import Found

SEARCH_PATH = "/search"

MARKS = {"catalog": "", "sample": "invented sample", "ad_hoc": "made on request, not part of the catalog"}
"""By origin, what a reader must know of an entry."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A published peptide of the list, and in a sentence why it was found where its name does not show it."""

    found: Found
    why: str = ""


def listing(
    listed: Sequence[Listed],
    *,
    q: str = "",
    begun: bool = True,
    near: Sequence[tuple[str, str]] = (),
    more: str | None = None,
) -> bytes:
    """One page of the list, as UTF-8 HTML.

    `q` is what was looked for (empty: nothing), `begun` says that no page came before, `near` are names and slugs of
    peptides that may have been meant, `more` is the address of the next page.
    """
    rows = [{**_row(each.found), "why": each.why} for each in listed]
    samples = sum(each.found.origin == "sample" for each in listed)
    title = f"{q} - PepTalk" if q else "PepTalk: evidence on peptides"
    told = {"q": q, "begun": begun, "near": near, "more": more}
    return _render("list.html", title=title, rows=rows, samples=samples, **told)


def _row(found: Found) -> dict[str, Any]:
    return {
        "slug": found.slug,
        "name": found.name,
        "grade": GRADES[found.evidence_grade][0],
        "certain": found.evidence_grade in ASCENDING,
        "human": human_line(found.counts),
        "version": found.version,
        "date": found.published_at[:10],
        "day": day(found.published_at),
        "mark": MARKS[found.origin],
    }


def search(*, q: str, whom: str, of: str, **told: Any) -> bytes:
    """The form of the search with what was typed; below it what `functions.site.searching` tells of the finds."""
    title = f"{q} - statements - PepTalk" if q else "Search statements - PepTalk"
    said = {"asks": False, "refused": None, "unavailable": False, **told}
    return _render("search.html", title=title, here=SEARCH_PATH, q=q, whom=whom, of=of, **said)


def notice(
    title: str,
    text: str,
    nearest: Sequence[tuple[str, str]] = (),
    *,
    block: Mapping[str, Any] | None = None,
    link: tuple[str, str] | None = None,
) -> bytes:
    """A page that says one thing.

    `nearest` are names and slugs of peptides that may have been meant, `block` the fields of `notices` to be shown
    below, `link` an address with its words.
    """
    return _render("notice.html", title=title, text=text, nearest=nearest, block=block, link=link)


def locked(known: StoredPeptide, version: PageVersion, refused: Refusal) -> bytes:
    """What stands in place of a page that the reader is not given."""
    return _render(
        "locked.html",
        title=known.peptide.name,
        sample=known.peptide.sample,
        grade=GRADES[version.evidence_grade][0],
        certain=version.evidence_grade in ASCENDING,
        version=version.version,
        date=version.published_at[:10],
        day=day(version.published_at),
        detail=refused.detail,
        next=refused.next,
    )


def methods() -> bytes:
    """How pages are made, checked and graded: docs/methods.md in the site's frame, set as HTML by `make methods`."""
    return _render("methods.html", title=f"{METHODS_TITLE} - PepTalk", here=METHODS_PATH)


def notices(**fields: Any) -> bytes:
    """What is put into a page about its studies (`functions.site.told`), as UTF-8 HTML."""
    return templates("functions.site").get_template("notices.html").render(**fields).encode()


def _render(name: str, **fields: Any) -> bytes:
    return (
        templates("functions.site")
        .get_template(name)
        .render(disclaimer=f"{NOT_ADVICE_LONG} {NO_SALES}", methods_title=METHODS_TITLE, **{"here": "", **fields})
        .encode()
    )
