"""From a monograph that passed to a published version: typeset, inspect, publish in one guarded step."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from functions.render import inspect
from functions.render.changes import decided, removed
from functions.render.compose import compose
from functions.render.elements.sheet import Line
from functions.render.status import regulatory
from functions.render.typesetting.document import document
from functions.render.typesetting.page import page, places, texts
from queues.messages import RenderMonograph, ReviewDraft, VersionPublished
from shared.domain.evidence.pack import EvidencePack
from shared.domain.fingerprints import RULES_EDITION, TEMPLATE_EDITION, Fingerprints, present
from shared.domain.instants import stamp
from shared.domain.publishing.changes import Changes, Edition, changes
from shared.domain.publishing.draft import Draft
from shared.domain.publishing.manifest import Artifact, Artifacts, Editions, Manifest, SearchMade, left, used
from shared.domain.publishing.monograph import Finding, Monograph
from shared.gates.context import Place
from shared.gates.text import compile_patterns
from shared.platform.deliveries.consumer import consume
from shared.platform.deliveries.work import Outcome, Settled
from shared.platform.errors import Corrupt, PermanentError
from shared.platform.ports import Batch, Bucket, Platform, Statement
from shared.store import objects
from shared.store.evidence import newer_studies, peptides, studies
from shared.store.evidence.peptides import StoredPeptide
from shared.store.publishing import holds, versions
from shared.store.publishing.versions import PageVersion, Standing

compile_patterns()

PAGE = ("html", "text/html; charset=utf-8")
PDF = ("pdf", "application/pdf")

REASONS_SAID = 3
"""Findings that a run item's reason repeats; the hold has them all."""
PRIVATE = "private"
"""The bucket's folder of renderings that no reader is given."""


@dataclass(frozen=True, slots=True)
class Asked:
    """All that one job is about, as it is at one instant (`at`): facts go stale from one day to the next.

    `before` is the version that readers are given now, with its manifest.
    """

    peptide: StoredPeptide
    pack: EvidencePack
    monograph: Monograph
    standing: Standing
    now: Fingerprints
    before: tuple[PageVersion, Manifest] | None
    at: datetime

    @property
    def number(self) -> int:
        """The version that it would be."""
        return self.standing.current_version + 1

    @property
    def draft(self) -> str:
        return f"drafts/{self.monograph.draft}.json"


async def queue(batch: Batch, platform: Platform) -> None:
    """Settle a batch of the render queue."""
    await consume(batch, RenderMonograph, handle, platform)


async def handle(job: RenderMonograph, platform: Platform) -> Outcome:
    """Publish the monograph as the next version, unless it stands already, comes too late, or must be held.

    Raises:
        PermanentError: the peptide is unknown, or what the job names is missing or not what it should be.
    """
    if published := await versions.of_work(platform.db, job.slug, job.monograph, job.run_id):
        return Outcome(settled=Settled("published", version=published.version))
    asked = await _read(job, platform)
    if late := asked.standing.overtaken(job.run_id, asked.pack.hash):
        return Outcome(settled=Settled("superseded", late))
    if job.held:
        reasons = await objects.read(platform.files, holds.Reasons, job.held)
        return await _for_a_person(job, asked, reasons.findings, platform)
    if asked.before and _stands(job, asked):
        version, _ = asked.before
        return Outcome(writes=[_decided(job, asked, platform)], settled=Settled("unchanged", version=version.version))
    if fallen := await studies.fallen(platform.db, asked.pack):
        return Outcome(settled=Settled("held", studies.said_of_fallen(fallen)))
    return await _publish(job, asked, platform)


async def _read(job: RenderMonograph, platform: Platform) -> Asked:
    peptide = await peptides.by_slug(platform.db, job.slug)
    standing = await versions.standing(platform.db, job.slug, job.run_id, job.pack)
    if peptide is None or standing is None:
        raise PermanentError(f"{job.slug} is no peptide of the database; sync the catalog and replay")
    monograph, pack = await _edition(platform.files, job.pack, job.monograph)
    if (pack.slug, monograph.slug) != (job.slug, job.slug):
        raise Corrupt(f"{job.monograph} is {monograph.slug}'s and {job.pack} is {pack.slug}'s, not {job.slug}'s")
    if monograph.pack != pack.hash:
        raise Corrupt(f"{job.monograph} was made from another pack than {job.pack}")
    current = await versions.by_version(platform.db, job.slug, standing.current_version)
    before = (current, await objects.read(platform.files, Manifest, current.manifest)) if current else None
    # A draft that was held or under way while the rules changed is judged again by the next night.
    at = platform.clock.now()
    now = present(pack.hash, peptide.peptide.shown(at.date()), monograph.grade.edition)
    return Asked(peptide, pack, monograph, standing, now, before, at)


async def _edition(files: Bucket, pack: str, monograph: str) -> Edition:
    return await objects.read(files, Monograph, monograph), await objects.read(files, EvidencePack, pack)


def _stands(job: RenderMonograph, asked: Asked) -> bool:
    """Whether readers have this very monograph before them, shown as it would be shown now."""
    if asked.before is None:
        return False
    version, manifest = asked.before
    if version.withdrawn is not None:
        return False
    return version.monograph == job.monograph and manifest.fingerprints.showing == asked.now.showing


@dataclass(frozen=True, slots=True)
class Typeset:
    """Page and PDF of one job, what the version rests on, and why it must not be published as it is."""

    html: bytes
    pdf: bytes
    changes: Changes
    searches: tuple[SearchMade, ...]
    approved_by: Literal["automatic", "person"]
    reasons: tuple[Finding, ...]


async def _typeset(job: RenderMonograph, asked: Asked, platform: Platform, *, private: bool = False) -> Typeset:
    searches = await _searches(job, asked, platform)
    difference, gone, persons = await _changes(asked, platform.files)
    approved_by = await versions.approved_by(platform.db, job.slug, asked.draft)
    sheet = compose(
        asked.peptide.peptide,
        asked.pack,
        asked.monograph,
        difference,
        searches,
        version=asked.number,
        published_at=stamp(asked.at),
        approved_by=approved_by,
        private=private,
        gone=gone,
        decided=persons,
    )
    html = page(sheet, job.slug)
    pdf = document(sheet)
    beside: list[tuple[Place, str]] = [("slug", job.slug), *places(html)]
    beside.extend(("pdf_metadata", each) for each in pdf.metadata)
    status = regulatory.known(asked.peptide.peptide.regulatory)
    reasons = tuple(inspect.faults(sheet, texts(html), pdf.texts, beside, status))
    return Typeset(html, pdf.data, difference, searches, approved_by, reasons)


async def _publish(job: RenderMonograph, asked: Asked, platform: Platform) -> Outcome:
    made = await _typeset(job, asked, platform)
    if made.reasons:
        return await _for_a_person(job, asked, (), platform)
    artifacts = Artifacts(
        page=await _keep(platform.files, made.html, *PAGE), pdf=await _keep(platform.files, made.pdf, *PDF)
    )
    manifest = Manifest(
        slug=job.slug,
        name=asked.peptide.peptide.name,
        sample=asked.pack.sample,
        version=asked.number,
        run_id=job.run_id,
        trace_id=job.trace_id,
        pack=job.pack,
        draft=asked.draft,
        monograph=job.monograph,
        artifacts=artifacts,
        searches=made.searches,
        pmids_in=used(asked.pack),
        pmids_out=left(asked.pack),
        writer=asked.monograph.writer,
        reviewer=asked.monograph.reviewer,
        grade=asked.monograph.grade.level,
        editions=Editions(grading=asked.monograph.grade.edition, rules=RULES_EDITION, template=TEMPLATE_EDITION),
        fingerprints=asked.now,
        changes=made.changes,
        cost=await versions.spent(platform.db, job.run_id, job.slug),
        approved_by=made.approved_by,
        published_at=stamp(asked.at),
    )
    kept = await _keep(platform.files, manifest.encode(), "json", "application/json", objects.MANIFESTS)
    writes = versions.publish(manifest, kept, asked.monograph.counts, asked.monograph.hash, asked.standing)
    # The decision comes after the pointer, whose guard compares with what was decided before.
    return Outcome(
        writes=[*writes, *newer_studies.published(manifest), _decided(job, asked, platform)],
        messages=[VersionPublished(slug=job.slug, version=asked.number, trace_id=job.trace_id)],
        settled=Settled("published", version=asked.number),
        guarded=True,
    )


async def _searches(job: RenderMonograph, asked: Asked, platform: Platform) -> tuple[SearchMade, ...]:
    """This run's searches. One that a person's approval began made none: the run that held the draft tells. One that
    only shows or judges the same records anew made none either: the version before tells."""
    if made := await versions.searches(platform.db, job.run_id, job.slug):
        return made
    for hold in await holds.of(platform.db, job.slug):
        if hold.draft == asked.draft and (made := await versions.searches(platform.db, hold.run_id, job.slug)):
            return made
    if asked.before is None:
        return ()
    before = asked.before[1]
    same = {*before.pmids_in, *(each.pmid for each in before.pmids_out)} == {each.pmid for each in asked.pack.studies}
    return before.searches if same else ()


async def _changes(asked: Asked, files: Bucket) -> tuple[Changes, tuple[str, ...], tuple[Line, ...]]:
    """What changed since the version before; in words, which statements went and why; and what persons decided."""
    if asked.before is None:
        return changes(None, (asked.monograph, asked.pack)), (), ()
    before = await _edition(files, asked.before[0].pack, asked.before[0].monograph)
    found = changes(before, (asked.monograph, asked.pack))
    persons = decided.told(before[1], asked.pack)
    if not found.claims_removed:
        return found, (), persons
    draft = await objects.read(files, Draft, asked.draft)
    return found, removed.told(found.claims_removed, before[0], draft), persons


async def _for_a_person(job: RenderMonograph, asked: Asked, reasons: Sequence[Finding], platform: Platform) -> Outcome:
    """Hold the draft with a private rendering. What page or PDF must not say, no approval lets through: such a hold
    has no monograph."""
    made = await _typeset(job, asked, platform, private=True)
    html = await _keep(platform.files, made.html, *PAGE, PRIVATE)
    pdf = await _keep(platform.files, made.pdf, *PDF, PRIVATE)
    judged = ReviewDraft(run_id=job.run_id, slug=job.slug, trace_id=job.trace_id, pack=job.pack, draft=asked.draft)
    hold = holds.hold(
        judged,
        [*reasons, *made.reasons],
        monograph=None if made.reasons else job.monograph,
        rendering=(html.key, pdf.key),
        now=platform.clock.now(),
    )
    # What is held has no page yet that a new template could show.
    writes = [*hold, _decided(job, asked, platform, shown=False)]
    return Outcome(writes=writes, settled=Settled("held", _said(reasons, made.reasons)))


def _said(reasons: Sequence[Finding], faults: Sequence[Finding]) -> str:
    if not faults:
        return "; ".join(each.reason for each in reasons)
    said = "; ".join(f"{each.rule} {each.reason}: {each.span}" for each in faults[:REASONS_SAID])
    return f"{len(faults)} findings on page and PDF: {said}"


def _decided(job: RenderMonograph, asked: Asked, platform: Platform, *, shown: bool = True) -> Statement:
    return peptides.decided(
        job.slug,
        asked.now,
        draft=asked.draft,
        monograph=job.monograph if shown else None,
        run_id=job.run_id,
        now=platform.clock.now(),
    )


async def _keep(
    files: Bucket, data: bytes, suffix: str, content_type: str, folder: str = objects.ARTIFACTS
) -> Artifact:
    key = await objects.keep(files, folder, data, suffix=suffix, content_type=content_type)
    return Artifact(key=key, sha256=objects.hash_in(key), size=len(data))
