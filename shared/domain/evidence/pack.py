"""The evidence pack: all that is known of one peptide, and the sentences a draft may rest on.

Its hash stands for the evidence: nothing in it depends on when or by which run it was built.
"""

from functools import cached_property
from typing import Literal

from shared.domain.evidence.appraisal import Appraisal
from shared.domain.evidence.full_text import Licence
from shared.domain.evidence.trial import Trial
from shared.domain.frozen import Frozen, Stored
from shared.domain.vocabulary import Confidence, Design, Flag, Role, Species

SELECTED_AT_MOST = 300
BEYOND = f"beyond the {SELECTED_AT_MOST} studies that a page is written from"
"""How the reason of a study begins that could have been selected; why others were follows."""
BYTES_AT_MOST = 2_000_000
ROWS_AT_LEAST, TRIALS_AT_MOST = 500_000, 200_000
"""Bytes of it that studies not selected may always take, and that registered trials may take."""


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


class Grouping(Frozen):
    """That a record reports the same work as another one: `kind` says how, `rule` which rule found it.

    `primary` is the PMID that counts for the group, and `evidence` what the rule saw (an id, a link, a title). Kinds:
    `preprint`, `correction`, `republication`, `notice`, `duplicate`, `translation`, and `trial` for another report of
    the same registered trial. The rules are those of `functions/fetch/packs/grouping.py`.
    """

    primary: str
    kind: str
    rule: str
    evidence: str = ""
    confidence: Confidence = Confidence.CERTAIN


class PackTrial(Frozen):
    """A registered trial of the peptide; `reported_by` are PMIDs of this pack that report it."""

    trial: Trial
    reported_by: tuple[str, ...] = ()
    overdue: bool = False
    """Completed more than 24 months before the registry was asked, and neither results nor a report were found."""


class MoreTrials(Frozen):
    """Registered trials that are counted and no longer named; `revisions` is a hash over number and record of each."""

    count: int
    revisions: str


class PackStudy(Frozen):
    """One study of the manifest.

    `number` is its number in this pack (`S12`), by ascending PMID. `reason` says why it is selected, or why not.
    `counted` is False where `grouping` names another record that counts instead: the same work is neither graded nor
    counted twice. Of several reports of one trial the others may still be selected and quoted, for what they alone
    report; the trial's participants are those of the report that counts. `role` is what the page's peptide is in the
    study; `full_text` says that more than its abstract was read, under `licence`.

    Of a study that is not selected only what counting, grading and setting aside need is held: a brief appraisal, and
    of the citation the title where a rule reads it.
    """

    later = frozenset({"citation", "grouping", "role", "role_rule", "role_confidence", "full_text", "licence"})

    number: int
    pmid: str
    revision: str
    appraisal: Appraisal
    selected: bool
    reason: str
    counted: bool = True
    citation: Citation = Citation(title="")
    grouping: Grouping | None = None
    role: Role = Role.UNCLEAR
    role_rule: str = ""
    role_confidence: Confidence | None = None
    full_text: bool = False
    licence: Licence | None = None


class PackClass(Frozen):
    """Studies of one kind that are counted and no longer named, because the manifest is full.

    `revisions` is a hash over the PMID and revision of each, so that the pack changes when any of them does.
    """

    later = frozenset({"flags", "role"})

    design: Design
    species: Species
    flags: tuple[Flag, ...] = ()
    counted: bool = True
    role: Role = Role.UNCLEAR
    reason: str
    count: int
    revisions: str

    @property
    def example(self) -> PackStudy:
        """A study of this kind, as far as the kind tells; it is none of them."""
        return PackStudy(
            number=0,
            pmid="",
            revision="",
            appraisal=Appraisal(design=self.design, species=self.species, flags=self.flags),
            selected=False,
            reason=self.reason,
            counted=self.counted,
            role=self.role,
        )


class PackSentence(Frozen):
    """One numbered sentence: `S12.3` is the third of study 12. `text` is verbatim, of the abstract or, behind those,
    of the article's full text but for marks that point to its references."""

    later = frozenset({"source"})

    id: str
    pmid: str
    section: str = ""
    text: str
    source: Literal["abstract", "full_text"] = "abstract"


class EvidencePack(Stored):
    """What a draft is made from. `sentences` belong to selected studies only.

    `studies` are all that the manifest names, `unlisted` those that it only counts, by kind. Studies in people come
    first, the stronger designs before the weaker, so that what is only counted weighs least in a grade.
    """

    later = frozenset({"trials", "unlisted", "more_trials", "selection"})

    v: int = 1
    slug: str
    name: str
    aliases: tuple[str, ...] = ()
    sample: bool = False
    studies: tuple[PackStudy, ...]
    sentences: tuple[PackSentence, ...]
    trials: tuple[PackTrial, ...] = ()
    unlisted: tuple[PackClass, ...] = ()
    more_trials: MoreTrials | None = None
    selection: int = 1
    """The edition of the rules by which studies had to be left out; 1 also where none had to be, for then every
    edition gives the same."""

    @property
    def found(self) -> int:
        """How many studies are known, named or only counted."""
        return len(self.studies) + sum(each.count for each in self.unlisted)

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
