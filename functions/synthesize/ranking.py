"""Which studies speak first: by design, then recency, then PMID, so that the same pack gives the same order."""

from collections.abc import Iterator

from shared.domain.pack import EvidencePack, PackSentence, PackStudy
from shared.domain.vocabulary import Design, Flag
from shared.gates.untrusted import citable, withheld

_RANK = {
    design: rank
    for rank, design in enumerate(
        (
            Design.SYSTEMATIC_REVIEW,
            Design.RCT,
            Design.PROBABLE_RCT,
            Design.NONRANDOMISED_TRIAL,
            Design.OBSERVATIONAL,
            Design.EXPERIMENT,
            Design.NARRATIVE_REVIEW,
            Design.CASE_REPORT,
            Design.UNKNOWN,
        )
    )
}


def ranked(pack: EvidencePack) -> list[tuple[PackStudy, list[PackSentence]]]:
    """The studies that a claim may rest on with their sentences in order, the strongest and newest first.

    Withheld (`shared.gates.untrusted`) are sentences that speak to a model, and whole studies whose title does.
    """
    sentences: dict[str, list[PackSentence]] = {}
    for each in pack.sentences:
        if withheld(each.text):
            continue
        sentences.setdefault(each.pmid, []).append(each)
    studies = [each for each in _citable(pack) if each.pmid in sentences]
    return [(study, sentences[study.pmid]) for study in sorted(studies, key=_key)]


def _citable(pack: EvidencePack) -> Iterator[PackStudy]:
    for study in pack.studies:
        if study.selected and study.appraisal.usable and Flag.CONCERN not in study.appraisal.flags and citable(study):
            yield study


def _key(study: PackStudy) -> tuple[int, int, int]:
    return _RANK.get(study.appraisal.design, len(_RANK)), -(study.citation.year or 0), study.number
