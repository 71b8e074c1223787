"""What changed: the records, the grade and the statements of a version beside those of the version before.

What came or was reworded leads to where it stands; what went is told without its words
(`functions.render.changes.removed`).
"""

from collections.abc import Sequence

from functions.render.elements import wording
from functions.render.elements.records import named
from functions.render.elements.sheet import Block, Bullets, Line, Paragraph, Span, plain
from shared.domain.evidence.outcome_order import named as outcome_named
from shared.domain.evidence.pack import EvidencePack
from shared.domain.publishing.changes import Changes
from shared.domain.publishing.monograph import Monograph, QuotedClaim
from shared.domain.publishing.words import GRADES, count, sentence, within
from shared.domain.vocabulary import Section

FIRST = "This is the first version."
REDONE = "The same records, grade and statements as in the version before; what is shown of them was redone."
LINKED_AT_MOST = 12
"""Statements that are named one by one; more are only counted."""

_SUMMED = {Section.OVERVIEW: "the overview", Section.PLAIN_LANGUAGE: "the summary in plain language"}


def blocks(
    changes: Changes,
    monograph: Monograph,
    pack: EvidencePack,
    gone: Sequence[str],
    version: int,
    decided: Sequence[Line] = (),
) -> tuple[Block, ...]:
    """The part of this version; `gone` tells in words which statements went and why, `decided` what persons decided
    of studies."""
    if changes.first:
        return (Paragraph(plain(FIRST)),)
    items = (*_grade(changes), *_records(changes, pack), *decided, *_statements(changes, monograph, bool(gone)))
    items = (*items, *(plain(sentence(each)) for each in gone))
    if not items:
        return (Paragraph(plain(REDONE)),)
    since = (Paragraph(plain(f"Since version {version - 1}."), "intro"),) if version > 1 else ()
    return (*since, Bullets(items))


def _grade(changes: Changes) -> tuple[Line, ...]:
    if not changes.regraded or changes.grade_before is None:
        return ()
    before, now = (GRADES[level][0].lower() for level in (changes.grade_before, changes.grade_now))
    return ((Span("The grade moved: ", strong=True), Span(f"it was {before} and is now {now}.")),)


def _records(changes: Changes, pack: EvidencePack) -> list[Line]:
    return [
        (Span(f"{count(len(pmids), 'study was', 'studies were')} {what}: ", strong=True), *named(pmids, pack.sample))
        for pmids, what in (
            (changes.retracted, "retracted"),
            (changes.studies_added, "added"),
            (changes.studies_removed, "removed"),
        )
        if pmids
    ]


def _statements(changes: Changes, monograph: Monograph, told: bool) -> list[Line]:
    """What came and what was reworded, with its place; what went only where nothing else tells of it."""
    there = {each.id: each for each in monograph.claims}
    lines = [
        _linked(f"{count(len(ids), 'statement was', 'statements were')} {what}", [there[id] for id in ids])
        for ids, what in ((changes.claims_added, "added"), (changes.claims_amended, "amended"))
        if ids
    ]
    if changes.claims_removed and not told:
        removed = count(len(changes.claims_removed), "statement was", "statements were")
        lines.append(plain(sentence(f"{removed} removed")))
    return lines


def _linked(said: str, claims: Sequence[QuotedClaim]) -> Line:
    if len(claims) > LINKED_AT_MOST:
        return plain(sentence(said))
    line = [Span(f"{said}: ", strong=True)]
    for each in claims:
        line += [Span(_place(each), href=f"#{each.id}"), Span("; ")]
    return (*line[:-1], Span("."))


def _place(claim: QuotedClaim) -> str:
    """Where a statement stands: its outcome, where it names one, and its section."""
    if claim.section.sums_up:
        return _SUMMED[claim.section]
    section = wording.SECTIONS[claim.section][0].lower()
    kind = outcome_named(claim.outcome)
    outcome = kind.title if kind else claim.outcome
    return f"{within(outcome)}, among {section}" if outcome else section
