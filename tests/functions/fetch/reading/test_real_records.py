"""Every real record at hand against its own raw XML, read here by another reader than the one under test.

`pytest -s` prints the counts. Skipped where the records are not at hand.
"""

import html
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

import pytest

from functions.fetch.reading.parse import Refused, Versioned, each_of, parse
from shared.domain.evidence.study import Study

_RECORDS = ("PubmedArticle", "PubmedBookArticle")
_INLINE = re.compile(r"</?(?:sup|sub|i|b|u|pre)>", re.IGNORECASE)
_IGNORED = re.compile(r"[\s^/\u00ad\u200b-\u200d\u2060\ufeff]")


@dataclass
class Raw:
    """What a record's XML says."""

    pmid: str = ""
    titles: list[str] = field(default_factory=list[str])
    abstract: list[str] = field(default_factory=list[str])
    cut: list[str] = field(default_factory=list[str])
    """What a reader of `.text` would take of title and abstract."""
    own: set[str] = field(default_factory=set[str])
    foreign: set[str] = field(default_factory=set[str])

    def take(self, name: str, path: list[str], whole: str, head: str) -> None:
        """An element that ended: `path` leads to it, `head` is its text up to its first child."""
        elsewhere = not {"ReferenceList", "CommentsCorrections", "OtherAbstract"}.isdisjoint(path)
        if name == "PMID" and path[-1] in ("MedlineCitation", "BookDocument"):
            self.pmid = whole.strip()
        elif name == "ArticleTitle" and not elsewhere:
            self.titles.append(whole)
            self.cut.append(head)
        elif name == "AbstractText" and not elsewhere:
            self.abstract.append(whole)
            self.cut.append(head)
        elif name in ("ArticleId", "ELocationID"):
            (self.foreign if elsewhere else self.own).add(whole.strip().casefold())


def raw_records(data: bytes) -> list[Raw]:
    """The records of a file in their order, by expat's events alone."""
    found: list[Raw] = []
    path: list[str] = []
    texts: list[list[str]] = []
    heads: list[str | None] = []

    def begin(name: str, attributes: object) -> None:
        if name in _RECORDS:
            found.append(Raw())
        if heads and heads[-1] is None:
            heads[-1] = "".join(texts[-1])
        path.append(name)
        texts.append([])
        heads.append(None)

    def said(data: str) -> None:
        for each in texts:
            each.append(data)

    def end(name: str) -> None:
        path.pop()
        whole = "".join(texts.pop())
        head = heads.pop()
        if found and set(_RECORDS) & set(path):
            found[-1].take(name, path, whole, whole if head is None else head)

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = begin, end, said
    parser.Parse(data, True)
    return found


def letters(said: str) -> str:
    """Every character but space and the marks that flattening adds; raised and lowered ones as plain."""
    for _ in range(3):
        said = html.unescape(said)
    return _IGNORED.sub("", unicodedata.normalize("NFKC", _INLINE.sub("", said)).replace("−", "-"))


@pytest.fixture(scope="module")
def audited() -> Iterator[Counter[str]]:
    counts: Counter[str] = Counter()
    yield counts
    print("\nreal records:", ", ".join(f"{what} {count}" for what, count in sorted(counts.items())))


def test_every_record_is_read_whole_or_refused_with_a_reason(real_data, audited):
    """Titles and abstracts hold the full text of their elements, and no id is another record's."""
    for path in sorted((real_data / "pubmed").rglob("*.xml")):
        raws = raw_records(path.read_bytes())
        found = [each for each in each_of(path.read_bytes()) if isinstance(each, Versioned | Refused)]
        assert len(found) == len(raws), path.name
        for each in found:
            if isinstance(each, Refused):
                assert len(each.reason) > 20
                audited["refused"] += 1
        by_pmid = {raw.pmid: raw for raw in raws}
        for study in (each.study for each in found if isinstance(each, Versioned)):
            audited["studies"] += 1
            compare(study, by_pmid[study.pmid], audited)
    assert audited["studies"] == 675
    assert audited["refused"] == 1
    assert audited["naive reader truncates"] > 60


def compare(study: Study, raw: Raw, audited: Counter[str]) -> None:
    whole = [letters(each) for each in raw.abstract]
    assert letters(study.abstract_text) == "".join(whole), study.pmid
    titled = [letters(each) for each in raw.titles]
    if any(titled):
        assert letters(study.title) in titled, study.pmid
        audited["titles"] += 1
    audited["abstracts"] += any(whole)
    audited["abstracts with sections"] += len(study.abstract) > 1
    audited["with another abstract"] += bool(study.other_abstracts)
    cut = [letters(each) for each in raw.cut]
    audited["naive reader truncates"] += "".join(cut) != "".join(titled + whole)
    audited["with foreign ids"] += bool(raw.foreign - raw.own)
    for own in filter(None, (study.doi, study.pmcid)):
        assert own.casefold() in raw.own, study.pmid
        assert own.casefold() not in raw.foreign - raw.own, study.pmid


def test_every_record_keeps_what_the_facts_of_a_study_must_hold(real_data):
    for path in sorted((real_data / "pubmed").rglob("*.xml")):
        for study in parse(path.read_bytes()).studies:
            assert study.author_affiliations == () or len(study.author_affiliations) == len(study.authors)
            assert all(0 <= each < len(study.affiliations) for own in study.author_affiliations for each in own)
            assert re.fullmatch(r"\d{4}-\d\d-\d\d", study.entered or study.received or "2000-01-01"), study.pmid
            assert all(each.ui and each.name for each in (*study.mesh, *study.substances)), study.pmid
            assert study.indexing_method in ("", "Automated", "Curated", "Manual"), study.pmid
            assert not set(study.mentioned_trials) & set(study.registrations), study.pmid


@pytest.mark.parametrize("folder", ["malformed", "eutils_errors"])
def test_no_error_body_reads_as_records(folder, real_data):
    files = sorted(each for each in (real_data / folder).rglob("*") if each.is_file())
    assert files
    for path in files:
        with pytest.raises(ValueError, match=r"XML|JSON|plain text|empty answer|HTML"):
            parse(path.read_bytes())
