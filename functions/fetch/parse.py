"""PubMed XML, as efetch answers it, to studies. One record after the other: memory holds one at a time."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any, cast
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from functions.fetch.record import NoPmid, pmid_of, study_of
from functions.fetch.text import tidy
from shared.domain.study import Study

_SETS = frozenset({"PubmedArticleSet", "PubmedBookArticleSet"})
_RECORDS = frozenset({"PubmedArticle", "PubmedBookArticle"})
_PROLOG = re.compile(rb"\s*(<\?xml[^>]*\?>)?\s*(<!DOCTYPE[^>]*>)?\s*", re.IGNORECASE)


class Unreadable(ValueError):
    """The bytes are no PubMed XML; the text says what they are instead."""


@dataclass(frozen=True, slots=True)
class Refused:
    """A record that cannot be used, and why."""

    pmid: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class Parsed:
    """`studies` in the file's order, one a PMID (the highest version); `deleted` are PMIDs of DeleteCitation."""

    studies: tuple[Study, ...]
    deleted: tuple[str, ...] = ()
    refused: tuple[Refused, ...] = ()


def parse(xml: bytes) -> Parsed:
    """The studies of a PubmedArticleSet, a PubmedBookArticleSet or a single record.

    Raises:
        Unreadable: not PubMed XML, not well-formed, cut off, or with entity declarations, which no answer of NCBI has.
    """
    _refuse_what_is_no_xml(xml)
    studies: dict[str, tuple[int, Study]] = {}
    deleted: list[str] = []
    refused: list[Refused] = []
    for element in _records(xml):
        if element.tag == "DeleteCitation":
            deleted += [pmid for each in element.iter("PMID") if (pmid := (each.text or "").strip())]
            continue
        try:
            version, study = study_of(element)
        except NoPmid as exc:
            refused.append(Refused(None, str(exc)))
        except ValueError as exc:
            refused.append(Refused(pmid_of(element), str(exc)))
        else:
            if study.pmid not in studies or version >= studies[study.pmid][0]:
                studies[study.pmid] = (version, study)
    return Parsed(tuple(study for _, study in studies.values()), tuple(dict.fromkeys(deleted)), tuple(refused))


def _records(xml: bytes) -> Iterator[Element]:
    """Whole records, each emptied once it was read."""
    found = 0
    # The DOCTYPE of NLM is let pass and never fetched; an entity declaration is refused before it can expand.
    events = cast("Any", iterparse)(BytesIO(xml), events=("start", "end"), forbid_dtd=False)
    path: list[Element] = []
    try:
        for event, element in cast("Iterator[tuple[str, Element]]", events):
            if event == "start":
                if not path:
                    _refuse_another_root(element, xml)
                path.append(element)
                continue
            path.pop()
            if element.tag in _RECORDS or element.tag == "DeleteCitation":
                found += 1
                yield element
                if path:
                    path[-1].remove(element)
    except DefusedXmlException as exc:
        raise Unreadable(f"XML that declares entities ({type(exc).__name__}); PubMed's never does") from exc
    except ParseError as exc:
        cut_off = re.search(r"no element found|unclosed token", str(exc)) is not None
        what = "XML that is cut off" if cut_off else "XML that is not well-formed"
        raise Unreadable(f"{what}: {exc}, after {found} whole records") from exc
    except (LookupError, ValueError) as exc:
        if isinstance(exc, Unreadable):
            raise
        raise Unreadable(f"XML in an encoding that cannot be read: {exc}") from exc


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
    if not start[cast("re.Match[bytes]", _PROLOG.match(start)).end() :]:
        raise Unreadable("an XML prolog with nothing after it")


def _refuse_another_root(root: Element, xml: bytes) -> None:
    if root.tag in _SETS or root.tag in _RECORDS:
        return
    error = re.search(rb"<ERROR>(.*?)</ERROR>", xml[:20_000], re.DOTALL)
    said = f" that says: {_shown(error[1])}" if error else ""
    raise Unreadable(f"XML with the root <{root.tag[:60]}>, not <PubmedArticleSet>{said}")


def _shown(data: bytes) -> str:
    return tidy(data[:400].decode("utf-8", "replace"))[:120]
