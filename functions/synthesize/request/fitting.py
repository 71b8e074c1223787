"""What of the evidence fits into what a writer is sent, and what does not, with its reasons."""

from collections.abc import Sequence, Set
from dataclasses import dataclass

from functions.synthesize.ranking import ranked
from functions.synthesize.request.plan import Shown
from functions.synthesize.request.telling import in_brief
from shared.domain.evidence.pack import EvidencePack, PackSentence
from shared.domain.evidence.selection import Place, Why, candidate, in_order, why_not
from shared.domain.publishing.draft import Unread
from shared.gates.untrusted import clean
from shared.store.spending.budgets import CHARACTERS_PER_TOKEN

_HEAD = 20
"""Tokens of the line that begins a study, at most."""
_UNUSUAL = 20
"""More than one in this many parts of all the room is an unusual length."""
_FRONT = 8
"""One in this many parts of the room is for the abstracts of the front, whole, where not all of them fit."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """`studies` are those that fit, in the order they came, with the sentences of each that do; `unread` the others.

    `left_whole` are the PMIDs of those of which no sentence fits.
    """

    studies: Shown
    unread: tuple[Unread, ...]
    left_whole: frozenset[str]


def fit(studies: Shown, at_most: int) -> Fitted:
    """What fits into `at_most` tokens, chosen in the order of `shared.domain.evidence.selection`.

    Where not all abstracts fit, those in front are shown whole, as far as an eighth of the room goes, and of the others
    what they found, in brief: more studies speak than if each were whole. Full texts have what room the abstracts
    leave: a study left out whole is a greater loss than an article's details. The first abstract that does not fit is
    the end, unless it is one of an unusual length, which is passed over: else short ones from far behind would slip in.
    """
    of = {study.pmid: sentences for study, sentences in studies}
    order = in_order(candidate(each.pmid, each.appraisal, each.role, each.citation.year) for each, _ in studies)
    abstracts = {pmid: _abstract(sentences) for pmid, sentences in of.items()}
    front = at_most if sum(map(_weight, abstracts.values())) <= at_most else at_most // _FRONT
    chosen: dict[str, Sequence[PackSentence]] = {}
    room = at_most
    for place in order:
        own = abstracts[place.candidate.pmid]
        if at_most - room + _weight(own) > front:
            front, own = 0, in_brief(own)
        if (weight := _weight(own)) <= room:
            chosen[place.candidate.pmid] = own
            room -= weight
        elif _UNUSUAL * weight <= at_most:
            break
    brief = {pmid for pmid, shown in chosen.items() if len(shown) < len(abstracts[pmid])}
    for pmid in [each for each in chosen if each not in brief]:
        further = [each for each in of[pmid] if each not in abstracts[pmid]]
        if (weight := sum(map(_tokens, further))) <= room:
            chosen[pmid] = [*abstracts[pmid], *further]
            room -= weight
    kept = [(study, chosen[study.pmid]) for study, _ in studies if study.pmid in chosen]
    return Fitted(kept, tuple(_unread(order, of, chosen, brief)), frozenset(of.keys() - chosen.keys()))


def still_unread(before: Sequence[Unread], pack: EvidencePack, read: Shown) -> list[Unread]:
    """What of the studies that were not shown earlier stays so: those that `read` does not show now, and that claims
    may still rest on."""
    shown = {study.pmid for study, _ in read}
    citable = {study.pmid for study, _ in ranked(pack)}
    return [each for each in before if each.pmid in citable and each.pmid not in shown]


def _unread(
    order: Sequence[Place],
    of: dict[str, Sequence[PackSentence]],
    chosen: dict[str, Sequence[PackSentence]],
    brief: Set[str],
) -> list[Unread]:
    front = [each for each in order if each.candidate.pmid in chosen]
    last = max((at for at, each in enumerate(order) if each.candidate.pmid in chosen), default=-1)
    found: list[Unread] = []
    for at, each in enumerate(order):
        pmid = each.candidate.pmid
        missing = len(of[pmid]) - len(chosen.get(pmid, ()))
        if missing:
            why = Why.BRIEF if pmid in brief else Why.SIZE if at <= last else why_not(each, front)
            found.append(Unread(pmid=pmid, sentences=missing, whole=pmid not in chosen, why=why))
    return sorted(found, key=lambda each: int(each.pmid))


def evidence_line(sentence: PackSentence) -> str:
    """A sentence as the writer is sent it."""
    return f"{sentence.id}\t{clean(sentence.text)}"


def _abstract(sentences: Sequence[PackSentence]) -> Sequence[PackSentence]:
    """A study's abstract; what of it reads otherwise than before may be the full text alone."""
    return [each for each in sentences if each.source == "abstract"] or sentences


def _weight(sentences: Sequence[PackSentence]) -> int:
    return _HEAD + sum(map(_tokens, sentences))


def _tokens(sentence: PackSentence) -> int:
    return -(-len(evidence_line(sentence)) // CHARACTERS_PER_TOKEN)
