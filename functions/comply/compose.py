"""From a judged draft to a monograph: what is kept, its quotes, its references and its grade."""

from collections.abc import Sequence

from shared.domain.evidence.outcome_order import arranged
from shared.domain.evidence.pack import EvidencePack, PackStudy
from shared.domain.grading.grade import grade
from shared.domain.publishing.counts import counts
from shared.domain.publishing.draft import Claim, Draft
from shared.domain.publishing.manifest import quoted
from shared.domain.publishing.monograph import Finding, Monograph, Quote, QuotedClaim, Reference, Reviewer
from shared.domain.vocabulary import Section
from shared.gates.disagreement import contradictions


def kept(draft: Draft, findings: Sequence[Finding]) -> list[Claim]:
    """The claims that no blocking finding names, in the page's order of sections, and of outcomes within each; a
    summary is a text, and keeps its writer's order."""
    blamed = {each.claim for each in findings if each.severity == "block"}
    claims: list[Claim] = []
    for section in Section:
        passed = [each for each in draft.claims if each.section is section and each.id not in blamed]
        claims += passed if section.sums_up else arranged(passed)
    return claims


def compose(pack: EvidencePack, draft: Draft, findings: Sequence[Finding], reviewer: Reviewer) -> Monograph:
    """The monograph of the claims kept; references are the studies quoted, numbered by first use.

    Findings that warn stay with the claims that they are about.
    """
    claims = [_quoted(pack, claim) for claim in kept(draft, findings)]
    ids = {claim.id for claim in claims}
    composed = Monograph(
        slug=draft.slug,
        pack=draft.pack,
        draft=draft.hash,
        writer=draft.writer,
        reviewer=reviewer,
        grade=grade(pack),
        counts=counts(pack),
        claims=tuple(claims),
        references=(),
        findings=tuple(each for each in findings if each.severity == "warn" and each.claim in ids),
        dropped=len(draft.claims) - len(claims),
        contradictions=contradictions(pack, claims),
        unread=draft.unread,
    )
    studies = [study for pmid in quoted(composed) if (study := pack.study(pmid))]
    references = tuple(_reference(number, study) for number, study in enumerate(studies, 1))
    return composed.model_copy(update={"references": references})


def _quoted(pack: EvidencePack, claim: Claim) -> QuotedClaim:
    sentences = [each for id in dict.fromkeys(claim.sentences) if (each := pack.sentence(id))]
    return QuotedClaim(
        id=claim.id,
        section=claim.section,
        text=claim.text,
        outcome=claim.outcome,
        direction=claim.direction,
        species=claim.species,
        quotes=tuple(Quote(pmid=each.pmid, sentence=each.id, text=each.text) for each in sentences),
        revision=claim.revision,
    )


def _reference(number: int, study: PackStudy) -> Reference:
    appraisal = study.appraisal
    return Reference(
        number=number,
        pmid=study.pmid,
        design=appraisal.design,
        species=appraisal.species,
        n=appraisal.n,
        flags=appraisal.flags,
        citation=study.citation,
        reviewed=appraisal.reviewed_by is not None,
    )
