"""A change of what is read of a record raises READING, so that peptides that were read before are read anew."""

from dataclasses import replace

import pytest
from evidence import readings
from evidence.readings import Reading

from functions.fetch.appraisal import appraise
from functions.fetch.packs import pack
from functions.fetch.reading import record, trial_record

BEFORE = Reading(edition="1", records="a", read="b")


@pytest.fixture(scope="module")
def today():
    return readings.today()


@pytest.mark.parametrize("source", ["pubmed", "clinicaltrials"])
def test_the_same_records_are_read_as_they_were_or_reading_is_another(today, source):
    before = readings.kept()[source]

    assert readings.trouble(source, before, today[source]) is None
    how = "write it down: PYTHONPATH=tests python -m evidence.readings --write"
    assert today[source] == before, how


@pytest.mark.parametrize(
    ("now", "said"),
    [
        ({"read": "c"}, "raise READING ('1') in functions/fetch/sources/literature.py"),
        # The rule is about code: other records may well be read otherwise.
        ({"read": "c", "edition": "2"}, None),
        ({"read": "c", "records": "d"}, None),
        ({"edition": "2"}, None),
        ({}, None),
    ],
)
def test_only_the_same_records_read_otherwise_under_the_same_number_are_trouble(now, said):
    found = readings.trouble("pubmed", BEFORE, replace(BEFORE, **now))

    assert found is said or (said is not None and found is not None and said in found)


@pytest.mark.parametrize(
    ("source", "module", "name", "other"),
    [
        ("pubmed", record, "text_of", lambda element: "" if element is None else element.text or ""),
        ("pubmed", appraise, "routes_of", lambda words, design: ()),
        ("pubmed", pack, "sentences", lambda study: ()),
        ("clinicaltrials", trial_record, "_date", lambda *_: None),
    ],
)
def test_another_parser_appraiser_or_pack_is_seen(monkeypatch, today, source, module, name, other):
    monkeypatch.setattr(module, name, other)

    now = readings.READERS[source]()

    assert now.records == today[source].records
    assert now.read != today[source].read
