"""PubMed XML, as efetch answers it, to studies. One record after the other: memory holds one at a time."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

from functions.fetch.reading.elements import Unreadable, elements, root_of
from functions.fetch.reading.record import NoPmid, pmid_of, study_of
from functions.fetch.reading.text import tidy
from shared.domain.evidence.study import Study

__all__ = ["Deleted", "Parsed", "Refused", "Unreadable", "Versioned", "each_of", "parse"]

_SETS = frozenset({"PubmedArticleSet", "PubmedBookArticleSet"})
_RECORDS = frozenset({"PubmedArticle", "PubmedBookArticle"})
_PROLOG = re.compile(rb"\s*(<\?xml[^>]*\?>)?\s*(<!DOCTYPE[^>]*>)?\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Refused:
    """A record that cannot be used, and why."""

    pmid: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class Versioned:
    """A study, and the version of its record: a file may hold several, of which the highest counts."""

    version: int
    study: Study


@dataclass(frozen=True, slots=True)
class Deleted:
    """A PMID that NLM withdrew (DeleteCitation)."""

    pmid: str


@dataclass(frozen=True, slots=True)
class Parsed:
    """`studies` in the file's order, one a PMID (the highest version); `deleted` are PMIDs of DeleteCitation."""

    studies: tuple[Study, ...]
    deleted: tuple[str, ...] = ()
    refused: tuple[Refused, ...] = ()


def parse(xml: bytes) -> Parsed:
    """The studies of a PubmedArticleSet, a PubmedBookArticleSet or a single record.

    Raises:
        Unreadable: not PubMed XML, not well-formed, cut off, or with declarations of its own, which NCBI never has;
            a set that tells of an error, or in which nothing is a record.
    """
    studies: dict[str, Versioned] = {}
    deleted: list[str] = []
    refused: list[Refused] = []
    for each in each_of(xml):
        if isinstance(each, Refused):
            refused.append(each)
        elif isinstance(each, Deleted):
            deleted.append(each.pmid)
        elif each.study.pmid not in studies or each.version >= studies[each.study.pmid].version:
            studies[each.study.pmid] = each
    return Parsed(tuple(each.study for each in studies.values()), tuple(dict.fromkeys(deleted)), tuple(refused))


def each_of(xml: bytes) -> Iterator[Versioned | Deleted | Refused]:
    """What `parse` reads, one after the other as it stands there: nothing is held but the record that is read.

    Raises:
        Unreadable: as in `parse`, but only when the place was reached, after what stands before it.
    """
    _refuse_what_is_no_xml(xml)
    _refuse_another_root(root_of(xml), xml)
    foreign, known = "", False
    for element in elements(xml, _SETS):
        if element.tag == "ERROR":
            raise Unreadable(f"a set that says: {tidy(''.join(element.itertext()))[:120]}")
        if element.tag not in _RECORDS:
            if element.tag != "DeleteCitation":
                foreign = foreign or element.tag
                continue
            known = True
            yield from (Deleted(pmid) for each in element.iter("PMID") if (pmid := (each.text or "").strip()))
            continue
        known = True
        try:
            version, study = study_of(element)
        except NoPmid as exc:
            yield Refused(None, str(exc))
        except ValueError as exc:
            yield Refused(pmid_of(element), str(exc))
        else:
            yield Versioned(version, study)
    if foreign and not known:
        raise Unreadable(f"a set without any record of PubMed's: its first element is <{foreign[:60]}>")


def _refuse_what_is_no_xml(data: bytes) -> None:
    start = data.removeprefix(b"\xef\xbb\xbf").lstrip()
    if not start:
        raise Unreadable("an empty answer")
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return
    head = start[:300].lower()
    if b"<html" in head or b"<!doctype html" in head:
        raise Unreadable("an HTML page, not PubMed XML")
    if start[:1] in b"{[":
        raise Unreadable(f"JSON, not PubMed XML: {_shown(start)}")
    if not start.startswith(b"<"):
        raise Unreadable(f"plain text, not PubMed XML: {_shown(start)}")
    if cast("re.Match[bytes]", _PROLOG.match(start)).end() == len(start):
        raise Unreadable("an XML prolog with nothing after it")


def _refuse_another_root(root: str, xml: bytes) -> None:
    if root in _SETS or root in _RECORDS:
        return
    error = re.search(rb"<ERROR>(.*?)</ERROR>", xml[:20_000], re.DOTALL)
    said = f" that says: {_shown(error[1])}" if error else ""
    raise Unreadable(f"XML with the root <{root[:60]}>, not <PubmedArticleSet>{said}")


def _shown(data: bytes) -> str:
    return tidy(data[:400].decode("utf-8", "replace"))[:120]
