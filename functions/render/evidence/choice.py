"""What was left out for want of room, and why: studies that a page is not written from, sentences not shown to its
writer."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

from functions.render.elements import wording
from functions.render.elements.sheet import Line, plain
from shared.domain.evidence.pack import BEYOND, SELECTED_AT_MOST, EvidencePack
from shared.domain.evidence.selection import SAID, Why
from shared.domain.publishing.monograph import Monograph
from shared.domain.publishing.words import count, sentence
from shared.domain.vocabulary import Species

_BY = "by fixed rules: first the best study of every outcome and of every direction it went, then by kind of study, "
_FULL = f"a page is written from at most {SELECTED_AT_MOST} studies"
_TOO_LARGE = "a page is written from a limited amount of text"


def rows(pack: EvidencePack, monograph: Monograph) -> Iterator[tuple[str, Line]]:
    """Facts for the methods part; none where nothing had to be left out."""
    reasons = _reasons(pack)
    if reasons:
        selected = sum(each.selected for each in pack.studies)
        told = "; ".join(_told(*each) for each in _by_number(reasons))
        how = f"{_BY}laboratory and year"
        yield (
            "Selection",
            plain(
                sentence(f"of {count(pack.found, 'record', 'records')} found, {selected:,} were selected, {how}")
                + f" Left out: {told}."
            ),
        )
    if monograph.unread:
        yield "Length", plain(_length(pack, monograph))


def _reasons(pack: EvidencePack) -> Mapping[str, Counter[Species]]:
    """By reason, the species of the studies that could have been selected and were not."""
    found: dict[str, Counter[Species]] = defaultdict(Counter)
    for each in pack.studies:
        if not each.selected and each.reason.startswith("beyond "):
            found[each.reason][each.appraisal.species] += 1
    for each in pack.unlisted:
        if each.reason.startswith("beyond "):
            found[each.reason][each.species] += each.count
    return found


def _by_number(reasons: Mapping[str, Counter[Species]]) -> list[tuple[str, Counter[Species]]]:
    return sorted(reasons.items(), key=lambda item: (-item[1].total(), item[0]))


def _told(reason: str, species: Counter[Species]) -> str:
    in_what = ", ".join(f"{number:,} {_WHERE[one]}" for one, number in sorted(species.items(), key=_most_first))
    why = reason.partition(", because ")[2] or (_FULL if reason.startswith(BEYOND) else _TOO_LARGE)
    return f"{count(species.total(), 'study', 'studies')} ({in_what}) because {why}"


_WHERE = {each: f"in {words}" for each, words in wording.SPECIES.items()} | {Species.UNKNOWN: "of a species not stated"}


def _most_first(item: tuple[Species, int]) -> tuple[int, str]:
    return -item[1], item[0].value


def _length(pack: EvidencePack, monograph: Monograph) -> str:
    missing = sum(each.sentences for each in monograph.unread)
    whole = Counter(each.why for each in monograph.unread if each.whole)
    brief = sum(each.why is Why.BRIEF for each in monograph.unread)
    part = sum(not each.whole for each in monograph.unread) - brief
    told = [
        f"{count(number, 'study', 'studies')} because {SAID[why]}"
        for why, number in sorted(whole.items(), key=lambda item: (-item[1], item[0].value))
    ]
    if brief:
        told.append(f"of {count(brief, 'study', 'studies')} all but what was found and one sentence of how")
    if part:
        told.append(f"a part of {count(part, 'study', 'studies')}, mostly of full texts")
    return (
        f"For their length, {missing:,} of the {len(pack.sentences):,} sentences of the selected studies were not "
        f"shown to the writer: {'; '.join(told)}."
    )
