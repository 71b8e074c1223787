"""The counts that stand beside every grade."""

from collections import Counter

from shared.domain.monograph import Counts
from shared.domain.pack import EvidencePack, PackStudy
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
    found = Counter(_FIELD[study.appraisal.study_type] if _shown(study) else "excluded" for study in pack.studies)
    return Counts(**found)


def _shown(study: PackStudy) -> bool:
    return study.counted and study.appraisal.usable and study.role not in (Role.ENDOGENOUS, Role.MENTIONED)
