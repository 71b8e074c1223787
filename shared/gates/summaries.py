"""G5: what a page's overview and its plain-language summary may say.

Their sentences are claims like the others, and pass every gate that those pass. Beyond that each stands on what the
page's findings stand on: it cites only sentences that a finding cites, and falls with the findings that it sums up. A
summary that tells of a benefit tells of harm or no effect as well where a finding does.
"""

import re
from collections.abc import Iterator, Sequence

from shared.domain.draft import Claim
from shared.domain.monograph import Finding
from shared.domain.pack import EvidencePack, PackStudy
from shared.domain.vocabulary import Direction, Section, Species

AT_MOST = {Section.OVERVIEW: 4, Section.PLAIN_LANGUAGE: 6}
"""Sentences of each; what is longer sums up nothing."""

_CONTRARY = (Direction.NULL, Direction.HARM, Direction.MIXED)
_STATISTICS = re.compile(
    r"\bp\s*[<=>≤≥]\s*0?\.\d|\bp[- ]values?\b|\bconfidence intervals?\b|\b\d+\s*% ?(?:CI|CrI)\b|±|"
    r"\b(?:standard (?:deviations?|errors?)|(?:odds|hazard|risk|rate) ratios?|interquartile|SMDs?|SEMs?|IQRs?)\b",
    re.IGNORECASE,
)


def faults(pack: EvidencePack, claims: Sequence[Claim], known: Sequence[Finding] = ()) -> tuple[Finding, ...]:
    """What speaks against the summaries among a draft's `claims`; those that a `known` finding blocks are as good as
    gone, and nothing more is said of them."""
    blamed = {each.claim for each in known if each.severity == "block"}
    standing = [each for each in claims if each.id not in blamed]
    findings = [each for each in standing if not each.section.sums_up]
    found: list[Finding] = []
    for section in AT_MOST:
        own = [each for each in standing if each.section is section]
        for place, claim in enumerate(own):
            found += _against(pack, claim, place, findings)
        fallen = {each.claim for each in found}
        found += _one_sided([each for each in own if each.id not in fallen], findings)
    return tuple(found)


def _against(pack: EvidencePack, claim: Claim, place: int, findings: Sequence[Claim]) -> Iterator[Finding]:
    told = {id for each in findings for id in each.sentences}
    if beside := [id for id in claim.sentences if id not in told]:
        yield _fault(claim, "sums up what no finding that stands on this page rests on", ", ".join(beside))
    if place >= AT_MOST[claim.section]:
        yield _fault(claim, f"is one sentence more than the {AT_MOST[claim.section]} that a summary may have")
    if claim.section is Section.PLAIN_LANGUAGE and (match := _STATISTICS.search(claim.text)):
        yield _fault(claim, "speaks of statistics where plain language is asked for", match[0])
    cited = {study.appraisal.species for id in claim.sentences if (study := _study(pack, id))} - {Species.UNKNOWN}
    if Species.HUMAN in cited and len(cited) > 1:
        yield _fault(claim, "sums up people together with animals or cells in one sentence")


def _one_sided(own: Sequence[Claim], findings: Sequence[Claim]) -> Iterator[Finding]:
    contrary = {id for each in findings if each.direction in _CONTRARY for id in each.sentences}
    if contrary and not any(contrary.intersection(each.sentences) for each in own):
        for claim in own:
            if claim.direction is Direction.BENEFIT:
                yield _fault(claim, "tells of a benefit, in a summary that leaves out a finding of harm or no effect")


def _study(pack: EvidencePack, id: str) -> PackStudy | None:
    sentence = pack.sentence(id)
    return pack.study(sentence.pmid) if sentence else None


def _fault(claim: Claim, reason: str, span: str = "") -> Finding:
    return Finding(rule="G5", severity="block", claim=claim.id, reason=reason, span=span)
