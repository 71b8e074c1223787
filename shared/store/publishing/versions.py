"""Published versions: what stands, what stood, and the one guarded step that adds to them."""

import json
from dataclasses import dataclass
from typing import Literal

from shared.domain.frozen import Frozen
from shared.domain.publishing.changes import Changes
from shared.domain.publishing.manifest import Artifact, Cost, Manifest, SearchMade
from shared.domain.publishing.monograph import Counts
from shared.domain.vocabulary import Level
from shared.platform.ports import Database, Row, Statement
from shared.platform.sql import Queries
from shared.store.evidence.searches import of_run

SQL = Queries("shared.store.publishing", "versions.sql")


class PageVersion(Frozen):
    """One published version. Keys are bucket keys; `content_hash` is the monograph's; `published_at` an instant.

    `withdrawn` says why readers are not given it any more.
    """

    slug: str
    version: int
    run_id: str
    trace_id: str
    pack: str
    draft: str
    monograph: str
    page: str
    pdf: str
    manifest: str
    content_hash: str
    evidence_grade: Level
    changed: Changes
    approved_by: str
    published_at: str
    withdrawn: str | None = None


class Pdf(Frozen):
    """A peptide, and the PDF of one of its versions: `version` is None where there is no such version. `key` is its
    bucket key, `size` its bytes; `noticed` says that a study which it rests on has a notice, which it cannot carry."""

    slug: str
    origin: Literal["catalog", "sample", "ad_hoc"]
    redirect_to: str | None
    current_version: int
    version: int | None
    key: str | None
    size: int | None
    published_at: str | None
    replaced_at: str | None
    withdrawn: str | None
    noticed: bool

    @property
    def superseded(self) -> bool:
        """Whether the version has a successor."""
        return self.version is not None and self.version < self.current_version


@dataclass(frozen=True, slots=True)
class Standing:
    """What was decided last of a peptide, and how old its evidence and ours are (instants of searches).

    `begun_at` is when the asking run began. `mine` is None where no run is known to have searched for our pack,
    `theirs` where nothing else was decided on searched evidence.
    """

    active: bool
    current_version: int
    decided_evidence: str
    decided_run: str | None
    decided_at: str | None
    begun_at: str | None
    mine: str | None
    theirs: str | None

    def overtaken(self, run_id: str, evidence: str) -> str | None:
        """Why a page made from `evidence` (a pack's hash) by this run comes too late, or None where it does not."""
        if not self.active:
            return "the peptide left the catalog while the run was under way"
        if self.decided_run in (None, run_id):
            return None
        decided_since = self.decided_at is not None and self.begun_at is not None and self.decided_at >= self.begun_at
        if evidence == self.decided_evidence:
            return f"{self.decided_run} decided on the same evidence" if decided_since else None
        older = self.theirs >= self.mine if self.theirs and self.mine else decided_since
        return f"{self.decided_run} decided on newer evidence" if older else None


async def by_version(db: Database, slug: str, version: int) -> PageVersion | None:
    """That version, or None where it was never published."""
    return _version(await db.first(SQL("by_version", slug=slug, version=version)))


async def current(db: Database, slug: str) -> PageVersion | None:
    """The version that readers are given, or None before the first."""
    return _version(await db.first(SQL("current", slug=slug)))


async def pdf(db: Database, slug: str, version: int | None) -> Pdf | None:
    """What is known of a version's PDF, or of the present one's; None where nobody knows the peptide."""
    row = await db.first(SQL("pdf", slug=slug, version=version))
    return Pdf.model_validate({**row, "noticed": bool(row["noticed"])}) if row else None


async def current_after(db: Database, after: str, size: int) -> list[PageVersion]:
    """At most `size` of the versions that readers are given, of slugs after `after`, by slug."""
    return [of_row(each) for each in await db.all(SQL("current_after", after=after, size=size))]


async def of_work(db: Database, slug: str, monograph: str, run_id: str) -> PageVersion | None:
    """The version that this run made of this monograph, or None."""
    return _version(await db.first(SQL("of_work", slug=slug, monograph=monograph, run_id=run_id)))


async def history(db: Database, slug: str) -> list[PageVersion]:
    """Every version, newest first."""
    return [of_row(each) for each in await db.all(SQL("history", slug=slug))]


async def published(db: Database) -> int:
    """How many peptides readers may open."""
    row = await db.first(SQL("published"))
    return int(row["published"]) if row else 0


async def standing(db: Database, slug: str, run_id: str, pack: str) -> Standing | None:
    """What `run_id` must know before it publishes a page made from `pack` (a bucket key); None: no such peptide."""
    row = await db.first(SQL("standing", slug=slug, run_id=run_id, pack=pack))
    return Standing(active=row.pop("state") == "active", **row) if row else None


async def searches(db: Database, run_id: str, slug: str) -> tuple[SearchMade, ...]:
    """What this run asked each source, PubMed first."""
    made = await of_run(db, run_id, slug)
    return tuple(
        SearchMade(
            source=each.source,
            query=each.query,
            translation=each.translation,
            total=each.total,
            # With a watermark only news were read now, and all else before.
            found=each.total if each.since else len(each.ids),
            missing=each.missing,
            searched_at=each.searched_at,
            failure=each.failure,
            since=each.since,
        )
        for each in sorted(made, key=lambda each: each.source, reverse=True)
    )


async def spent(db: Database, run_id: str, slug: str) -> Cost:
    """What this run asked of models for this peptide."""
    return Cost.model_validate(await db.first(SQL("spent", run_id=run_id, slug=slug)))


async def approved_by(db: Database, slug: str, draft: str) -> Literal["automatic", "person"]:
    """Who let this draft (a bucket key) through."""
    return "person" if await db.first(SQL("approval", slug=slug, draft=draft)) else "automatic"


def publish(manifest: Manifest, kept: Artifact, counts: Counts, content_hash: str, since: Standing) -> list[Statement]:
    """The statements that make a version the current one, for one batch; `kept` is the stored manifest.

    The batch is aborted (`ConstraintViolated`) where anything was published or decided of the peptide after
    `since` was read: the loser reads again and finds out by what.
    """
    level = manifest.grade.value
    artifacts = [
        {"kind": kind, **each.model_dump()}
        for kind, each in (("page", manifest.artifacts.page), ("pdf", manifest.artifacts.pdf), ("manifest", kept))
    ]
    return [
        SQL("record_artifacts", slug=manifest.slug, artifacts=json.dumps(artifacts), now=manifest.published_at),
        SQL(
            "insert_version",
            slug=manifest.slug,
            version=manifest.version,
            run_id=manifest.run_id,
            trace_id=manifest.trace_id,
            pack=manifest.pack,
            draft=manifest.draft,
            monograph=manifest.monograph,
            page=manifest.artifacts.page.key,
            pdf=manifest.artifacts.pdf.key,
            manifest=kept.key,
            content_hash=content_hash,
            evidence_grade=level,
            changed=manifest.changes.model_dump_json(),
            approved_by=manifest.approved_by,
            published_at=manifest.published_at,
        ),
        SQL(
            "move_pointer",
            slug=manifest.slug,
            version=manifest.version,
            previous=since.current_version,
            decided_run=since.decided_run,
            decided_at=since.decided_at,
            evidence_grade=level,
            human_rct=counts.human_rct,
            human_other=counts.human_other,
            animal=counts.animal,
            in_vitro=counts.in_vitro,
            now=manifest.published_at,
        ),
    ]


def _version(row: Row | None) -> PageVersion | None:
    return of_row(row) if row else None


def of_row(row: Row) -> PageVersion:
    """The version of a whole row."""
    keys = {"page": row["storage_key"], "pdf": row["pdf_key"], "manifest": row["manifest_key"]}
    return PageVersion.model_validate({**row, **keys, "changed": json.loads(row["changed"])})
