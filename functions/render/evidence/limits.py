"""What a page cannot tell, and who paid for the studies that it quotes."""

from collections.abc import Iterable, Iterator

from functions.render.elements.records import mark
from functions.render.elements.sheet import Block, Bullets, Line, Paragraph, Part, Span, plain
from functions.render.evidence import funders, gaps
from functions.render.evidence.set_aside import SetAside
from shared.domain.evidence.appraisal import BY_TYPE, Appraisal
from shared.domain.evidence.pack import EvidencePack
from shared.domain.publishing.manifest import quoted
from shared.domain.publishing.monograph import Monograph
from shared.domain.publishing.words import count, sentence

LIMITS = "What this page leaves open."
FUNDING = "Who paid for the studies that this page quotes, as far as their records say so."
UNNAMED = "Support is reported and no payer named"
NAMED_AT_MOST = 40
"""Payers, alone or together, that are told of; the records hold the others."""

_FIXED = (
    "Records that PubMed and ClinicalTrials.gov do not hold were not searched.",
    "Design, species, size and direction of a study are classified by fixed rules, which err.",
)


def limitations(monograph: Monograph, pack: EvidencePack, aside: SetAside) -> Part:
    """What this page's evidence lacks, and the limits of every page."""
    items = tuple(plain(each) for each in (*gaps.found(monograph, pack, aside.unquoted_number), *_FIXED))
    return Part("limitations", "Limitations", (Paragraph(plain(LIMITS), "intro"), Bullets(items)))


def funding(monograph: Monograph, pack: EvidencePack) -> Part:
    """Payers by quoted record, in the record's own words; and where one is only known to have been."""
    pmids = quoted(monograph)
    numbers = {each.pmid: each.number for each in monograph.references}
    paid: dict[Line, list[int]] = {}
    named = unnamed = 0
    for pmid in sorted(pmids, key=lambda each: numbers.get(each, 0)):
        study = pack.study(pmid)
        if study and pmid in numbers and (line := _paid(study.appraisal)):
            paid.setdefault(line, []).append(numbers[pmid])
            named += bool(study.appraisal.payers)
            unnamed += not study.appraisal.payers
    said = _how_many(len(pmids), named, unnamed)
    if not pmids:
        said = "no record is quoted on this page"
    elif len(paid) > NAMED_AT_MOST:
        said += f"; the first {NAMED_AT_MOST} are listed here"
    blocks: list[Block] = [Paragraph(plain(FUNDING), "intro"), Paragraph(plain(sentence(said)))]
    if paid:
        told = list(paid.items())[:NAMED_AT_MOST]
        blocks.append(Bullets(tuple((*_marks(of), *line) for line, of in told)))
    return Part("funding", "Funding", tuple(blocks))


def _marks(numbers: list[int]) -> Iterator[Span]:
    for each in numbers:
        yield mark(each)
        yield Span(" ")


def _how_many(quoted: int, named: int, unnamed: int) -> str:
    """Of how many quoted records is told who paid, and of how many only that somebody did."""
    if quoted == 1:
        said = f"the one quoted record {'names' if named else 'does not name'} who paid"
        return f"{said}; it is only known that somebody did" if unnamed else said
    names = f"{named:,} {'names' if named == 1 else 'name'}" if named else "none names"
    said = f"of {count(quoted, 'quoted record', 'quoted records')}, {names} who paid"
    return f"{said}; of {unnamed:,} it is only known that somebody did" if unnamed else said


def _paid(appraisal: Appraisal) -> Line:
    if appraisal.payers:
        return _listed(map(funders.payer, appraisal.payers))
    if BY_TYPE not in appraisal.rules:
        return ()
    if not appraisal.supported:
        return plain(f"{UNNAMED}.")
    return (Span(f"{UNNAMED}; indexed as "), *_listed(map(funders.support, appraisal.supported)))


def _listed(names: Iterable[Line]) -> Line:
    spans: list[Span] = []
    for name in names:
        spans += [*name, Span("; ")]
    return tuple(spans[:-1])
