"""One PubMed record to a study: by path, never by search, because reference lists hold other records' ids."""

import re
from collections.abc import Iterable
from xml.etree.ElementTree import Element

from functions.fetch.text import text_of
from shared.domain.study import AbstractSection, Correction, Study, Term

NO_TITLE = "[Not Available]"
"""What NLM prints where a record has no title."""

_YEAR = re.compile(r"\b(1[5-9]\d\d|20\d\d)\b")
_PMID = re.compile(r"[1-9]\d{0,8}")
_DOI = re.compile(r"10\.\d{4,9}/\S+")


class NoPmid(ValueError):
    """The record has no PMID, so nothing can cite it."""

    def __init__(self) -> None:
        super().__init__("the record has no PMID, so nothing could cite it")


def pmid_of(record: Element) -> str | None:
    """The record's own PMID, not one of those it refers to."""
    element = record.find("MedlineCitation/PMID")
    element = element if element is not None else record.find("BookDocument/PMID")
    return text_of(element) or None


def study_of(record: Element) -> tuple[int, Study]:
    """The study that a PubmedArticle or PubmedBookArticle holds, and the version of its record.

    Raises:
        NoPmid: it has none.
        ValueError: its PMID is no number, or it lacks the element that every record has.
    """
    pmid = pmid_of(record)
    if pmid is None:
        raise NoPmid
    if not _PMID.fullmatch(pmid):
        raise ValueError(f"{pmid[:40]!r} is no PMID")
    if (book := record.find("BookDocument")) is not None:
        return _version(book.find("PMID")), _book(record, book, pmid)
    citation = record.find("MedlineCitation")
    article = citation.find("Article") if citation is not None else None
    if citation is None or article is None:
        raise ValueError("the record has no Article element")
    return _version(citation.find("PMID")), _article(record, citation, article, pmid)


def _article(record: Element, citation: Element, article: Element, pmid: str) -> Study:
    issue = article.find("Journal/JournalIssue")
    published = _date(issue.find("PubDate") if issue is not None else None)
    vernacular = text_of(article.find("VernacularTitle"))
    return Study(
        pmid=pmid,
        title=text_of(article.find("ArticleTitle")) or vernacular or NO_TITLE,
        vernacular_title=vernacular,
        abstract=_abstract(article.find("Abstract")),
        authors=_authors(article.findall("AuthorList")),
        affiliations=_texts(article.iterfind("AuthorList/Author/AffiliationInfo/Affiliation")),
        journal=text_of(article.find("Journal/ISOAbbreviation"))
        or text_of(citation.find("MedlineJournalInfo/MedlineTA"))
        or text_of(article.find("Journal/Title")),
        volume=text_of(issue.find("Volume")) if issue is not None else "",
        issue=text_of(issue.find("Issue")) if issue is not None else "",
        pages=_pages(article),
        published=published,
        year=_year(published) or _year(_date(article.find("ArticleDate"))),
        doi=_id(record, "PubmedData/ArticleIdList", "doi") or _electronic(article),
        pmcid=_id(record, "PubmedData/ArticleIdList", "pmc"),
        languages=_texts(article.iterfind("Language")),
        publication_types=_types(article.iterfind("PublicationTypeList/PublicationType")),
        mesh=_mesh(citation),
        keywords=_texts(citation.iterfind("KeywordList/Keyword")),
        corrections=_corrections(citation),
        registrations=_texts(article.iterfind("DataBankList/DataBank/AccessionNumberList/AccessionNumber")),
        grants=_grants(article),
        conflict_statement=text_of(citation.find("CoiStatement")),
        status=citation.get("Status", ""),
    )


def _book(record: Element, book: Element, pmid: str) -> Study:
    published = _date(book.find("Book/PubDate"))
    title = text_of(book.find("Book/BookTitle"))
    lists = [each for each in book.findall("AuthorList") if each.get("Type") != "editors"]
    return Study(
        pmid=pmid,
        title=text_of(book.find("ArticleTitle")) or title or NO_TITLE,
        vernacular_title=text_of(book.find("VernacularTitle")),
        abstract=_abstract(book.find("Abstract")),
        authors=_authors(lists or book.findall("Book/AuthorList")),
        affiliations=_texts(book.iterfind("AuthorList/Author/AffiliationInfo/Affiliation")),
        journal=title,
        volume=text_of(book.find("Book/Volume")),
        pages=_pages(book),
        published=published,
        year=_year(published) or _year(_date(book.find("ContributionDate"))),
        doi=_id(book, "ArticleIdList", "doi") or _id(record, "PubmedBookData/ArticleIdList", "doi"),
        pmcid=_id(book, "ArticleIdList", "pmc"),
        languages=_texts(book.iterfind("Language")),
        publication_types=_types(book.iterfind("PublicationType")),
        keywords=_texts(book.iterfind("KeywordList/Keyword")),
        grants=_grants(book),
        status="Book",
    )


def _abstract(abstract: Element | None) -> tuple[AbstractSection, ...]:
    if abstract is None:
        return ()
    sections = (
        AbstractSection(
            label=" ".join(each.get("Label", "").split()), category=each.get("NlmCategory", ""), text=text_of(each)
        )
        for each in abstract.findall("AbstractText")
    )
    return tuple(section for section in sections if section.text)


def _authors(lists: Iterable[Element]) -> tuple[str, ...]:
    found: list[str] = []
    for author in (each for every in lists for each in every.findall("Author") if each.get("ValidYN") != "N"):
        given = text_of(author.find("Initials")) or text_of(author.find("ForeName"))
        parts = (text_of(author.find("LastName")), given, text_of(author.find("Suffix")))
        found.append(text_of(author.find("CollectiveName")) or " ".join(part for part in parts if part))
    return tuple(name for name in found if name)


def _date(date: Element | None) -> str:
    """As printed: `2021 Mar 4`, `1998 Winter`, `1998 Dec-1999 Jan`."""
    if date is None:
        return ""
    parts = [text_of(date.find(part)) for part in ("Year", "Season", "Month", "Day")]
    return " ".join(part for part in parts if part) or text_of(date.find("MedlineDate"))


def _year(date: str) -> int | None:
    found = _YEAR.search(date)
    return int(found[1]) if found else None


def _pages(article: Element) -> str:
    if printed := text_of(article.find("Pagination/MedlinePgn")):
        return printed
    ends = [text_of(article.find(f"Pagination/{end}")) for end in ("StartPage", "EndPage")]
    return "-".join(end for end in ends if end)


def _id(record: Element, path: str, kind: str) -> str | None:
    for each in record.iterfind(f"{path}/ArticleId"):
        if each.get("IdType") == kind and (value := text_of(each)):
            return _doi(value) if kind == "doi" else value
    return None


def _electronic(article: Element) -> str | None:
    for each in article.iterfind("ELocationID"):
        if each.get("EIdType") == "doi" and each.get("ValidYN") != "N" and (value := _doi(text_of(each))):
            return value
    return None


def _doi(text: str) -> str | None:
    found = _DOI.search(text)
    return found[0] if found else None


def _types(elements: Iterable[Element]) -> tuple[Term, ...]:
    return tuple(Term(ui=each.get("UI", ""), name=text_of(each)) for each in elements)


def _mesh(citation: Element) -> tuple[Term, ...]:
    found: list[Term] = []
    for heading in citation.iterfind("MeshHeadingList/MeshHeading"):
        name = heading.find("DescriptorName")
        if name is not None:
            major = any(each.get("MajorTopicYN") == "Y" for each in heading)
            qualifiers = tuple(ui for each in heading.findall("QualifierName") if (ui := each.get("UI")))
            found.append(Term(ui=name.get("UI", ""), name=text_of(name), major=major, qualifiers=qualifiers))
    return tuple(found)


def _corrections(citation: Element) -> tuple[Correction, ...]:
    return tuple(
        Correction(
            ref_type=each.get("RefType", ""),
            pmid=text_of(each.find("PMID")) or None,
            source=text_of(each.find("RefSource")),
        )
        for each in citation.iterfind("CommentsCorrectionsList/CommentsCorrections")
        if each.get("RefType") != "Cites"
    )


def _grants(article: Element) -> tuple[str, ...]:
    found: list[str] = []
    for grant in article.iterfind("GrantList/Grant"):
        parts = (text_of(grant.find("GrantID")), text_of(grant.find("Agency")))
        found.append(", ".join(part for part in parts if part))
    return tuple(dict.fromkeys(each for each in found if each))


def _texts(elements: Iterable[Element]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for each in elements if (text := text_of(each))))


def _version(element: Element | None) -> int:
    version = element.get("Version", "1") if element is not None else "1"
    return int(version) if version.isdecimal() else 1
