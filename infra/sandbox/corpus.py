"""A folder of PubMed XML as a searchable corpus that follows the folder."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser, ParseError, fromstring

from infra.sandbox.record import NotARecord, Record, read
from shared.platform.errors import ConfigurationError

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_RECORDS = frozenset({"PubmedArticle", "PubmedBookArticle"})
_ROOTS = _RECORDS | {"PubmedArticleSet", "PubmedBookArticleSet"}
_CHUNK = 1 << 20
_ENCODING = re.compile(rb"""^\s*<\?xml[^>]*?encoding=["']([A-Za-z0-9._-]+)["']""")


class CorpusError(ConfigurationError):
    """The folder cannot be served."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file, or a record in it, that is not served, and why."""

    path: Path
    reason: str


@dataclass(frozen=True, slots=True)
class _File:
    """What one file holds, and the state of the file when it was read."""

    stamp: tuple[int, int]
    records: tuple[Record, ...] = ()
    deleted: frozenset[str] = frozenset()
    refusals: tuple[Refusal, ...] = ()


class Corpus:
    """The records below a folder.

    Of several records with one PMID the highest version counts, then the latest revision, then the last file by path.
    A PMID in a file's DeleteCitation is withdrawn from that file and all before it.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.records: Mapping[str, Record] = {}
        """By PMID."""
        self.refusals: tuple[Refusal, ...] = ()
        self.headings: Mapping[str, str] = {}
        """MeSH headings of the corpus by their lower-case form."""
        self.substances: Mapping[str, str] = {}
        self._files: dict[Path, _File] = {}

    @classmethod
    def open(cls, folder: Path) -> Corpus:
        """The corpus of a folder.

        Raises:
            CorpusError: the folder is missing or holds no record.
        """
        if not folder.is_dir():
            raise CorpusError(f"{folder} is not a folder; give one that holds PubMed XML (*.xml)")
        corpus = cls(folder)
        corpus.refresh()
        if not corpus.records:
            refused = "".join(f"\n  {each.path}: {each.reason}" for each in corpus.refusals)
            raise CorpusError(f"{folder} holds no PubMed record in any *.xml file; save efetch answers there{refused}")
        return corpus

    def refresh(self) -> None:
        """Read what was added, changed or removed since the last look. Readers see the old or the new, never a mix."""
        seen: dict[Path, _File] = {}
        for path in sorted(self.folder.rglob("*.xml")):
            try:
                stat = path.stat()
            except FileNotFoundError:
                continue  # removed while we look
            if not path.is_file():
                continue
            stamp = (stat.st_mtime_ns, stat.st_size)
            known = self._files.get(path)
            seen[path] = known if known and known.stamp == stamp else _read_file(path, stamp)
        if seen != self._files:
            self._files = seen
            self._merge()

    def _merge(self) -> None:
        records: dict[str, Record] = {}
        for each in self._files.values():
            for record in each.records:
                held = records.get(record.pmid)
                if held is None or _rank(record) >= _rank(held):
                    records[record.pmid] = record
            for pmid in each.deleted:
                records.pop(pmid, None)
        self.records = records
        self.refusals = tuple(refusal for each in self._files.values() for refusal in each.refusals)
        self.headings = {name.lower(): name for record in records.values() for name in record.headings}
        self.substances = {name.lower(): name for record in records.values() for name in record.substances}


def _rank(record: Record) -> tuple[int, str]:
    return record.version, record.dates["mdat"][0]


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


def _read_file(path: Path, stamp: tuple[int, int]) -> _File:
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
        return _File(stamp, refusals=(Refusal(path, f"not well-formed XML: {exc}"),))
    except DefusedXmlException as exc:
        return _File(stamp, refusals=(Refusal(path, f"it declares entities, which are not read: {exc}"),))
    except LookupError as exc:
        return _File(stamp, refusals=(Refusal(path, str(exc)),))
    except OSError as exc:
        return _File(stamp, refusals=(Refusal(path, f"cannot be read: {exc.strerror}"),))
    if boundaries.root not in _ROOTS:
        return _File(stamp, refusals=(Refusal(path, f"no PubMed XML: its root is {boundaries.root}"),))
    return _File(stamp, tuple(records), frozenset(boundaries.deleted), tuple(refusals))


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
        keep = boundaries.begun if boundaries.begun is not None else base + len(held)
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
