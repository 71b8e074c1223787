"""Which contradictions a page shows, and in which words: what may be quoted of an abstract beside the page's claims.

A side whose words may not be shown is named without them, with the reason: that studies disagree is never left out for
want of room.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from shared.domain.evidence.outcome_order import named
from shared.domain.evidence.pack import EvidencePack, PackSentence, PackStudy
from shared.domain.grading.contradictions import (
    CONTRADICTIONS_AT_MOST,
    Contradiction,
    Opposed,
    Side,
    Unquoted,
    differences,
    opposed,
    passages,
)
from shared.domain.publishing.monograph import QuotedClaim
from shared.domain.vocabulary import Direction
from shared.gates.budget import Budget
from shared.gates.text import check
from shared.gates.untrusted import tampered_in, withheld

NAMING_EDITION = 3
"""The edition of the rule that chooses contradictions and their words. The first showed only those of which both sides
could be quoted, in no other words than those that gave the direction; up to the second, quantities that share an
outcome's name passed for the same, and animals for one kind (`shared.domain.grading.contradictions.TELLS_APART`)."""


class _Words(NamedTuple):
    """What is shown of a side: text, and the sentence that it is (none of a title); or why there is none."""

    text: str = ""
    sentence: PackSentence | None = None
    unquoted: Unquoted = ""


def contradictions(
    pack: EvidencePack, claims: Sequence[QuotedClaim], edition: int = NAMING_EDITION
) -> tuple[Contradiction, ...]:
    """The weightiest contradictions, to be shown beside these claims, at most CONTRADICTIONS_AT_MOST.

    The same pack, claims and edition give the same ones. A side is quoted by its weightiest study whose words break no
    blocking rule and find room; claims have been granted their part of every abstract before.
    """
    page = _Page(pack, claims, edition)
    found = (shown for each in opposed(pack, edition) if (shown := page.shown(each)))
    return tuple(islice(found, CONTRADICTIONS_AT_MOST))


def chosen_again(
    pack: EvidencePack, claims: Sequence[QuotedClaim], before: Sequence[Contradiction]
) -> tuple[Contradiction, ...]:
    """The contradictions of these claims by the rule that chose those of before.

    A page of none does not say by which; it is of the present one where that gives none, and else of the first.
    """
    if not before:
        return () if not contradictions(pack, claims) else contradictions(pack, claims, 1)
    newest = max(each.edition for each in before)
    return contradictions(pack, claims, max(1, min(newest, NAMING_EDITION)))


class _Page:
    """The claims of one page, and what it may still quote."""

    def __init__(self, pack: EvidencePack, claims: Sequence[QuotedClaim], edition: int) -> None:
        self._pack, self._claims, self._edition = pack, claims, edition
        self._budget = Budget(pack)
        self._sentences: dict[str, list[PackSentence]] = defaultdict(list)
        self._tampered: dict[str, bool] = {}
        for each in pack.sentences:
            self._sentences[each.pmid].append(each)
        for claim in claims:
            self._budget.count([each for quote in claim.quotes if (each := pack.sentence(quote.sentence))])

    def shown(self, each: Opposed) -> Contradiction | None:
        """The first pair of studies of which both are quoted; else the first of which one is, or none."""
        sides = (Direction.BENEFIT, each.against)
        words: dict[str, _Words] = {}
        best: tuple[PackStudy, PackStudy] | None = None
        most = -1
        for pair in each.pairs():
            if any(map(self._hostile, pair)):
                continue
            for study, direction in zip(pair, sides, strict=True):
                if study.pmid not in words:
                    words[study.pmid] = self._words(study, each.outcome, direction)
            quoted = sum(not words[study.pmid].unquoted for study in pair)
            if quoted > most:
                best, most = pair, quoted
            if quoted == len(sides):
                break
        if best is None or (self._edition == 1 and most < len(sides)):
            return None
        one, other = best
        return Contradiction(
            outcome=each.outcome,
            sides=(
                self._side(one, sides[0], words[one.pmid], each.numbers[0] - 1),
                self._side(other, sides[1], words[other.pmid], each.numbers[1] - 1),
            ),
            differs=tuple(
                found
                for found in differences(self._pack, one, other, self._edition)
                # Words that a page may not print may be where the amount is from.
                if found.aspect != "dose" or "barred" not in (words[one.pmid].unquoted, words[other.pmid].unquoted)
            ),
            edition=self._edition,
        )

    def _hostile(self, study: PackStudy) -> bool:
        """Whether nothing of its record is used, so that it is not even named."""
        if study.pmid not in self._tampered:
            self._tampered[study.pmid] = bool(tampered_in(self._pack, {study.pmid}))
        return self._tampered[study.pmid]

    def _words(self, study: PackStudy, outcome: str, direction: Direction) -> _Words:
        found = list(self._telling(study, outcome, direction))
        allowed = [each for each in found if _printable(each.text)]
        for each in allowed:
            if each.sentence is None or self._budget.allows(each.sentence):
                return each
        if not found:
            return _Words(unquoted="unknown")
        return _Words(unquoted="spent" if allowed else "barred")

    def _telling(self, study: PackStudy, outcome: str, direction: Direction) -> Iterator[_Words]:
        """What tells the direction: each whole sentence or title with the words that gave it, then what the page's
        claims quote from this study alone to say the same of this outcome."""
        sentences = self._sentences[study.pmid]
        for passage in passages(study, outcome, direction):
            if passage.in_title:
                yield _Words(study.citation.title)
            else:
                of_it = (_Words(each.text, each) for each in sentences if passage.text in each.text)
                yield from islice(of_it, 1)
        if self._edition == 1:
            return
        for claim in self._claims:
            kind = named(claim.outcome)
            of_it = {quote.pmid for quote in claim.quotes} == {study.pmid}
            if of_it and kind and (kind.id, claim.direction) == (outcome, direction):
                quoted = {quote.sentence for quote in claim.quotes}
                yield from (_Words(each.text, each) for each in sentences if each.id in quoted)

    def _side(self, study: PackStudy, direction: Direction, words: _Words, others: int) -> Side:
        sentence = words.sentence
        if sentence:
            self._budget.spend([sentence])
        return Side(
            pmid=study.pmid, direction=direction, sentence=sentence.id if sentence else "", text=words.text,
            others=others, unquoted=words.unquoted,
        )  # fmt: skip


def _printable(text: str) -> bool:
    return not withheld(text) and all(each.severity != "block" for each in check(text))
