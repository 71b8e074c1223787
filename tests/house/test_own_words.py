"""Every sentence here is the project's own: of the real records the repository holds figures, and no text."""

import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from rigs.places import ROOT, tracked

RUN = 9
"""So many words in a row, five of them of letters, are a sentence's and no turn of speech."""

PICTURES = (".png", ".pdf", ".ttf")


def runs(text: str) -> Iterator[tuple[str, ...]]:
    words = re.findall(r"[a-z0-9]+", text.lower())
    for start in range(len(words) - RUN + 1):
        run = tuple(words[start : start + RUN])
        if sum(len(word) > 1 and word.isalpha() for word in run) >= 5:
            yield run


def sentences(folder: Path) -> Iterator[str]:
    for path in sorted(folder.rglob("*.xml")):
        try:
            root = ET.parse(path).getroot()
        except ET.ParseError:
            continue
        yield from ("".join(part.itertext()) for part in root.iter("AbstractText"))


@pytest.fixture(scope="module")
def theirs(real_data: Path) -> frozenset[tuple[str, ...]]:
    return frozenset(run for text in sentences(real_data / "pubmed") for run in runs(text))


def test_no_sentence_of_a_real_record_stands_in_the_repository(theirs: frozenset[tuple[str, ...]]):
    found = {
        str(path.relative_to(ROOT)): " ".join(copied[0])
        for path in tracked()
        if path.suffix not in PICTURES and (copied := [run for run in runs(path.read_text("utf-8")) if run in theirs])
    }

    assert found == {}


def test_a_copied_sentence_would_be_found(theirs: frozenset[tuple[str, ...]], real_data: Path):
    text = next(text for text in sentences(real_data / "pubmed") if len(list(runs(text))) > 20)

    assert theirs.issuperset(runs(text))
    assert theirs.isdisjoint(runs("Exemplin is a peptide that we made up, and no record tells of its effect on grip."))
