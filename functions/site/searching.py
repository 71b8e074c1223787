"""The search of claims across peptides: a form, and what is found, peptide by peptide.

The gate narrows the search and not the answer (ADR 38): words are compared with no claim that the reader is not given.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from functions.site import answers, finds, gate, pages
from functions.site.pages import SEARCH_PATH
from functions.site.settings import SiteSettings
from shared.domain.accounts.search_words import OF_A_READER, WORDED, NoWords, match_of
from shared.domain.publishing.words import count
from shared.platform.ports import Platform
from shared.platform.web import cursors
from shared.platform.web.asgi import RETRY_AFTER
from shared.platform.web.policy import policy_of
from shared.store.reading import claim_search
from shared.store.reading.claim_search import FoundPeptide, Narrowed, Place, Unsearchable

PEPTIDES_ON_A_PAGE, CLAIMS_OF_EACH, CLAIMS_ON_A_PAGE = 10, 3, 20
"""Peptides of a page, claims of each there, and claims of a page of one peptide."""

_HUMAN = {"": None, "people": True, "other": False}
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_UNTYPED = re.compile(r"[\s\x00-\x1f\x7f]+")


@dataclass(frozen=True, slots=True)
class Sought:
    """What a reader asks for: words, in whom (`people`, `other`, or nothing: in all), of one peptide, from where."""

    q: str
    whom: str
    of: str
    after: Place | None

    @property
    def question(self) -> dict[str, Any]:
        """All that the list depends on beside its place."""
        return {"page": "search", "q": self.q, "in": self.whom, "of": self.of}

    def address(self, *, of: str | None = None, cursor: str | None = None) -> str:
        """The same search from its beginning, of this peptide where one is named; or from a cursor on."""
        given = {"q": self.q, "in": self.whom, "of": self.of if of is None else of, "cursor": cursor}
        return f"{SEARCH_PATH}?{urlencode({name: value for name, value in given.items() if value})}"


class Unreadable(Exception):
    """The address is of no search."""


async def searching(request: Request, platform: Platform) -> Response:
    """`q` is searched for in claims; `in` narrows to people or to all else, `of` to one peptide by its slug; `cursor`
    is where the page before ended."""
    try:
        sought = _sought(request)
    except Unreadable:
        said = "This address is of no search. It may have been cut short when it was copied."
        return answers.html(pages.notice("Not found", said), 404)
    if not sought.q:
        return _shown(sought, {"asks": True})
    try:
        match = _match(sought.q)
    except NoWords as exc:
        return _shown(sought, {"refused": f"This cannot be searched for: {exc}."}, 400)
    return await _searched(request, platform, sought, match)


async def _searched(request: Request, platform: Platform, sought: Sought, match: str) -> Response:
    settings = SiteSettings.read(platform.env)
    free = settings.gate.free("claims")
    reader = await gate.reader_of(request, platform, settings)
    wanted = Narrowed(match, slug=sought.of or None, human=_HUMAN[sought.whom])
    opened = settings.gate.opened(reader, "claims")
    try:
        found, more, behind = await _found(platform, sought, wanted, opened)
    except Unsearchable as exc:
        platform.log.error("request_failed", method=request.method, path=SEARCH_PATH, error=repr(exc)[:1_000])
        kept = {"cache_control": "no-store", "retry_after": RETRY_AFTER}
        return _shown(sought, {"unavailable": True}, 503, kept)
    told = {
        "groups": [finds.group(each, sought.address(of=each.claims[0].slug)) for each in found],
        "samples": sum(each.claims[0].sample for each in found),
        "begun": sought.after is None,
        "more": sought.address(cursor=cursors.made(sought.question, more)) if more else None,
        "whole": sought.address(of="") if sought.of else None,
        "behind": count(behind, "page was", "pages were") if behind else None,
        "withheld": None if opened is None else settings.gate.refusal(reader, "claims"),
    }
    return _shown(sought, told, headers={} if free else {"cache_control": gate.OWN, "vary": gate.VARY})


async def _found(
    platform: Platform, sought: Sought, wanted: Narrowed, opened: list[str] | None
) -> tuple[list[FoundPeptide], Place | None, int]:
    """Peptides with their claims, where the list goes on, and how many pages are not searched yet."""
    if platform.search is None:
        raise Unsearchable("SEARCH_DB is not bound in functions/site")
    asked = (platform.db, platform.search, wanted, opened, sought.after)
    if not sought.of:
        found, behind = await claim_search.by_peptide(*asked, PEPTIDES_ON_A_PAGE + 1, CLAIMS_OF_EACH)
        here = found[:PEPTIDES_ON_A_PAGE]
        return here, here[-1].place if len(found) > len(here) else None, behind
    claims, behind = await claim_search.claims(*asked, CLAIMS_ON_A_PAGE + 1)
    shown = tuple(claims[:CLAIMS_ON_A_PAGE])
    goes_on = shown[-1].place if len(claims) > len(shown) else None
    return [FoundPeptide(shown, len(shown), shown[0].place)] if shown else [], goes_on, behind


def _sought(request: Request) -> Sought:
    """What the address asks for.

    Raises:
        Unreadable: a parameter is none that a form or a link of ours sends.
    """
    given = request.query_params
    q, whom, of = _UNTYPED.sub(" ", given.get("q", "")).strip(), given.get("in", ""), given.get("of", "")
    if whom not in _HUMAN or (of and not (len(of) <= cursors.LONGEST and _SLUG.fullmatch(of))):
        raise Unreadable
    sought, cursor = Sought(q, whom, of, None), given.get("cursor", "")
    if not cursor:
        return sought
    try:
        score, name = cursors.place_of(sought.question, cursor, 2)
    except cursors.NotOfThisList:
        raise Unreadable from None
    return Sought(q, whom, of, (score, name))


def _match(q: str) -> str:
    """The words as the index takes them.

    Raises:
        NoWords: there is no word, or too much.
    """
    if len(q) > OF_A_READER:
        raise NoWords(f"it has {len(q):,} characters, and a search takes {OF_A_READER} at most")
    if not re.search(WORDED, q):
        raise NoWords("there is no word in it")
    return match_of(q)


def _shown(
    sought: Sought, told: Mapping[str, Any], status: int = 200, headers: Mapping[str, str] | None = None
) -> Response:
    page = pages.search(q=sought.q[:OF_A_READER], whom=sought.whom, of=sought.of, **told)
    answer = answers.html(page, status, policy=policy_of(page, "'self'"), **(headers or {}))
    if sought.q:
        answer.headers["x-robots-tag"] = "noindex"
    return answer
