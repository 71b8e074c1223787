"""Invented peptides by the thousand: the sample's eight under other names, and an NCBI that answers at once.

Nothing in them is real, as nothing in the sample is: the same studies, with another name and other PMIDs.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from infra.local.catalog import load
from infra.sandbox import samples
from shared.domain.peptide import Peptide
from shared.platform.ports import HttpAnswer

_FIRST, _SECOND = "bdfgklmnprstvz", "aeiou"
_PMID = re.compile(r"\b99000(\d{4})\b")
_DOI = re.compile(r"\b10\.5555/invented\.([\d.]+)")
_PHRASE = re.compile(r'"([^"]+)"\[tiab\]')
_RECORD = re.compile(r"<PubmedArticle>.*?</PubmedArticle>", re.DOTALL)
_FETCHED = '<?xml version="1.0" ?>\n<PubmedArticleSet>\n{}\n</PubmedArticleSet>\n'
_XML = {"content-type": "text/xml; charset=UTF-8"}


@dataclass(frozen=True, slots=True)
class Told:
    """One peptide, and what NCBI answers about it."""

    peptide: Peptide
    searched: bytes
    fetched: bytes


def peptide(number: int) -> Peptide:
    """The invented peptide of that number, from 0; each number has a name of its own."""
    base, syllables = _base(number)
    name = _renamed(base.name, syllables)
    return Peptide.from_entry(
        {
            "slug": f"{syllables}-{base.slug}",
            "name": name,
            "terms": [_renamed(each, syllables) for each in base.terms],
            "category": base.category,
            "conditions": list(base.conditions),
        },
        sample=True,
    )


def told(number: int) -> Told:
    """The peptide of that number with its literature."""
    base, syllables = _base(number)
    names = re.compile("|".join(map(re.escape, (base.name, *base.terms))), re.IGNORECASE)
    text = names.sub(lambda found: _renamed(found[0], syllables), _corpus(base.slug))
    text = _PMID.sub(lambda found: f"{10_000 + number}{found[1]}", text)
    text = _DOI.sub(lambda found: f"10.5555/invented.{syllables}.{found[1]}", text)
    records = _RECORD.findall(text)
    pmids = [re.search(r"<PMID[^>]*>(\d+)", each)[1] for each in records]  # type: ignore[index]
    ids = "".join(f"<Id>{each}</Id>" for each in pmids)
    term = _renamed(base.terms[0], syllables)
    searched = (
        '<?xml version="1.0" encoding="UTF-8" ?>\n<eSearchResult>'
        f"<Count>{len(pmids)}</Count><RetMax>{len(pmids)}</RetMax><RetStart>0</RetStart><IdList>{ids}</IdList><TranslationSet/>"
        f'<QueryTranslation>"{term}"[Title/Abstract]</QueryTranslation></eSearchResult>\n'
    )
    return Told(peptide(number), searched.encode(), _FETCHED.format("\n".join(records)).encode())


class Instant:
    """The Http port of an NCBI that has its answers ready."""

    def __init__(self, crowd: Mapping[str, Told]) -> None:
        """`crowd` is by the peptides' first terms."""
        self._crowd = crowd
        self._by_first_pmid: dict[str, Told] = {}

    async def request(self, method: str, url: str, *, form: Mapping[str, str] | None = None, **_: object) -> HttpAnswer:
        """What NCBI answers to a search or a fetch of one peptide's records."""
        del method
        asked = dict(form or {})
        return HttpAnswer(200, _XML, self.searched(asked["term"]) if "esearch" in url else self.fetched(asked["id"]))

    def searched(self, term: str) -> bytes:
        """The answer of a search for one peptide."""
        phrases = _PHRASE.findall(term)
        found = next(self._crowd[each] for each in phrases if each in self._crowd)
        for pmid in re.findall(rb"<Id>(\d+)</Id>", found.searched):
            self._by_first_pmid[pmid.decode()] = found
        return found.searched

    def fetched(self, ids: str) -> bytes:
        """The records of one peptide that was searched for."""
        return self._by_first_pmid[ids.partition(",")[0]].fetched


def _base(number: int) -> tuple[Peptide, str]:
    bases = _bases()
    return bases[number % len(bases)], _syllables(number // len(bases))


def _syllables(number: int) -> str:
    """Two syllables before a name make it another: there are 4,900 of them."""
    single = [first + second for first in _FIRST for second in _SECOND]
    return single[number // len(single)] + single[number % len(single)]


def _renamed(name: str, syllables: str) -> str:
    return syllables.capitalize() + name.lower() if name[0].isupper() else syllables + name


@cache
def _bases() -> tuple[Peptide, ...]:
    return load(samples.CATALOG, sample=True).peptides


@cache
def _corpus(slug: str) -> str:
    return (samples.CORPUS / f"{slug}.xml").read_text("utf-8")


def crowd(count: int) -> Iterator[Told]:
    """The first so many."""
    return map(told, range(count))
