"""Registered trials in the database: their records, and which peptide's question found them."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from pydantic import ValidationError

from shared.domain.canonical import canonical, plain
from shared.domain.evidence.trial import Trial
from shared.domain.instants import stamp
from shared.platform.errors import Corrupt
from shared.platform.ports import Database, Row, Statement
from shared.platform.sql import Queries

SQL = Queries("shared.store.evidence", "trials.sql")

_PAGE = 200
"""Trials a result set: about 200 kB."""

_ROWS = 100
"""Trials a statement: their JSON stays far below what D1 takes as one value."""


@dataclass(frozen=True, slots=True)
class Held:
    """What is held of a trial: its revision, and since which instant it has been as it is."""

    revision: str
    since: str


@dataclass(frozen=True, slots=True)
class Span:
    """A peptide's question and two days (`2024-11-26`): from the first on, before the second."""

    slug: str
    query: str
    begin: str
    end: str


def record(trials: Sequence[Trial], *, slug: str, query_hash: str, now: datetime) -> list[Statement]:
    """The statements that keep these trials and link them to the peptide's question; saying so twice changes nothing.

    An unchanged record writes nothing but a missing link.
    """
    statements: list[Statement] = []
    for start in range(0, len(trials), _ROWS):
        rows = [
            {"nct": each.nct, "revision": each.revision, "record": plain(each)}
            for each in trials[start : start + _ROWS]
        ]
        statements.append(SQL("put", rows=canonical(rows).decode(), now=stamp(now)))
    if trials:
        statements.append(link([each.nct for each in trials], slug=slug, query_hash=query_hash, now=now))
    return statements


def link(ncts: Sequence[str], *, slug: str, query_hash: str, now: datetime) -> Statement:
    """Link trials that the database already holds to the peptide's question; those it lacks are left out."""
    return SQL("link", slug=slug, query_hash=query_hash, ncts=json.dumps(list(ncts)), now=stamp(now))


async def of(db: Database, slug: str, query_hash: str) -> list[Trial]:
    """All that this question about this peptide ever found, by number.

    Raises:
        Corrupt: a stored record cannot be read.
    """
    found: list[Trial] = []
    after = ""
    while rows := await db.all(SQL("of", slug=slug, query_hash=query_hash, after=after, size=_PAGE)):
        found += [_stored(row) for row in rows]
        after = rows[-1]["nct"]
        if len(rows) < _PAGE:
            break
    return found


async def numbers(db: Database, slug: str, query_hash: str) -> set[str]:
    """The numbers of all trials that this question about this peptide ever found."""
    return {row["nct"] for row in await db.all(SQL("numbers", slug=slug, query_hash=query_hash))}


async def finders(
    db: Database, queries: Mapping[str, str], ncts: Sequence[str]
) -> tuple[dict[str, set[str]], dict[str, Held]]:
    """By slug, which of these trials its question (`queries` by slug) found; and what is held of any that was found."""
    asked = json.dumps([{"slug": slug, "query": query} for slug, query in queries.items()])
    linked: dict[str, set[str]] = {slug: set() for slug in queries}
    held: dict[str, Held] = {}
    for row in await db.all(SQL("finders", asked=asked, ncts=json.dumps(list(ncts)))):
        linked[row["slug"]].add(row["nct"])
        held[row["nct"]] = Held(row["revision"], row["updated_at"])
    return linked, held


async def completed_between(db: Database, spans: Sequence[Span]) -> set[str]:
    """The slugs of which a trial without posted results was completed within its span."""
    rows = await db.all(SQL("completed_between", asked=json.dumps([asdict(each) for each in spans])))
    return {row["slug"] for row in rows}


def _stored(row: Row) -> Trial:
    try:
        return Trial.model_validate_json(row["record"])
    except ValidationError as exc:
        raise Corrupt(f"the stored trial {row['nct']} cannot be read; fetch the peptide again") from exc
