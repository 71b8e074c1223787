"""What a proof may say of the further records of a study: each is a record, told once, and of one study alone."""

import re
from collections.abc import Iterable, Iterator

from shared.domain.grading.bodies import LOOKS_AT_ALL_REPORTS, GradedStudy

_PMID = re.compile(r"[1-9][0-9]{0,8}")
_FIELDS = ("reports", "reports_of_concern", "reports_retracted")


def bad_reports(studies: Iterable[GradedStudy], edition: int) -> Iterator[str]:
    """What `evidence_of` never yields of the records of these studies under this edition, in words."""
    listed = list(studies)
    counting = {each.pmid for each in listed}
    owner: dict[str, str] = {}
    for study in listed:
        if not _PMID.fullmatch(study.pmid):
            yield f"study {study.pmid!r} is named by no PMID"
        if edition < LOOKS_AT_ALL_REPORTS and (study.reports_of_concern or study.reports_retracted):
            yield f"study {study.pmid} tells of doubted reports, and edition {edition} of the rules looked at none"
        for field in _FIELDS:
            pmids: tuple[str, ...] = getattr(study, field)
            yield from _bad_list(study.pmid, field, pmids)
            for each in pmids:
                if each != study.pmid and each in counting:
                    yield f"study {study.pmid} has {each} among its {field}, and it is listed as a study of its own"
                elif owner.setdefault(each, study.pmid) != study.pmid:
                    yield f"study {study.pmid} has {each} among its {field}, and study {owner[each]} has it too"
        if both := sorted({*study.reports} & {*study.reports_retracted}):
            yield f"study {study.pmid} reads outcomes of {both[0]}, which is among its reports_retracted"


def _bad_list(primary: str, field: str, pmids: tuple[str, ...]) -> Iterator[str]:
    seen: set[str] = set()
    for each in pmids:
        if not _PMID.fullmatch(each):
            yield f"study {primary} has {each!r} among its {field}, which is no PMID"
        elif each == primary:
            yield f"study {primary} has itself among its {field}"
        elif each in seen:
            yield f"study {primary} has {each} twice among its {field}"
        seen.add(each)
    if list(pmids) != sorted(pmids, key=lambda pmid: (len(pmid), pmid)):
        yield f"study {primary} does not list its {field} by ascending PMID"
