"""A page does not lose a finding of harm or of no effect on its writer's word.

Such a finding whose studies still stand is kept by code, in the page's own words, until another claim tells of the same
outcome by the same studies. Studies that disagree are both told.
"""

from collections.abc import Iterable, Sequence

from functions.synthesize.answer.going import pmids
from functions.synthesize.request.base import Accepted
from functions.synthesize.request.plan import Plan
from shared.domain.evidence.outcome_order import named, same_outcome
from shared.domain.evidence.pack import EvidencePack
from shared.domain.publishing.draft import Claim, Retired
from shared.domain.vocabulary import Direction, Section

_CONTRARY = (Direction.HARM, Direction.NULL, Direction.MIXED)


def with_what_stays(
    claims: Sequence[Claim], retired: Sequence[Retired], plan: Plan, pack: EvidencePack
) -> tuple[tuple[Claim, ...], tuple[Retired, ...]]:
    """The draft's claims and those that it retires, after the findings that may not go were put back.

    In the second round only what review let pass counts as telling the same, for nobody sends the rest back again.
    What was refused in the very words of the page is not put back.
    """
    order = {each.claim.id: place for place, each in enumerate(_page(plan))}
    standing = list(claims)
    for each in _page(plan):
        if not _stays(each, pack) or _told(each.claim, _counting(standing, plan), pack):
            continue
        standing = [one for one in standing if one.id != each.claim.id]
        place = sum(order.get(one.id, len(order)) < order[each.claim.id] for one in standing)
        standing.insert(place, each.kept)
    ids = {each.id for each in standing}
    return tuple(standing), tuple(each for each in retired if each.id not in ids)


def _page(plan: Plan) -> Sequence[Accepted]:
    """The claims of the page, as they stand on today's evidence."""
    if not plan.stood.claims:
        return plan.base.claims if plan.before else ()
    refused = {each.claim.id: each.claim for each in plan.base.claims if each.findings}
    return [each for each in plan.stood.claims if refused.get(each.claim.id) != each.kept]


def _counting(claims: Sequence[Claim], plan: Plan) -> Sequence[Claim]:
    if not plan.stood.claims:
        return claims
    passed = [each.claim for each in plan.base.claims if not each.findings]
    return [each for each in claims if each in passed]


def _stays(each: Accepted, pack: EvidencePack) -> bool:
    """Whether it tells of harm or of no effect, and nothing that it rests on is gone."""
    claim = each.claim
    if claim.section.sums_up or each.findings or each.gone or not claim.sentences:
        return False
    return _against(claim) or _against_by_record(claim, pack)


def _told(claim: Claim, claims: Iterable[Claim], pack: EvidencePack) -> bool:
    """Whether for each of its studies some claim tells of the same outcome, and tells against where this one does."""
    marked = _against(claim)
    alike = [
        each
        for each in claims
        if not each.section.sums_up and same_outcome(each.outcome, claim.outcome) and (_against(each) or not marked)
    ]
    return pmids(claim.sentences, pack) <= {pmid for each in alike for pmid in pmids(each.sentences, pack)}


def _against(claim: Claim) -> bool:
    """By its own marks. Whatever stands among harms is one, unless it says that harm was less."""
    harms = claim.section is Section.SAFETY and claim.direction is not Direction.BENEFIT
    return harms or claim.direction in _CONTRARY


def _against_by_record(claim: Claim, pack: EvidencePack) -> bool:
    """By what the rules read of a study, of this outcome where they read any of that."""
    kind = named(claim.outcome)
    for pmid in pmids(claim.sentences, pack):
        if (study := pack.study(pmid)) is None:
            continue
        read = [each.direction for each in study.appraisal.outcomes if kind and each.name == kind.id]
        if {*(read or [study.appraisal.direction])} & {Direction.HARM, Direction.NULL}:
            return True
    return False
