"""What persons decided of single studies since the version before, in place of the rules: told whoever decided."""

from collections.abc import Iterator, Mapping

from functions.render.elements.records import named
from functions.render.elements.sheet import Line, Span
from shared.domain.evidence.override import RULE, excluded
from shared.domain.evidence.pack import EvidencePack, PackStudy
from shared.domain.publishing.words import count

Decided = tuple[tuple[str, str], ...]
"""What a person decided of one study, by field; the reason is not told, for it may name persons."""


def told(before: EvidencePack, now: EvidencePack) -> tuple[Line, ...]:
    """A line for those that were excluded, were classified, and have the rules' word again."""
    was, stands = _of(before), _of(now)
    listed = {each.pmid: each for each in now.studies}
    fresh = [listed[pmid] for pmid, decided in stands.items() if was.get(pmid) != decided]
    out = [each for each in fresh if excluded(each.appraisal)]
    classified = [each for each in fresh if not excluded(each.appraisal)]
    back = [listed[pmid] for pmid in was if pmid not in stands and pmid in listed]
    return tuple(_lines(out, classified, back, now))


def _lines(
    out: list[PackStudy], classified: list[PackStudy], back: list[PackStudy], pack: EvidencePack
) -> Iterator[Line]:
    for studies, said in (
        (out, "excluded by a person"),
        (classified, "decided on by a person in place of the rules"),
        (back, "given back to the rules, a person's decision being withdrawn"),
    ):
        if studies:
            were = f"{count(len(studies), 'study was', 'studies were')} {said}: "
            pmids = sorted((each.pmid for each in studies), key=lambda pmid: (len(pmid), pmid))
            yield (Span(were, strong=True), *named(tuple(pmids), pack.sample))


def _of(pack: EvidencePack) -> Mapping[str, Decided]:
    """By PMID, what stands of the studies that a person decided on."""
    return {
        each.pmid: tuple((one.field, one.value) for one in each.appraisal.decisions if _is_told(one.rule, one.field))
        for each in pack.studies
        if each.appraisal.reviewed_by is not None
    }


def _is_told(rule: str, field: str) -> bool:
    return rule == RULE and field != "reason"
