"""Which report counts for a trial once the one that counted was retracted, among records that are grouped already.

The next night groups the records anew (`functions/fetch/packs/grouping.py`); until then a page that is judged again
must not lose a trial of which a sound report is at hand.
"""

from collections import defaultdict
from collections.abc import Sequence

from shared.domain.evidence.pack import Grouping, PackStudy
from shared.domain.vocabulary import Design

TRIAL = "trial"
"""The kind of grouping whose members are reports of one trial."""

_DESIGNS = (Design.RCT, Design.PROBABLE_RCT, Design.NONRANDOMISED_TRIAL, Design.OBSERVATIONAL)


def standing(studies: Sequence[PackStudy]) -> tuple[PackStudy, ...]:
    """The same studies, where in place of a retracted primary the best usable report of its trial counts.

    The retracted one, and whatever was grouped under it, is then grouped under that report. Of several the stronger
    design is best, then the larger number of participants, then the lower PMID.
    """
    reports: dict[str, list[tuple[PackStudy, Grouping]]] = defaultdict(list)
    for each in studies:
        if (grouping := each.grouping) and grouping.kind == TRIAL and each.appraisal.counts:
            reports[grouping.primary].append((each, grouping))
    chosen: dict[str, Grouping] = {}
    for each in studies:
        if each.appraisal.retracted and each.grouping is None and (its := reports.get(each.pmid)):
            best, grouping = min(its, key=lambda one: _rank(one[0]))
            chosen[each.pmid] = grouping.model_copy(update={"primary": best.pmid})
    return tuple(_moved(each, chosen) for each in studies)


def _moved(study: PackStudy, chosen: dict[str, Grouping]) -> PackStudy:
    """The study under what was chosen, by the PMID of the retracted record in whose place it counts."""
    grouping = study.grouping
    if study.pmid in chosen:
        return study.model_copy(update={"grouping": chosen[study.pmid], "counted": False})
    if grouping is None or grouping.primary not in chosen:
        return study
    successor = chosen[grouping.primary].primary
    if study.pmid == successor:
        return study.model_copy(update={"grouping": None, "counted": True})
    return study.model_copy(update={"grouping": grouping.model_copy(update={"primary": successor})})


def _rank(each: PackStudy) -> tuple[int, int, int, str]:
    design = each.appraisal.design
    strength = _DESIGNS.index(design) if design in _DESIGNS else len(_DESIGNS)
    return (strength, -(each.appraisal.n or 0), len(each.pmid), each.pmid)
