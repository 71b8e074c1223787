"""Claims made wrong in one place, each with the evidence that it names; the same seed makes the same mutants.

A mutant that may still be true is not counted: `excluded` says by which rule, and the table says how many.
"""

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from random import Random
from typing import Literal

from evaluation import altered, measured, replaced, unhedged
from evaluation.inserted import DIRECTIVES
from evaluation.paraphrases import Paraphrase, overlap
from functions.fetch.appraisal.appraise import appraise
from functions.fetch.packs.pack import build_pack
from shared.domain.catalog.peptide import Peptide
from shared.domain.evidence.pack import EvidencePack
from shared.domain.evidence.study import Correction, Study, Term
from shared.domain.publishing.draft import Claim
from shared.domain.vocabulary import Direction, Flag, Section, Species
from shared.gates.words.wording import animals

Half = Literal["odd", "even"]
SEED = 20261126
NEIGHBOURS = 11
"""Studies of a pack beside those that the claim names."""
PEPTIDE = Peptide.ad_hoc_of("Any peptide", ())
"""Which peptide the studies are of plays no part in what is mutated."""
KINDS = (
    *("digit", "unit", "sentence id", "retracted citation", "species", "inserted violation"),
    *("dropped negation", "inflated strength", "swapped arms", "widened population", "sentence of the same abstract"),
    *("sign", "denominator", "frequency", "fraction", "dropped hedge"),
    *("amount or end", "statistic", "time replaced", "comparator replaced"),
)


@dataclass(frozen=True, slots=True)
class Carried:
    """A claim in the pack that it is judged against."""

    id: str
    pack: EvidencePack
    claim: Claim

    @property
    def half(self) -> Half:
        """Gates are tuned by the odd half; the even one is only counted."""
        return half_of(self.id)

    @property
    def quotes(self) -> str:
        """The sentences that it names, one a line."""
        named = (self.pack.sentence(each) for each in self.claim.sentences)
        return "\n".join(each.text for each in named if each)

    def saying(self, text: str, **marks: object) -> "Carried":
        """The same with other words, and other marks where any are given."""
        return replace(self, claim=self.claim.model_copy(update={"text": text, **marks}))

    def naming(self, *sentences: str) -> "Carried":
        """The same words with other sentences named."""
        return replace(self, claim=self.claim.model_copy(update={"sentences": sentences}))


@dataclass(frozen=True, slots=True)
class Mutant:
    """What was done to a claim, and to which word; `excluded` says why it may still be true, or is empty."""

    kind: str
    form: str
    carried: Carried
    excluded: str = ""


def half_of(id: str) -> Half:
    """The half of a claim: the parity of its id's SHA-256."""
    return "odd" if int(hashlib.sha256(id.encode()).hexdigest(), 16) % 2 else "even"


class Evidence:
    """Real studies as fetch reads them, and the packs made of them."""

    def __init__(self, studies: Mapping[str, Study]) -> None:
        self.studies = studies
        self._appraised = {pmid: appraise(study, PEPTIDE) for pmid, study in studies.items()}
        self._order = sorted(studies, key=lambda pmid: hashlib.sha256(pmid.encode()).hexdigest())

    def pack(self, pmids: list[str], changed: Study | None = None) -> EvidencePack:
        """Those studies and their neighbours; `changed` stands in place of the record of its PMID."""
        at = self._order.index(pmids[0])
        around = [self._order[(at + step) % len(self._order)] for step in range(1, NEIGHBOURS + 1)]
        read = {each: (self.studies[each], self._appraised[each]) for each in (*pmids, *around)}
        if changed is not None:
            read[changed.pmid] = (changed, appraise(changed, PEPTIDE))
        return build_pack(PEPTIDE, read.values())

    def carry(self, claim: Paraphrase, changed: Study | None = None, pack: EvidencePack | None = None) -> Carried:
        """The claim as a writer would have handed it in."""
        of = pack or self.pack([each.pmid for each in claim.sources], changed)
        number = {each.pmid: each.number for each in of.studies}
        named = tuple(f"S{number[each.pmid]}.{at}" for each in claim.sources for at in each.sentences)
        made = Claim(
            id="c0000000001", section=claim.section, text=claim.text, sentences=named, outcome=claim.outcome,
            direction=claim.direction, species=claim.species,
        )  # fmt: skip
        return Carried(claim.id, of, made)


def mutants(
    claim: Paraphrase, whole: Carried, evidence: Evidence, drawn: Callable[[int], bool] = lambda _: True
) -> Iterator[Mutant]:
    """The mutants of one claim, which is carried `whole`; of all that there are, those whose place is `drawn`."""
    rng = Random(f"{SEED} {claim.id}")
    at_hand = [*_words(claim, whole, rng), *_named(claim, whole, rng), *_marked(whole)]
    yield from (each for place, each in enumerate(at_hand) if drawn(place))
    # Each of these needs a pack of its own.
    retracted = list(enumerate(_retractions(claim, whole, evidence), len(at_hand)))
    yield from (Mutant("retracted citation", form, make()) for place, (form, make) in retracted if drawn(place))
    # Last, so that the places of all others, by which they are drawn, stay.
    last = [*_measures(claim, whole), *_unhedged(claim, whole), *_replaced(claim, whole)]
    late = enumerate(last, len(at_hand) + len(retracted))
    yield from (each for place, each in late if drawn(place))


def _words(claim: Paraphrase, whole: Carried, rng: Random) -> Iterator[Mutant]:
    made = partial(_made, whole)
    for form, text in altered.digits(claim, rng):
        yield made("digit", form, text)
    for form, text in altered.units(claim, rng):
        yield made("unit", form, text)
    for form, text in altered.beasts(claim, rng):
        there = set(animals(form)) & set(animals(whole.quotes))
        yield made("species", form, text, excluded="the quotes name that animal too" if there else "")
    for rule, words in rng.sample(DIRECTIVES, 3):
        text = claim.text.removesuffix(".") + words if words.startswith(",") else claim.text + words
        yield made("inserted violation", rule, text)
    for form, text in altered.undenied(claim, rng):
        yield made("dropped negation", f"{form} (marks kept)", text)
        # A writer who overlooks the denial marks the claim accordingly.
        turned = whole.saying(text, direction=Direction.UNCLEAR)
        yield Mutant("dropped negation", f"{form} (marks turned along)", turned)
    for form, text in altered.inflated(claim, rng):
        yield made("inflated strength", form, text)
    for form, text in altered.swapped(claim, rng):
        yield made("swapped arms", form, text)
    for form, text in altered.widened(claim, rng):
        yield made("widened population", form, text)


def _measures(claim: Paraphrase, whole: Carried) -> Iterator[Mutant]:
    for kind, make in (
        ("sign", measured.signs),
        ("denominator", measured.denominators),
        ("frequency", measured.frequencies),
        ("fraction", measured.fractions),
    ):
        for form, text, truth in make(claim.text):
            true = bool(truth) and re.search(rf"\b{truth}\b", whole.quotes) is not None
            yield _made(whole, kind, form, text, "the quotes have that too" if true else "")


def _replaced(claim: Paraphrase, whole: Carried) -> Iterator[Mutant]:
    place = int(hashlib.sha256(claim.id.encode()).hexdigest(), 16)
    for kind, made in (
        ("amount or end", replaced.ends(claim.text)),
        ("statistic", replaced.statistics(claim.text)),
        ("time replaced", replaced.times(claim.text, whole.quotes)),
        ("comparator replaced", replaced.comparators(claim.text, place)),
    ):
        for form, text, truth in made:
            true = bool(truth) and re.search(rf"\b(?:{truth})", whole.quotes, re.IGNORECASE) is not None
            yield _made(whole, kind, form, text, "the quotes have that too" if true else "")


def _made(whole: Carried, kind: str, form: str, text: str, excluded: str = "") -> Mutant:
    return Mutant(kind, form, whole.saying(text), excluded or ("nothing changed" if text == whole.claim.text else ""))


def _named(claim: Paraphrase, whole: Carried, rng: Random) -> Iterator[Mutant]:
    own = {each.pmid for each in claim.sources}
    study = next(each for each in whole.pack.studies if each.pmid == claim.pmid)
    last = sum(each.pmid == claim.pmid for each in whole.pack.sentences)
    rest = whole.claim.sentences[1:]
    yield Mutant("sentence id", "no such sentence", whole.naming(f"S{study.number}.{last + rng.randint(1, 9)}", *rest))
    yield Mutant("sentence id", "no such study", whole.naming(f"S{len(whole.pack.studies) + 7}.1", *rest))
    foreign = [each for each in whole.pack.sentences if each.pmid not in own]
    for _ in range(2):
        start = rng.randrange(len(foreign) - 3)
        count = len(whole.claim.sentences)
        yield _elsewhere("sentence id", "of another study", whole, [each.id for each in foreign[start : start + count]])
    siblings = [each.id for each in whole.pack.sentences if each.pmid in own and each.id not in whole.claim.sentences]
    if siblings:
        moved = (rng.choice(siblings), *whole.claim.sentences[:-1])
        yield _elsewhere("sentence of the same abstract", "in place of the last", whole, moved)


def _elsewhere(kind: str, form: str, whole: Carried, named: tuple[str, ...] | list[str]) -> Mutant:
    wrong = whole.naming(*named)
    as_near = overlap(whole.claim.text, wrong.quotes) >= overlap(whole.claim.text, whole.quotes)
    return Mutant(kind, form, wrong, "those sentences have as many of its words" if as_near else "")


def _retractions(claim: Paraphrase, whole: Carried, evidence: Evidence) -> Iterator[tuple[str, Callable[[], Carried]]]:
    """NLM says so in two ways; the third is a pack whose sentences were chosen before anybody knew."""
    study = evidence.studies[claim.pmid]
    kind = Term(ui="D016441", name="Retracted Publication")
    by_type = study.model_copy(update={"publication_types": (*study.publication_types, kind)})
    by_link = study.model_copy(update={"corrections": (Correction(ref_type="RetractionIn"),)})
    yield "publication type", partial(evidence.carry, claim, by_type)
    yield "link to the retraction", partial(evidence.carry, claim, by_link)
    rows = tuple(
        each.model_copy(update={"appraisal": each.appraisal.model_copy(update={"flags": (Flag.RETRACTED,)})})
        if each.pmid == claim.pmid
        else each
        for each in whole.pack.studies
    )
    known = whole.pack.model_copy(update={"studies": rows})
    yield "after the sentences were chosen", partial(evidence.carry, claim, pack=known)


def _unhedged(claim: Paraphrase, whole: Carried) -> Iterator[Mutant]:
    """Drawn apart, so that what is drawn for the other kinds stays the same."""
    rng = Random(f"{SEED} hedges {claim.id}")
    surer = "" if unhedged.leaves_open(whole.quotes) else "the quotes leave nothing open"
    for form, text in unhedged.dropped(claim):
        yield _made(whole, "dropped hedge", f"{form} (of the claim)", text, surer)
    form, pack = unhedged.doubted(whole.pack, whole.claim.sentences, rng)
    open_too = "the claim leaves something open too" if unhedged.leaves_open(claim.text) else ""
    yield Mutant("dropped hedge", f"{form} (of the quotes)", replace(whole, pack=pack), open_too)


def _marked(whole: Carried) -> Iterator[Mutant]:
    claim = whole.claim
    if claim.species is Species.HUMAN:
        wrong = claim.model_copy(update={"species": Species.ANIMAL, "section": Section.ANIMAL})
    else:
        wrong = claim.model_copy(update={"species": Species.HUMAN, "section": Section.HUMAN})
    yield Mutant("species", f"marked {wrong.species.value}", replace(whole, claim=wrong))
