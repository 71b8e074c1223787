"""Elements of XML that nobody here wrote, one after the other: memory holds one, never the document.

Parsed by expat into ElementTree's own elements. A document type of its own (with which entities and default values
could be declared that grow without end, or that name files) is refused before the parser sees it; an outer one, as
NLM's answers name, is let pass and never fetched.
"""

import re
from collections.abc import Iterator
from typing import cast
from xml.etree.ElementTree import Element, ParseError, TreeBuilder, XMLParser
from xml.parsers import expat

CHUNK = 65_536
"""Bytes fed at once: what has been parsed and not yet been read is at most so much."""
ELEMENT_AT_MOST = 8_000_000
"""Bytes of one element that is wanted: the longest record that NLM has, with 9,000 names, is a third of it."""
DEPTH_AT_MOST = 100
"""Elements within one another. JATS and PubMed stay below 30."""

_CUT_OFF = re.compile(r"no element found|unclosed token")


class Unreadable(ValueError):
    """The bytes are not the XML that was asked for; the text says what they are instead."""


class Malformed(Unreadable):
    """The XML breaks in the middle: what stands before the place was read, the record there and the rest were not."""


class CutOff(Unreadable):
    """The XML ends too early: what is left of it may come when it is asked for again."""


class _Begun(Exception):
    """The root was reached: nothing can be declared any more."""


def root_of(xml: bytes) -> str:
    """The name of the root element; empty where the document ends before one.

    Raises:
        Unreadable: the document declares anything of its own, or is not well-formed up to its root.
    """
    found: list[str] = []

    def begin(name: str, attributes: object) -> None:
        del attributes
        found.append(name)
        raise _Begun

    def doctype(name: str, system: object, public: object, internal: object) -> None:
        del name, system, public
        if internal:
            raise Unreadable("XML with declarations of its own, such as entities; NLM's answers never have any")

    parser = expat.ParserCreate()
    parser.StartElementHandler = begin
    parser.StartDoctypeDeclHandler = doctype
    try:
        parser.Parse(xml[:CHUNK], len(xml) <= CHUNK)
    except _Begun:
        return found[0]
    except expat.ExpatError as exc:
        raise _told(exc, "") from exc
    except (LookupError, ValueError) as exc:
        if isinstance(exc, Unreadable):
            raise
        raise Unreadable(f"XML in an encoding that cannot be read: {exc}") from exc
    raise Unreadable(f"XML whose first {CHUNK:,} bytes have no element")


def elements(xml: bytes, sets: frozenset[str]) -> Iterator[Element]:
    """The children of a root that is a set, or the root itself where it is none; each whole, in the document's order.

    A child is taken apart once the next is asked for: memory holds CHUNK bytes' worth of them.

    Raises:
        Unreadable: as `root_of`; cut off, not well-formed, or with an element larger than ELEMENT_AT_MOST.
    """
    is_set = root_of(xml) in sets
    builder = TreeBuilder()
    # The document is built below an element of ours, through which it can be looked at while it grows.
    above = builder.start("document", {})
    parser = XMLParser(target=builder)  # noqa: S314 -- root_of refused what could make it unsafe
    view = memoryview(xml)
    found, since = 0, 0
    try:
        for start in range(0, len(xml), CHUNK):
            parser.feed(cast("bytes", view[start : start + CHUNK]))
            since += CHUNK
            # The last child may not be whole yet.
            if is_set and len(above) and (whole := above[0][:-1]):
                found, since = found + len(whole), 0
                del above[0][: len(whole)]
                yield from _each(whole)
            if since > ELEMENT_AT_MOST:
                raise Malformed(f"XML with more than {ELEMENT_AT_MOST:,} bytes in one record, after {found} of them")
        parser.close()
        yield from _each(above[0][:] if is_set else [above[0]])
    except ParseError as exc:
        raise _told(exc, f", after {found} whole records") from exc
    finally:
        _take_apart(above)


def _each(found: list[Element]) -> Iterator[Element]:
    found.reverse()
    try:
        while found:
            element = found.pop()
            # Also what its reader takes out of it is held until it can be let go one by one.
            held = list(element.iter())
            try:
                yield element
            finally:
                for each in held:
                    each.clear()
    finally:
        for rest in found:
            _take_apart(rest)


def _take_apart(element: Element) -> None:
    """Let go of it element by element: left to itself, what lies thousands deep takes the stack of a Worker with it."""
    for each in list(element.iter()):
        each.clear()


def _told(exc: Exception, after: str) -> Unreadable:
    if _CUT_OFF.search(str(exc)):
        return CutOff(f"XML that is cut off: {exc}{after}")
    return Malformed(f"XML that is not well-formed: {exc}{after}")
