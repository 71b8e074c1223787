"""References for reference managers, whatever stands in a record."""

import json
import re

import pytest

from functions.api.published.citations import bibtex, csl, ris
from shared.domain.evidence.pack import Citation
from shared.domain.publishing.monograph import Reference
from shared.domain.vocabulary import Design, Flag, Species

NASTY = "50% of β & {x}_1 ~ $5 #2 \\input{/etc/passwd}\r\nER  - \u2028TY  - BOOK"


def reference(**cited) -> Reference:
    fields = {"title": "A title", "authors": ("Núñez A", "van der Berg JK", "The EXEMPLAR Group, Basel"), "year": 2024}
    fields |= {"journal": "J Inv Pept", "volume": "7", "issue": "2", "pages": "123-9", "doi": "10.0000/a_b"}
    citation = Citation.model_validate(fields | cited)
    return Reference(
        number=1, pmid="990000001", design=Design.RCT, species=Species.HUMAN, flags=(Flag.ERRATUM,), citation=citation
    )


def test_ris_has_one_tag_a_line_and_ends_once():
    lines = ris([reference(title=NASTY)], sample=False).decode().split("\r\n")

    assert lines[0] == "TY  - JOUR"
    assert lines[1:4] == ["AU  - Núñez, A", "AU  - van der Berg, JK", "AU  - The EXEMPLAR Group Basel"]
    assert [each for each in lines if each.startswith("ER  - ")] == ["ER  - "]
    assert not [each for each in lines if each and not re.match(r"^[A-Z][A-Z0-9]  - ", each)]
    assert {"SP  - 123", "EP  - 129", "UR  - https://pubmed.ncbi.nlm.nih.gov/990000001/"} <= set(lines)


def test_bibtex_is_balanced_and_runs_nothing():
    entry = bibtex([reference(title=NASTY, journal="}{,")], sample=False).decode()

    bare = re.sub(r"\\[{}$&#%_]", "", entry)
    depth = 0
    for each in bare:
        depth += (each == "{") - (each == "}")
        assert depth >= 0
    assert depth == 0
    assert r"\textbackslash{}input\{/etc/passwd\}" in entry
    assert r"50\% of β \& \{x\}\_1 \textasciitilde{} \$5 \#2" in entry
    assert entry.startswith("@article{pmid990000001,\n")
    assert "author = {{Núñez}, A and {van der Berg}, JK and {The EXEMPLAR Group, Basel}}," in entry
    assert "pages = {123--129}," in entry


def test_csl_json_names_people_and_groups():
    (entry,) = json.loads(csl([reference(title=NASTY)], sample=True))

    assert entry["author"][1:] == [
        {"family": "van der Berg", "given": "JK"},
        {"literal": "The EXEMPLAR Group, Basel"},
    ]
    assert entry["issued"] == {"date-parts": [[2024]]}
    assert (entry["page"], entry["type"]) == ("123-129", "article-journal")
    assert "URL" not in entry
    assert entry["note"].startswith("Invented sample.")


@pytest.mark.parametrize("write", [ris, bibtex, csl])
def test_what_is_not_known_is_left_out(write):
    bare = reference(authors=(), year=None, journal="", volume="", issue="", pages="", doi=None, title="")

    said = write([bare], sample=False).decode()

    assert "None" not in said
    assert "null" not in said
    assert write([], sample=False) in (b"", b"[]")


@pytest.mark.parametrize(
    ("form", "kind"),
    [
        ("ris", "application/x-research-info-systems"),
        ("bib", "application/x-bibtex"),
        ("json", "application/vnd.citationstyles.csl+json"),
    ],
)
async def test_a_peptide_s_references_are_served(stranger, form, kind):
    found = await stranger.get(f"/api/peptides/exemplin-12/bibliography.{form}")

    assert found.status_code == 200
    assert found.headers["content-type"].startswith(kind)
    assert found.headers["content-disposition"] == f'attachment; filename="exemplin-12-v3.{form}"'
    assert found.text.count("Exemplin-12 and grip strength") == 4
    assert (await stranger.get("/api/peptides/exemplin-12/bibliography.xml")).status_code == 422
    assert (await stranger.get("/api/peptides/goneol/bibliography.ris")).status_code == 410
