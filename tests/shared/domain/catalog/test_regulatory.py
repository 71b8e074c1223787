"""Regulatory facts: what an entry may say, when it is too old to repeat, and that its age shows in the fingerprint."""

from datetime import date, timedelta

import pytest
from invented.factories import peptide

from shared.domain.catalog.regulatory import BadFacts, Regulatory
from shared.domain.fingerprints import Fingerprints, door, present

US = {
    "region": "US",
    "status": "not_approved",
    "as_of": "2026-11-01",
    "source": "A page of an authority",
    "url": "https://example.org/a",
}
WADA = {key: US[key] for key in ("as_of", "source", "url")} | {"status": "prohibited", "section": "S0", "edition": 2026}
DAY = date(2026, 11, 1)


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ({"statuses": [US | {"as_of": "1 November"}]}, "statuses.0.as_of: '1 November' is no date, such as 2026-09-30"),
        ({"statuses": [US | {"as_of": "20261101"}]}, "statuses.0.as_of: '20261101' is no date"),
        ({"statuses": [US | {"url": "http://example.org"}]}, "statuses.0.url: 'http://example.org' is no address"),
        ({"statuses": [US | {"status": "legal"}]}, "statuses.0.status: 'legal' is none of"),
        ({"statuses": [US | {"region": "Mars"}]}, "statuses.0.region: 'Mars' is none of"),
        ({"statuses": [US, US]}, "statuses: US stands there twice"),
        ({"statuses": [{key: US[key] for key in US if key != "source"}]}, "statuses.0.source: is missing"),
        ({"wada": WADA | {"section": "five"}}, "wada.section: 'five' is no section of the list"),
        ({"wada": WADA | {"status": "monitored"}}, "wada.section: stands beside `prohibited`, and only there"),
        ({"stautses": []}, "stautses: is no field of an entry"),
        ([], "facts are a mapping of fields, not a list"),
    ],
)
def test_a_bad_fact_is_refused_with_its_field_and_the_reason(entry, said):
    with pytest.raises(BadFacts) as caught:
        Regulatory.from_entry(entry)

    assert said in str(caught.value)


@pytest.mark.parametrize(("days", "stale"), [(0, False), (30, False), (31, True), (-1, True)])
def test_a_status_is_stale_after_30_days_and_before_anybody_can_have_looked(days, stale):
    facts = Regulatory.from_entry({"statuses": [US]})

    assert facts.statuses[0].stale(DAY + timedelta(days=days)) is stale


def test_growing_stale_or_another_fact_leads_to_render_and_a_day_between_does_not():
    facts = Regulatory.from_entry({"statuses": [US], "wada": WADA})
    of = peptide(sample=True).model_copy(update={"regulatory": facts})
    decided = present("pack", of.shown(DAY))

    def leads(other=of, *, days):
        now: Fingerprints = present("pack", other.shown(DAY + timedelta(days=days)))
        return door(now, decided, has_draft=True, has_monograph=True)

    assert leads(days=29) == "unchanged"
    assert leads(days=31) == "render"
    later = Regulatory.from_entry({"statuses": [US | {"status": "approved"}], "wada": WADA})
    assert leads(of.model_copy(update={"regulatory": later}), days=0) == "render"


def test_facts_travel_with_the_entry_into_the_database_and_back():
    of = peptide(sample=True).model_copy(update={"regulatory": Regulatory.from_entry({"statuses": [US], "wada": WADA})})

    assert type(of).from_entry(of.entry, sample=True) == of
    assert "regulatory" not in peptide().entry
