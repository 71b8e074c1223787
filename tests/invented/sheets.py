"""Composed sheets for tests of their typesettings. All of it is invented."""

from collections.abc import Sequence

from functions.render.compose import compose
from functions.render.elements.sheet import Sheet
from invented.editions import HUMAN, edition
from invented.factories import peptide
from shared.domain.catalog.peptide import Peptide
from shared.domain.evidence.pack import EvidencePack
from shared.domain.publishing.changes import Changes
from shared.domain.publishing.manifest import SearchMade
from shared.domain.publishing.monograph import Monograph
from shared.domain.vocabulary import Level

PUBLISHED = "2026-11-23T02:00:00.000Z"
SEARCHES = (
    SearchMade(
        source="pubmed", query='"EX-12"[tiab]', translation="", total=4, found=4, searched_at="2026-11-23T01:00:00.000Z"
    ),
)


def sheet(
    *,
    extractive: bool = False,
    human: str = HUMAN,
    of: Peptide | None = None,
    changes: Changes | None = None,
    sample: bool = True,
    published_at: str = PUBLISHED,
) -> Sheet:
    """The factory's peptide as a reader would be shown it; without `sample` its records have links."""
    made = edition(extractive=extractive, human=human)
    pack = made.pack.model_copy(update={"sample": sample})
    return sheet_of(pack, made.monograph, of=of or peptide(sample=sample), changes=changes, published_at=published_at)


def sheet_of(
    pack: EvidencePack,
    monograph: Monograph,
    *,
    of: Peptide | None = None,
    changes: Changes | None = None,
    published_at: str = PUBLISHED,
    gone: Sequence[str] = (),
) -> Sheet:
    """The first version of this monograph, of the factory's peptide unless another is given."""
    return compose(
        of or peptide(sample=True),
        pack,
        monograph,
        changes or Changes(first=True, grade_now=Level.LOW),
        SEARCHES,
        version=1,
        published_at=published_at,
        approved_by="automatic",
        gone=gone,
    )
