"""Crossref as a second source: both of its fields, DOIs as data, and its failures."""

import pytest

from functions.verify.crossref_answers import DoiRefused, QuestionRefused, read, updates_of
from shared.domain.evidence.pack import EvidencePack
from shared.domain.publishing.manifest import quoted
from shared.domain.vocabulary import Flag
from shared.platform.errors import UpstreamRefused, UpstreamThrottled, UpstreamUnavailable
from shared.platform.ports import HttpAnswer
from shared.store import objects
from shared.store.evidence import study_flags

PAGE, TRIAL = "pretendulin", "990000021"
NOTICE = "10.5555/invented.notice.1"
SAID = {"type": "retraction", "source": "retraction-watch", "updated": {"date-time": "2026-11-20T00:00:00Z"}}
AWKWARD = "10.1002/(SICI)1097-0258(19980815/30)17:15/16<1661::AID-SIM968>3.0.CO;2-2"


async def doi_of(published, pmid=TRIAL):
    (row,) = await published.rows("SELECT record ->> 'doi' AS doi FROM studies WHERE id = ?", f"PMID:{pmid}")
    return row["doi"]


async def rename(published, doi):
    """Give the trial another DOI."""
    await published.rows("UPDATE studies SET record = json_set(record, '$.doi', ?) WHERE id = ?", doi, f"PMID:{TRIAL}")


@pytest.mark.parametrize("field", ["updated-by", "update-to"])
async def test_what_crossref_alone_calls_retracted_is_held_from_support(published, field):
    doi = (await doi_of(published)).upper()
    work = {"DOI": doi, "updated-by": [{**SAID, "DOI": NOTICE}]}
    notice = {"DOI": NOTICE, "update-to": [{**SAID, "DOI": doi}]}
    published.crossref(work if field == "updated-by" else notice)

    await published.tick()
    await published.judged()
    await published.tick(hour=5)

    (flag,) = await study_flags.of_studies(published.embedded.db, [f"PMID:{TRIAL}"])
    (told,) = await published.notices()
    assert (flag.flag, flag.source, flag.notice, flag.said_at) == (
        Flag.RETRACTION_SUSPECTED, "crossref", NOTICE, "2026-11-20",
    )  # fmt: skip
    assert (told.kind, told.state) == ("retraction_suspected", "published")
    assert TRIAL not in quoted(await published.monograph(PAGE))


async def test_a_suspicion_survives_the_next_fetch_and_gives_way_to_pubmeds_word(published):
    published.crossref({"DOI": await doi_of(published), "updated-by": [{**SAID, "DOI": NOTICE}]})
    await published.tick()
    await published.judged()
    await published.night(1)
    held = await flags(published)

    published.told(TRIAL, "RetractionIn")
    await published.night(2)
    await published.tick(night=2)
    await published.judged()

    assert held == (Flag.RETRACTION_SUSPECTED,)
    assert await flags(published) == (Flag.RETRACTED,)


async def flags(published):
    version = await published.current(PAGE)
    study = (await objects.read(published.embedded.files, EvidencePack, version.pack)).study(TRIAL)
    assert study
    return study.appraisal.flags


async def test_a_concern_annotates_and_a_correction_judges_nothing_anew(published):
    doi = await doi_of(published)
    published.crossref({"DOI": doi, "updated-by": [{**SAID, "DOI": NOTICE, "type": "correction"}]})
    await published.tick()
    corrected = await published.notices()

    published.crossref({"DOI": doi, "updated-by": [{**SAID, "DOI": NOTICE, "type": "expression-of-concern"}]})
    await published.tick(night=1)

    told = await study_flags.of_studies(published.embedded.db, [f"PMID:{TRIAL}"])
    assert corrected == []
    assert [each.kind for each in await published.notices()] == ["expression_of_concern"]
    assert {each.flag for each in told} == {Flag.ERRATUM, Flag.CONCERN}


@pytest.mark.parametrize(
    "doi", [AWKWARD, "10.1000/a,b", "10.1000/a&filter=doi:10.1/x#%2F?", "10.1000/ü +'\"", "10.1000/q;rows=0"]
)
async def test_a_doi_is_data_whatever_it_holds(published, doi):
    await rename(published, doi)
    published.crossref({"DOI": doi, "updated-by": [{**SAID, "DOI": NOTICE}]})

    await published.tick()

    (flag,) = await study_flags.of_studies(published.embedded.db, [f"PMID:{TRIAL}"])
    assert flag.notice == NOTICE
    assert (await published.sweep())["crossref"].finished_at


async def test_a_doi_that_crossref_will_not_look_up_stops_none_of_the_others(published):
    doi = await doi_of(published)
    await published.rows("UPDATE studies SET record = json_set(record, '$.doi', '11.1/no') WHERE id = 'PMID:990000045'")
    published.crossref({"DOI": doi, "updated-by": [{**SAID, "DOI": NOTICE}]})

    await published.tick()

    assert len(await published.notices()) == 1
    assert (await published.sweep())["crossref"].finished_at


COMMAS = "10.1001/jama.251.19.2504,2509"


@pytest.mark.parametrize("doi", [COMMAS, "10.1000/a,b,c"])
async def test_a_notice_about_a_doi_with_commas_is_found_too(published, doi):
    await rename(published, doi.upper())
    published.crossref(
        {"DOI": doi}, {"DOI": doi.partition(",")[0]}, {"DOI": NOTICE, "update-to": [{**SAID, "DOI": doi}]}
    )

    await published.tick()

    (flag,) = await study_flags.of_studies(published.embedded.db, [f"PMID:{TRIAL}"])
    assert (flag.flag, flag.notice) == (Flag.RETRACTION_SUSPECTED, NOTICE)


@pytest.mark.parametrize(
    "fault", ["throttled=90", "400", "500", "empty", "html", "truncated", "reset", "latency=9", "wrong-schema"]
)
async def test_a_failing_crossref_is_never_nothing_found(published, fault):
    published.crossref({"DOI": await doi_of(published), "updated-by": [{**SAID, "DOI": NOTICE}]})
    published.fail(f"crossref/works:{fault}")

    await published.tick()
    failed = await published.sweep()
    published.fail()
    await published.tick(hour=5)

    assert (failed["crossref"].finished_at, failed["crossref"].failures) == (None, 1)
    assert failed["pubmed"].finished_at
    assert (await published.sweep())["crossref"].finished_at
    assert [each.kind for each in await published.notices()] == ["retraction_suspected"]


@pytest.mark.parametrize(
    ("status", "body", "error"),
    [
        (429, b"Too Many Requests", UpstreamThrottled),
        (503, b"<html></html>", UpstreamUnavailable),
        (200, b"", UpstreamUnavailable),
        (200, b"<html></html>", UpstreamUnavailable),
        (200, b'{"status":"ok","message":{"items":[],"total-results":3}}', UpstreamUnavailable),
        (200, b'{"status":"ok","message":{"items":{}}}', UpstreamUnavailable),
        (200, b'{"status":"failed"}', UpstreamUnavailable),
        (200, b"[" * 100_000, UpstreamUnavailable),
        (400, b'{"message":' * 100_000, UpstreamRefused),
        (302, b"", UpstreamUnavailable),
        (400, b'{"status":"failed","message":[{"message":"no such filter"}]}', UpstreamRefused),
        (400, b'{"status":"failed","message":[{"type":"doi-not-valid"}]}', DoiRefused),
        (400, b'{"status":"failed","message":[{"type":"select-not-available"}]}', QuestionRefused),
        (414, b"", UpstreamRefused),
        (404, b"Resource not found.", UpstreamUnavailable),
        (403, b"Forbidden", UpstreamUnavailable),
        (408, b"", UpstreamUnavailable),
    ],
)
def test_an_answer_that_is_no_list_is_an_error(status, body, error):
    with pytest.raises(error) as caught:
        read(HttpAnswer(status, {}, body), listed=True)

    assert type(caught.value) is error


def test_a_work_that_crossref_does_not_know_has_no_updates():
    assert read(HttpAnswer(404, {}, b"Resource not found."), listed=False) is None


def test_updates_are_read_from_both_fields_and_odd_entries_are_left_aside():
    work = {"DOI": "10.1/A", "updated-by": [{"type": "Retraction", "DOI": "10.1/n"}, {"type": "new_version"}, "x", {}]}
    notice = {
        "DOI": "10.1/n2",
        "update-to": [{"DOI": "10.1/B", "label": "Expression of concern", "updated": {"date-parts": [[2024, 3]]}}],
    }

    found = list(updates_of([work, {}], [notice]))

    assert [(each.doi, each.flag, each.notice, each.date) for each in found] == [
        ("10.1/a", Flag.RETRACTION_SUSPECTED, "10.1/n", None),
        ("10.1/b", Flag.CONCERN, "10.1/n2", "2024-03"),
    ]
