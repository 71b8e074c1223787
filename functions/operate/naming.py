"""Which peptide a name means."""

from collections.abc import Sequence

from shared.platform.errors import PermanentError
from shared.platform.ports import Database
from shared.store.evidence import peptides
from shared.store.evidence.peptides import StoredPeptide


async def the_peptide(db: Database, name: str) -> StoredPeptide:
    """The peptide of that name, alias or slug; a retired one by its exact slug.

    Raises:
        PermanentError: the name is blank, or none is called so; the text names the nearest.
    """
    if not name.strip():
        raise PermanentError("the name is blank; `peptalk peptides list` lists the peptides by name")
    found = await peptides.find(db, name)
    stored = found.peptide or await peptides.by_slug(db, name)
    if stored is None:
        raise PermanentError(f"no peptide is called {name!r}; {await _next(db, found.nearest)}")
    return stored


async def _next(db: Database, nearest: Sequence[str]) -> str:
    if nearest:
        return f"did you mean {', '.join(nearest)}?"
    if not await peptides.any_known(db):
        return "none is known here yet: `peptalk catalog sync` brings in the catalog"
    return "`peptalk peptides list` lists them"
