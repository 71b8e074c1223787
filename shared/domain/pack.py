"""The evidence pack: all that is known of one peptide, and the sentences a draft may rest on.

Its hash stands for the evidence: nothing in it depends on when or by which run it was built.
"""

from functools import cached_property

from shared.domain.frozen import Frozen, Stored
from shared.domain.study import Appraisal

SELECTED_AT_MOST = 300
BYTES_AT_MOST = 2_000_000


class Citation(Frozen):
    """A reference as printed, from the parsed record only."""

    title: str
    authors: tuple[str, ...] = ()
    journal: str = ""
    year: int | None = None
    published: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    doi: str | None = None


class PackStudy(Frozen):
    """One study of the manifest.

    `number` is its number in this pack (`S12`), by ascending PMID. `reason` says why it is selected, or why not.
    `counted` is False for a preprint whose published version stands in the pack and for a second record of one DOI:
    the same work is neither graded nor counted twice.
    """

    number: int
    pmid: str
    revision: str
    appraisal: Appraisal
    selected: bool
    reason: str
    counted: bool = True
    citation: Citation


class PackSentence(Frozen):
    """One numbered sentence: `S12.3` is the third of study 12. `text` is verbatim."""

    id: str
    pmid: str
    section: str = ""
    text: str


class EvidencePack(Stored):
    """What a draft is made from. `sentences` belong to selected studies only."""

    v: int = 1
    slug: str
    name: str
    aliases: tuple[str, ...] = ()
    sample: bool = False
    studies: tuple[PackStudy, ...]
    sentences: tuple[PackSentence, ...]

    def sentence(self, id: str) -> PackSentence | None:
        """The sentence of that id, or None."""
        return self._sentences_by_id.get(id)

    def study(self, pmid: str) -> PackStudy | None:
        """The study of that PMID, or None."""
        return self._studies_by_pmid.get(pmid)

    @cached_property
    def _sentences_by_id(self) -> dict[str, PackSentence]:
        return {each.id: each for each in self.sentences}

    @cached_property
    def _studies_by_pmid(self) -> dict[str, PackStudy]:
        return {each.pmid: each for each in self.studies}
