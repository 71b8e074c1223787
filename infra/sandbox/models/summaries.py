"""How the stand-in for Claude sums a page up: by the first finding, and the first of each kind that is against it."""

import re
from collections.abc import Iterator, Sequence

from infra.sandbox.models.writer import Written
from shared.domain.vocabulary import Direction, Section, Species

SECTIONS = tuple(each for each in Section if each.sums_up)

_HARM = (Direction.HARM, Direction.MIXED)
_NULL = (Direction.NULL, Direction.MIXED)
_IN = {Species.HUMAN: "people", Species.ANIMAL: "animals", Species.IN_VITRO: "cells or tissue"}
_ASIDE = re.compile(r"\s*[(\[][^()\[\]]*[)\]]")
_STATISTICS = re.compile(r"\bp\s*[<=>]|[±;]|\b(?:CI|SD|SEM|ratios?|confidence|interval)\b", re.IGNORECASE)
_BY_CHANCE = re.compile(r"\bp\s*[=>≥]", re.IGNORECASE)


def sum_up(section: Section, findings: Sequence[Written]) -> list[Written]:
    """The sentence or two of a summary; none where there are no findings, or none can be said plainly."""
    firsts = [each[:1] for each in (list(findings), *_against(findings))]
    chosen = list(dict.fromkeys(each for first in firsts for each in first))
    if section is Section.OVERVIEW:
        return [_as(section, each, each.text) for each in chosen]
    return list(_plainly(section, chosen))


def one_sided(summary: Sequence[Written], findings: Sequence[Written]) -> bool:
    """Whether it tells of a benefit and leaves out what speaks against it."""
    told = {id for each in summary for id in each.sentences}
    silent = [
        side
        for side in _against(findings)
        if side and not told.intersection(id for each in side for id in each.sentences)
    ]
    return any(each.direction is Direction.BENEFIT for each in summary) and bool(silent)


def _against(findings: Sequence[Written]) -> tuple[list[Written], list[Written], list[Written]]:
    """The findings of harm, those of no effect, and on safety whatever else there is."""
    safety = [each for each in findings if each.section is Section.SAFETY and each.direction not in _HARM]
    others = [each for each in findings if each not in safety]
    return (
        [each for each in others if each.direction in _HARM],
        [each for each in others if each.direction in _NULL],
        safety,
    )


def _plainly(section: Section, chosen: Sequence[Written]) -> Iterator[Written]:
    """The findings without what they add in brackets; none of them where one speaks of statistics, or its brackets of
    a difference that chance may have made."""
    if any(_BY_CHANCE.search(each.text) for each in chosen):
        return
    said = [_ASIDE.sub("", each.text.partition(": ")[2] or each.text) for each in chosen]
    if not any(map(_STATISTICS.search, said)) and all(each.species in _IN for each in chosen):
        for each, text in zip(chosen, said, strict=True):
            yield _as(section, each, f"In a study of {_IN[each.species]}: {text}")


def _as(section: Section, finding: Written, text: str) -> Written:
    return Written(section, text, finding.sentences, finding.outcome, finding.direction, finding.species)
