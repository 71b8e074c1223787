"""Labelled sentences as claims that the second model judges, and what it, the rules of words, and both together find.

A sentence becomes one claim, whose quotes are the sentence itself and what its reader knew beside it: whom or what was
studied and how, what was quoted, the peptide's status. So each claim, violating or not, follows from its quotes, and
what is measured is what the model makes of the house rules; what it says of support is counted apart. The labels of
some families rest on the species or the design, which the quotes of a page would tell.

Rules of words are asked as the gates ask them of a claim: by its words alone. A sentence counts as labelled.md has it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from functions.comply.house import HOUSE
from functions.comply.house import WARNING as HOUSE_WARNING
from functions.render.elements.wording import DESIGNS, SPECIES
from infra.evaluation.compliance import Judged, Labelled, Measured, Name, labelled, measure
from shared.domain.canonical import digest, fingerprint
from shared.domain.evidence.pack import EvidencePack, PackSentence
from shared.domain.publishing.draft import Claim
from shared.domain.vocabulary import Design, Section, Species
from shared.gates.text import check

CLAIMS_AT_ONCE = 20
"""Claims of one request: as many as a page of some length has."""
FAMILIES = tuple(HOUSE)
"""Families that the model is told."""
JUDGES = ("rules", "model", "both")


@dataclass(frozen=True, slots=True)
class Portion:
    """Sentences of a set that are asked about in one request, as claims on sentences of a pack, in the same order.

    `number` is its place among the set's portions.
    """

    of: Name
    number: int
    sentences: tuple[Labelled, ...]
    pack: EvidencePack
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Heard:
    """What the model said of one claim."""

    breaks: frozenset[str]
    supported: bool


@dataclass(frozen=True, slots=True)
class Compared:
    """One set as each judge has it; `unanswered` sentences, of which the model said nothing, are in no judge's figures.

    `unsupported` claims are those that the model did not find in their quotes, which do hold them.
    """

    judged: Mapping[str, Measured]
    unanswered: tuple[Labelled, ...]
    unsupported: int

    def missed(self, judge: str) -> list[Labelled]:
        """The violating sentences that it did not find."""
        return [each.sentence for each in self.judged[judge].judged if each.sentence.violating and not each.found]

    def blocked(self, judge: str) -> list[Labelled]:
        """The acceptable sentences that it blocks."""
        return [each.sentence for each in self.judged[judge].judged if not each.sentence.violating and each.blocking]


def suits(sentence: Labelled) -> bool:
    """Whether it can stand as a claim, and is of a family that the model is told."""
    return sentence.family in HOUSE and sentence.context.get("place", "body") == "body"


def chosen(name: Name, at_most: int | None = None) -> list[Labelled]:
    """The sentences of a set that suit, or the first so many of them, in an order that tells nothing of their labels.

    Fewer of them are the beginning of more, so that what is asked of few is asked of many again.
    """
    found = sorted(filter(suits, labelled(name)), key=lambda each: digest(each.id.encode()))
    return found[:at_most]


def portions(name: Name, sentences: Sequence[Labelled]) -> Iterator[Portion]:
    """These sentences of a set by the request."""
    for number, begin in enumerate(range(0, len(sentences), CLAIMS_AT_ONCE), 1):
        some = tuple(sentences[begin : begin + CLAIMS_AT_ONCE])
        rests = [_sentences(at, each) for at, each in enumerate(some, 1)]
        pack = EvidencePack(
            slug=slug_of(name),
            name="labelled sentences",
            sample=True,
            studies=(),
            sentences=tuple(one for each in rests for one in each),
        )
        claims = tuple(_claim(each, on) for each, on in zip(some, rests, strict=True))
        yield Portion(name, number, some, pack, claims)


def slug_of(name: Name) -> str:
    """What costs and budgets know the sentences of a set by, in the place of a peptide."""
    return f"labelled-{name}"


def compared(heard: Sequence[tuple[Portion, Mapping[str, Heard] | None]]) -> Compared:
    """The figures of a set from what the model said of each portion, by claim; None where it gave no answer of use."""
    answered = [
        (sentence, said[claim.id])
        for portion, said in heard
        if said is not None
        for sentence, claim in zip(portion.sentences, portion.claims, strict=True)
    ]
    by_rules = measure([sentence for sentence, _ in answered], lambda each: check(each.text))
    by_model = Measured(tuple(_judged(sentence, said) for sentence, said in answered))
    together = Measured(tuple(map(_either, by_rules.judged, by_model.judged)))
    return Compared(
        judged=dict(zip(JUDGES, (by_rules, by_model, together), strict=True)),
        unanswered=tuple(each for portion, said in heard if said is None for each in portion.sentences),
        unsupported=sum(not said.supported for _, said in answered),
    )


def _claim(sentence: Labelled, on: Sequence[PackSentence]) -> Claim:
    # Not the label's id: it tells the set and the half, and in some sets the neighbours in a family.
    id = "c" + fingerprint({"labelled": sentence.id})[:10]
    told = sentence.context.get("species", ())
    species = Species(told[0]) if len(told) == 1 else Species.UNKNOWN
    # Filed as a page would file it: a claim in the wrong place is wrong for that alone.
    section = _FILED.get(species, Section.OVERVIEW)
    return Claim(id=id, section=section, species=species, text=sentence.text, sentences=tuple(each.id for each in on))


def _sentences(number: int, sentence: Labelled) -> list[PackSentence]:
    texts = [sentence.text, *sentence.context.get("quotes", ()), *_known(sentence.context)]
    return [PackSentence(id=f"S{number}.{at}", pmid=str(number), text=text) for at, text in enumerate(texts, 1)]


def _known(context: Mapping[str, Any]) -> Iterator[str]:
    """What the reader knew beside the words, but for the grade, which no claim rests on."""
    cited = [DESIGNS[Design(each)] for each in context.get("designs", ())]
    if species := context.get("species"):
        cited.append("in " + " and ".join(SPECIES[Species(each)] for each in species))
    if "n" in context:
        cited.append(f"n = {context['n']}")
    if cited:
        yield f"What is cited: {', '.join(cited)}."
    status = context.get("regulatory", {})
    told = [f"{name} {status[key]}" for key, name in _STATUS.items() if status.get(key)]
    if told:
        yield f"The peptide's regulatory facts: {', '.join(told)}."


_FILED = {Species.HUMAN: Section.HUMAN, Species.ANIMAL: Section.ANIMAL, Species.IN_VITRO: Section.IN_VITRO}
_STATUS = {"status": "status", "as_of": "as of", "wada": "section of WADA's list"}


def _judged(sentence: Labelled, heard: Heard) -> Judged:
    return Judged(sentence, heard.breaks - HOUSE_WARNING, heard.breaks)


def _either(one: Judged, other: Judged) -> Judged:
    return Judged(one.sentence, one.blocking | other.blocking, one.all | other.all)
