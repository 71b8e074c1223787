"""An invented literature of any size, the same for the same numbers: peptides, and PubMed records about them.

One peptide is in a large share of all records, as the most studied real ones are; the others share the rest evenly,
and every fourth record is about two of them. Nothing in it is real: names are made of syllables, and each record says
that it is invented.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from random import Random

from shared.domain.catalog.peptide import Peptide

RECORDS_A_FILE = 1_000
FIRST_PMID = 910_000_000
_LONG_AGO = 1_735_689_600  # the first of January 2025
_SYLLABLES = tuple(first + second for first in "bdfgklmnprstvz" for second in "aeiou")
_OUTCOMES = ("grip strength", "wound closure", "sleep latency", "fasting glucose", "pain scores", "body weight")
_KINDS = (
    (
        "D016449",
        "Randomized Controlled Trial",
        "D006801",
        "Humans",
        "{n} adults were randomly assigned to {name} or placebo.",
    ),
    ("D016428", "Journal Article", "D051381", "Rats", "{n} rats were given {name} or saline for four weeks."),
    ("D016428", "Journal Article", "D051379", "Mice", "{n} mice received {name} by injection for ten days."),
    (
        "D016428",
        "Journal Article",
        "D002478",
        "Cells, Cultured",
        "Cultured cells were exposed to {name} for {n} hours.",
    ),
    ("D016454", "Review", "D000818", "Animals", "We review {n} reports on {name}."),
)


@dataclass(frozen=True)
class Library:
    """`peptides` of them, the first of which is in `largest` of all `studies` records."""

    peptides: int
    studies: int
    largest: int
    seed: int = 1

    def entries(self) -> list[Peptide]:
        """The catalog."""
        return [
            Peptide(slug=name.lower(), name=name, terms=(name,), category="invented", sample=True)
            for name in map(_name, range(self.peptides))
        ]

    def save(self, folder: Path) -> None:
        """Write the records as files of PubMed XML, long ago: the stand-in takes a file's day for a day on which its
        records were changed."""
        for path in _write(folder, "library", self._records()):
            os.utime(path, (_LONG_AGO, _LONG_AGO))

    def save_news(self, folder: Path, peptides: int, day: str) -> list[str]:
        """Write one new record, created on an ISO day, about each of so many peptides; returns their slugs."""
        chosen = sorted(Random(self.seed).sample(range(1, self.peptides), peptides))
        first = FIRST_PMID + self.studies
        _write(folder, "news", (_record(first + at, [_name(each)], day) for at, each in enumerate(chosen)))
        return [_name(each).lower() for each in chosen]

    def _records(self) -> Iterator[str]:
        random = Random(self.seed)
        for number in range(self.studies):
            day = f"{random.randint(1995, 2024)}-{random.randint(1, 12):02}-{random.randint(1, 28):02}"
            about = [0]
            if number >= self.largest:
                others = self.peptides - 1
                about = [1 + (number - self.largest) % others]
                if others > 1 and random.random() < 0.25:
                    about.append(1 + (about[0] + random.randrange(others - 1)) % others)
            yield _record(FIRST_PMID + number, [_name(each) for each in about], day)


def _name(number: int) -> str:
    second, first = divmod(number, len(_SYLLABLES))
    third, second = divmod(second, len(_SYLLABLES))
    return f"{_SYLLABLES[first]}{_SYLLABLES[second]}{_SYLLABLES[third]}tide".capitalize()


def _write(folder: Path, name: str, records: Iterator[str]) -> list[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    written: list[Path] = []
    while held := list(islice(records, RECORDS_A_FILE)):
        written.append(folder / f"{name}-{len(written):04}.xml")
        written[-1].write_text(f"<PubmedArticleSet>\n{''.join(held)}</PubmedArticleSet>\n", "utf-8")
    return written


def _record(pmid: int, names: list[str], day: str) -> str:
    random = Random(pmid)
    type_ui, kind, heading_ui, heading, method = random.choice(_KINDS)
    outcome, count = random.choice(_OUTCOMES), random.randint(8, 240)
    year, month, date = day.split("-")
    when = f"<Year>{year}</Year><Month>{month}</Month><Day>{date}</Day>"
    said = method.format(n=count, name=names[0])
    also = f" {names[1]} was given to a third group." if len(names) > 1 else ""
    change = (
        f"{outcome.capitalize()} changed by {random.randint(1, 40)}% with {names[0]} (P = 0.0{random.randint(1, 9)})."
    )
    history = "".join(f'<PubMedPubDate PubStatus="{each}">{when}</PubMedPubDate>' for each in ("pubmed", "entrez"))
    return f"""<PubmedArticle>
<MedlineCitation Status="MEDLINE" Owner="NLM"><PMID Version="1">{pmid}</PMID><DateRevised>{when}</DateRevised>
<Article PubModel="Print"><Journal><JournalIssue CitedMedium="Internet"><PubDate>{when}</PubDate></JournalIssue>
<Title>Journal of Invented Abundance</Title><ISOAbbreviation>J Inv Abund</ISOAbbreviation></Journal>
<ArticleTitle>{" and ".join(names)} and {outcome}: invented study {pmid}.</ArticleTitle>
<Abstract><AbstractText Label="METHODS">{said}{also} The study is invented.</AbstractText>
<AbstractText Label="RESULTS">{change} No serious adverse event occurred in {count} observations.</AbstractText>
</Abstract>
<AuthorList CompleteYN="Y"><Author ValidYN="Y"><LastName>Sample{pmid % 997}</LastName><Initials>S</Initials>\
</Author></AuthorList>
<Language>eng</Language>
<PublicationTypeList><PublicationType UI="{type_ui}">{kind}</PublicationType></PublicationTypeList>
</Article><MeshHeadingList><MeshHeading><DescriptorName UI="{heading_ui}" MajorTopicYN="N">{heading}</DescriptorName>\
</MeshHeading></MeshHeadingList></MedlineCitation>
<PubmedData><History>{history}</History><PublicationStatus>ppublish</PublicationStatus>
<ArticleIdList><ArticleId IdType="pubmed">{pmid}</ArticleId></ArticleIdList></PubmedData>
</PubmedArticle>
"""
