"""In whom or in what: by MeSH check tags, else by whole words."""

from typing import NamedTuple

from functions.fetch.appraisal.subjects.beasts import TREATED_BEASTS, beasts_in
from functions.fetch.appraisal.subjects.cells import (
    CELLS,
    LABORATORY,
    TREATED,
    is_of_molecules,
    is_told_of_cells,
    names_cells,
    without_cells_of_beasts,
)
from functions.fetch.appraisal.subjects.people import PEOPLE, of_their_own, were_treated
from functions.fetch.appraisal.subjects.species_words import told_by_words
from functions.fetch.appraisal.text.words import Words, decision
from shared.domain.evidence.appraisal import Decision
from shared.domain.vocabulary import Confidence, Species

_HUMANS, _ANIMALS = "D006801", "D000818"
VETERINARY = frozenset({"D000081262", "D000081242", "D000081265"})
"""Randomized Controlled Trial, Clinical Trial and Observational Study, each with ", Veterinary"."""
_SUBJECTS = frozenset({"D000328", "D008875", "D000368", "D000369", "D002648", "D002675", "D007223", "D007231"}) | {
    *("D000293", "D055815")
}
"""Adult, Middle Aged, Aged, Aged 80 and over, Child, Child Preschool, Infant, Infant Newborn; Adolescent, Young
Adult: the ages of those in whom a study was done."""
_CLINICAL = frozenset({"D016449", "D016430", "D017426", "D017427", "D017428", "D017429", "D018848", "D000073843"}) | {
    *("D065007", "D064888", "D000068397", "D018486", "D002363", "D016454", "D000078182", "D017418")
}
"""Trials, observation, twins, cases, and reviews of them: what is done in people."""


class Found(NamedTuple):
    """The species, what decided, and whether identifiers did."""

    species: Species
    decision: Decision
    indexed: bool


def species_of(words: Words) -> Found:
    """In whom or in what the study was done.

    "Humans" also stands on work with human cells: such a record counts as people only where its text speaks of
    people of its own, if it has a laboratory heading or speaks of cells. With both tags it is of those to whom
    something was done; where that is told of both or of neither, of those whom it speaks of more. "Animals" stands
    on work with their cells too: where a title names cells and no beast was given anything, cells it is.
    """
    humans, animals = _HUMANS in words.mesh, _ANIMALS in words.mesh
    if words.types & VETERINARY:
        return _indexed(Species.ANIMAL, "species-veterinary")
    if humans and not animals:
        return _of_humans(words)
    if animals and _beasts_cells(words, humans=humans):
        return _indexed(Species.IN_VITRO, "species-laboratory", Confidence.PROBABLE)
    if animals and not words.types & _CLINICAL and _of_cells_of_beasts(words):
        return _indexed(Species.IN_VITRO, "species-cells", Confidence.PROBABLE)
    if animals and not humans:
        return _indexed(Species.ANIMAL, "species-animals")
    if humans and animals:
        return _indexed(_of_both(words), "species-both", Confidence.POSSIBLE)
    if words.mesh & LABORATORY and not PEOPLE.search(words.text) and not beasts_in(words.text):
        return _indexed(Species.IN_VITRO, "species-laboratory", Confidence.PROBABLE)
    species, rule, by, confidence = told_by_words(words)
    first = by.search(words.text) if by else None
    quote = words.said(first) if first else None
    return Found(species, decision("species", species, rule, confidence, quote), indexed=False)


def _of_humans(words: Words) -> Found:
    """A record with "Humans" alone: a beast that it names is a reagent, a gene or a hope."""
    people = len(PEOPLE.findall(words.text))
    if _cells_alone(words, people):
        rule = "species-laboratory" if words.mesh & LABORATORY else "species-cells"
        return _indexed(Species.IN_VITRO, rule, Confidence.PROBABLE)
    return _indexed(Species.HUMAN, "species-humans")


def _cells_alone(words: Words, people: int) -> bool:
    """Whether a record with "Humans" is of human cells: nobody is spoken of but those before or after the work.

    One word for people may be a donor or a patient to come, where cells were treated and a heading says laboratory.
    Where ages of people or a clinical study are indexed, or it is a review, every word for people counts.
    """
    laboratory = bool(words.mesh & LABORATORY)
    own = of_their_own(words)
    treated = bool(TREATED.search(words.text))
    clinical = bool(words.mesh & _SUBJECTS or words.types & _CLINICAL)
    if people and (clinical or not (laboratory or treated or names_cells(words.text))):
        return False
    if laboratory:
        return own < (2 if treated else 1)
    if own:
        return False
    return len(CELLS.findall(words.text)) >= 2 or (not clinical and (treated or is_of_molecules(words.text)))


def _beasts_cells(words: Words, *, humans: bool) -> bool:
    """Whether a record with "Animals" is of cells: a heading says laboratory, and neither beast nor person is spoken of
    but as the owner of a cell or a gene; or, with "Humans" too, nobody is and no beast was treated."""
    text = words.text
    if not words.mesh & LABORATORY or TREATED_BEASTS.search(text):
        return False
    if not PEOPLE.search(text) and not beasts_in(without_cells_of_beasts(text) if humans else text):
        return True
    cells = bool(TREATED.search(text)) or len(CELLS.findall(text)) >= 2
    return cells and not of_their_own(words) and not beasts_in(without_cells_of_beasts(text))


def _of_cells_of_beasts(words: Words) -> bool:
    """Whether a record with "Animals" tells by its title of work in cells: the tag is that of whose cells they were."""
    text = words.text
    return is_told_of_cells(words.study.title, text) and not TREATED_BEASTS.search(text) and not of_their_own(words)


def _of_both(words: Words) -> Species:
    beasts = beasts_in(words.text)
    if TREATED_BEASTS.search(words.text) and not were_treated(words):
        return Species.ANIMAL
    own = of_their_own(words) if beasts else len(PEOPLE.findall(words.text))
    return Species.HUMAN if own >= beasts and own else Species.ANIMAL


def _indexed(species: Species, rule: str, confidence: Confidence = Confidence.CERTAIN) -> Found:
    return Found(species, decision("species", species, rule, confidence), indexed=True)
