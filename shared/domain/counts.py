"""The counts that stand beside every grade."""

from collections import Counter

from shared.domain.monograph import Counts
from shared.domain.pack import EvidencePack

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
    """Every study of the manifest once, by kind; what no claim may rest on, and duplicates, are `excluded`."""
    found = Counter(
        _FIELD[study.appraisal.study_type] if study.counted and study.appraisal.usable else "excluded"
        for study in pack.studies
    )
    return Counts(**found)
