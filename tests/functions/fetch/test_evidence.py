"""`peptalk evidence`: one object a record, whose every quote stands where it says."""

import pytest
from vendors.pubmed_xml import article, records

from functions.fetch.evidence import read
from functions.fetch.reading.parse import Unreadable
from infra.sandbox import samples

FIELDS = (
    *("pmid", "title", "abstract", "year", "design", "species", "sample_size", "flags", "rules", "decisions"),
    *("outcomes", "effects", "blinding", "registered", "funding", "conflict", "routes", "duration", "laboratory"),
)


def rows():
    return [row for path in sorted(samples.CORPUS.glob("*.xml")) for row in read(path.read_bytes()).rows]


def quotes(value):
    if isinstance(value, dict):
        if {"start", "end", "text"} <= value.keys():
            yield value
        for each in value.values():
            yield from quotes(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from quotes(each)


def test_every_record_has_every_field_and_its_quotes_stand_where_they_say():
    found = rows()

    seen = [(row, each) for row in found for each in quotes(row)]
    sizes = [(row, row["sample_size"]) for row in found if row["sample_size"]]
    assert len(found) == 63
    assert all(field in row for row in found for field in FIELDS)
    assert len(seen) > 140
    for row, each in seen:
        assert row["title" if each["in_title"] else "abstract"][each["start"] : each["end"]] == each["text"], row[
            "pmid"
        ]
    assert len(sizes) > 30
    for row, each in sizes:
        assert row["abstract"][each["start"] : each["end"]] == each["quote"], row["pmid"]
        assert each["n"] == row["n"]


def test_every_rule_has_its_decision_and_every_decision_its_rule():
    for row in rows():
        assert list(dict.fromkeys(each["rule"] for each in row["decisions"])) == row["rules"]


def test_what_is_no_pubmed_xml_is_refused():
    with pytest.raises(Unreadable):
        read(b"{}")


def test_a_record_that_nlm_deleted_is_told_and_rests_nothing():
    delete = "<DeleteCitation><PMID Version='1'>990000001</PMID><PMID Version='1'>990000009</PMID></DeleteCitation>"

    found = read(records(article("990000001"), article("990000002"), delete))

    assert found.deleted == ("990000001", "990000009")
    assert [(row["pmid"], "deleted" in row["rules"]) for row in found.rows] == [
        ("990000001", True),
        ("990000002", False),
    ]
    assert not found.rows[0]["usable"]
