"""How well records are classified, measured: the halves of the real records, the keys, and what is counted.

A record whose PMID has an odd SHA-256 was there to tune by; one with an even one only to measure by.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from math import sqrt
from pathlib import Path

from functions.fetch.appraisal.appraise import appraise
from functions.fetch.appraisal.designs.design import design_of
from functions.fetch.appraisal.subjects.species import species_of
from functions.fetch.appraisal.text.words import Words
from functions.fetch.reading.parse import Unreadable, parse
from shared.domain.catalog.peptide import Peptide
from shared.domain.evidence.appraisal import Appraisal, Decision
from shared.domain.evidence.study import AbstractSection, Study
from shared.domain.vocabulary import Design, Species

HERE = Path(__file__).parent
REAL = HERE.parents[2] / "shared" / "data" / "pubmed"
ODD, EVEN = "odd (tuned by)", "even (measured by)"

_HUMANS, _ANIMALS = "D006801", "D000818"
_LABORATORY = frozenset({"D066298", "D002478", "D045744", "D002460", "D046508", "D018929", "D061251"})
_TRIALS = (Design.RCT, Design.PROBABLE_RCT, Design.NONRANDOMISED_TRIAL)
_BY_TYPE = ("D4", "D6")
TUNED_BY, HELD_OUT, SHAPES = "invented_sizes.txt", "invented_sizes_heldout.txt", "invented_sizes_shapes.txt"
MANNERS = "invented_sizes_manners.txt"
_PEPTIDE = Peptide.ad_hoc_of("Any peptide", ())


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    hits: int
    of: int

    @property
    def value(self) -> float:
        """The share; 0 of nothing."""
        return self.hits / self.of if self.of else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson's interval at 95 %."""
        if not self.of:
            return 0.0, 1.0
        z, n, p = 1.959964, self.of, self.value
        middle, half = p + z * z / (2 * n), z * sqrt(p * (1 - p) / n + z * z / (4 * n * n))
        return max(0.0, (middle - half) / (1 + z * z / n)), min(1.0, (middle + half) / (1 + z * z / n))

    def __str__(self) -> str:
        low, high = self.interval
        return f"{self.hits} of {self.of} = {self.value:.1%} (95 % {low:.1%} to {high:.1%})"


def half_of(pmid: str) -> str:
    """To which half a record belongs."""
    return ODD if int(hashlib.sha256(pmid.encode()).hexdigest(), 16) % 2 else EVEN


def records() -> dict[str, dict[str, Study]]:
    """The real records by half and PMID; empty halves where the folder is absent."""
    found: dict[str, dict[str, Study]] = {ODD: {}, EVEN: {}}
    for path in sorted(REAL.rglob("*.xml")):
        try:
            studies = parse(path.read_bytes()).studies
        except Unreadable:
            continue
        for study in studies:
            found[half_of(study.pmid)][study.pmid] = study
    return found


def appraised(study: Study) -> Appraisal:
    """The appraisal as a night makes it."""
    return appraise(study, _PEPTIDE)


def hidden(study: Study) -> Study:
    """The record as a publisher sends it, before NLM indexes it: no MeSH, no publication type."""
    return study.model_copy(update={"mesh": (), "publication_types": (), "status": "Publisher"})


@dataclass(frozen=True, slots=True)
class SpeciesFound:
    """Species by words against check tags; `left_out` have both tags or neither, so that MeSH says nothing."""

    wrong: Share
    wrong_of_decided: Share
    decided: Share
    left_out: int


def species(studies: Iterable[Study]) -> SpeciesFound:
    """Species with the indexing hidden; work with cells may be told as such where MeSH has a laboratory heading."""
    right = wrong = unknown = left_out = 0
    for study in studies:
        mesh = {each.ui for each in study.mesh}
        if (_HUMANS in mesh) == (_ANIMALS in mesh):
            left_out += 1
            continue
        true = {Species.HUMAN if _HUMANS in mesh else Species.ANIMAL}
        if mesh & _LABORATORY:
            true.add(Species.IN_VITRO)
        found = species_of(Words.of(hidden(study))).species
        right, wrong = right + (found in true), wrong + (found not in {*true, Species.UNKNOWN})
        unknown += found is Species.UNKNOWN
    all_ = right + wrong + unknown
    return SpeciesFound(Share(wrong, all_), Share(wrong, right + wrong), Share(right + wrong, all_), left_out)


@dataclass(slots=True)
class DesignsFound:
    """Designs with the indexing hidden (columns) against those with it (rows), MEDLINE's records only."""

    confusion: Counter[tuple[str, str]] = field(default_factory=Counter[tuple[str, str]])
    trials: int = 0
    called: int = 0
    both: int = 0

    @property
    def precision(self) -> Share:
        """Of what words call a trial in people, what NLM indexed as one."""
        return Share(self.both, self.called)

    @property
    def recall(self) -> Share:
        """Of what NLM indexed as a trial in people, what words call one; "unknown" counts as missed."""
        return Share(self.both, self.trials)


def _design(study: Study) -> tuple[Design, Decision]:
    words = Words.of(study)
    return design_of(words, species_of(words))


def designs(studies: Iterable[Study]) -> DesignsFound:
    """Trial against not, and the whole table."""
    found = DesignsFound()
    for study in studies:
        if study.status != "MEDLINE":
            continue
        (with_, by), (without, _) = (_design(each) for each in (study, hidden(study)))
        found.confusion[with_.value, without.value] += 1
        trial, called = by.rule in _BY_TYPE, without in _TRIALS
        found.trials, found.called, found.both = (
            found.trials + trial,
            found.called + called,
            found.both + (trial and called),
        )
    return found


@dataclass(frozen=True, slots=True)
class SizesFound:
    """Sizes against a key: what was given and right, what there was to find, and which were wrong or missed."""

    precision: Share
    recall: Share
    wrong: tuple[str, ...]
    missed: tuple[str, ...]


def sizes(key: dict[str, int | None], found: dict[str, int | None]) -> SizesFound:
    """Precision over all sizes given, recall over all that the key has."""
    given = {each: n for each, n in found.items() if n is not None and each in key}
    right = [each for each, n in given.items() if key[each] == n]
    stated = [each for each, n in key.items() if n is not None]
    wrong = tuple(each for each in given if each not in right)
    missed = tuple(each for each in stated if found.get(each) is None)
    return SizesFound(Share(len(right), len(given)), Share(len(right), len(stated)), wrong, missed)


KEYS = {EVEN: "sample_sizes.json", ODD: "sample_sizes_odd.json"}


def size_key(half: str = EVEN) -> dict[str, int | None]:
    """The hand key over a half: PMID to size, None where the abstract states none."""
    kept = json.loads((HERE / KEYS[half]).read_text("utf-8"))
    return {each["pmid"]: each["n"] for each in kept["records"]}


def sizes_of(half: str, studies: dict[str, Study]) -> SizesFound:
    """The sizes of a half's records against its key."""
    key = size_key(half)
    return sizes(key, {pmid: appraised(studies[pmid]).n for pmid in key})


@dataclass(frozen=True, slots=True)
class Invented:
    """One invented abstract with what it should be read as."""

    design: str
    species: str
    n: int | None
    study: Study


def invented() -> Iterator[Invented]:
    """The hundred invented abstracts, as unindexed records."""
    lines = (HERE / "invented.txt").read_text("utf-8").splitlines()
    for number, line in enumerate((each for each in lines if not each.startswith("#")), 1):
        design, species_, size, title, text = line.split("|")
        study = Study(
            pmid=str(992_000_000 + number),
            title=title,
            abstract=(AbstractSection(text=text),) if text else (),
            status="Publisher",
        )
        yield Invented(design, species_, None if size == "-" else int(size.replace(",", "")), study)


def invented_sizes(name: str) -> SizesFound:
    """The sizes of a file of invented abstracts, a line each: size, title, abstract."""
    key: dict[str, int | None] = {}
    found: dict[str, int | None] = {}
    lines = (HERE / name).read_text("utf-8").splitlines()
    for number, line in enumerate((each for each in lines if not each.startswith("#")), 1):
        size, title, text = line.split("|")
        pmid = str(993_000_000 + number)
        study = Study(pmid=pmid, title=title, abstract=(AbstractSection(text=text),), status="Publisher")
        key[pmid] = None if size == "-" else int(size.replace(",", ""))
        found[pmid] = appraised(study).n
    return sizes(key, found)
