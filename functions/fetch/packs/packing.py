"""The evidence pack of what the database holds, read page by page and never all at once."""

from collections.abc import Sequence
from datetime import date

from functions.fetch.packs.pack import PackBuilder
from shared.domain.catalog.peptide import Peptide
from shared.domain.evidence.pack import EvidencePack
from shared.domain.evidence.trial import Trial
from shared.platform.errors import NotYet
from shared.platform.ports import Database
from shared.store.evidence import studies


async def pack_of(
    db: Database, peptide: Peptide, query_hash: str, trials: Sequence[Trial] = (), asked: date = date.min
) -> EvidencePack:
    """The pack of all studies that this query of the peptide ever found; `asked` as in `PackBuilder`.

    Raises:
        NotYet: a study vanished between the two looks; a later try sees the database as it then is.
        Corrupt: a stored record cannot be read.
    """
    builder = PackBuilder(peptide, trials, asked)
    async for study, appraisal, revision in studies.each(db, peptide.slug, query_hash):
        builder.add(study, appraisal, revision)
    wanted = builder.wanted()
    whole = await studies.some(db, peptide.slug, wanted)
    if len(whole) < len(wanted):
        raise NotYet(f"studies of {peptide.name} were removed while its pack was made")
    return builder.build(whole)
