"""One PubMed record to a study: by path, never by search, because reference lists hold other records' ids.

Paths are walked child by child: ElementTree compiles no path, and a record has some forty of them.
"""

import re
from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

from functions.fetch.authors import authors_of
from functions.fetch.dates import day_of, printed, year_in
from functions.fetch.text import text_of
from shared.domain.study import NCT, AbstractSection, Correction, OtherAbstract, Study, Term

NO_TITLE = "[Not Available]"
"""What NLM prints where a record has no title."""

_PMID = re.compile(r"[1-9]\d{0,8}")
_DOI = re.compile(r"10\.\d{4,9}/\S+")
_NCT = re.compile(rf"\b{NCT.pattern}\b", re.IGNORECASE)


class NoPmid(ValueError):
    """The record has no PMID, so nothing can cite it."""

    def __init__(self) -> None:
        super().__init__("the record has no PMID, so nothing could cite it")


def pmid_of(record: Element) -> str | None:
    """The record's own PMID, not one of those it refers to."""
    element = _at(record, "MedlineCitation", "PMID")
    element = element if element is not None else _at(record, "BookDocument", "PMID")
    return text_of(element) or None


def study_of(record: Element) -> tuple[int, Study]:
    """The study that a PubmedArticle or PubmedBookArticle holds, and the version of its record.

    Raises:
        NoPmid: it has none.
        ValueError: its PMID is no number, it lacks the element that every record has, or its markup has no end.
    """
    pmid = pmid_of(record)
    if pmid is None:
        raise NoPmid
    if not _PMID.fullmatch(pmid):
        raise ValueError(f"{pmid[:40]!r} is no PMID")
    if (book := record.find("BookDocument")) is not None:
        return _version(book.find("PMID")), _book(record, book, pmid)
    citation = record.find("MedlineCitation")
    article = _at(citation, "Article")
    if citation is None or article is None:
        raise ValueError("the record has no Article element")
    return _version(citation.find("PMID")), _article(record, citation, article, pmid)


def _article(record: Element, citation: Element, article: Element, pmid: str) -> Study:
    journal = article.find("Journal")
    issue = _at(journal, "JournalIssue")
    data = record.find("PubmedData")
    published = printed(_at(issue, "PubDate"))
    vernacular = text_of(article.find("VernacularTitle"))
    title = text_of(article.find("ArticleTitle")) or vernacular or NO_TITLE
    abstract = _abstract(article.find("Abstract"))
    authors = authors_of(article.findall("AuthorList"))
    registrations = _registrations(article)
    history = _history(data)
    return Study(
        pmid=pmid,
        title=title,
        vernacular_title=vernacular,
        abstract=abstract,
        authors=authors.names,
        affiliations=authors.affiliations,
        author_affiliations=authors.of_each,
        journal=text_of(_at(journal, "ISOAbbreviation"))
        or text_of(_at(citation, "MedlineJournalInfo", "MedlineTA"))
        or text_of(_at(journal, "Title")),
        volume=text_of(_at(issue, "Volume")),
        issue=text_of(_at(issue, "Issue")),
        pages=_pages(article),
        published=published,
        year=year_in(published) or year_in(printed(article.find("ArticleDate"))),
        doi=_id(data, "doi") or _electronic(article),
        pmcid=_id(data, "pmc"),
        languages=_texts(article.findall("Language")),
        publication_types=_terms(_below(article, "PublicationTypeList")),
        mesh=_mesh(citation),
        keywords=_texts(each for every in citation.findall("KeywordList") for each in every.findall("Keyword")),
        corrections=_corrections(citation),
        registrations=registrations,
        grants=_grants(article),
        conflict_statement=text_of(citation.find("CoiStatement")),
        status=citation.get("Status", ""),
        other_abstracts=_other_abstracts(citation),
        substances=_substances(citation),
        indexing_method=citation.get("IndexingMethod", ""),
        publication_status=text_of(_at(data, "PublicationStatus")),
        received=day_of(history.get("received")),
        entered=day_of(history.get("entrez")),
        mentioned_trials=_mentioned(title, abstract, registrations),
    )


def _book(record: Element, book: Element, pmid: str) -> Study:
    whole = book.find("Book")
    data = record.find("PubmedBookData")
    published = printed(_at(whole, "PubDate"))
    name = text_of(_at(whole, "BookTitle"))
    title = text_of(book.find("ArticleTitle")) or name or NO_TITLE
    abstract = _abstract(book.find("Abstract"))
    lists = [each for each in book.findall("AuthorList") if each.get("Type") != "editors"]
    authors = authors_of(lists or (each for each in _below(book, "Book") if each.tag == "AuthorList"))
    history = _history(data)
    return Study(
        pmid=pmid,
        title=title,
        vernacular_title=text_of(book.find("VernacularTitle")),
        abstract=abstract,
        authors=authors.names,
        affiliations=authors.affiliations,
        author_affiliations=authors.of_each,
        journal=name,
        volume=text_of(_at(whole, "Volume")),
        pages=_pages(book),
        published=published,
        year=year_in(published) or year_in(printed(book.find("ContributionDate"))),
        doi=_id(book, "doi") or _id(data, "doi"),
        pmcid=_id(book, "pmc") or _id(data, "pmc"),
        languages=_texts(book.findall("Language")),
        publication_types=_terms(book.findall("PublicationType")),
        keywords=_texts(each for every in book.findall("KeywordList") for each in every.findall("Keyword")),
        grants=_grants(book),
        status="Book",
        publication_status=text_of(_at(data, "PublicationStatus")),
        received=day_of(history.get("received")),
        entered=day_of(history.get("entrez")),
        mentioned_trials=_mentioned(title, abstract, ()),
    )


def _at(element: Element | None, *path: str) -> Element | None:
    """The first child of the first child and so on, or None."""
    for tag in path:
        if element is None:
            return None
        element = element.find(tag)
    return element


def _below(element: Element | None, *path: str) -> Iterable[Element]:
    found = _at(element, *path)
    return () if found is None else found


def _abstract(abstract: Element | None) -> tuple[AbstractSection, ...]:
    if abstract is None:
        return ()
    return tuple(
        AbstractSection(label=" ".join(each.get("Label", "").split()), category=each.get("NlmCategory", ""), text=text)
        for each in abstract.findall("AbstractText")
        if (text := text_of(each))
    )


def _other_abstracts(citation: Element) -> tuple[OtherAbstract, ...]:
    return tuple(
        OtherAbstract(type=each.get("Type", ""), language=each.get("Language", ""), text=text)
        for each in citation.findall("OtherAbstract")
        if (text := "\n".join(filter(None, map(text_of, each.findall("AbstractText")))))
    )


def _pages(article: Element) -> str:
    pagination = article.find("Pagination")
    if whole := text_of(_at(pagination, "MedlinePgn")):
        return whole
    return "-".join(end for tag in ("StartPage", "EndPage") if (end := text_of(_at(pagination, tag))))


def _id(data: Element | None, kind: str) -> str | None:
    for each in _below(data, "ArticleIdList"):
        if each.get("IdType") == kind and (value := text_of(each)):
            return _doi(value) if kind == "doi" else value
    return None


def _electronic(article: Element) -> str | None:
    for each in article.findall("ELocationID"):
        if each.get("EIdType") == "doi" and each.get("ValidYN") != "N" and (value := _doi(text_of(each))):
            return value
    return None


def _doi(text: str) -> str | None:
    found = _DOI.search(text)
    return found[0] if found else None


def _terms(elements: Iterable[Element]) -> tuple[Term, ...]:
    return tuple(Term(ui=each.get("UI", ""), name=text_of(each)) for each in elements)


def _substances(citation: Element) -> tuple[Term, ...]:
    return _terms(
        name for each in _below(citation, "ChemicalList") if (name := each.find("NameOfSubstance")) is not None
    )


def _mesh(citation: Element) -> tuple[Term, ...]:
    found: list[Term] = []
    for heading in _below(citation, "MeshHeadingList"):
        name = heading.find("DescriptorName")
        if name is not None:
            major = "Y" in [each.get("MajorTopicYN") for each in heading]
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
        for each in _below(citation, "CommentsCorrectionsList")
        if each.tag == "CommentsCorrections" and each.get("RefType") != "Cites"
    )


def _registrations(article: Element) -> tuple[str, ...]:
    return _texts(number for bank in _below(article, "DataBankList") for number in _below(bank, "AccessionNumberList"))


def _mentioned(title: str, abstract: Iterable[AbstractSection], registrations: Iterable[str]) -> tuple[str, ...]:
    known = {each.upper() for each in registrations}
    said = (match[0].upper() for text in (title, *(each.text for each in abstract)) for match in _NCT.finditer(text))
    return tuple(dict.fromkeys(each for each in said if each not in known))


def _grants(article: Element) -> tuple[str, ...]:
    found: Iterator[str] = (
        ", ".join(part for tag in ("GrantID", "Agency") if (part := text_of(grant.find(tag))))
        for grant in _below(article, "GrantList")
    )
    return tuple(dict.fromkeys(filter(None, found)))


def _history(data: Element | None) -> dict[str, Element]:
    return {each.get("PubStatus", ""): each for each in _below(data, "History")}


def _texts(elements: Iterable[Element]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for each in elements if (text := text_of(each))))


def _version(element: Element | None) -> int:
    version = element.get("Version", "1") if element is not None else "1"
    return int(version) if version.isdecimal() else 1
