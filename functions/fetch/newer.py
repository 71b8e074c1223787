"""What the newest evidence has beyond the page that readers are given, noted for whoever shows that page."""

from shared.domain.evidence.pack import EvidencePack
from shared.domain.publishing.counts import takes_part
from shared.domain.publishing.manifest import Manifest
from shared.platform.ports import Platform, Statement
from shared.store import objects
from shared.store.evidence import newer_studies
from shared.store.evidence.peptides import StoredPeptide
from shared.store.publishing import versions


async def newer(pack: EvidencePack, key: str, stored: StoredPeptide, platform: Platform) -> list[Statement]:
    """The statements that note it; `key` is the pack's in the bucket.

    Raises:
        Corrupt: the bucket does not hold the page's manifest as it was published.
    """
    slug = stored.slug
    if not stored.current_version:
        return []
    page = await versions.current(platform.db, slug)
    if page is None or page.withdrawn is not None or page.pack == key:
        return [newer_studies.forget(slug)]
    manifest = await objects.read(platform.files, Manifest, page.manifest)
    known = {*manifest.pmids_in, *(each.pmid for each in manifest.pmids_out)}
    found = [each.pmid for each in pack.studies if each.pmid not in known and takes_part(each)]
    if found and pack.unlisted:
        # The page's pack may have been too full to name them.
        found = await newer_studies.first_found(platform.db, slug, found, page.published_at)
    return [newer_studies.note(slug, pack.hash, found, platform.clock.now())]
