"""One PubMed record: its own XML, and what a search looks at."""

import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from infra.sandbox.literature.dates import days
from infra.sandbox.literature.words import line

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_NOTICES = {
    "RetractionIn": "hasretractionin",
    "ExpressionOfConcernIn": "hasexpressionofconcernin",
    "ErratumIn": "haserratumin",
    "UpdateIn": "hasupdatein",
}


class NotARecord(ValueError):
    """The element is no PubMed record that can be served; the text says why."""


@dataclass(frozen=True, slots=True)
class Record:
    """A record of the corpus.

    `lines` has a searchable line per PubMed field (see `words.line`), `dates` ISO days per date field,
    `filters` the filter words that hold. `packed` is the element's own XML, UTF-8, compressed.
    """

    pmid: str
    version: int
    headings: tuple[str, ...]
    substances: tuple[str, ...]
    lines: Mapping[str, str]
    dates: Mapping[str, tuple[str, ...]]
    filters: frozenset[str]
    packed: bytes

    @property
    def xml(self) -> bytes:
        """The element as it stands in its file, byte for byte (transcoded if the file is not UTF-8)."""
        return zlib.decompress(self.packed)

    @property
    def published(self) -> str:
        """The first day of the print date, or of the electronic one; empty if the record has none."""
        return self.dates["pdat"][0] if self.dates["pdat"] else ""


def read(element: "Element", xml: bytes, arrived: str) -> Record:
    """The record that an element holds. `arrived` is the ISO day for records without any date of entry.

    Raises:
        NotARecord: no PMID, or one that is no number.
    """
    is_book = element.tag == "PubmedBookArticle"
    body = element.find("BookDocument" if is_book else "MedlineCitation")
    number = body.find("PMID") if body is not None else None
    pmid = (number.text or "").strip() if number is not None else ""
    if body is None or number is None or not pmid:
        raise NotARecord("it has no PMID")
    if not (pmid.isascii() and pmid.isdecimal()):
        raise NotARecord(f"its PMID is no number: {pmid[:40]!r}")
    version = number.get("Version", "1")
    article = body if is_book else body.find("Article")
    if article is None:
        raise NotARecord(f"PMID {pmid} has no Article")
    dates = days(element, body, article, arrived)
    headings = list(body.iterfind("MeshHeadingList/MeshHeading"))
    names = tuple(_texts(body, "MeshHeadingList/MeshHeading/DescriptorName"))
    substances = (
        *_texts(body, "ChemicalList/Chemical/NameOfSubstance"),
        *_texts(body, "SupplMeshList/SupplMeshName"),
    )
    units = _units(element, body, article) | {
        "mh": [*_headings(headings, major=False)],
        "majr": [*_headings(headings, major=True)],
        "nm": [*substances],
        "uid": [pmid],
    }
    units["tiab"] = units["ti"] + units["ab"] + units["ot"]
    units["tw"] = units["tiab"] + units["mh"] + units["nm"] + units["pt"]
    units["all"] = [unit for field, each in units.items() if field not in {"tiab", "tw"} for unit in each]
    return Record(
        pmid=pmid,
        version=int(version) if version.isdecimal() else 1,
        headings=names,
        substances=substances,
        lines={field: line(each) for field, each in units.items()},
        dates=dates,
        filters=frozenset(_filters(body, units["ab"])),
        packed=zlib.compress(xml),
    )


def _text(element: "Element") -> str:
    return "".join(element.itertext())


def _texts(element: "Element", path: str) -> Iterator[str]:
    return (_text(each) for each in element.iterfind(path))


def _units(element: "Element", body: "Element", article: "Element") -> dict[str, list[str]]:
    journal = ("Article/Journal/Title", "Article/Journal/ISOAbbreviation", "MedlineJournalInfo/MedlineTA")
    return {
        "ti": [
            *_texts(article, "ArticleTitle"),
            *_texts(article, "VernacularTitle"),
            *_texts(article, "Book/BookTitle"),
        ],
        "ab": [*_texts(article, "Abstract/AbstractText"), *_texts(body, "OtherAbstract/AbstractText")],
        "ot": [*_texts(body, "KeywordList/Keyword")],
        "pt": [*_texts(article, "PublicationTypeList/PublicationType"), *_texts(article, "PublicationType")],
        "la": [*_texts(article, "Language")],
        "au": [*_authors(article)],
        "ta": [text for path in journal for text in _texts(body, path)],
        "vi": [*_texts(article, "Journal/JournalIssue/Volume")],
        "ad": [*_texts(article, "AuthorList/Author/AffiliationInfo/Affiliation")],
        "aid": [
            *_texts(element, "PubmedData/ArticleIdList/ArticleId"),
            *_texts(element, "PubmedBookData/ArticleIdList/ArticleId"),
            *_texts(article, "ELocationID"),
        ],
    }


def _authors(article: "Element") -> Iterator[str]:
    for author in article.iterfind("AuthorList/Author"):
        yield f"{author.findtext('LastName', '')} {author.findtext('Initials', '')}"
        yield f"{author.findtext('LastName', '')} {author.findtext('ForeName', '')}"
        yield author.findtext("CollectiveName", "")


def _headings(headings: "Iterable[Element]", *, major: bool) -> Iterator[str]:
    """Headings alone and with each subheading (`Insulin/therapeutic use`); only major topics if asked."""
    for heading in headings:
        name = heading.find("DescriptorName")
        if name is None:
            continue
        qualifiers = heading.findall("QualifierName")
        is_major = any(each.get("MajorTopicYN") == "Y" for each in (name, *qualifiers))
        if is_major or not major:
            yield _text(name)
        for qualifier in qualifiers:
            if not major or "Y" in {name.get("MajorTopicYN"), qualifier.get("MajorTopicYN")}:
                yield f"{_text(name)} {_text(qualifier)}"


def _filters(body: "Element", abstracts: list[str]) -> Iterator[str]:
    if any(each.strip() for each in abstracts):
        yield "hasabstract"
    for notice in body.iterfind("CommentsCorrectionsList/CommentsCorrections"):
        if word := _NOTICES.get(notice.get("RefType", "")):
            yield word
