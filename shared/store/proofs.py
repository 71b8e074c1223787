"""The use case behind `peptalk verify`: fetch what a version consists of, and prove it."""

from pydantic import ValidationError

from shared.domain.canonical import digest
from shared.domain.frozen import Frozen
from shared.domain.manifest import Manifest
from shared.gates.proof import CHECKS, Fault, prove
from shared.platform.errors import Corrupt, PermanentError
from shared.platform.ports import Bucket, Database
from shared.store import objects, versions


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
        known = ", ".join(str(each.version) for each in reversed(history)) or "none"
        wanted = slug if version is None else f"{slug}@{version}"
        raise NoSuchVersion(f"{wanted} is not published; published versions of {slug}: {known}")
    faults = await _faults(files, found)
    return Report(
        slug=slug,
        version=found.version,
        manifest=found.manifest,
        published_at=found.published_at,
        faults=tuple(faults),
    )


async def _faults(files: Bucket, version: versions.PageVersion) -> list[Fault]:
    data = await _stored(files, version.manifest)
    if data is None:
        return [Fault(check="bytes", subject=version.manifest, reason="is not stored")]
    if digest(data) != objects.hash_in(version.manifest):
        return [Fault(check="bytes", subject=version.manifest, reason=f"its bytes hash to {digest(data)}")]
    try:
        manifest = Manifest.model_validate_json(data)
    except ValidationError as exc:
        return [Fault(check="manifest", subject=version.manifest, reason=f"cannot be read: {exc.error_count()} errors")]
    artifacts = manifest.artifacts
    keys = (manifest.pack, manifest.draft, manifest.monograph, artifacts.page.key, artifacts.pdf.key)
    stored = {key: await _stored(files, key) for key in keys}
    return [*_as_recorded(version, manifest), *prove(manifest, stored.get)]


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
