"""A folder of PubMed XML as a searchable corpus that follows the folder."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from infra.sandbox.literature.files import File, Refusal, read_file
from infra.sandbox.literature.index import Index
from infra.sandbox.literature.record import Record
from shared.platform.errors import ConfigurationError


class CorpusError(ConfigurationError):
    """The folder cannot be served."""


class Corpus:
    """The records below a folder.

    Of several records with one PMID the highest version counts, then the latest revision, then the last file by path.
    A PMID in a file's DeleteCitation is withdrawn from that file and all before it.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.index = Index({})
        self.refusals: tuple[Refusal, ...] = ()
        self.headings: Mapping[str, str] = {}
        """MeSH headings of the corpus by their lower-case form."""
        self.substances: Mapping[str, str] = {}
        self._files: dict[Path, File] = {}

    @property
    def records(self) -> Mapping[str, Record]:
        """By PMID."""
        return self.index.records

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
        seen: dict[Path, File] = {}
        for path in sorted(self.folder.rglob("*.xml")):
            try:
                stat = path.stat()
            except FileNotFoundError:
                continue  # removed while we look
            if not path.is_file():
                continue
            stamp = (stat.st_mtime_ns, stat.st_size)
            known = self._files.get(path)
            seen[path] = known if known and known.stamp == stamp else read_file(path, stamp)
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
        self.index = Index(records)
        self.refusals = tuple(refusal for each in self._files.values() for refusal in each.refusals)
        self.headings = {name.lower(): name for record in records.values() for name in record.headings}
        self.substances = {name.lower(): name for record in records.values() for name in record.substances}


def _rank(record: Record) -> tuple[int, str]:
    return record.version, record.dates["mdat"][0]
