"""The use case behind `peptalk verify`: fetch what a version consists of, and prove it."""

from collections.abc import Sequence
from dataclasses import dataclass

from pydantic import ValidationError

from shared.domain.canonical import digest
from shared.domain.evidence.pack import EvidencePack
from shared.domain.frozen import Frozen
from shared.domain.publishing.draft import Draft
from shared.domain.publishing.manifest import Manifest
from shared.domain.publishing.monograph import Monograph
from shared.gates.proof import CHECKS, Fault, prove
from shared.platform.errors import Corrupt, PermanentError
from shared.platform.ports import Bucket, Database
from shared.store import objects
from shared.store.publishing import versions


class NoSuchVersion(PermanentError):
    """The peptide has no such published version."""


class Report(Frozen):
    """A version and what does not hold of it; no fault means that it is proven. `checks` says what was looked at."""

    slug: str
    version: int
    manifest: str
    published_at: str
    faults: tuple[Fault, ...]
    checks: dict[str, str] = CHECKS

    @property
    def proven(self) -> bool:
        return not self.faults


async def verify(db: Database, files: Bucket, slug: str, version: int | None = None) -> Report:
    """Prove a published version, by default the current one, from the stored bytes.

    Raises:
        NoSuchVersion: naming the versions that there are.
    """
    history = await versions.history(db, slug)
    found = await (versions.current(db, slug) if version is None else versions.by_version(db, slug, version))
    if found is None:
        if not history:
            raise NoSuchVersion(
                f"nothing of {slug!r} is published; `peptalk peptides list` names the slugs that have a page"
            )
        known = ", ".join(str(each.version) for each in reversed(history))
        wanted = slug if version is None else f"{slug}@{version}"
        raise NoSuchVersion(f"{wanted} is not published; published versions of {slug}: {known}")
    faults, _ = await examine(files, found)
    return report(found, faults)


def report(version: versions.PageVersion, faults: Sequence[Fault]) -> Report:
    """What `examine` found of this version."""
    return Report(
        slug=version.slug,
        version=version.version,
        manifest=version.manifest,
        published_at=version.published_at,
        faults=tuple(faults),
    )


@dataclass(frozen=True, slots=True)
class Parts:
    """What a version was made from, read from its stored bytes."""

    manifest: Manifest
    pack: EvidencePack
    draft: Draft
    monograph: Monograph


async def examine(files: Bucket, version: versions.PageVersion) -> tuple[list[Fault], Parts | None]:
    """What does not hold of a version, and its parts; None where one of them cannot be read, which a fault says."""
    data = await _stored(files, version.manifest)
    if data is None:
        return [Fault(check="bytes", subject=version.manifest, reason="is not stored")], None
    if digest(data) != objects.hash_in(version.manifest):
        return [Fault(check="bytes", subject=version.manifest, reason=f"its bytes hash to {digest(data)}")], None
    try:
        manifest = Manifest.model_validate_json(data)
    except ValidationError as exc:
        reason = f"cannot be read: {exc.error_count()} errors"
        return [Fault(check="manifest", subject=version.manifest, reason=reason)], None
    artifacts = manifest.artifacts
    keys = (manifest.pack, manifest.draft, manifest.monograph, artifacts.page.key, artifacts.pdf.key)
    stored = {key: await _stored(files, key) for key in keys}
    return [*_as_recorded(version, manifest), *prove(manifest, stored.get)], _parts(manifest, stored)


def _parts(manifest: Manifest, stored: dict[str, bytes | None]) -> Parts | None:
    try:
        return Parts(
            manifest,
            EvidencePack.decode(stored[manifest.pack] or b""),
            Draft.decode(stored[manifest.draft] or b""),
            Monograph.decode(stored[manifest.monograph] or b""),
        )
    except ValidationError:
        return None


async def _stored(files: Bucket, key: str) -> bytes | None:
    """The bytes, or None where there are none that the bucket itself would still vouch for."""
    try:
        return await files.get(key)
    except Corrupt:
        return None


def _as_recorded(version: versions.PageVersion, manifest: Manifest) -> list[Fault]:
    """Whether the database's row and the manifest speak of the same things."""
    pairs = {
        "slug": (version.slug, manifest.slug),
        "version": (version.version, manifest.version),
        "pack": (version.pack, manifest.pack),
        "draft": (version.draft, manifest.draft),
        "monograph": (version.monograph, manifest.monograph),
        "page": (version.page, manifest.artifacts.page.key),
        "pdf": (version.pdf, manifest.artifacts.pdf.key),
        "content hash": (version.content_hash, objects.hash_in(manifest.monograph)),
        "grade": (version.evidence_grade, manifest.grade),
        "published at": (version.published_at, manifest.published_at),
    }
    return [
        Fault(check="manifest", subject=name, reason=f"the database says {row}, the manifest {told}")
        for name, (row, told) in pairs.items()
        if row != told
    ]
