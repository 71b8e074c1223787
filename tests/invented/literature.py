"""Invented literature by the thousand about one invented peptide, in records as long as real ones are.

The sample's records under one name, each with the abstracts of four of them, a reference list and numbers of its own.
Nothing in them is real.
"""

import re
from functools import cache
from pathlib import Path

from infra.sandbox import samples
from shared.domain.catalog.catalog import Catalog
from shared.domain.catalog.peptide import Peptide

REFERENCES = 40
"""With these and four abstracts, a record has 1,900 characters of abstract and 10 kB of XML, as PubMed's have."""

_FOR_MACHINES = "990000056"
"""The one record with words for a machine: whatever holds its abstract is withheld, and would be no load."""
_NAMES = (
    "Chimerocin",
    "Exemplin-12",
    "Fabulotide",
    "Fictamorelin",
    "Imaginotensin",
    "Nullipressin",
    "Pretendulin",
    "Utopentide",
)
_RECORD = re.compile(r"<PubmedArticle>.*?</PubmedArticle>", re.DOTALL)
_TEXTS = re.compile(r"<AbstractText.*?</AbstractText>", re.DOTALL)
_ABSTRACT = re.compile(r"<Abstract>.*?</Abstract>", re.DOTALL)
_PMID = re.compile(r"\b99000\d{4}\b")
_DOI = re.compile(r"10\.5555/invented\.[\d.]+")


def catalog(name: str, slug: str) -> Catalog:
    """A catalog of this peptide alone."""
    entry = {"slug": slug, "name": name, "terms": [name], "category": "invented"}
    return Catalog(peptides=(Peptide.from_entry(entry, sample=True),))


def write(folder: Path, name: str, count: int, abstracts: int) -> None:
    """A corpus of so many records about `name`, each with the abstracts of so many of the sample's."""
    folder.mkdir(parents=True, exist_ok=True)
    told = "\n".join(record(name, number, abstracts) for number in range(count))
    (folder / "literature.xml").write_text(f"<PubmedArticleSet>\n{told}\n</PubmedArticleSet>\n", "utf-8")


def record(name: str, number: int, abstracts: int) -> str:
    """The invented record of that number."""
    base = _records()
    text = base[number % len(base)]
    texts = "".join(_texts()[(number + further) % len(base)] for further in range(abstracts))
    if _ABSTRACT.search(text):
        text = _ABSTRACT.sub(lambda _: f"<Abstract>{texts}</Abstract>", text)
    text = re.sub("|".join(map(re.escape, _NAMES)), name, text, flags=re.IGNORECASE)
    text = re.sub(r"(<ArticleTitle>)(.*?)\.?(</ArticleTitle>)", rf"\1\2: report {number}.\3", text, flags=re.DOTALL)
    text = _PMID.sub(str(991_000_000 + number), text)
    text = _DOI.sub(f"10.5555/invented.literature.{number}", text)
    return text.replace("</PubmedData>", f"{_references(number)}</PubmedData>")


def _references(number: int) -> str:
    one = (
        "<Reference><Citation>Quillby M, Vantresca P. An invented study of an invented peptide in {year}. "
        "J Invent Pept Res. {year};{at}:1-9.</Citation><ArticleIdList>"
        '<ArticleId IdType="pubmed">99{number:05d}{at:02d}</ArticleId></ArticleIdList></Reference>'
    )
    told = "".join(one.format(year=1980 + at, at=at, number=number) for at in range(REFERENCES))
    return f"<ReferenceList>{told}</ReferenceList>"


@cache
def _records() -> tuple[str, ...]:
    found = (each for path in sorted(samples.CORPUS.glob("*.xml")) for each in _RECORD.findall(path.read_text("utf-8")))
    return tuple(each for each in found if _TEXTS.search(each) and _FOR_MACHINES not in each)


@cache
def _texts() -> tuple[str, ...]:
    return tuple("".join(_TEXTS.findall(each)) for each in _records())
