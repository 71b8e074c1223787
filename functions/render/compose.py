"""From a monograph and its pack to the sheet that page and PDF show."""

from collections.abc import Mapping, Sequence
from urllib.parse import quote as percent

from functions.render.changes import changed
from functions.render.elements import wording
from functions.render.elements.records import kind, record_link
from functions.render.elements.sheet import (
    Block,
    Bullets,
    Line,
    Paragraph,
    Part,
    References,
    Sheet,
    ShownReference,
    Span,
    plain,
)
from functions.render.evidence import grading, limits, methods, set_aside
from functions.render.findings import backlinks, disagreement, protocols, short_forms, statements, summaries
from functions.render.status import registered, regulatory
from shared.domain.catalog.peptide import Peptide
from shared.domain.evidence.pack import Citation, EvidencePack
from shared.domain.grading.reasons import explained
from shared.domain.grading.rules import ASCENDING
from shared.domain.instants import moment
from shared.domain.publishing.changes import Changes
from shared.domain.publishing.manifest import SearchMade
from shared.domain.publishing.monograph import Monograph, Reference
from shared.domain.publishing.words import GRADES, SAMPLE, day, human_line, sentence

AUTHORS_AT_MOST = 6


def compose(
    peptide: Peptide,
    pack: EvidencePack,
    monograph: Monograph,
    changes: Changes,
    searches: tuple[SearchMade, ...],
    *,
    version: int,
    published_at: str,
    approved_by: str,
    private: bool = False,
    gone: Sequence[str] = (),
    decided: Sequence[Line] = (),
) -> Sheet:
    """The sheet of one version; `published_at` is an instant (`shared.domain.instants`).

    `gone` says which statements were removed, and why (`functions.render.changes.removed`), `decided` what persons
    decided of studies (`functions.render.changes.decided`); `private` is what a person decides on before anybody else
    reads it, and says so.
    """
    word = GRADES[monograph.grade.level][0]
    if monograph.grade.level in ASCENDING:
        word = f"{word}, whichever way the findings went"
    human = human_line(monograph.counts)
    aside = set_aside.of(pack, monograph)
    told = explained(monograph.grade)
    shown = {each.pmid for each in monograph.references}
    forms = short_forms.of(pack, shown)
    parts = (
        Part(
            "evidence-grade",
            "Evidence at a glance",
            (grading.badge(monograph, human, aside), *grading.by_outcome(monograph.grade)),
        ),
        *summaries.parts(monograph, pack),
        *_relations(peptide),
        regulatory.part(peptide, moment(published_at).date()),
        Part("what-changed", "What changed", changed.blocks(changes, monograph, pack, gone, version, decided)),
        *grading.outcomes(told, pack.sample),
        *statements.parts(monograph, pack, forms),
        *protocols.part(monograph, pack),
        *disagreement.part(monograph, forms),
        *registered.part(pack),
        Part("set-aside", "Studies set aside", set_aside.blocks(aside, sample=pack.sample)),
        limits.limitations(monograph, pack, aside),
        limits.funding(monograph, pack),
        Part(
            "grade-proof",
            "How the grade was reached",
            grading.proof(told, pack, shown),
        ),
        Part("methods", "Methods", methods.blocks(pack, monograph, searches, approved_by)),
    )
    return Sheet(
        title=peptide.name,
        summary=f"{peptide.name}: {word}. {human}",
        subtitle=_subtitle(peptide),
        version=version,
        content_hash=monograph.hash,
        published_at=published_at,
        disclaimer=wording.DISCLAIMER,
        banner=" ".join(filter(None, (wording.PRIVATE if private else "", SAMPLE if peptide.sample else ""))),
        private=private,
        notices=(wording.AD_HOC,) if peptide.ad_hoc else (),
        parts=(*parts, Part("references", "References", _references(monograph, pack, backlinks.of(parts)))),
        colophon=plain(
            f"Cite as: PepTalk. {peptide.name}: evidence summary, version {version}. "
            f"{day(published_at)}. Content {monograph.hash[:16]}."
        ),
    )


def _subtitle(peptide: Peptide) -> str:
    known = f"Also known as {', '.join(peptide.aliases)}. " if peptide.aliases else ""
    return known.strip() if peptide.ad_hoc else f"{known}Category: {peptide.category}."


def _relations(peptide: Peptide) -> list[Part]:
    if not peptide.relations:
        return []
    said = tuple(plain(sentence(wording.related(peptide.name, each))) for each in peptide.relations)
    return [Part("identity", "What it is, and what it is not", (Bullets(said),))]


def _references(monograph: Monograph, pack: EvidencePack, cited: Mapping[int, Line]) -> tuple[Block, ...]:
    if not monograph.references:
        return (Paragraph(plain("No record is quoted on this page.")),)
    return (
        References(
            tuple(
                ShownReference(
                    each.number,
                    _citation(each.citation, each.pmid, sample=pack.sample),
                    _about(each),
                    cited.get(each.number, ()),
                )
                for each in sorted(monograph.references, key=lambda each: each.number)
            )
        ),
    )


def _about(reference: Reference) -> str:
    flags = "".join(f"; {wording.FLAGS[flag]}" for flag in reference.flags)
    by = wording.REVIEWED if reference.reviewed else wording.AUTOMATED
    return sentence(f"{kind(reference)}{flags}; {by}")


def _citation(citation: Citation, pmid: str, *, sample: bool) -> Line:
    authors = ", ".join(citation.authors[:AUTHORS_AT_MOST])
    if len(citation.authors) > AUTHORS_AT_MOST:
        authors += ", et al"
    place = citation.published or (str(citation.year) if citation.year else "")
    where = citation.volume + (f"({citation.issue})" if citation.issue else "")
    if citation.pages:
        where += f":{citation.pages}"
    printed = ". ".join(filter(None, (citation.journal.rstrip("."), "; ".join(filter(None, (place, where))))))
    line = [
        Span(_stopped(authors) + " " if authors else "", verbatim=True),
        Span(_stopped(citation.title), verbatim=True, strong=True),
        Span(f" {_stopped(printed)}" if printed else "", verbatim=True),
        Span(" "),
        record_link(pmid, sample=sample),
    ]
    if citation.doi:
        href = None if sample else f"https://doi.org/{percent(citation.doi, safe='/')}"
        line += [Span(", "), Span(f"doi:{citation.doi}", verbatim=True, href=href)]
    return tuple(each for each in (*line, Span(".")) if each.text)


def _stopped(text: str) -> str:
    return text if text.endswith((".", "?", "!", "]")) else f"{text}."
