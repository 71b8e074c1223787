"""The statements of one section by outcome: a small heading of each outcome with what was found on it."""

from collections.abc import Callable, Sequence

from functions.render.elements import wording
from functions.render.elements.sheet import Claims, Paragraph, Part, ShownClaim, plain
from shared.domain.evidence.outcome_order import Group, groups
from shared.domain.publishing.monograph import QuotedClaim
from shared.domain.vocabulary import Section

OTHERS = "Other statements"
"""The heading of statements that name no outcome, where others do."""

Show = Callable[[QuotedClaim, bool], ShownClaim]
"""Shows a claim; whether its outcome stands above it as a heading."""


def parts(section: Section, claims: Sequence[QuotedClaim], show: Show) -> list[Part]:
    """The section, and below it a part for each outcome; none of those where one outcome needs no heading."""
    heading, meaning = wording.SECTIONS[section]
    id, intro = f"evidence-{section.value}", Paragraph(plain(meaning), "intro")
    found = groups(claims)
    if not _headed(found):
        return [Part(id, heading, (intro, Claims(tuple(show(each, False) for each in claims))), 3)]
    return [
        Part(id, heading, (intro,), 3),
        *(
            Part(
                f"{id}-{group.kind.id if group.kind else number}",
                _heading(group),
                (Claims(tuple(show(each, True) for each in group.claims)),),
                4,
            )
            for number, group in enumerate(found, 1)
        ),
    ]


def _headed(found: Sequence[Group[QuotedClaim]]) -> bool:
    """One statement is its own heading, and what names no outcome has none."""
    return len(found) > 1 or (len(found[0].claims) > 1 and bool(found[0].words))


def _heading(group: Group[QuotedClaim]) -> str:
    if group.kind:
        return group.kind.title
    return headed(group.words) or OTHERS


def headed(words: str) -> str:
    """An outcome's words as they begin a line: with a capital, where that leaves their first word as it is known."""
    return words if words[1:2].isupper() else words[:1].upper() + words[1:]
