"""The evidence pack: every study in a manifest, and the sentences of those selected. The same set, the same bytes."""

from collections.abc import Iterable, Sequence

from shared.domain.appraisal import Appraisal
from shared.domain.canonical import canonical, plain
from shared.domain.pack import (
    BYTES_AT_MOST,
    SELECTED_AT_MOST,
    Citation,
    EvidencePack,
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
    duplicates = _duplicates(ordered)
    reasons = {**duplicates, **_unusable(ordered)}
    ranked = sorted((each for each in ordered if each[0].pmid not in reasons), key=_rank)
    for study, _ in ranked[SELECTED_AT_MOST:]:
        reasons[study.pmid] = f"beyond the {SELECTED_AT_MOST} studies that a page is written from"
    chosen: list[PackSentence] = []
    room = BYTES_AT_MOST - _manifest_bytes(peptide, ordered, numbers)
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
        studies=tuple(
            _listed(each, numbers, reasons.get(each[0].pmid), counted=each[0].pmid not in duplicates)
            for each in ordered
        ),
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
        elif appraisal.design is Design.NOTICE:
            found[study.pmid] = "a notice about another record"
        elif appraisal.design is Design.CONTEXT:
            found[study.pmid] = "a letter, comment, editorial, guideline, news item or protocol"
        elif not study.abstract_text.strip():
            found[study.pmid] = "no abstract"
    return found


def _duplicates(studies: Sequence[_Appraised]) -> dict[str, str]:
    """Preprints whose published version is here, and all but the best record of a DOI: the reason names the other one.

    The published version is known by either record's link to the other.
    """
    found: dict[str, str] = {}
    here = {study.pmid: study for study, _ in studies}
    published = {
        each.pmid: study.pmid
        for study, _ in studies
        for each in study.corrections
        if each.ref_type == "UpdateOf" and each.pmid
    }
    versions: dict[str, str] = {}
    for study, appraisal in studies:
        if Flag.PREPRINT not in appraisal.flags:
            continue
        updates = [each.pmid for each in study.corrections if each.ref_type == "UpdateIn" and each.pmid in here]
        version = updates[0] if updates else published.get(study.pmid)
        if version is not None and not _leads_to(study.pmid, version, versions):
            versions[study.pmid] = version
            found[study.pmid] = f"preprint; published as PMID {version}"
    by_doi: dict[str, list[_Appraised]] = {}
    for study, appraisal in studies:
        if study.doi and study.pmid not in found and appraisal.design is not Design.NOTICE:
            by_doi.setdefault(study.doi.casefold(), []).append((study, appraisal))
    for same in by_doi.values():
        best, *others = sorted(same, key=_worth)
        found.update({study.pmid: f"same DOI as PMID {best[0].pmid}" for study, _ in others})
    return found


def _leads_to(pmid: str, version: str | None, versions: dict[str, str]) -> bool:
    """Whether following versions comes back: of preprints that name each other, one stays counted."""
    while version is not None and version != pmid:
        version = versions.get(version)
    return version == pmid


def _worth(each: _Appraised) -> tuple[bool, bool, bool, int]:
    """Of two records of one work: the one that can be used, then the one with an abstract, then MEDLINE's."""
    study, appraisal = each
    return (
        not appraisal.usable,
        not study.abstract_text.strip(),
        study.status != "MEDLINE",
        int(study.pmid),
    )


def _rank(each: _Appraised) -> tuple[int, int, int, int]:
    study, appraisal = each
    return (
        _SPECIES.index(appraisal.species),
        _DESIGNS.index(appraisal.design),
        -(study.year or 0),
        int(study.pmid),
    )


def _listed(each: _Appraised, numbers: dict[str, int], reason: str | None, *, counted: bool) -> PackStudy:
    study, appraisal = each
    return PackStudy(
        number=numbers[study.pmid],
        pmid=study.pmid,
        revision=study.revision,
        appraisal=appraisal,
        selected=reason is None,
        reason=reason or SELECTED,
        counted=counted,
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


def _manifest_bytes(peptide: Peptide, studies: Sequence[_Appraised], numbers: dict[str, int]) -> int:
    """What the pack weighs before any sentence, every reason at its longest."""
    longest = "a letter, comment, editorial, guideline, news item or protocol"
    listed = sum(len(canonical(plain(_listed(each, numbers, longest, counted=False)))) + 1 for each in studies)
    return listed + len(canonical([peptide.name, peptide.slug, list(peptide.aliases)])) + 200
