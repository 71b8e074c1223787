"""One file of PubMed XML: its records, each with the bytes it stands in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser, ParseError, fromstring

from infra.sandbox.literature.record import NotARecord, Record, read

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_RECORDS = frozenset({"PubmedArticle", "PubmedBookArticle"})
_ROOTS = _RECORDS | {"PubmedArticleSet", "PubmedBookArticleSet"}
_CHUNK = 1 << 20
_ENCODING = re.compile(rb"""^\s*<\?xml[^>]*?encoding=["']([A-Za-z0-9._-]+)["']""")


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file, or a record in it, that is not served, and why."""

    path: Path
    reason: str


@dataclass(frozen=True, slots=True)
class File:
    """What one file holds, and the state of the file when it was read."""

    stamp: tuple[int, int]
    records: tuple[Record, ...] = ()
    deleted: frozenset[str] = frozenset()
    refusals: tuple[Refusal, ...] = ()


@dataclass
class _Boundaries:
    """An XML target that notes where records begin and end, in bytes of the input."""

    parser: Any = None
    root: str = ""
    begun: int | None = None
    ended: list[tuple[int, int]] = field(default_factory=list[tuple[int, int]])
    deleted: list[str] = field(default_factory=list[str])
    _path: list[str] = field(default_factory=list[str])
    _text: str = ""

    def start(self, tag: str, attrib: Mapping[str, str]) -> None:
        self.root = self.root or tag
        self._path.append(tag)
        if self.begun is None and len(self._path) <= 2 and tag in _RECORDS:
            self.begun = self.parser.CurrentByteIndex

    def end(self, tag: str) -> None:
        if self._path[-2:] == ["DeleteCitation", "PMID"]:
            self.deleted.append(self._text.strip())
        self._path.pop()
        self._text = ""
        if self.begun is not None and len(self._path) <= 1 and tag in _RECORDS:
            self.ended.append((self.begun, self.parser.CurrentByteIndex))
            self.begun = None

    def data(self, data: str) -> None:
        if "DeleteCitation" in self._path:
            self._text += data

    def close(self) -> None:
        """The parser asks for a result; there is none."""


def read_file(path: Path, stamp: tuple[int, int]) -> File:
    arrived = datetime.fromtimestamp(stamp[0] / 1e9, UTC).date().isoformat()
    records: list[Record] = []
    refusals: list[Refusal] = []
    boundaries = _Boundaries()
    try:
        for number, xml in enumerate(_elements(path, boundaries), start=1):
            try:
                element: Element = fromstring(xml)
                records.append(read(element, xml, arrived))
            except NotARecord as exc:
                refusals.append(Refusal(path, f"record {number} is left out: {exc}"))
            except ParseError as exc:
                refusals.append(Refusal(path, f"record {number} is left out: it does not stand alone ({exc})"))
    except (ParseError, UnicodeDecodeError) as exc:
        return File(stamp, refusals=(Refusal(path, f"not well-formed XML: {exc}"),))
    except DefusedXmlException as exc:
        return File(stamp, refusals=(Refusal(path, f"it declares entities, which are not read: {exc}"),))
    except LookupError as exc:
        return File(stamp, refusals=(Refusal(path, str(exc)),))
    except OSError as exc:
        return File(stamp, refusals=(Refusal(path, f"cannot be read: {exc.strerror}"),))
    if boundaries.root not in _ROOTS:
        return File(stamp, refusals=(Refusal(path, f"no PubMed XML: its root is {boundaries.root}"),))
    return File(stamp, tuple(records), frozenset(boundaries.deleted), tuple(refusals))


def _elements(path: Path, boundaries: _Boundaries) -> Iterable[bytes]:
    """The record elements of a file, one after the other, holding no more than a chunk and a record in memory."""
    parser: Any = DefusedXMLParser(target=boundaries)
    boundaries.parser = parser.parser
    held, base = b"", 0
    for chunk in _utf8(path):
        parser.feed(chunk)
        held += chunk
        for begin, end in boundaries.ended:
            stop = held.index(b">", end - base) + 1
            yield held[begin - base : stop]
        boundaries.ended.clear()
        # A tag that the chunk cuts in two has not been seen yet; it begins after the last event.
        keep = boundaries.begun if boundaries.begun is not None else max(base, boundaries.parser.CurrentByteIndex)
        held, base = held[keep - base :], keep
    parser.close()


def _utf8(path: Path) -> Iterable[bytes]:
    with path.open("rb") as file:
        head = file.read(_CHUNK)
        declared = _ENCODING.match(head)
        encoding = declared[1].decode().lower() if declared else "utf-8"
        if head.startswith((b"\xff\xfe", b"\xfe\xff")):
            encoding = "utf-16"
        if encoding in {"utf-8", "us-ascii"}:
            yield head
            while chunk := file.read(_CHUNK):
                yield chunk
            return
        text = (head + file.read()).decode(encoding)
        yield re.sub(r"^\s*<\?xml[^>]*\?>", "", text, count=1).encode()
