"""What the studies report: the statements of a page with their quotations, by section and outcome."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from operator import attrgetter

from functions.render.elements import wording
from functions.render.elements.records import source
from functions.render.elements.sheet import Paragraph, Part, ShownClaim, ShownQuote, Span, plain
from functions.render.findings import outcome_groups, short_forms
from functions.render.findings.short_forms import ShortForm
from shared.domain.evidence.pack import EvidencePack
from shared.domain.publishing.monograph import Monograph, QuotedClaim, Reference
from shared.domain.publishing.words import METHODS_PATH
from shared.domain.vocabulary import Direction, Section

QUOTED = "Each entry is quoted word for word from a study record, chosen by fixed rules."
RESULT = "Result"
"""What is said of a statement whose outcome stands above it."""
STATED = "Each statement is followed by the words of the study records that it rests on."

WORDS = (
    Span(" What CI, P and other words mean: "),
    Span("Words used here", href=f"{METHODS_PATH}#words-used-here"),
    Span(f", at {METHODS_PATH} on PepTalk's site."),
)


def parts(monograph: Monograph, pack: EvidencePack, forms: Mapping[str, Sequence[ShortForm]]) -> list[Part]:
    """The part and its sections; `forms` are the short forms that each quoted record explains."""
    heading = "What the studies report"
    if not monograph.claims:
        return [Part("evidence", heading, (Paragraph(plain("No study offered a statement to show.")),))]
    extractive = monograph.writer.kind == "extractive"
    intro = (Span(QUOTED if extractive else STATED), *WORDS)
    found = [Part("evidence", heading, (Paragraph(intro, "intro"),))]
    marks = {each.pmid: each for each in monograph.references}
    apart = {each.pmid: wording.not_given(each.role, each.appraisal.design) for each in pack.studies}
    shower = _Shower(marks, apart, forms, extractive)
    for section in wording.SECTIONS:
        claims = [each for each in monograph.claims if each.section is section]
        if claims:
            first, *others = outcome_groups.parts(section, claims, shower.claim)
            if extractive and section is Section.SAFETY and _harms_alone(monograph.claims):
                intro, *blocks = first.blocks
                first = replace(first, blocks=(intro, Paragraph(plain(wording.HARMS_FIRST), "intro"), *blocks))
            found += [first, *others]
    return found


def _harms_alone(claims: Sequence[QuotedClaim]) -> bool:
    """Whether of some record nothing but its harms is quoted."""
    harms, others = (
        {quote.pmid for each in claims if (each.section is Section.SAFETY) is about for quote in each.quotes}
        for about in (True, False)
    )
    return bool(harms - others)


@dataclass(frozen=True, slots=True)
class _Shower:
    """Shows the claims of one page. By PMID: its reference, what stands beside its quotes, and its short forms."""

    marks: Mapping[str, Reference]
    apart: Mapping[str, str]
    forms: Mapping[str, Sequence[ShortForm]]
    extractive: bool

    def claim(self, claim: QuotedClaim, headed: bool) -> ShownClaim:
        """A statement with its quotes; `headed` says that its outcome is told by the heading above it."""
        outcome = "" if headed else claim.outcome
        # A digest's direction is its study's as a whole, perhaps another substance's: it is no word on the quote.
        known = not self.extractive and (claim.outcome or claim.direction is not Direction.UNCLEAR)
        return ShownClaim(
            id=claim.id,
            text=None if self.extractive else plain(claim.text),
            tags=f"{outcome_groups.headed(outcome) or RESULT}: {wording.DIRECTIONS[claim.direction]}" if known else "",
            quotes=tuple(self._quotes(claim)),
        )

    def _quotes(self, claim: QuotedClaim) -> Iterator[ShownQuote]:
        # What a digest quotes of one record are sentences that follow each other there: they are one quotation.
        for _, found in groupby(claim.quotes, key=attrgetter("pmid" if self.extractive else "sentence")):
            quotes = list(found)
            pmid = quotes[0].pmid
            line = source(self.marks[pmid])
            if self.apart.get(pmid):
                line = (*line, Span(f". {self.apart[pmid]}", strong=True))
            text = " ".join(each.text for each in quotes)
            yield ShownQuote(text, line, short_forms.line(self.forms.get(pmid, ()), text))
