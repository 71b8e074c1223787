"""The evidence pack: every study in a manifest, and the sentences of those selected. The same set, the same bytes."""

from collections.abc import Iterable, Mapping, Sequence

from functions.fetch.grouping import TRIAL, groupings, record_of
from shared.domain.appraisal import Appraisal
from shared.domain.canonical import canonical, plain
from shared.domain.override import excluded
from shared.domain.pack import (
    BYTES_AT_MOST,
    SELECTED_AT_MOST,
    Citation,
    EvidencePack,
    Grouping,
    PackSentence,
    PackStudy,
)
from shared.domain.peptide import Peptide
from shared.domain.study import Study, sentences
from shared.domain.vocabulary import Design, Flag, Species

_DESIGNS = (
    *(Design.SYSTEMATIC_REVIEW, Design.RCT, Design.PROBABLE_RCT, Design.NONRANDOMISED_TRIAL, Design.OBSERVATIONAL),
    *(Design.CASE_REPORT, Design.EXPERIMENT, Design.NARRATIVE_REVIEW, Design.UNKNOWN),
)
_SPECIES = (Species.HUMAN, Species.ANIMAL, Species.IN_VITRO, Species.UNKNOWN)

_SAYS = {
    "preprint": "preprint; published as",
    "correction": "corrected or retracted, and republished as",
    "republication": "the same work as",
    "notice": "a notice about",
    "duplicate": "the same record as",
    "translation": "a translation of",
}

SELECTED = "usable, with abstract"
_Appraised = tuple[Study, Appraisal]


def build_pack(peptide: Peptide, studies: Iterable[_Appraised]) -> EvidencePack:
    """The pack of these studies, whatever their order. Nothing in it depends on when or by which run it was built.

    At most SELECTED_AT_MOST are selected: people before animals before cells, stronger designs first, then recent
    ones, then by PMID; sentences are added study by study while the canonical bytes stay within BYTES_AT_MOST.
    """
    by_pmid = {study.pmid: (study, appraisal) for study, appraisal in studies}
    ordered = [by_pmid[pmid] for pmid in sorted(by_pmid, key=int)]
    numbers = {study.pmid: number for number, (study, _) in enumerate(ordered, 1)}
    grouped = groupings(record_of(*each) for each in ordered)
    reasons = {**_not_again(grouped), **_unusable(ordered)}
    ranked = sorted((each for each in ordered if each[0].pmid not in reasons), key=_rank)
    for study, _ in ranked[SELECTED_AT_MOST:]:
        reasons[study.pmid] = f"beyond the {SELECTED_AT_MOST} studies that a page is written from"
    chosen: list[PackSentence] = []
    room = BYTES_AT_MOST - _manifest_bytes(peptide, ordered, numbers, grouped)
    for study, _ in ranked[:SELECTED_AT_MOST]:
        number = numbers[study.pmid]
        added = [
            PackSentence(id=f"S{number}.{each.number}", pmid=study.pmid, section=each.section, text=each.text)
            for each in sentences(study)
        ]
        weight = sum(len(canonical(plain(each))) + 1 for each in added)
        if weight > room:
            reasons[study.pmid] = "beyond the size that a page is written from"
            continue
        room -= weight
        chosen += added
    chosen.sort(key=lambda each: numbers[each.pmid])
    return EvidencePack(
        slug=peptide.slug,
        name=peptide.name,
        aliases=peptide.aliases,
        sample=peptide.sample,
        studies=tuple(_listed(each, numbers, reasons.get(each[0].pmid), grouped.get(each[0].pmid)) for each in ordered),
        sentences=tuple(chosen),
    )


def _unusable(studies: Sequence[_Appraised]) -> dict[str, str]:
    found: dict[str, str] = {}
    for study, appraisal in studies:
        if Flag.RETRACTED in appraisal.flags:
            found[study.pmid] = "retracted"
        elif Flag.RETRACTION_SUSPECTED in appraisal.flags:
            found[study.pmid] = "its title says that it was retracted or withdrawn"
        elif "deleted" in appraisal.rules:
            found[study.pmid] = "deleted from PubMed"
        elif excluded(appraisal):
            found[study.pmid] = "excluded by a person"
        elif appraisal.design is Design.NOTICE:
            found[study.pmid] = "a notice about another record"
        elif appraisal.design is Design.CONTEXT:
            found[study.pmid] = "a letter, comment, editorial, guideline, news item or protocol"
        elif not study.abstract_text.strip():
            found[study.pmid] = "no abstract"
    return found


def _not_again(grouped: Mapping[str, Grouping]) -> dict[str, str]:
    """Why a grouped record is not selected. Another report of a trial is a work of its own: it may be."""
    return {
        pmid: f"{_SAYS.get(each.kind, each.kind)} PMID {each.primary}"
        for pmid, each in grouped.items()
        if each.kind != TRIAL
    }


def _rank(each: _Appraised) -> tuple[int, int, int, int]:
    study, appraisal = each
    return (
        _SPECIES.index(appraisal.species),
        _DESIGNS.index(appraisal.design),
        -(study.year or 0),
        int(study.pmid),
    )


def _listed(
    each: _Appraised, numbers: dict[str, int], reason: str | None, grouping: Grouping | None = None
) -> PackStudy:
    study, appraisal = each
    return PackStudy(
        number=numbers[study.pmid],
        pmid=study.pmid,
        revision=study.revision,
        appraisal=appraisal,
        selected=reason is None,
        reason=reason or SELECTED,
        counted=grouping is None,
        grouping=grouping,
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


def _manifest_bytes(
    peptide: Peptide, studies: Sequence[_Appraised], numbers: dict[str, int], grouped: Mapping[str, Grouping]
) -> int:
    """What the pack weighs before any sentence, every reason at its longest."""
    longest = "a letter, comment, editorial, guideline, news item or protocol"
    listed = sum(
        len(canonical(plain(_listed(each, numbers, longest, grouped.get(each[0].pmid))))) + 1 for each in studies
    )
    return listed + len(canonical([peptide.name, peptide.slug, list(peptide.aliases)])) + 200
