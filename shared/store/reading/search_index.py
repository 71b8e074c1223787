"""The search index: a database of its own that can be made again from the main one, page by page.

It remembers how far it read the studies and which versions' claims it holds, so a later look reads what changed.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from shared.domain.accounts.search_words import pieces, plain
from shared.domain.frozen import Frozen
from shared.domain.grading.grade import Grade
from shared.domain.instants import stamp
from shared.domain.publishing.monograph import Monograph, QuotedClaim
from shared.platform.ports import Bucket, Database, Row, Statement
from shared.platform.sql import Queries
from shared.store import objects
from shared.store.json_arrays import arrays

SQL = Queries("shared.store.reading", "search_index.sql")
SOURCES_SQL = Queries("shared.store.reading", "search_sources.sql")

Kind = Literal["study", "claim", "outcome"]

STUDIES_A_PAGE = 200
VERSIONS_A_PAGE = 10
DROPPED_A_PAGE = 5_000

OVERLAP = timedelta(minutes=20)
"""A study's `updated_at` is its delivery's; it may commit that much later, for no delivery lives longer."""

_TOLD = {"id", "revision", "section", "outcome", "direction", "species", "quotes"}
_STUDIES, _WHOLE = "studies", "whole"


class Marked(Frozen):
    """A piece of a text; `found`: it is what was searched for."""

    text: str
    found: bool


class Hit(Frozen):
    """One find, best first by `rank` (bm25, the lower the better). Of a study and of an outcome the study's facts;
    `slugs` are the peptides that have it. `ref` is `PMID:1`, or a claim's `slug/id`."""

    kind: Kind
    ref: str
    rank: float
    title: tuple[Marked, ...]
    passage: tuple[Marked, ...]
    slugs: tuple[str, ...] = ()
    year: int | None = None
    study_type: str | None = None
    n: int | None = None
    flags: tuple[str, ...] = ()
    link: str | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """What one page of an update did: documents it looked at, and whether there is more to do."""

    documents: int
    more: bool


async def empty(index: Database) -> bool:
    """Begin anew: forget how far it is, and some of the documents; whether more are left to forget."""
    *_, dropped = await index.batch(
        [SQL("forget_all"), SQL("drop_progress"), SQL("drop_pages"), SQL("drop_some", count=DROPPED_A_PAGE)]
    )
    return dropped.changes >= DROPPED_A_PAGE


async def update(db: Database, files: Bucket, index: Database, now: datetime) -> Step:
    """Bring one page of what changed into the index; again from the same place, it changes nothing."""
    studies, claims = await _studies(db, index, now), await _claims(db, files, index)
    step = Step(studies.documents + claims.documents, more=studies.more or claims.more)
    if not step.more:
        # From here on it may lag, but no more lack what was there before it was made.
        await index.run(SQL("reach", source=_WHOLE, at=stamp(now), after=""))
    return step


def whole() -> Statement:
    """Asks whether the index was ever made to its end; no row where it was not, or is being made anew."""
    return SQL("progress", source=_WHOLE)


async def find(
    db: Database, index: Database, query: str, *, kind: Kind | None, count: int, record: str | None = None
) -> list[Hit]:
    """The best finds of a query, and first that record, as `shared.domain.accounts.search_words` reads both."""
    rows = await index.all(SQL("find", query=query, kind=kind, count=count, record=record))
    ids = sorted({row["owner"] for row in rows if row["kind"] != "claim"})
    facts = {each["id"]: each for each in await db.all(SOURCES_SQL("facts", ids=json.dumps(ids)))} if ids else {}
    return [_hit(row, facts.get(row["owner"])) for row in rows]


async def count(index: Database) -> int:
    """How many documents it holds."""
    row = await index.first(SQL("count"))
    return row["count"] if row else 0


async def _studies(db: Database, index: Database, now: datetime) -> Step:
    reached = await index.first(SQL("progress", source=_STUDIES)) or {"at": "", "after": ""}
    rows = await db.all(SOURCES_SQL("studies", at=reached["at"], after=reached["after"], count=STUDIES_A_PAGE))
    if not rows:
        return Step(0, more=False)
    documents = [document for row in rows for document in _documents(row)]
    more = len(rows) == STUDIES_A_PAGE
    last = rows[-1]
    # Of what is as new as deliveries live, the next look reads all again: whoever wrote earlier may commit later.
    settled = stamp(now - OVERLAP)
    place = {"at": last["updated_at"], "after": last["id"]}
    if not more and last["updated_at"] > settled:
        place = {"at": settled, "after": ""}
    outcomes = [each["ref"] for each in documents if each["kind"] == "outcome"]
    await index.batch(
        [
            *_gone("outcome", [row["id"] for row in rows], outcomes),
            *_put(documents),
            SQL("reach", source=_STUDIES, **place),
        ]
    )
    return Step(len(documents), more=more)


async def _claims(db: Database, files: Bucket, index: Database) -> Step:
    held = {row["slug"]: (row["version"], row["name"]) for row in await index.all(SQL("pages"))}
    standing = [
        each
        for each in await db.all(SOURCES_SQL("versions"))
        if held.get(each["slug"], (0, each["name"])) != (each["version"], each["name"])
    ]
    documents = 0
    for each in standing[:VERSIONS_A_PAGE]:
        slug, name = each["slug"], each["name"]
        row = await db.first(SOURCES_SQL("monograph", slug=slug, version=each["version"]))
        claims = await _said(files, slug, name, row["monograph"]) if row else []
        documents += len(claims)
        said = {of: row[of] if row else "" for of in ("published_at", "content_hash")}
        place = SQL("put_page", slug=slug, version=each["version"], name=name, **said)
        refs = [claim["ref"] for claim in claims]
        await index.batch([*_gone("claim", [slug], refs), *_put(claims), place])
    return Step(documents, more=len(standing) > VERSIONS_A_PAGE)


async def _said(files: Bucket, slug: str, name: str, key: str) -> list[dict[str, Any]]:
    """The findings of a page; what sums them up says nothing that they do not say."""
    monograph = Monograph.decode(await objects.load(files, key))
    return [
        _document("claim", f"{slug}/{each.id}", slug, name, each.text, each.outcome, facts_of(each, monograph.grade))
        for each in monograph.claims
        if not each.section.sums_up
    ]


def folded(outcome: str) -> str:
    """An outcome as the index compares it: `Wound_healing` is `wound healing`."""
    return " ".join(outcome.replace("_", " ").lower().split())


def facts_of(claim: QuotedClaim, grade: Grade) -> str:
    """What is told of a claim beside its text, as JSON; the grade is its outcome's, else that of all evidence."""
    graded = grade.of(claim.outcome) or grade
    told = claim.model_dump(mode="json", include=_TOLD)
    return json.dumps({**told, "grade": graded.level.value}, ensure_ascii=False)


def _documents(row: Row) -> Iterator[dict[str, Any]]:
    """A study, and each outcome that it looked at."""
    yield _document("study", row["id"], row["id"], row["title"], row["abstract"])
    by_name: dict[str, list[str]] = {}
    for each in json.loads(row["outcomes"] or "[]"):
        by_name.setdefault(each["name"], []).append(f"{each['direction']}: {each['quote']['text']}")
    for name, said in by_name.items():
        yield _document("outcome", f"{row['id']}/{name}", row["id"], name.replace("_", " "), "\n".join(said), name)


def _document(
    kind: Kind, ref: str, owner: str, title: str, body: str, outcome: str = "", facts: str = "{}"
) -> dict[str, Any]:
    return {
        "kind": kind,
        "ref": ref,
        "owner": owner,
        "title": plain(title),
        "body": plain(body),
        "outcome": folded(outcome),
        "facts": facts,
    }


def _put(documents: Sequence[dict[str, Any]]) -> Iterator[Statement]:
    for rows in arrays(documents):
        yield SQL("forget_old", rows=rows)
        yield SQL("put", rows=rows)
        yield SQL("learn_new")
        yield SQL("known")


def _gone(kind: Kind, owners: Sequence[str], refs: Sequence[str]) -> list[Statement]:
    what = {"kind": kind, "owners": json.dumps(list(owners)), "refs": json.dumps(list(refs))}
    return [SQL("forget_gone", **what), SQL("drop_gone", **what)]


def _hit(row: Row, facts: Row | None) -> Hit:
    study = facts or {}
    return Hit(
        kind=row["kind"],
        ref=row["ref"] if row["kind"] == "claim" else row["owner"],
        rank=row["rank"],
        title=_marked(row["title"]),
        passage=_marked(row["passage"]),
        slugs=(row["owner"],) if row["kind"] == "claim" else tuple(sorted(json.loads(study.get("slugs") or "[]"))),
        year=study.get("year"),
        study_type=study.get("study_type"),
        n=study.get("n"),
        flags=tuple(json.loads(study.get("flags") or "[]")),
        link=study.get("link"),
    )


def _marked(text: str) -> tuple[Marked, ...]:
    return tuple(Marked(text=each.text, found=each.found) for each in pieces(text))
