"""Which contradictions a page shows: those whose words it may quote, within what it may quote of one abstract."""

from collections.abc import Sequence
from itertools import islice

from shared.domain.contradictions import (
    CONTRADICTIONS_AT_MOST,
    Contradiction,
    Opposed,
    Side,
    differences,
    opposed,
    passages,
)
from shared.domain.monograph import QuotedClaim
from shared.domain.pack import EvidencePack, PackSentence, PackStudy
from shared.domain.vocabulary import Direction
from shared.gates.budget import Budget
from shared.gates.text import check
from shared.gates.untrusted import tampered_in, withheld

_Quoted = tuple[str, PackSentence | None]
"""Words, and the sentence that they are; words of a title are of none."""


def contradictions(pack: EvidencePack, claims: Sequence[QuotedClaim]) -> tuple[Contradiction, ...]:
    """The weightiest contradictions that can be shown beside these claims, at most CONTRADICTIONS_AT_MOST.

    The same pack and claims give the same ones. A side is quoted by its weightiest study whose words break no
    blocking rule; claims have been granted their part of every abstract before.
    """
    budget = Budget(pack)
    for claim in claims:
        budget.spend([each for quote in claim.quotes if (each := pack.sentence(quote.sentence))])
    found = (shown for each in opposed(pack) if (shown := _shown(pack, each, budget)))
    return tuple(islice(found, CONTRADICTIONS_AT_MOST))


def _shown(pack: EvidencePack, each: Opposed, budget: Budget) -> Contradiction | None:
    for one, other in each.pairs():
        for left in _quotable(pack, one, each.outcome, Direction.BENEFIT):
            for right in _quotable(pack, other, each.outcome, each.against):
                if not budget.spend([sentence for _, sentence in (left, right) if sentence]):
                    sides = (
                        _side(one, Direction.BENEFIT, left, each.numbers[0] - 1),
                        _side(other, each.against, right, each.numbers[1] - 1),
                    )
                    return Contradiction(outcome=each.outcome, sides=sides, differs=differences(pack, one, other))
    return None


def _quotable(pack: EvidencePack, study: PackStudy, outcome: str, direction: Direction) -> list[_Quoted]:
    """What may be printed of the words that gave the direction: the whole sentence, or the title."""
    found: list[_Quoted] = []
    if tampered_in(pack, {study.pmid}):
        return found
    for passage in passages(study, outcome, direction):
        if passage.in_title:
            found.append((study.citation.title, None))
        else:
            of_it = (each for each in pack.sentences if each.pmid == study.pmid and passage.text in each.text)
            found += [(each.text, each) for each in islice(of_it, 1)]
    return [each for each in found if not withheld(each[0]) and _allowed(each[0])]


def _allowed(text: str) -> bool:
    return all(each.severity != "block" for each in check(text))


def _side(study: PackStudy, direction: Direction, quoted: _Quoted, others: int) -> Side:
    text, sentence = quoted
    return Side(
        pmid=study.pmid, direction=direction, sentence=sentence.id if sentence else "", text=text, others=others
    )
