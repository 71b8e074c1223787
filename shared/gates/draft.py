"""The gates between a draft and a page: each claim against the pack it was written from.

A claim is printed as a statement of the page, with its quotes beneath. So a claim that repeats a sentence word
for word is judged like any other: a promotional sentence does not become harmless because an abstract printed
it, and every family of `shared.gates.text` and the strength words (C22) apply. The quotes are judged too,
because they are printed: a claim whose quote breaks a blocking rule falls with it. Only the strength of a
quote's words is left alone, for they are its author's.

A claim in words of its own is held to what its quotes say, and no further: its numbers with their units and with what
they belong to (C21), its words of degree and certainty (C22), what it denies (G2) and which way it goes (G1), the
animals or people that it names (C11), every clause that could stand by itself, and the outcome above it (C20).

Beyond the rule catalogue's ids: G1 direction, G2 denial, G3 quote budget, G4 repetition, G5 summary, U1 untrusted text.
"""

from collections.abc import Iterator, Sequence
from itertools import chain

from shared.domain.evidence.outcomes import OUTCOMES
from shared.domain.evidence.pack import EvidencePack, PackSentence, PackStudy
from shared.domain.grading.grade import grade
from shared.domain.publishing.draft import Claim, Draft
from shared.domain.publishing.monograph import Finding
from shared.domain.vocabulary import Design, Direction, Level, Section, Species
from shared.gates import summaries
from shared.gates.budget import QUOTE_BUDGET, Budget
from shared.gates.grounding import belonging
from shared.gates.grounding.contrary import contrasts, directions
from shared.gates.grounding.doubts.degree import overstated
from shared.gates.grounding.doubts.strength import inflated
from shared.gates.grounding.figures.numbers import ungrounded
from shared.gates.grounding.subjects import headings, mixing, opposites, studies_told, things
from shared.gates.grounding.subjects.names import brought_in
from shared.gates.text import check
from shared.gates.untrusted import tampered_in, withheld
from shared.gates.words import polarity, wording
from shared.gates.words.labels import explanations, spelt_out

_OF_SECTION = {Section.HUMAN: Species.HUMAN, Section.ANIMAL: Species.ANIMAL, Section.IN_VITRO: Species.IN_VITRO}
_REVIEWS = {Design.SYSTEMATIC_REVIEW, Design.NARRATIVE_REVIEW}
_NOT_PEOPLE = (Species.ANIMAL, Species.IN_VITRO)


def judge(pack: EvidencePack, draft: Draft) -> tuple[Finding, ...]:
    """Every finding on the draft, claim by claim in the draft's order, then those on summaries; each names its claim.

    Raises:
        ValueError: the draft was written from another pack.
    """
    if draft.pack != pack.hash or draft.slug != pack.slug:
        raise ValueError(f"the draft of {draft.slug} was written from pack {draft.pack[:12]}, not {pack.hash[:12]}")
    levels = _Levels(pack)
    against: list[list[Finding]] = []
    for position, claim in enumerate(draft.claims):
        own = list(_repetition(claim, draft.claims[:position]))
        cited = list(_citations(pack, claim))
        own += cited
        if not cited:
            own += _against(pack, claim, _quoted(pack, claim))
        own += check(claim.text)
        own += check(claim.outcome)
        own += inflated(claim.text, levels.of(claim))
        against.append(own)
    _spend(pack, draft.claims, against)
    found = [
        each.model_copy(update={"claim": claim.id})
        for claim, own in zip(draft.claims, against, strict=True)
        for each in own
    ]
    return (*found, *summaries.faults(pack, draft.claims, found))


def _spend(pack: EvidencePack, claims: Sequence[Claim], against: Sequence[list[Finding]]) -> None:
    """G3: what a page may quote of an abstract, first for claims of harm, of no effect and of safety."""
    budget = Budget(pack)
    for claim, own in sorted(zip(claims, against, strict=True), key=lambda each: not _warns(each[0])):
        if not any(each.severity == "block" for each in own):
            own += [
                _block(QUOTE_BUDGET, "would quote too much of one abstract on a page", pmid)
                for pmid in budget.spend(_quoted(pack, claim))
            ]


def _warns(claim: Claim) -> bool:
    return claim.section is Section.SAFETY or claim.direction in (Direction.HARM, Direction.NULL, Direction.MIXED)


def _quoted(pack: EvidencePack, claim: Claim) -> list[PackSentence]:
    return [each for id in claim.sentences if (each := pack.sentence(id))]


def _repetition(claim: Claim, earlier: Sequence[Claim]) -> Iterator[Finding]:
    # A summary says a finding again; it is not to say itself again.
    alike = [each for each in earlier if each.section.sums_up is claim.section.sums_up]
    if any(wording.same_words(each.text, claim.text) for each in alike) or claim.id in {each.id for each in earlier}:
        yield _block("G4", "says again what an earlier claim says")


def _citations(pack: EvidencePack, claim: Claim) -> Iterator[Finding]:
    """C19 and C20: every claim names sentences, and each is there, of a study that may be cited."""
    for told in (claim.text, claim.outcome):
        if why := withheld(told):
            yield _block("U1", f"says what no page says ({why})", told[:80])
    if not claim.text.strip():
        yield _block("C19", "says nothing")
    if not claim.sentences:
        yield _block("C19", "names no sentence that it rests on")
    for id in claim.sentences:
        sentence = pack.sentence(id)
        study = pack.study(sentence.pmid) if sentence else None
        if sentence is None:
            yield _block("C20", "names a sentence that the evidence does not have", id)
        elif study is None or not study.selected:
            yield _block("C20", "names a sentence of a study that was not selected", id)
        elif not study.appraisal.usable:
            yield _block("C20", "names a study that no claim may rest on (retracted, a notice, or no evidence)", id)
        elif why := withheld(sentence.text):
            yield _block("U1", f"rests on a sentence that is withheld ({why})", id)
        elif tampered_in(pack, {study.pmid}):
            yield _block("U1", "rests on a record of which another part is withheld", id)


def _against(pack: EvidencePack, claim: Claim, sentences: Sequence[PackSentence]) -> Iterator[Finding]:
    """The claim's words and marks against its quotes and the studies they come from."""
    quotes = [each.text for each in sentences]
    studies = list({each.pmid: study for each in sentences if (study := pack.study(each.pmid))}.values())
    names = [pack.name, *pack.aliases]
    titles = [each.citation.title for each in studies]
    yield from ungrounded(claim.text, quotes, studies, [*names, *titles])
    for told in (claim.text, f"outcome {claim.outcome}"):
        if name := brought_in(told, [*quotes, *titles, *names]):
            yield _block("C20", "brings in a name that no quote has", name)
    records = [_record(pack, each) for each in studies]
    spelt = [each for record in records for each in spelt_out(quotes, record)]
    if wording.shared(claim.text, [*quotes, *titles, *spelt], names) < wording.SHARED_AT_LEAST:
        yield _block("C20", "has too few words in common with its quotes")
    if lost := polarity.lost_denial(claim.text, quotes):
        yield _block("G2", "leaves out a denial of its quote", lost)
    if added := polarity.added_denial(claim.text, quotes, chain.from_iterable(records)):
        yield _block("G2", "denies what no quote denies", added)
    if turned := contrasts.turned(claim.text, quotes):
        yield _block("G1", "turns the direction of its quote", turned)
    yield from belonging.against(claim.text, quotes, explanations([claim.text, *quotes], chain.from_iterable(records)))
    if named := opposites.unnamed_comparator(claim.text, [*quotes, *titles, *names]):
        yield _block("C20", "compares with what its quotes do not name", named)
    yield from overstated(claim.text, quotes)
    reviews = {each.appraisal.design for each in studies} & _REVIEWS
    if len(studies) == 1 and not reviews and (many := studies_told.more_than_told(claim.text, [*quotes, *titles])):
        yield _block("C20", "tells of more studies than its quotes do", many)
    if added := wording.beside_the_quotes(claim.text, [*quotes, *titles, *names, *spelt]):
        yield _block("C20", "adds what its quotes do not speak of", added)
    routes = [route.value for each in studies for route in each.appraisal.routes]
    for rule, reason, span in things.beyond(claim.text, quotes, [*titles, *names], routes):
        yield _block(rule, reason, span)
    listed = {one.name for each in studies for one in each.appraisal.outcomes}
    abstracts = chain.from_iterable(records)
    if added := headings.unspoken(claim.outcome, claim.text, quotes, [*titles, *names, *spelt], listed, abstracts):
        yield _block("C20", "names an outcome that its quotes do not speak of", added)
    yield from _direction(claim, quotes, studies)
    yield from _species(claim, quotes, studies, records)
    cited = [(study.appraisal.species, each.text) for each in sentences if (study := pack.study(each.pmid))]
    if lent := mixing.lent(claim.text, cited, names):
        yield _block("C11", "tells of people and of animals or cells by each other's quotes", lent)
    yield from _quotes(quotes)
    yield from _tolerability(claim, studies)


def _direction(claim: Claim, quotes: Sequence[str], studies: Sequence[PackStudy]) -> Iterator[Finding]:
    # A claim that is a quote bears the mark of its study as a whole.
    own_words = not any(wording.nearly(claim.text, each) for each in quotes)
    if claim.direction is Direction.NULL and own_words and (told := directions.tells_of_an_effect(claim.text)):
        yield _block("G1", "is marked as no difference, and tells of one", told)
    seen = {each.appraisal.direction for each in studies}
    if claim.direction is Direction.BENEFIT and seen and seen <= {Direction.NULL, Direction.HARM}:
        yield _block("G1", "is marked as a benefit, and no study cited saw one", claim.direction.value)


def _record(pack: EvidencePack, study: PackStudy) -> list[str]:
    """Title and abstract of a study."""
    return [study.citation.title, *(each.text for each in pack.sentences if each.pmid == study.pmid)]


def _species(
    claim: Claim, quotes: Sequence[str], studies: Sequence[PackStudy], records: Sequence[Sequence[str]]
) -> Iterator[Finding]:
    """C11: what was seen in animals or cells is said of them, and of the very animals.

    Where a study of animals or cells names one kind in all, that is said once and holds for each of its sentences.
    """
    species = {each.appraisal.species for each in studies}
    people = Species.HUMAN in species
    of_cells = wording.both_of_cells(claim.text, quotes) or any(
        wording.of_cells_by_its_record(claim.text, quotes, each) for each in records
    )
    if claim.species is Species.IN_VITRO and of_cells:
        species = species | {Species.IN_VITRO}
    if claim.species is not Species.UNKNOWN and species and claim.species not in species | {Species.UNKNOWN}:
        yield _block("C11", "is marked with a species that no study cited is of", claim.species.value)
    elif not people and (claim.species is Species.HUMAN or claim.section is Section.HUMAN):
        yield _block("C11", "stands as a finding in people, and no study cited is known to be of people")
    elif claim.section in _OF_SECTION and claim.species not in (Species.UNKNOWN, _OF_SECTION[claim.section]):
        yield _block("C11", "stands among findings in another species than it is marked with", claim.species.value)
    elif claim.section is Section.HUMAN and wording.cells_alone(" ".join(quotes)):
        yield _block("C11", "stands as a finding in people, and its quotes speak of cells alone")
    elif claim.section is Section.HUMAN and (kinds := wording.animals_alone(" ".join(quotes))):
        yield _block("C11", "stands as a finding in people, and its quotes speak of animals alone", kinds)
    elif claim.section is Section.ANIMAL and (found := wording.outside_alone(" ".join(quotes))):
        yield _block("C11", "stands as a finding in animals, and its quotes speak of cells alone", found)
    quoted_people = wording.human_words(" ".join(quotes))
    said_of_people = wording.human_words(claim.text) - quoted_people - wording.humanised(quotes)
    # People from whom the animals of a claim were given something are told of in other words than the quote's.
    nobody = not people or wording.animals_alone(" ".join(quotes))
    if said_of_people and nobody and not (quoted_people and wording.animals(claim.text)):
        yield _block("C11", "speaks of people, and its quotes do not", ", ".join(sorted(said_of_people)))
    named = {*wording.animals(" ".join([*quotes, *(each.citation.title for each in studies)]))}
    named |= {
        wording.only_animal(record)
        for study, record in zip(studies, records, strict=True)
        if study.appraisal.species in _NOT_PEOPLE
    }
    for kind, said in wording.animals(claim.text).items():
        if kind not in named:
            yield _block("C11", "names an animal that its quotes do not", said)
    if claim.section not in _OF_SECTION and species and species <= set(_NOT_PEOPLE):
        said_so = wording.animals(claim.text) or wording.laboratory_words(claim.text)
        if not said_so:
            yield _block("C11", "does not say that it speaks of animals or cells")


def _quotes(quotes: Sequence[str]) -> Iterator[Finding]:
    for each in chain.from_iterable(map(check, quotes)):
        if each.severity == "block":
            yield each.model_copy(update={"reason": f"rests on a quote that {each.reason}"})


def _tolerability(claim: Claim, studies: Sequence[PackStudy]) -> Iterator[Finding]:
    """C10: a report of tolerability whose size nobody knows is a promise of safety."""
    if all(each.appraisal.n is None for each in studies):
        for each in check(claim.text):
            if each.rule == "C10" and each.severity == "warn":
                yield each.model_copy(update={"severity": "block"})


class _Levels:
    """How certain each claim may sound: as its outcome is where that is graded, else as the whole."""

    def __init__(self, pack: EvidencePack) -> None:
        found = grade(pack)
        self._whole = found.level
        self._by_outcome = {each.outcome: each.level for each in found.outcomes}
        self._by_outcome |= {OUTCOMES[each.outcome].title.casefold(): each.level for each in found.outcomes}

    def of(self, claim: Claim) -> Level:
        return self._by_outcome.get(claim.outcome.strip().casefold(), self._whole)


def _block(rule: str, reason: str, span: str = "") -> Finding:
    return Finding(rule=rule, severity="block", reason=reason, span=span)
