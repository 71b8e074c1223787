"""The list of published peptides: all of them, or those that a reader looks for, a hundred at a time."""

from collections.abc import Sequence
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from functions.site import answers, pages
from shared.domain.catalog.peptide import folded
from shared.platform.ports import Platform
from shared.platform.web import cursors
from shared.platform.web.policy import policy_of
from shared.store.evidence import peptides
from shared.store.reading import readable
from shared.store.reading.readable import Found, Wanted

ON_A_PAGE = 100


async def listing(request: Request, platform: Platform) -> Response:
    """`q` is looked for in names, aliases and conditions; `cursor` is where the page before ended."""
    q = readable.looked_for(request.query_params.get("q", ""))
    question, cursor = {"page": "list", "q": q}, request.query_params.get("cursor", "")
    try:
        place, slug = cursors.place_of(question, cursor, 2) if cursor else ("", "")
    except cursors.NotOfThisList:
        said = "This address is of no page of the list. It may have been cut short when it was copied."
        return answers.html(pages.notice("Not found", said), 404)
    found = await readable.listed(platform.db, Wanted(q or None), (place, slug), ON_A_PAGE + 1)
    here = found[:ON_A_PAGE]
    page = pages.listing(
        [pages.Listed(each, _why(each, q)) for each in here],
        q=q,
        begun=not cursor,
        near=() if here or not q else await near(platform, q),
        more=_address(q, cursors.made(question, (here[-1].place, here[-1].slug))) if len(found) > len(here) else None,
    )
    answer = answers.html(page, policy=policy_of(page, "'self'"))
    if q:
        answer.headers["x-robots-tag"] = "noindex"
    return answer


def _why(found: Found, q: str) -> str:
    """Why a peptide is among what was looked for, where its name does not show it."""
    word, plain = folded(q), q.lower()
    if not q or (word and word in folded(found.name)):
        return ""
    if word and (aliases := [each for each in found.aliases if word in folded(each)]):
        return f"Also known as {', '.join(aliases)}."
    conditions = [each for each in found.conditions if plain in each.lower()]
    return f"Listed under {', '.join(conditions)}." if conditions else ""


async def near(platform: Platform, typed: str) -> Sequence[tuple[str, str]]:
    """Names and slugs of peptides that may have been meant."""
    found = await peptides.near(platform.db, readable.looked_for(typed))
    return [(name, slug) for slug, name in found.items()]


def _address(q: str, cursor: str) -> str:
    return "/?" + urlencode({"q": q, "cursor": cursor} if q else {"cursor": cursor})
