"""Which statements a version does not have any more, and why: by the draft's own record, never in a writer's words.

A statement that went is not repeated: its words may be what was wrong with it. It is named by its section, and by its
outcome where that is no more than what its quotes spoke of.
"""

import re
from collections import Counter
from collections.abc import Collection

from functions.render.elements import wording
from shared.domain.evidence.outcome_order import named
from shared.domain.publishing.draft import Draft, Reason
from shared.domain.publishing.monograph import Monograph, QuotedClaim
from shared.domain.publishing.words import count, within
from shared.gates.grounding.subjects.headings import unspoken

_REFUSED = "it did not pass review any more"
_WHY: dict[Reason, str] = {
    "contradicted": "newer evidence says otherwise",
    "superseded": "another statement on this outcome took its place",
    "repeated": "another statement on this outcome says the same",
    "unsupported": "the records do not hold all that it rested on any more",
    "withdrawn": "what it rested on was retracted or left out",
    "refused": _REFUSED,
}
_ANEW = "all statements were written anew"
_SUMMED = "what it summed up changed"


def told(ids: Collection[str], before: Monograph, draft: Draft) -> tuple[str, ...]:
    """A line for those of one outcome, section and reason, in the order of the page before."""
    reasons: dict[str, Reason] = {each.id: each.reason for each in draft.retired}
    offered = {each.id for each in draft.claims}
    found = Counter[tuple[str, str]]()
    for claim in before.claims:
        if claim.id in ids:
            found[_named(claim, before), _why(claim, reasons.get(claim.id), claim.id in offered, draft)] += 1
    return tuple(
        f"{count(times, 'statement', 'statements')} {what} "
        + (f"was removed: {why}" if times == 1 else f"were removed: {_of_many(why)}")
        for (what, why), times in found.items()
    )


def _of_many(why: str) -> str:
    return re.sub(r"\bits\b", "their", re.sub(r"\bit\b", "they", why))


def _named(claim: QuotedClaim, before: Monograph) -> str:
    if claim.section.sums_up:
        return "of the summary"
    place = f"among {wording.SECTIONS[claim.section][0].lower()}"
    cited = {each.pmid for each in claim.quotes}
    titles = [each.citation.title for each in before.references if each.pmid in cited]
    if not claim.outcome or unspoken(claim.outcome, claim.text, [each.text for each in claim.quotes], titles, ()):
        return place
    kind = named(claim.outcome)
    return f"on {within(kind.title if kind else claim.outcome)} {place}"


def _why(claim: QuotedClaim, reason: Reason | None, offered: bool, draft: Draft) -> str:
    if reason is None:
        return _REFUSED if offered or draft.before else _ANEW
    return _SUMMED if claim.section.sums_up and reason in ("superseded", "repeated") else _WHY[reason]
