"""Overrides in the database: what persons decided of single studies, laid over the rules wherever studies are read."""

import json
from collections.abc import Sequence
from datetime import datetime

from shared.domain.evidence.appraisal import Appraisal
from shared.domain.evidence.override import Override, judged, standing
from shared.domain.evidence.study import Study
from shared.domain.frozen import Frozen
from shared.domain.instants import stamp
from shared.platform.ports import Database, Row, Statement
from shared.platform.sql import Queries

SQL = Queries("shared.store.evidence", "overrides.sql")

_PREFIX = "PMID:"


class Listed(Override):
    """An override with the title of its study."""

    title: str


class Subject(Frozen):
    """A study that may be decided on: as the rules appraise it, and the peptides that found it, by slug."""

    pmid: str
    title: str
    appraisal: Appraisal
    active: dict[str, str]
    """Names by slug."""
    retired: dict[str, str]


async def subject(db: Database, pmid: str) -> Subject | None:
    """The study of that PMID, None where no peptide's search ever named it."""
    row = await db.first(SQL("study", study_id=_id(pmid)))
    if row is None:
        return None
    found = await db.all(SQL("linked", study_id=_id(pmid)))
    return Subject(
        pmid=pmid,
        title=row["title"],
        appraisal=Appraisal.model_validate_json(row["appraisal"]),
        active={each["slug"]: each["name"] for each in found if each["state"] == "active"},
        retired={each["slug"]: each["name"] for each in found if each["state"] == "retired"},
    )


def make(override: Override, now: datetime) -> list[Statement]:
    """The statements that make it stand in place of what stood for the same study and peptide; again, nothing."""
    who = {"id": override.id, "study_id": _id(override.pmid), "slug": override.slug}
    why = {"person": override.person, "reason": override.reason, "now": stamp(now)}
    # A database binds text, and no enumeration's own type.
    words = {"design": override.design, "species": override.species, "direction": override.direction}
    what = {name: None if word is None else str(word) for name, word in words.items()}
    return [
        SQL("replace", **who, **why),
        SQL("make", **who, **why, action=override.action, **what, n=override.n, outcomes=_outcomes(override)),
    ]


def end(id: str, person: str, reason: str, now: datetime) -> Statement:
    """Withdraw one; where it ended before, nothing."""
    return SQL("end", id=id, person=person, reason=reason, now=stamp(now))


async def of_peptide(db: Database, slug: str) -> list[Override]:
    """What stands for this peptide and for all."""
    return [Override.model_validate(_fields(row)) for row in await db.all(SQL("standing", slug=slug))]


async def listed(db: Database, *, pmid: str | None = None, all: bool = False, count: int = 1_000) -> list[Listed]:
    """Newest first, of one study or of every one; with `all` also what was withdrawn or replaced."""
    query = SQL("listed", study_id=_id(pmid) if pmid else None, all=int(all), count=count)
    return [Listed.model_validate(_fields(row)) for row in await db.all(query)]


async def laid_over(db: Database, slug: str, found: Sequence[tuple[Study, Appraisal]]) -> list[tuple[Study, Appraisal]]:
    """Studies of a peptide, each as the person has it who decided on it, else as the rules have it."""
    decided = standing(await of_peptide(db, slug), slug)
    return [
        (study, judged(appraisal, decided[study.pmid]) if study.pmid in decided else appraisal)
        for study, appraisal in found
    ]


def _id(pmid: str) -> str:
    return f"{_PREFIX}{pmid}"


def _outcomes(override: Override) -> str | None:
    return json.dumps({name: str(way) for name, way in override.outcomes.items()}) if override.outcomes else None


def _fields(row: Row) -> Row:
    outcomes = json.loads(row["outcomes"] or "{}")
    return {**row, "pmid": row["study_id"].removeprefix(_PREFIX), "outcomes": outcomes}
