"""What the pack keeps of every study while it is built: little, because a peptide may have 20,000 of them."""

from dataclasses import dataclass

from functions.fetch.appraisal.giving.role import role_of
from functions.fetch.packs.grouping import TRIAL, Record, record_of
from shared.domain.catalog.peptide import Peptide
from shared.domain.evidence.appraisal import Appraisal
from shared.domain.evidence.override import RULE, excluded
from shared.domain.evidence.pack import Citation, Grouping, PackStudy
from shared.domain.evidence.selection import Candidate, Tier, candidate
from shared.domain.evidence.study import Study
from shared.domain.vocabulary import Confidence, Design, Flag, Role
from shared.gates.untrusted import WITHHELD_RECORD

SELECTED = "usable, with abstract"

_SAYS = {
    "preprint": "preprint; published as",
    "correction": "corrected or retracted, and republished as",
    "republication": "the same work as",
    "notice": "a notice about",
    "duplicate": "the same record as",
    "translation": "a translation of",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One study: what it is grouped and ranked by, why it cannot be selected, and its brief appraisal as JSON."""

    record: Record
    revision: str
    flags: tuple[Flag, ...]
    role: Role
    role_rule: str
    role_confidence: Confidence
    unusable: str | None
    title: str
    appraisal: bytes
    choice: Candidate

    @property
    def pmid(self) -> str:
        return self.record.pmid

    @property
    def rank(self) -> tuple[Tier, int, int]:
        """The peptide given, people before animals before cells, stronger designs first, recent ones, PMID."""
        return self.choice.rank

    def row(self, number: int, reason: str, grouping: Grouping | None) -> PackStudy:
        """The study as it is listed without being selected."""
        return PackStudy(
            number=number,
            pmid=self.pmid,
            revision=self.revision,
            appraisal=Appraisal.model_validate_json(self.appraisal),
            selected=False,
            reason=reason,
            counted=grouping is None,
            citation=Citation(title=self.title),
            grouping=grouping,
            role=self.role,
        )


def entry_of(study: Study, appraisal: Appraisal, peptide: Peptide, revision: str | None = None) -> Entry:
    """The entry of a study; `revision` is the study's own where it is known already."""
    role, rule, confidence = role_of(study, peptide)
    # The rules of the grade read the title of reviews alone.
    review = appraisal.design is Design.SYSTEMATIC_REVIEW
    return Entry(
        record=record_of(study, appraisal),
        revision=revision or study.revision,
        flags=appraisal.flags,
        role=role,
        role_rule=rule,
        role_confidence=confidence,
        unusable=_unusable(study, appraisal),
        title=study.title if review else "",
        appraisal=_brief(appraisal).model_dump_json(exclude_defaults=True).encode(),
        choice=candidate(study.pmid, appraisal, role, study.year),
    )


def selected_of(
    study: Study, appraisal: Appraisal, entry: Entry, *, number: int, grouping: Grouping | None
) -> PackStudy:
    """The study as it is listed where sentences of it may be quoted: with its citation and all that was decided."""
    return PackStudy(
        number=number,
        pmid=study.pmid,
        revision=entry.revision,
        appraisal=appraisal,
        selected=True,
        reason=SELECTED,
        counted=grouping is None,
        grouping=grouping,
        role=entry.role,
        role_rule=entry.role_rule,
        role_confidence=entry.role_confidence,
        citation=Citation(
            title=study.title,
            authors=study.authors,
            journal=study.journal,
            year=study.year,
            published=study.published,
            volume=study.volume,
            issue=study.issue,
            pages=study.pages,
            doi=study.doi,
        ),
    )


def not_again(grouping: Grouping | None) -> str | None:
    """Why a grouped record is not selected. Another report of a trial is a work of its own: it may be."""
    if grouping is None or grouping.kind == TRIAL:
        return None
    return f"{_SAYS.get(grouping.kind, grouping.kind)} PMID {grouping.primary}"


def _brief(appraisal: Appraisal) -> Appraisal:
    """Without the rules' own reasons; what a person decided stays, with theirs."""
    decided = tuple(each for each in appraisal.decisions if each.rule == RULE)
    return appraisal.brief().model_copy(update={"rules": (), "decisions": decided})


def _unusable(study: Study, appraisal: Appraisal) -> str | None:
    if Flag.RETRACTED in appraisal.flags:
        return "retracted"
    if Flag.RETRACTION_SUSPECTED in appraisal.flags:
        return "its title says that it was retracted or withdrawn"
    if appraisal.withheld:
        return f"{WITHHELD_RECORD}; a person has it count" if appraisal.counts else WITHHELD_RECORD
    if "deleted" in appraisal.rules:
        return "deleted from PubMed"
    if excluded(appraisal):
        return "excluded by a person"
    if appraisal.design is Design.NOTICE:
        return "a notice about another record"
    if appraisal.design is Design.CONTEXT:
        return "a letter, comment, editorial, guideline, news item or protocol"
    return None if any(each.text.strip() for each in study.abstract) else "no abstract"
