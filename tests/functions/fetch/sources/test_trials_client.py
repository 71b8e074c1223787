"""ClinicalTrials.gov's client against the stand-in: pages, counts, and every shape that is no answer."""

import json
import shutil
from dataclasses import replace
from datetime import timedelta

import httpx
import pytest
from fastapi import Response

from functions.fetch.settings import FetchSettings
from functions.fetch.sources.registry import Registry
from functions.fetch.sources.trials import BATCH, VENDOR, ClinicalTrials, failure
from infra.sandbox import samples
from infra.sandbox.faults.rules import of_spec
from infra.sandbox.faults.schedule import Faults
from infra.sandbox.server import serve
from shared.domain.instants import moment
from shared.platform.errors import Closed, ConfigurationError, UpstreamRefused, UpstreamThrottled, UpstreamUnavailable
from shared.platform.outages.breakers import SQL
from shared.platform.pace import UNPACED
from shared.platform.ports import HttpAnswer

TEXT = '"exemplin-12" OR "EXM-12"'


@pytest.fixture
async def sandbox():
    async with serve(samples.CORPUS) as running:
        yield running


@pytest.fixture
def asking_of(as_function):
    def client(sandbox):
        platform = as_function("fetch", **sandbox.env())
        return ClinicalTrials(platform, FetchSettings.read(platform.env))

    return client


async def test_trials_are_found_by_any_name_and_read_by_number(sandbox, asking_of):
    client = asking_of(sandbox)

    found = await client.find(TEXT)
    records = await client.fetch([*found, "NCT99999999"])

    assert sorted(found) == ["NCT99900001", "NCT99900002", "NCT99900003", "NCT99900004"]
    assert [each.nct for each in records.trials] == list(found)
    assert records.missing == ("NCT99999999",)
    assert sandbox.counts() == {"clinicaltrials": 2}


async def test_news_are_found_by_the_day_of_the_last_update(sandbox, asking_of):
    client = asking_of(sandbox)

    assert await client.find(TEXT, "2025-06-02") == ("NCT99900001", "NCT99900002", "NCT99900003")
    assert await client.find(TEXT, "2025-06-03") == ()
    assert await client.find('"unheard of"') == ()


async def test_pages_are_asked_for_until_none_is_left(tmp_path, asking_of):
    study = json.loads((samples.CORPUS / "trials.json").read_text("utf-8"))["studies"][0]
    many = []
    for number in range(2_345):
        each = json.loads(json.dumps(study))
        each["protocolSection"]["identificationModule"]["nctId"] = f"NCT9{number:07}"
        many.append(each)
    shutil.copy(samples.CORPUS / "utopentide.xml", tmp_path)
    (tmp_path / "many.json").write_text(json.dumps({"studies": many}), "utf-8")

    async with serve(tmp_path) as sandbox:
        found = await asking_of(sandbox).find(TEXT)

    assert len(found) == len(set(found)) == 2_345
    assert sandbox.counts() == {VENDOR: 3}


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        ("throttled=7", UpstreamThrottled),
        ("400", UpstreamRefused),
        ("500", UpstreamUnavailable),
        ("html", UpstreamUnavailable),
        ("empty", UpstreamUnavailable),
        ("truncated", UpstreamUnavailable),
        ("cut-off", UpstreamUnavailable),
        ("reset", UpstreamUnavailable),
        ("wrong-schema", UpstreamUnavailable),
    ],
)
async def test_what_is_no_answer_never_reads_as_no_results(fault, error, asking_of):
    async with serve(samples.CORPUS, faults=Faults([of_spec(f"clinicaltrials:{fault}*1")])) as sandbox:
        client = asking_of(sandbox)

        with pytest.raises(error) as raised:
            await client.find(TEXT)

        if error is UpstreamThrottled:
            assert raised.value.retry_in == 7
            with pytest.raises(Closed):
                await client.find(TEXT)
        else:
            assert len(await client.find(TEXT)) == 4


@pytest.mark.parametrize(
    "answer",
    [
        {"studies": []},
        {"studies": [], "totalCount": 3},
        {"studies": [{}], "totalCount": 1},
        {"studies": [], "totalCount": 0, "nextPageToken": "again"},
        [],
        '{"studies":' * 100_000,
    ],
)
async def test_an_answer_that_contradicts_itself_is_none(answer, asking_of):
    async def said(booking, headers):
        return Response(answer if isinstance(answer, str) else json.dumps(answer), media_type="application/json")

    async with serve(samples.CORPUS, intervene=said) as sandbox:
        with pytest.raises(UpstreamUnavailable):
            await asking_of(sandbox).find(TEXT)


async def test_records_of_which_most_do_not_come_are_no_answer(sandbox, asking_of):
    with pytest.raises(UpstreamUnavailable, match="gave 1 of 3"):
        await asking_of(sandbox).fetch(["NCT99900001", "NCT99999998", "NCT99999999"])


def test_a_refusal_keeps_the_registrys_words():
    refused = failure(HttpAnswer(400, {}, b"`query.intr` has\n an invalid expression"))

    assert isinstance(refused, UpstreamRefused)
    assert str(refused) == "ClinicalTrials.gov refused (400): `query.intr` has an invalid expression"


def test_the_registry_is_asked_slower_than_users_report_it_to_bear_and_the_stand_in_at_will():
    assert FetchSettings.read({}).registry_pace.gap == 1.2
    assert FetchSettings.read({"PEPTALK_CLINICALTRIALS_URL": "http://127.0.0.1:1/x/"}).registry_pace == UNPACED
    with pytest.raises(ConfigurationError, match="PEPTALK_CLINICALTRIALS_URL"):
        FetchSettings.read({"PEPTALK_CLINICALTRIALS_URL": "clinicaltrials.gov"})


@pytest.mark.parametrize(
    "parameters",
    [
        {"query.intr": '"open'},
        {"query.all": "x"},
        {"fields": "a b"},
        {"sort": "Phase"},
        {"pageToken": "%%%"},
        {"pageSize": "many"},
        {"format": "csv"},
        {"filter.advanced": "AREA[Phase]PHASE3"},
    ],
)
async def test_the_stand_in_refuses_in_plain_text_what_it_does_not_know(sandbox, parameters):
    async with httpx.AsyncClient() as client:
        answer = await client.get(f"{sandbox.url}/clinicaltrials/api/v2/studies", params=parameters)

    assert answer.status_code == 400
    assert answer.headers["content-type"].startswith("text/plain")
    assert answer.text


async def test_the_requests_that_a_delivery_reads_with_are_reserved_in_one_write(platform):
    starts = []

    class Empty:
        async def request(self, *asked, **how):
            starts.append(platform.clock.now())
            return HttpAnswer(200, {}, b'{"studies": [], "totalCount": 0}')

    paced = replace(platform, http=Empty())
    registry = Registry(ClinicalTrials(paced, FetchSettings.read({})), paced)
    registry.expect(2 * BATCH + 1)

    written = []
    for _ in range(3):
        await registry.client.find(TEXT)
        written.append((await platform.db.first(SQL("standing", name="vendor/clinicaltrials")))["next_start"])

    pace = registry.client.settings.registry_pace
    assert len(set(written)) == 1
    assert [(each - starts[0]).total_seconds() for each in starts] == pytest.approx([0, pace.gap, 2 * pace.gap])
    assert moment(written[0]) == starts[0] + timedelta(seconds=pace.span(3))
