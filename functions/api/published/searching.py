"""Search over claims by outcome, condition and words across peptides; and over studies and what they say of outcomes.

Who is not given a text cannot have words looked for in it either: of claims those of opened peptides alone are
searched, of studies the title alone where quotes are kept back.
"""

import re
from dataclasses import replace
from typing import Annotated, Any

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from functions.api.http import answers
from functions.api.http.context import Configured, Here
from functions.api.http.cursors import Cursor, made, place_of
from functions.api.http.gate import Door, Gated, Withheld
from functions.api.http.problems import Problem, documented
from functions.api.published.located import SLUG
from functions.api.published.peptides import Count, Words
from functions.api.published.shapes import (
    Answer,
    ClaimShown,
    GradeWord,
    QuoteShown,
    cite,
    grade_word,
    page_url,
    quote_shown,
    record_url,
)
from shared.domain.accounts.gate import Part
from shared.domain.accounts.search_words import OF_A_READER, WORDED, NoWords, Piece, in_titles, match_of, record_of
from shared.domain.vocabulary import Design, Direction, Flag, Level, Species
from shared.platform.ports import Database, Platform
from shared.platform.web.asgi import RETRY_AFTER
from shared.store.reading import claim_search
from shared.store.reading.claim_search import FoundClaim, FoundRecord, Narrowed, Unsearchable
from shared.store.reading.search_index import Kind

router = APIRouter(tags=["search"])

Sought = Annotated[
    str | None,
    Query(
        max_length=OF_A_READER,
        json_schema_extra={"pattern": WORDED},
        description='Words, a "phrase in quotes", the begin* of a word: all must be there. The rest is punctuation.',
    ),
]
OfSlug = Annotated[str | None, Query(pattern=SLUG, max_length=80, description="Of this peptide alone.")]


class MarkedText(Answer):
    """A piece of a text, and whether it is what was searched for."""

    text: str
    found: bool


class ClaimFound(ClaimShown):
    """A claim of a peptide's present version. `grade` is that of its outcome, else of all evidence; the pieces of
    `passage` together are the claim's text."""

    slug: str
    name: str
    version: int
    published_at: str
    sample: bool
    grade: GradeWord
    passage: list[MarkedText]


class StudyFound(Answer):
    """A study that published peptides have, as it is known today; of a search for outcomes with the one it was found
    by. `told` are flags that other sources gave it. `passage` is null where quotes are kept back."""

    id: str
    title: str
    year: int | None
    design: Design
    species: Species
    n: int | None
    direction: Direction
    flags: list[Flag]
    told: list[Flag]
    outcome: str | None
    peptides: list[str]
    sample: bool
    url: str | None
    passage: list[MarkedText] | None


class Finds(Answer):
    """One page, best first, or by name where no words were given. `claims` is null in a search for studies or outcomes,
    and `studies` in one for claims. `behind` counts peptides whose present version is not searched yet."""

    kind: Kind
    claims: list[ClaimFound] | None
    studies: list[StudyFound] | None
    next: str | None
    behind: int | None
    withheld: Withheld | None


@router.get(
    "/api/search",
    operation_id="search",
    response_model=Finds,
    responses={**answers.described(), **documented(400, 401, 403, 422, 503)},
    summary="Claims across peptides, by outcome, condition and words",
)
async def search(
    request: Request,
    platform: Here,
    settings: Configured,
    door: Gated,
    q: Sought = None,
    outcome: Words = None,
    condition: Words = None,
    slug: OfSlug = None,
    grade: Annotated[Level | None, Query(description="Of the claim's outcome.")] = None,
    human: Annotated[bool | None, Query(description="Of people, or not.")] = None,
    kind: Kind = "claim",
    count: Count = 20,
    cursor: Cursor = None,
) -> Response:
    """Claims of present versions; `outcome` is such as wound_healing. `kind` asks for studies instead, or for what
    they say of outcomes."""
    if grade is not None and kind != "claim":
        raise Problem(400, "Claims have a grade, studies have none: leave `grade` out.", why="no_grade")
    wanted = Narrowed(_match(q), outcome, condition, slug, grade, human, record_of(q or ""))
    question: dict[str, Any] = {"route": "search", "q": q, "outcome": outcome, "condition": condition, "slug": slug}
    question |= {"grade": grade and grade.value, "human": human, "kind": kind}
    place = place_of(question, cursor, 2)
    after = (place[0], place[1]) if place else None
    index = _index(platform)
    parts: tuple[Part, ...] = ("studies" if kind == "study" else "claims", "quotes")
    try:
        if kind == "claim":
            body = await _claims(platform.db, index, wanted, after, count, door, question, settings.PEPTALK_ORIGIN)
        else:
            door.require(parts[0])
            body = await _studies(platform.db, index, kind, wanted, after, count, door, question)
    except Unsearchable as exc:
        platform.log.error("request_failed", method="GET", path="/api/search", error=repr(exc)[:1_000])
        raise _unsearchable() from None
    kept = answers.kept(door.reader, free=all(door.free(each) for each in parts))
    return answers.shown(request, body, kept, headers=answers.next_page(request, body.next))


async def _claims(
    db: Database,
    index: Database,
    wanted: Narrowed,
    after: claim_search.Place | None,
    count: int,
    door: Door,
    question: dict[str, Any],
    origin: str,
) -> Finds:
    found, behind = await claim_search.claims(db, index, wanted, door.opened("claims"), after, count + 1)
    here = found[:count]
    return Finds(
        kind="claim",
        claims=[_claim(each, origin, quotes=door.opens("quotes", each.slug, sample=each.sample)) for each in here],
        studies=None,
        next=made(question, here[-1].place) if len(found) > count else None,
        behind=behind,
        withheld=door.withheld("claims", "quotes"),
    )


async def _studies(
    db: Database,
    index: Database,
    kind: Kind,
    wanted: Narrowed,
    after: claim_search.Place | None,
    count: int,
    door: Door,
    question: dict[str, Any],
) -> Finds:
    quotes = door.opens("quotes")
    of = "outcome" if kind == "outcome" else "study"
    asked = wanted if quotes or wanted.match is None else replace(wanted, match=in_titles(wanted.match))
    found, goes_on = await claim_search.records(db, index, of, asked, after, count)
    return Finds(
        kind=kind,
        claims=None,
        studies=[_study(each, quotes=quotes) for each in found],
        next=made(question, goes_on) if goes_on else None,
        behind=None,
        withheld=door.withheld("quotes"),
    )


def _match(q: str | None) -> str | None:
    if q is None:
        return None
    if not re.search(WORDED, q):
        raise Problem(
            422, 'There is no word in q: give a word, a "phrase in quotes" or the begin* of one.', why="no_word"
        )
    try:
        return match_of(q)
    except NoWords as exc:
        raise Problem(400, f"q cannot be searched for: {exc}.", why="too_many_words") from None


def _index(platform: Platform) -> Database:
    if platform.search is None:
        platform.log.error(
            "request_failed", method="GET", path="/api/search", error="SEARCH_DB is not bound in functions/api"
        )
        raise _unsearchable()
    return platform.search


def _unsearchable() -> Problem:
    said = "The search cannot be asked now: its index is being made, or does not answer. All else can be read."
    return Problem(503, said, why="search_unavailable", headers={"retry-after": RETRY_AFTER})


def _claim(found: FoundClaim, origin: str, *, quotes: bool) -> ClaimFound:
    facts = found.facts
    url = f"{page_url(origin, found.slug, found.version)}#{facts.id}"
    cited = (found.name, found.version, found.published_at, found.content_hash, url)
    quoted: list[QuoteShown] = [quote_shown(each, sample=found.sample) for each in facts.quotes]
    return ClaimFound(
        ref=found.ref,
        id=facts.id,
        revision=facts.revision,
        section=facts.section,
        outcome=facts.outcome,
        direction=facts.direction,
        species=facts.species,
        text=found.text,
        quotes=quoted if quotes else None,
        url=url,
        cite_as=cite(*cited, claim=facts.id, sample=found.sample),
        slug=found.slug,
        name=found.name,
        version=found.version,
        published_at=found.published_at,
        sample=found.sample,
        grade=grade_word(facts.grade),
        passage=_marked(found.passage),
    )


def _study(found: FoundRecord, *, quotes: bool) -> StudyFound:
    appraisal = found.appraisal
    return StudyFound(
        id=found.id,
        title=found.title,
        year=found.year,
        design=appraisal.design,
        species=appraisal.species,
        n=appraisal.n,
        direction=appraisal.direction,
        flags=list(appraisal.flags),
        told=list(found.told),
        outcome=found.outcome or None,
        peptides=list(found.slugs),
        sample=found.sample,
        url=record_url(found.id.removeprefix("PMID:"), sample=found.sample),
        passage=_marked(found.passage) if quotes else None,
    )


def _marked(passage: tuple[Piece, ...]) -> list[MarkedText]:
    return [MarkedText(text=each.text, found=each.found) for each in passage]
