"""G5: what a page's overview and its plain-language summary may say.

Their sentences are claims like the others, and pass every gate that those pass. Beyond that each stands on what the
page's findings stand on: it cites only sentences that a finding cites, and falls with the findings that it sums up. A
summary that tells of a benefit tells of harm as well, of no effect, and of safety, each where a finding does.
"""

import re
from collections.abc import Collection, Iterator, Sequence

from shared.domain.evidence.pack import EvidencePack, PackStudy
from shared.domain.publishing.draft import Claim
from shared.domain.publishing.monograph import Finding
from shared.domain.vocabulary import Direction, Section, Species
from shared.gates.budget import QUOTE_BUDGET
from shared.gates.words.wording import plain

AT_MOST = {Section.OVERVIEW: 4, Section.PLAIN_LANGUAGE: 6}
"""Sentences of each; what is longer sums up nothing."""

_HARM = (Direction.HARM, Direction.MIXED)
_NULL = (Direction.NULL, Direction.MIXED)
_ANY = tuple(Direction)
_STATISTICS = re.compile(
    r"\bp\s*[<=>≤≥]\s*0?\.\d|\bp[- ]values?\b|\bconfidence intervals?\b|\b\d+\s*% ?(?:CI|CrI)\b|±|"
    r"\b(?:standard (?:deviations?|errors?)|(?:odds|hazard|risk|rate) ratios?|interquartile|SMDs?|SEMs?|IQRs?)\b",
    re.IGNORECASE,
)


def faults(pack: EvidencePack, claims: Sequence[Claim], known: Sequence[Finding] = ()) -> tuple[Finding, ...]:
    """What speaks against the summaries among a draft's `claims`; those that a `known` finding blocks are as good as
    gone, and nothing more is said of them."""
    blocking = [each for each in known if each.severity == "block"]
    blamed = {each.claim for each in blocking}
    standing = [each for each in claims if each.id not in blamed]
    findings = [each for each in standing if not each.section.sums_up]
    # What falls for want of room is true all the same: a summary may not be made as if it had not been found.
    unsound = {each.claim for each in blocking if each.rule != QUOTE_BUDGET}
    true = [each for each in claims if not each.section.sums_up and each.id not in unsound]
    found: list[Finding] = []
    for section in AT_MOST:
        own = [each for each in standing if each.section is section]
        for place, claim in enumerate(own):
            found += _against(pack, claim, place, findings)
        fallen = {each.claim for each in found}
        found += _one_sided(pack, [each for each in own if each.id not in fallen], true)
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


def _one_sided(pack: EvidencePack, own: Sequence[Claim], findings: Sequence[Claim]) -> Iterator[Finding]:
    safety = [each for each in findings if each.section is Section.SAFETY and each.direction not in _HARM]
    others = [each for each in findings if each not in safety]
    sides = (
        ("harm", _HARM, [each for each in others if each.direction in _HARM]),
        ("no effect", _NULL, [each for each in others if each.direction in _NULL]),
        ("safety", _ANY, safety),
    )
    left_out = [
        what
        for what, directions, told in sides
        if told and not any(_tells(pack, each, directions, told) for each in own)
    ]
    if left_out:
        good = {id for each in findings if each.direction is Direction.BENEFIT for id in each.sentences}
        for claim in own:
            if _favours(pack, claim, good):
                yield _fault(claim, f"tells of a benefit, in a summary that leaves out a finding of {left_out[0]}")


def _tells(pack: EvidencePack, claim: Claim, directions: Sequence[Direction], told: Sequence[Claim]) -> bool:
    """Whether it is marked so and says something of what these findings rest on, and does not name it alone."""
    ids = {id for each in told for id in each.sentences}.intersection(claim.sentences)
    theirs, beside = (
        plain(" ".join(each.text for id in claim.sentences if (id in ids) is of and (each := pack.sentence(id))))
        for of in (True, False)
    )
    names = plain(" ".join([pack.name, *pack.aliases]))
    return claim.direction in directions and bool(plain(claim.text) & (theirs - beside - names))


def _favours(pack: EvidencePack, claim: Claim, good: Collection[str]) -> bool:
    """Whether it tells of a benefit, by its own mark or by those of what it rests on."""
    if claim.direction in (*_HARM, *_NULL):
        return False
    studies = [study for id in claim.sentences if (study := _study(pack, id))]
    marked = claim.direction is Direction.BENEFIT or bool(set(good).intersection(claim.sentences))
    return marked or any(each.appraisal.direction is Direction.BENEFIT for each in studies)


def _study(pack: EvidencePack, id: str) -> PackStudy | None:
    sentence = pack.sentence(id)
    return pack.study(sentence.pmid) if sentence else None


def _fault(claim: Claim, reason: str, span: str = "") -> Finding:
    return Finding(rule="G5", severity="block", claim=claim.id, reason=reason, span=span)
