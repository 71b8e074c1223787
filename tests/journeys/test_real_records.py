"""On real PubMed records: every quote that a PDF prints is a substring of the abstract it cites."""

import json
import re
import unicodedata
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from pypdf import PdfReader
from rigs.shell import Shell

NAMES = ("insulin", "prolactin", "leptin", "growth hormone", "collagen", "cholecystokinin")
"""Peptides of which the real records state a result; none is in the catalog."""

SANDBOX_SAYS = "The sandbox listens on"


@pytest.fixture(scope="module")
def abstracts(real_records: Path) -> dict[str, set[str]]:
    """Every abstract by PMID, read without PepTalk: all text below AbstractText, markup flattened, spaces folded."""
    found: dict[str, set[str]] = {}
    for path in sorted(real_records.rglob("*.xml")):
        try:
            root = ET.parse(path).getroot()
        except ET.ParseError:
            continue
        for record in root.iter():
            if record.tag in ("PubmedArticle", "PubmedBookArticle"):
                pmid = record.findtext("MedlineCitation/PMID") or record.findtext("BookDocument/PMID")
                for abstract in (record.find("MedlineCitation/Article/Abstract"), record.find("BookDocument/Abstract")):
                    if abstract is not None and pmid is not None:
                        parts = ["".join(part.itertext()) for part in abstract.findall("AbstractText")]
                        found.setdefault(pmid, set()).add(_bare(" ".join(parts)))
    return found


@pytest.fixture(scope="module")
def real_records(real_data: Path) -> Path:
    return real_data / "pubmed"


@pytest.fixture(scope="module")
def published(real_records, tmp_path_factory, ready):
    """One run per name, extractive, against the sandbox as NCBI: {name: the run's JSON}."""
    peptalk = Shell(tmp_path_factory.mktemp("real") / "home", ready=ready)
    runs = {}
    corpus = ("sandbox", "--corpus", str(real_records), "--port", "18788")
    with peptalk.running(*corpus, until=SANDBOX_SAYS):
        for name in NAMES:
            ran = peptalk("run-single", name, "--json", PEPTALK_NCBI_URL="http://127.0.0.1:18788/entrez/eutils")
            assert ran.code == 0, f"{name}: {ran.out}{ran.err}"
            runs[name] = ran.json
    return runs


@pytest.mark.parametrize("name", NAMES)
def test_every_quote_of_a_real_peptides_pdf_is_in_the_abstract_it_cites(name, published, abstracts):
    (item,) = published[name]["peptides"]

    manifest = json.loads(Path(item["artifacts"]["manifest"]).read_text("utf-8"))
    home = Path(item["artifacts"]["manifest"]).parents[1]
    monograph = _stored(home, manifest["monograph"])
    pdf = _bare("".join(page.extract_text() for page in PdfReader(item["artifacts"]["pdf"]).pages))

    quotes = [quote for claim in monograph["claims"] for quote in claim["quotes"]]
    assert item["state"] == "published"
    assert quotes
    for quote in quotes:
        assert any(_bare(quote["text"]) in text for text in abstracts[quote["pmid"]]), quote
        assert _bare(quote["text"]) in pdf, quote


def test_no_model_was_asked_for_an_extractive_digest(published):
    assert [run["llm_calls"] for run in published.values()] == [0] * len(NAMES)


def _stored(home: Path, key: str) -> dict:
    import asyncio

    from infra.local.buckets.bucket import FolderBucket

    data = asyncio.run(FolderBucket(home / "bucket").get(key))
    assert data is not None, key
    return json.loads(data)


def _bare(text: str) -> str:
    """Text without any white space and soft breaks, so that only letters, figures and signs are compared."""
    return re.sub(r"[\s\u00ad\u200b]+", "", unicodedata.normalize("NFKC", text))
