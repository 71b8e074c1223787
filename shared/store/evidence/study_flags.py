"""What sources told of studies beside their records: kept for good, whatever a later fetch of the record says."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Literal, cast

from shared.domain.evidence.appraisal import Appraisal
from shared.domain.evidence.override import judged, standing
from shared.domain.instants import stamp
from shared.domain.publishing.notices import told
from shared.domain.vocabulary import Flag
from shared.platform.ports import Database, Statement
from shared.platform.sql import Queries
from shared.store.evidence import overrides

SQL = Queries("shared.store.evidence", "study_flags.sql")

Source = Literal["pubmed", "crossref"]


@dataclass(frozen=True, slots=True)
class Told:
    """That a source flags a study; `notice` is the DOI of what says so, `said_at` its date, both where known."""

    study_id: str
    flag: Flag
    source: Source
    notice: str | None = None
    said_at: str | None = None


@dataclass(frozen=True, slots=True)
class Watched:
    """A record that some published page may rest on. `flags` are its own and those that sources told."""

    id: str
    doi: str | None
    flags: frozenset[Flag]

    @property
    def pmid(self) -> str:
        return self.id.removeprefix("PMID:")


def record(flags: Sequence[Told], now: datetime) -> Statement:
    """The statement that keeps these flags; one that was told before stays as it was."""
    return SQL("record", rows=json.dumps([asdict(each) for each in flags]), now=stamp(now))


async def published_after(db: Database, after: str, size: int) -> list[Watched]:
    """At most `size` PubMed records of published peptides whose ids come after `after`, by id."""
    rows = await db.all(SQL("published_after", after=after, size=size))
    return [
        Watched(
            id=row["id"],
            doi=row["doi"],
            flags=frozenset(map(Flag, [*json.loads(row["flags"]), *(flag for _, flag in words(row["told"]))])),
        )
        for row in rows
    ]


async def known(db: Database, slug: str, pmids: Iterable[str]) -> dict[str, Appraisal]:
    """The appraisals, by PMID, of those of these records that carry any flag, whoever gave it.

    Where a person decided on a study for this peptide's page, it is as the person has it.
    """
    rows = await db.all(SQL("known", ids=_ids(pmids)))
    decided = standing(await overrides.of_peptide(db, slug) if rows else [], slug)
    found: dict[str, Appraisal] = {}
    for row in rows:
        pmid = row["id"].removeprefix("PMID:")
        flagged = told(Appraisal.model_validate_json(row["appraisal"]), words(row["told"]))
        found[pmid] = judged(flagged, decided[pmid]) if pmid in decided else flagged
    return found


async def texts(db: Database, pmids: Iterable[str]) -> dict[str, tuple[str, str]]:
    """Title and abstract as stored, by PMID, of those of these records that are there."""
    rows = await db.all(SQL("texts", ids=_ids(pmids)))
    return {row["id"].removeprefix("PMID:"): (row["title"], row["abstract"]) for row in rows}


async def of_studies(db: Database, study_ids: Sequence[str]) -> list[Told]:
    """What sources told of these studies (`PMID:1`), by study, source and flag."""
    rows = await db.all(SQL("of_study", ids=json.dumps(list(study_ids))))
    return [
        Told(row["study_id"], Flag(row["flag"]), cast("Source", row["source"]), row["notice"], row["said_at"])
        for row in rows
    ]


def words(column: str) -> list[tuple[str, Flag]]:
    """A column of [source, flag] pairs, as `shared.domain.publishing.notices.told` takes them."""
    return [(source, Flag(flag)) for source, flag in json.loads(column)]


def _ids(pmids: Iterable[str]) -> str:
    return json.dumps([f"PMID:{pmid}" for pmid in pmids])
