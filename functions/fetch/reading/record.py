"""One PubMed record to a study: by path, never by search, because reference lists hold other records' ids.

Paths are walked child by child, and the children of what is asked often are looked up by name: ElementTree compiles no
path, and a record has some forty of them.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from xml.etree.ElementTree import Element

from functions.fetch.reading.authors import authors_of
from functions.fetch.reading.children import Named, by_name
from functions.fetch.reading.dates import day_of, printed, year_in
from functions.fetch.reading.text import text_of
from shared.domain.evidence.study import NCT, AbstractSection, Correction, OtherAbstract, Study, Term

NO_TITLE = "[Not Available]"
"""What NLM prints where a record has no title."""

_PMID = re.compile(r"[1-9]\d{0,8}")
_DOI = re.compile(r"10\.\d{4,9}/\S+")
_NCT = re.compile(rf"\b{NCT.pattern}\b", re.IGNORECASE)
# A first look in small letters, because a pattern that ignores case takes several times as long.
_LIKE_NCT = re.compile(r"nct\d")

_TERM_KEPT = 200
"""Characters of a term that is kept. Real names have at most 154; nothing larger may fill the memory."""


class NoPmid(ValueError):
    """The record has no PMID, so nothing can cite it."""

    def __init__(self) -> None:
        super().__init__("the record has no PMID, so nothing could cite it")


def pmid_of(record: Element) -> str | None:
    """The record's own PMID, not one of those it refers to."""
    for tag in ("MedlineCitation", "BookDocument"):
        holder = record.find(tag)
        if holder is not None and (element := holder.find("PMID")) is not None:
            return text_of(element) or None
    return None


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
    article = None if citation is None else citation.find("Article")
    if citation is None or article is None:
        raise ValueError("the record has no Article element")
    return _version(citation.find("PMID")), _article(record, citation, article, pmid)


def _article(record: Element, citation: Element, article: Element, pmid: str) -> Study:
    cited, told, data = by_name(citation), by_name(article), by_name(record.find("PubmedData"))
    journal = by_name(told.get("Journal"))
    issue = by_name(journal.get("JournalIssue"))
    published = printed(issue.get("PubDate"))
    vernacular = text_of(told.get("VernacularTitle"))
    title = text_of(told.get("ArticleTitle")) or vernacular or NO_TITLE
    abstract = _abstract(told.get("Abstract"))
    authors = authors_of(each for each in article.findall("AuthorList") if each.get("Type") != "editors")
    registrations = _registrations(told)
    history = _history(data)
    return Study(
        pmid=pmid,
        title=title,
        vernacular_title=vernacular,
        abstract=abstract,
        authors=authors.names,
        affiliations=authors.affiliations,
        author_affiliations=authors.of_each,
        journal=text_of(journal.get("ISOAbbreviation"))
        or text_of(by_name(cited.get("MedlineJournalInfo")).get("MedlineTA"))
        or text_of(journal.get("Title")),
        volume=text_of(issue.get("Volume")),
        issue=text_of(issue.get("Issue")),
        pages=_pages(told),
        published=published,
        year=year_in(published) or year_in(printed(told.get("ArticleDate"))),
        doi=_id(data, "doi") or _electronic(article),
        pmcid=_id(data, "pmc"),
        languages=_texts(article.findall("Language")),
        publication_types=_terms(told.get("PublicationTypeList", ())),
        mesh=_mesh(cited),
        keywords=_texts(each for every in citation.findall("KeywordList") for each in every.findall("Keyword")),
        corrections=_corrections(cited),
        registrations=registrations,
        grants=_grants(told),
        conflict_statement=text_of(cited.get("CoiStatement")),
        status=citation.get("Status", ""),
        other_abstracts=_other_abstracts(citation),
        substances=_substances(cited),
        indexing_method=citation.get("IndexingMethod", ""),
        publication_status=text_of(data.get("PublicationStatus")),
        received=day_of(history.get("received")),
        entered=day_of(history.get("entrez")),
        mentioned_trials=_mentioned(title, abstract, registrations),
    )


def _book(record: Element, book: Element, pmid: str) -> Study:
    told, data = by_name(book), by_name(record.find("PubmedBookData"))
    whole = by_name(told.get("Book"))
    published = printed(whole.get("PubDate"))
    name = text_of(whole.get("BookTitle"))
    title = text_of(told.get("ArticleTitle")) or name or NO_TITLE
    abstract = _abstract(told.get("Abstract"))
    lists = [each for each in book.findall("AuthorList") if each.get("Type") != "editors"]
    authors = authors_of(lists or (each for each in told.get("Book", ()) if each.tag == "AuthorList"))
    history = _history(data)
    return Study(
        pmid=pmid,
        title=title,
        vernacular_title=text_of(told.get("VernacularTitle")),
        abstract=abstract,
        authors=authors.names,
        affiliations=authors.affiliations,
        author_affiliations=authors.of_each,
        journal=name,
        volume=text_of(whole.get("Volume")),
        pages=_pages(told),
        published=published,
        year=year_in(published) or year_in(printed(told.get("ContributionDate"))),
        doi=_id(told, "doi") or _id(data, "doi"),
        pmcid=_id(told, "pmc") or _id(data, "pmc"),
        languages=_texts(book.findall("Language")),
        publication_types=_terms(book.findall("PublicationType")),
        keywords=_texts(each for every in book.findall("KeywordList") for each in every.findall("Keyword")),
        grants=_grants(told),
        status="Book",
        publication_status=text_of(data.get("PublicationStatus")),
        received=day_of(history.get("received")),
        entered=day_of(history.get("entrez")),
        mentioned_trials=_mentioned(title, abstract, ()),
    )


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


def _pages(told: Named) -> str:
    pagination = by_name(told.get("Pagination"))
    if whole := text_of(pagination.get("MedlinePgn")):
        return whole
    return "-".join(end for tag in ("StartPage", "EndPage") if (end := text_of(pagination.get(tag))))


def _id(data: Named, kind: str) -> str | None:
    for each in data.get("ArticleIdList", ()):
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
    return tuple(_term(each.get("UI", ""), text_of(each)) for each in elements)


def _term(ui: str, name: str, major: bool = False, qualifiers: tuple[str, ...] = ()) -> Term:
    """The same few terms stand in most records: made once, they are kept for the next."""
    if qualifiers or len(ui) + len(name) > _TERM_KEPT:
        return Term(ui=ui, name=name, major=major, qualifiers=qualifiers)
    return _kept_term(ui, name, major)


@lru_cache(maxsize=4_000)
def _kept_term(ui: str, name: str, major: bool) -> Term:
    return Term(ui=ui, name=name, major=major)


def _substances(cited: Named) -> tuple[Term, ...]:
    return _terms(name for each in cited.get("ChemicalList", ()) if (name := each.find("NameOfSubstance")) is not None)


def _mesh(cited: Named) -> tuple[Term, ...]:
    found: list[Term] = []
    for heading in cited.get("MeshHeadingList", ()):
        name = heading.find("DescriptorName")
        if name is None:
            continue
        major = False
        qualifiers: list[str] = []
        for each in heading:
            major = major or each.get("MajorTopicYN") == "Y"
            if each.tag == "QualifierName" and (ui := each.get("UI")):
                qualifiers.append(ui)
        found.append(_term(name.get("UI", ""), text_of(name), major, tuple(qualifiers)))
    return tuple(found)


def _corrections(cited: Named) -> tuple[Correction, ...]:
    return tuple(
        Correction(
            ref_type=each.get("RefType", ""),
            pmid=text_of(each.find("PMID")) or None,
            source=text_of(each.find("RefSource")),
        )
        for each in cited.get("CommentsCorrectionsList", ())
        if each.tag == "CommentsCorrections" and each.get("RefType") != "Cites"
    )


def _registrations(told: Named) -> tuple[str, ...]:
    lists = (bank.find("AccessionNumberList") for bank in told.get("DataBankList", ()))
    return _texts(number for numbers in lists if numbers is not None for number in numbers)


def _mentioned(title: str, abstract: Iterable[AbstractSection], registrations: Iterable[str]) -> tuple[str, ...]:
    known = {each.upper() for each in registrations}
    texts = (text for text in (title, *(each.text for each in abstract)) if _LIKE_NCT.search(text.lower()))
    said = (match[0].upper() for text in texts for match in _NCT.finditer(text))
    return tuple(dict.fromkeys(each for each in said if each not in known))


def _grants(told: Named) -> tuple[str, ...]:
    found: Iterator[str] = (
        ", ".join(part for tag in ("GrantID", "Agency") if (part := text_of(grant.find(tag))))
        for grant in told.get("GrantList", ())
    )
    return tuple(dict.fromkeys(filter(None, found)))


def _history(data: Named) -> dict[str, Element]:
    return {each.get("PubStatus", ""): each for each in data.get("History", ())}


def _texts(elements: Iterable[Element]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for each in elements if (text := text_of(each))))


def _version(element: Element | None) -> int:
    version = element.get("Version", "1") if element is not None else "1"
    return int(version) if version.isdecimal() else 1
