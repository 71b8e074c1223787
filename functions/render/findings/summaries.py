"""The page in short: what its writer sums up, each sentence with the marks of the records it rests on. Of a digest
nobody sums anything up, and code counts what is quoted."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from functions.render.elements import wording
from functions.render.elements.records import mark
from functions.render.elements.sheet import Block, Bullets, Claims, Line, Paragraph, Part, ShownClaim, Span, plain
from shared.domain.evidence.outcome_order import groups
from shared.domain.evidence.pack import EvidencePack
from shared.domain.grading.bodies import why_excluded
from shared.domain.publishing.monograph import Monograph, QuotedClaim
from shared.domain.publishing.words import count, sentence
from shared.domain.vocabulary import Section, Species

OVERVIEW = "Each sentence sums up statements below, and rests on the same words of the records marked."
PLAIN_LANGUAGE = "The same for readers outside the field. Each sentence rests on the records marked, and on no others."
COUNTED = "Nobody summed up the quotations of this page. This is what they are, counted."
FOR_RESEARCHERS = (
    "The quotations are written by researchers for researchers. The grade above says in plain words how far the "
    "evidence goes; each quotation says only what one study reported."
)
NOT_SUMMED_UP = (
    "No overview stands here at present: none was written of the statements as they are now. Each statement below says "
    "what one or more studies reported; the grade above says how far the evidence goes."
)
"""Of a page by a model whose overview fell with what it summed up, or that never had one."""
OUTCOMES_AT_MOST = 6
"""Outcomes that a count names; the headings below have them all."""

_HEADED = {
    Section.OVERVIEW: ("overview", "Overview"),
    Section.PLAIN_LANGUAGE: ("plain-language", "In plain language"),
}


def parts(monograph: Monograph, pack: EvidencePack) -> Iterator[Part]:
    """The overview and the summary in plain language, or that neither stands; nothing of a page without statements."""
    if monograph.writer.kind == "extractive":
        quoted = [each for each in monograph.claims if not each.section.sums_up]
        if quoted:
            yield Part(*_HEADED[Section.OVERVIEW], _counted(quoted, pack))
            yield Part(*_HEADED[Section.PLAIN_LANGUAGE], _in_plain_words(quoted))
        return
    if monograph.claims and not any(each.section.sums_up for each in monograph.claims):
        yield Part(*_HEADED[Section.OVERVIEW], (Paragraph(plain(NOT_SUMMED_UP)),))
    marks = {each.pmid: each.number for each in monograph.references}
    for section, intro in ((Section.OVERVIEW, OVERVIEW), (Section.PLAIN_LANGUAGE, PLAIN_LANGUAGE)):
        claims = [each for each in monograph.claims if each.section is section]
        if claims:
            shown = tuple(ShownClaim(each.id, _marked(each, marks), "", ()) for each in claims)
            yield Part(*_HEADED[section], (Paragraph(plain(intro), "intro"), Claims(shown)))


def _marked(claim: QuotedClaim, marks: Mapping[str, int]) -> Line:
    line = [Span(claim.text)]
    for number in sorted({marks[each.pmid] for each in claim.quotes}):
        line += [Span(" "), mark(number)]
    return tuple(line)


def _counted(claims: Sequence[QuotedClaim], pack: EvidencePack) -> tuple[Block, ...]:
    there = {each.section for each in claims}
    items = tuple(_of_section(section, claims, pack) for section in wording.SECTIONS if section in there)
    return (Paragraph(plain(COUNTED), "intro"), Bullets(items))


def _of_section(section: Section, claims: Sequence[QuotedClaim], pack: EvidencePack) -> Line:
    """How many quotations stand in a section, of how many records, and on what."""
    own = [each for each in claims if each.section is section]
    pmids = {quote.pmid for each in own for quote in each.quotes}
    studies = [study for pmid in pmids if (study := pack.study(pmid))]
    apart = _apart(len(pmids), sum(why_excluded(each) is not None for each in studies))
    named = [group.kind.title if group.kind else group.words for group in groups(own)]
    told = [each for each in named if each]
    more = [f"{len(told) - OUTCOMES_AT_MOST:,} more"] if len(told) > OUTCOMES_AT_MOST else []
    listed = "; ".join([*told[:OUTCOMES_AT_MOST], *more])
    said = f": {count(len(own), 'quotation', 'quotations')} of {count(len(pmids), 'record', 'records')}{apart}"
    return (
        Span(wording.SECTIONS[section][0], href=f"#evidence-{section.value}"),
        Span(f"{said}, on {listed}." if listed else f"{said}."),
    )


def _apart(records: int, ungraded: int) -> str:
    """How many of the records take no part in the grade, so that none looks for them among the numbers above."""
    if not ungraded:
        return ""
    if records == 1:
        return " (it takes no part in the grade)"
    if records == ungraded:
        return " (none of them takes part in the grade)"
    return f" ({ungraded:,} {'takes' if ungraded == 1 else 'take'} no part in the grade)"


def _in_plain_words(claims: Sequence[QuotedClaim]) -> tuple[Block, ...]:
    there = Counter(each.section for each in claims)
    harms, reviews = there[Section.SAFETY], there[Section.REVIEWS]
    people = there[Section.HUMAN] + sum(
        each.section is Section.SAFETY and each.species is Species.HUMAN for each in claims
    )
    laboratory = there[Section.ANIMAL] + there[Section.IN_VITRO]
    said = [f"{count(people, 'quotation tells', 'quotations tell')} of studies in people"]
    if harms:
        said.append(f"{count(harms, 'quotation is', 'quotations are')} about unwanted effects")
    if laboratory:
        said.append(
            f"{count(laboratory, 'quotation tells', 'quotations tell')} of animals or cells, "
            "and what was seen there often does not hold in people"
        )
    if reviews:
        said.append(f"{count(reviews, 'quotation is', 'quotations are')} from reviews of other studies")
    return (Paragraph(plain(" ".join(map(sentence, said)))), Paragraph(plain(FOR_RESEARCHERS)))
