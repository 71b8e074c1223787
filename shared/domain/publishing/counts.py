"""The counts that stand beside every grade."""

from collections import Counter

from shared.domain.evidence.pack import EvidencePack, PackStudy
from shared.domain.publishing.monograph import Counts
from shared.domain.vocabulary import Role

_FIELD = {
    "human_rct": "human_rct",
    "human_trial": "human_other",
    "human_observational": "human_other",
    "animal": "animal",
    "in_vitro": "in_vitro",
    "review": "reviews",
    "other": "other",
}


def counts(pack: EvidencePack) -> Counts:
    """Every study of the manifest once, by kind.

    What no claim may rest on, the same work again, and studies to which the peptide was not given are `excluded`; the
    grade holds the reasons (`Grade.excluded`).
    """
    found = Counter(_field(study) for study in pack.studies)
    for each in pack.unlisted:
        found[_field(each.example)] += each.count
    return Counts(**found)


def takes_part(study: PackStudy) -> bool:
    """Whether it is counted by kind and not as excluded."""
    return study.counted and study.appraisal.counts and study.role not in (Role.ENDOGENOUS, Role.MENTIONED)


def _field(study: PackStudy) -> str:
    return _FIELD[study.appraisal.study_type] if takes_part(study) else "excluded"
