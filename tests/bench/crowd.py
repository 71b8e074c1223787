"""Invented peptides by the thousand: the sample's eight under other names, and what PubMed would say of each.

Nothing in them is real, as nothing in the sample is: the same studies, with another name and other PMIDs.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from infra.local.checkout.catalog import load
from infra.sandbox import samples
from shared.domain.catalog.peptide import Peptide

AT_MOST = 4_900 * 8
"""So many have names of their own: two syllables before each of the sample's."""

_CONSONANTS, _VOWELS = "bdfgklmnprstvz", "aeiou"
_SYLLABLES = tuple(first + second for first in _CONSONANTS for second in _VOWELS)
_PMID = re.compile(r"\b99000(\d{4})\b")
_FIRST_PMID = 10_000
_DOI = re.compile(r"\b10\.5555/invented\.([\d.]+)")
_RECORD = re.compile(r"<PubmedArticle>.*?</PubmedArticle>", re.DOTALL)
_RECORD_PMID = re.compile(r"<PMID[^>]*>(\d+)")


@dataclass(frozen=True, slots=True)
class Told:
    """One peptide, and what NCBI answers when it is searched for, and when its records are fetched."""

    peptide: Peptide
    searched: bytes
    fetched: bytes


def crowd(count: int) -> Iterator[Told]:
    """The first so many, at most AT_MOST."""
    return map(told, range(count))


def peptide(number: int) -> Peptide:
    """The invented peptide of that number, from 0."""
    return Peptide.from_entry(entry(number), sample=True)


def entry(number: int) -> dict[str, object]:
    """Its catalog entry."""
    base, syllables = _base(number)
    return {
        "slug": f"{syllables}-{base.slug}",
        "name": _renamed(base.name, syllables),
        "terms": [_renamed(base.terms[0], syllables)],
        "category": base.category,
        "conditions": list(base.conditions),
    }


def told(number: int) -> Told:
    """The peptide of that number with its literature."""
    base, syllables = _base(number)
    names = re.compile("|".join(map(re.escape, (base.name, *base.terms))), re.IGNORECASE)
    text = names.sub(lambda found: _renamed(found[0], syllables), _corpus(base.slug))
    text = _PMID.sub(lambda found: f"{_FIRST_PMID + number}{found[1]}", text)
    text = _DOI.sub(lambda found: f"10.5555/invented.{syllables}.{found[1]}", text)
    records = _RECORD.findall(text)
    pmids = [found[1] for each in records if (found := _RECORD_PMID.search(each))]
    ids = "".join(f"<Id>{each}</Id>" for each in pmids)
    searched = (
        '<?xml version="1.0" encoding="UTF-8" ?>\n<eSearchResult>'
        f"<Count>{len(pmids)}</Count><RetMax>{len(pmids)}</RetMax><RetStart>0</RetStart><IdList>{ids}</IdList>"
        f'<TranslationSet/><QueryTranslation>"{_renamed(base.terms[0], syllables)}"[Title/Abstract]</QueryTranslation>'
        "</eSearchResult>\n"
    )
    fetched = '<?xml version="1.0" ?>\n<PubmedArticleSet>\n{}\n</PubmedArticleSet>\n'.format("\n".join(records))
    return Told(peptide(number), searched.encode(), fetched.encode())


def number_of(phrase_or_pmid: str) -> int:
    """Which peptide a search phrase, or a record, is about."""
    if phrase_or_pmid.isdecimal():
        return int(phrase_or_pmid[:5]) - _FIRST_PMID
    syllables = phrase_or_pmid[:4]
    base = next(at for at, each in enumerate(_bases()) if each.terms[0] == phrase_or_pmid[4:])
    number = _SYLLABLES.index(syllables[:2]) * len(_SYLLABLES) + _SYLLABLES.index(syllables[2:])
    return number * len(_bases()) + base


def _base(number: int) -> tuple[Peptide, str]:
    bases = _bases()
    first, second = divmod(number // len(bases), len(_SYLLABLES))
    return bases[number % len(bases)], _SYLLABLES[first] + _SYLLABLES[second]


def _renamed(name: str, syllables: str) -> str:
    return syllables.capitalize() + name.lower() if name[0].isupper() else syllables + name


@cache
def _bases() -> tuple[Peptide, ...]:
    return load(samples.CATALOG, sample=True).peptides


@cache
def _corpus(slug: str) -> str:
    return (samples.CORPUS / f"{slug}.xml").read_text("utf-8")
