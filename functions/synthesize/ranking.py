"""Which studies speak first: by design, then recency, then PMID, so that the same pack gives the same order."""

from collections.abc import Iterator

from shared.domain.evidence.headings import is_before_the_work
from shared.domain.evidence.pack import EvidencePack, PackSentence, PackStudy
from shared.domain.vocabulary import Design, Flag
from shared.gates.untrusted import tampered, withheld

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

    Left out (`shared.gates.untrusted`) are tampered records, and of others the sentences that are withheld and those
    that say why the work was done (`shared.domain.evidence.headings`).
    """
    sentences: dict[str, list[PackSentence]] = {}
    for each in pack.sentences:
        sentences.setdefault(each.pmid, []).append(each)
    studies = [each for each in _citable(pack) if each.pmid in sentences]
    sound = [each for each in studies if not tampered(each, (one.text for one in sentences[each.pmid]))]
    shown = (
        (
            each,
            [one for one in sentences[each.pmid] if not is_before_the_work(one.section) and not withheld(one.text)],
        )
        for each in sorted(sound, key=_key)
    )
    return [(each, left) for each, left in shown if left]


def _citable(pack: EvidencePack) -> Iterator[PackStudy]:
    for study in pack.studies:
        if study.selected and study.appraisal.usable and Flag.CONCERN not in study.appraisal.flags:
            yield study


def _key(study: PackStudy) -> tuple[int, int, int]:
    return _RANK.get(study.appraisal.design, len(_RANK)), -(study.citation.year or 0), study.number
