"""Studies in the database: records, revisions, and which peptide's query found them."""

import json
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pydantic import ValidationError

from shared.domain.evidence.appraisal import Appraisal
from shared.domain.evidence.pack import EvidencePack
from shared.domain.evidence.study import Study, study_from_record
from shared.domain.grading.bodies import why_excluded
from shared.domain.instants import stamp
from shared.domain.publishing.notices import told
from shared.platform.errors import Corrupt
from shared.platform.ports import Database, Row, Statement
from shared.platform.sql import Queries
from shared.store.evidence import overrides, study_flags
from shared.store.json_arrays import arrays

SQL = Queries("shared.store.evidence", "studies.sql")

_PAGE = 100
"""Studies a result set: about a megabyte of records with the longest abstracts."""

_NAMED = 5

_FALLEN = frozenset({"retracted", "retraction_suspected", "notice", "person"})
"""Why a pack itself counts a study no more (`why_excluded`), of what may also come after it."""


@dataclass(frozen=True, slots=True)
class Held:
    """What is held of a record: its revision, and since which instant it has been as it is."""

    revision: str
    since: str


def record(studies: Sequence[tuple[Study, Appraisal]], *, slug: str, query_hash: str, now: datetime) -> list[Statement]:
    """The statements that keep these studies and link them to the peptide's query; saying so twice changes nothing.

    An unchanged revision writes nothing but a missing link.
    """
    statements: list[Statement] = []
    for rows in arrays([_row(study, appraisal) for study, appraisal in studies]):
        statements += [SQL("put", rows=rows, now=stamp(now)), SQL("put_revisions", rows=rows, now=stamp(now))]
    if studies:
        ids = json.dumps([study.id for study, _ in studies])
        statements.append(SQL("link", slug=slug, query_hash=query_hash, ids=ids, now=stamp(now)))
    return statements


def link(pmids: Sequence[str], *, slug: str, query_hash: str, now: datetime) -> Statement:
    """Link records that the database already holds to the peptide's query; those it lacks are left out."""
    ids = json.dumps([f"PMID:{pmid}" for pmid in pmids])
    return SQL("link", slug=slug, query_hash=query_hash, ids=ids, now=stamp(now))


def withdraw(pmids: Sequence[str], now: datetime) -> Statement:
    """Mark records that NLM deleted: they stay, as notices, until a later answer holds them again."""
    return SQL("withdraw", ids=json.dumps([f"PMID:{pmid}" for pmid in pmids]), now=stamp(now))


async def of(db: Database, slug: str, query_hash: str) -> list[tuple[Study, Appraisal]]:
    """All that this query of this peptide ever found, by study id; where a person decided, as the person has it.

    Appraisals carry what other sources told of their studies.

    Raises:
        Corrupt: a stored record cannot be read.
    """
    found: list[tuple[Study, Appraisal]] = []
    after = ""
    while rows := await db.all(SQL("of", slug=slug, query_hash=query_hash, after=after, size=_PAGE)):
        found += [_stored(row) for row in rows]
        after = rows[-1]["id"]
        if len(rows) < _PAGE:
            break
    return await overrides.laid_over(db, slug, found)


async def each(db: Database, slug: str, query_hash: str) -> AsyncIterator[tuple[Study, Appraisal, str]]:
    """All that this query of this peptide ever found with its revision, by study id; one page of it is held at once.

    Raises:
        Corrupt: a stored record cannot be read.
    """
    after = ""
    while rows := await db.all(SQL("of", slug=slug, query_hash=query_hash, after=after, size=_PAGE)):
        after = rows[-1]["id"]
        page = await overrides.laid_over(db, slug, [_stored(row) for row in rows])
        for (study, appraisal), row in zip(page, rows, strict=True):
            yield study, appraisal, row["revision"]
        if len(rows) < _PAGE:
            return


async def some(db: Database, slug: str, pmids: Sequence[str]) -> list[tuple[Study, Appraisal]]:
    """The studies of these PMIDs as the peptide has them, in their order; those that the database lacks are left out.

    Raises:
        Corrupt: a stored record cannot be read.
    """
    found: dict[str, tuple[Study, Appraisal]] = {}
    for start in range(0, len(pmids), _PAGE):
        ids = json.dumps([f"PMID:{pmid}" for pmid in pmids[start : start + _PAGE]])
        for row in await db.all(SQL("some", ids=ids)):
            found[row["id"]] = _stored(row)
    ordered = [found[f"PMID:{pmid}"] for pmid in pmids if f"PMID:{pmid}" in found]
    return await overrides.laid_over(db, slug, ordered)


async def fallen(db: Database, pack: EvidencePack) -> tuple[str, ...]:
    """The PMIDs of the pack's studies that it takes for sound and that no page may rest on any more: retracted, said to
    be, deleted, or excluded by a person since it was made."""
    sound = [f"PMID:{each.pmid}" for each in pack.studies if why_excluded(each) not in _FALLEN]
    rows = await db.all(SQL("fallen", slug=pack.slug, ids=json.dumps(sound)))
    return tuple(row["id"].removeprefix("PMID:") for row in rows)


def said_of_fallen(pmids: Sequence[str]) -> str:
    """Why a page is not published that rests on these."""
    named = ", ".join(pmids[:_NAMED]) + (f" and {len(pmids) - _NAMED} more" if len(pmids) > _NAMED else "")
    return f"its evidence changed since it was packed: PMID {named} was retracted, deleted or excluded"


async def count(db: Database, slug: str, query_hash: str) -> int:
    """How many studies this query of this peptide ever found."""
    row = await db.first(SQL("count", slug=slug, query_hash=query_hash))
    return int(row["found"]) if row else 0


async def linked(db: Database, slug: str, query_hash: str, pmids: Sequence[str], since: str = "") -> set[str]:
    """Which of these PMIDs this query of this peptide has found before, and not before the instant `since`."""
    ids = json.dumps([f"PMID:{pmid}" for pmid in pmids])
    rows = await db.all(SQL("linked", slug=slug, query_hash=query_hash, ids=ids, since=since))
    return {row["id"].removeprefix("PMID:") for row in rows}


async def unnamed(db: Database, slug: str, query_hash: str, pmids: Sequence[str]) -> list[str]:
    """The records of this query's set that are not among these and were not withdrawn, by id."""
    # Without "PMID:" before each, as many as a peptide may have are one value.
    rows = await db.all(SQL("unnamed", slug=slug, query_hash=query_hash, pmids=json.dumps(list(pmids))))
    return [row["id"].removeprefix("PMID:") for row in rows]


async def finders(
    db: Database, queries: Mapping[str, str], pmids: Sequence[str]
) -> tuple[dict[str, set[str]], dict[str, Held]]:
    """Of these PMIDs, which each peptide's query found before (by slug), and what is held of each that any found.

    `queries` are the queries' hashes by slug.
    """
    wanted = json.dumps([{"slug": slug, "query": query} for slug, query in queries.items()])
    ids = json.dumps([f"PMID:{pmid}" for pmid in pmids])
    found: dict[str, set[str]] = {slug: set() for slug in queries}
    held: dict[str, Held] = {}
    for row in await db.all(SQL("finders", queries=wanted, ids=ids)):
        pmid = row["id"].removeprefix("PMID:")
        found[row["slug"]].add(pmid)
        held[pmid] = Held(row["revision"], row["updated_at"])
    return found, held


async def stirred(db: Database, slugs: Sequence[str]) -> set[str]:
    """Peptides whose pack may be another one today although no source has news: a study or trial of theirs changed, a
    person said something of one, or their page waits for a person."""
    return {row["slug"] for row in await db.all(SQL("stirred", slugs=json.dumps(list(slugs))))}


def _row(study: Study, appraisal: Appraisal) -> dict[str, Any]:
    return {
        "id": study.id,
        "revision": study.revision,
        "title": study.title,
        "abstract": study.abstract_text,
        "year": study.year,
        "study_type": appraisal.study_type,
        "n": appraisal.n,
        "direction": appraisal.direction,
        "link": study.link,
        "appraisal": appraisal.model_dump(mode="json"),
        "record": study.model_dump(mode="json"),
    }


def _stored(row: Row) -> tuple[Study, Appraisal]:
    try:
        appraisal = Appraisal.model_validate_json(row["appraisal"])
        return study_from_record(row["record"]), told(appraisal, study_flags.words(row["told"]))
    except ValidationError as exc:
        raise Corrupt(f"the stored record {row['id']} cannot be read; fetch the peptide again") from exc
