"""Searching for readers: claims of present versions, studies, and what studies say of an outcome.

The index lags behind the main database, and nothing that was replaced or withdrawn may come out of it. Of claims the
main database is asked first which versions stand, and the index gives those of these versions alone. Of studies the
index is asked first, and the main database says which of them a published peptide has, and what they are today.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Literal

from shared.domain.accounts.search_words import Piece, pieces
from shared.domain.evidence.appraisal import Appraisal
from shared.domain.frozen import Frozen
from shared.domain.publishing.monograph import Quote
from shared.domain.vocabulary import Direction, Flag, Level, Section, Species
from shared.platform.errors import DatabaseError, RetryableError
from shared.platform.ports import Database, Row, Statement
from shared.store.reading import search_index

CANDIDATES = 200
"""Studies that one search looks at; the main database sorts out those that nobody published."""

Place = tuple[str, str]
"""Behind which score and name a page begins."""

BEGINNING: Place = (str(-(2**63)), "")


class Unsearchable(RetryableError):
    """The index cannot be asked now; what it is made of can."""


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What a search is narrowed to. `match` is an FTS5 query (`shared.domain.accounts.search_words`); None lists all.
    `record` is a study's id, which words alone do not find; `condition` is a part of one of a peptide's conditions,
    `grade` that of the claim's outcome."""

    match: str | None = None
    outcome: str | None = None
    condition: str | None = None
    slug: str | None = None
    grade: Level | None = None
    human: bool | None = None
    record: str | None = None


class Facts(Frozen):
    """What the index keeps of a claim beside its text (`search_index.facts_of`)."""

    id: str
    revision: int
    section: Section
    outcome: str
    direction: Direction
    species: Species
    grade: Level
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class FoundClaim:
    """A claim of a present version; `passage` is its text with what was searched for marked. `noticed`: its page has a
    notice about a study that it quotes, which was retracted or doubted since."""

    ref: str
    slug: str
    name: str
    version: int
    published_at: str
    content_hash: str
    sample: bool
    text: str
    passage: tuple[Piece, ...]
    facts: Facts
    place: Place
    noticed: bool = False


@dataclass(frozen=True, slots=True)
class FoundPeptide:
    """A peptide with the best of its claims that were found, at least one; `many` are there."""

    claims: tuple[FoundClaim, ...]
    many: int
    place: Place


@dataclass(frozen=True, slots=True)
class FoundRecord:
    """A study that a published peptide has, or what it says of an outcome; all but `passage` as it is known today."""

    id: str
    title: str
    year: int | None
    appraisal: Appraisal
    told: tuple[Flag, ...]
    slugs: tuple[str, ...]
    sample: bool
    outcome: str
    passage: tuple[Piece, ...]
    place: Place


async def claims(
    db: Database,
    index: Database,
    wanted: Narrowed,
    opened: Sequence[str] | None,
    after: Place | None,
    count: int,
) -> tuple[list[FoundClaim], int]:
    """At most so many claims behind a place; and how many peptides' present versions are not in the index yet.

    `opened` are the slugs of peptides whose claims may be searched (`@samples`: the invented ones), None all. Words
    are compared with no other claim, so that not even a count tells of one.

    Raises:
        Unsearchable: the index does not answer, or was never made to its end.
    """
    present = await _present(db, wanted, opened)
    score, ref = after or BEGINNING
    narrowed = {**_of_claims(wanted, present), "ref": ref, "count": count}
    asked = (
        search_index.SQL("claims_listed", **narrowed)
        if wanted.match is None
        else search_index.SQL("claims_found", query=wanted.match, score=score, **narrowed)
    )
    found, behind = await _asked(index, asked, search_index.SQL("behind", present=present))
    return [_claim(each) for each in found], behind[0]["count"]


async def by_peptide(
    db: Database,
    index: Database,
    wanted: Narrowed,
    opened: Sequence[str] | None,
    after: Place | None,
    count: int,
    each: int,
) -> tuple[list[FoundPeptide], int]:
    """What `claims` finds, peptide by peptide: at most so many behind a place, the one with the best claim first, and
    of each at most so many claims; and how many peptides' present versions are not in the index yet.

    Raises:
        Unsearchable: the index does not answer, or was never made to its end.
        ValueError: no words are given; without them no claim is better than another.
    """
    if wanted.match is None:
        raise ValueError("claims are ranked by words, and there are none")
    present = await _present(db, wanted, opened)
    score, slug = after or BEGINNING
    asked = search_index.SQL(
        "claims_by_peptide",
        query=wanted.match,
        score=score,
        after=slug,
        count=count,
        each=each,
        **_of_claims(wanted, present),
    )
    rows, behind = await _asked(index, asked, search_index.SQL("behind", present=present))
    found = [
        FoundPeptide(tuple(map(_claim, of_one)), of_one[0]["many"], (str(of_one[0]["best"]), slug))
        for slug, of_one in ((slug, [*group]) for slug, group in groupby(rows, itemgetter("slug")))
    ]
    return found, behind[0]["count"]


async def records(
    db: Database, index: Database, kind: Literal["study", "outcome"], wanted: Narrowed, after: Place | None, count: int
) -> tuple[list[FoundRecord], Place | None]:
    """At most so many studies behind a place, and the place where to go on, None at the end. A page may hold fewer
    although it goes on: so many were looked at that nothing more was asked.

    Raises:
        Unsearchable: the index does not answer, or was never made to its end.
    """
    score, ref = after or BEGINNING
    narrowed = {"kind": kind, "outcome": _folded(wanted.outcome), "ref": ref, "count": CANDIDATES}
    asked = (
        search_index.SQL("records_listed", **narrowed)
        if wanted.match is None
        else search_index.SQL("records_found", query=wanted.match, record=wanted.record, score=score, **narrowed)
    )
    [candidates] = await _asked(index, asked)
    rows = await db.all(
        search_index.SOURCES_SQL(
            "records",
            ids=json.dumps(sorted({each["study"] for each in candidates})),
            slug=wanted.slug,
            condition=_lowered(wanted.condition),
            human=wanted.human,
        )
    )
    known = {row["id"]: row for row in rows}
    shown = [_record(each, known[each["study"]]) for each in candidates if each["study"] in known]
    if len(shown) > count:
        return shown[:count], shown[count - 1].place
    return shown, _place(candidates[-1]) if len(candidates) == CANDIDATES else None


async def _present(db: Database, wanted: Narrowed, opened: Sequence[str] | None) -> str:
    """The present versions that may be searched, as JSON."""
    row = await db.first(
        search_index.SOURCES_SQL(
            "open_pages",
            slug=wanted.slug,
            condition=_lowered(wanted.condition),
            all=opened is None,
            opened=json.dumps(list(opened or ())),
        )
    )
    return row["present"] if row else "{}"


def _of_claims(wanted: Narrowed, present: str) -> dict[str, str | bool | None]:
    return {
        "present": present,
        "outcome": _folded(wanted.outcome),
        "grade": wanted.grade.value if wanted.grade else None,
        "human": wanted.human,
    }


async def _asked(index: Database, *statements: Statement) -> list[list[Row]]:
    try:
        whole, *found = await index.batch([search_index.whole(), *statements])
    except (DatabaseError, RetryableError) as exc:
        raise Unsearchable(f"the search database does not answer: {exc}") from exc
    if not whole.rows:
        raise Unsearchable("the search index is being made, and is not whole yet")
    return [each.rows for each in found]


def _claim(row: Row) -> FoundClaim:
    facts, noticed = Facts.model_validate_json(row["facts"]), set[str](json.loads(row["noticed"]))
    return FoundClaim(
        ref=row["ref"],
        slug=row["slug"],
        name=row["name"],
        version=row["version"],
        published_at=row["published_at"],
        content_hash=row["content_hash"],
        sample=bool(row["sample"]),
        text=row["body"],
        passage=pieces(row["passage"]),
        facts=facts,
        place=_place(row),
        noticed=any(each.pmid in noticed for each in facts.quotes),
    )


def _record(candidate: Row, row: Row) -> FoundRecord:
    return FoundRecord(
        id=row["id"],
        title=row["title"],
        year=row["year"],
        appraisal=Appraisal.model_validate_json(row["appraisal"]),
        told=tuple(Flag(each) for each in sorted(json.loads(row["told"]))),
        slugs=tuple(sorted(json.loads(row["slugs"]))),
        sample=bool(row["sample"]),
        outcome=candidate["ref"].partition("/")[2],
        passage=pieces(candidate["passage"]),
        place=_place(candidate),
    )


def _place(row: Row) -> Place:
    return str(row["score"]), row["ref"]


def _folded(outcome: str | None) -> str | None:
    return search_index.folded(outcome) if outcome else None


def _lowered(text: str | None) -> str | None:
    return text.strip().lower() if text else None
