"""A night in the Python of Workers publishes what a night on the embedded platform publishes.

Every Worker is an isolate with its own vendored packages; D1, R2 and Queues are Cloudflare's simulators; every vendor
is asked over TLS, through the real SDKs and the host's own fetch.
"""

import asyncio
import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from pypdf.generic import StreamObject
from rigs.isolates import WHOLE_PIPELINE
from rigs.loads import FULL
from rigs.manifests import HEAP, cpu_limit
from rigs.pipelines import NOON, SLOT, TOKEN, Night, embedded_night, plan, read_night, sample_catalog, workers_night
from rigs.tables_told import Told
from vendors.stripe_said import SECRET, dumped, signature

from functions.nightly_ingest.handler import run_id_of
from functions.site import pages
from infra.cloudflare.packages.closure import workers
from infra.sandbox import samples
from infra.sandbox.certificate import certificate
from infra.sandbox.server import serve
from infra.sandbox.stripe.account import Account
from infra.sandbox.stripe.deeds import DEEDS

SECONDS = 480
READ = (
    "/",
    "/?q=exemplin",
    "/healthz",
    "/methods",
    "/peptides/exemplin-12",
    "/peptides/exemplin-12/v/1.pdf",
    "/peptides/nobody",
)
OPERATED = {
    "worker": "operate",
    "path": "/operate/v1/runs.show",
    "method": "POST",
    "headers": {"authorization": f"Bearer {TOKEN}", "content-type": "application/json"},
    "body": json.dumps({"run_id": run_id_of(SLOT)}),
}
ASKED = [
    *({"worker": "site", "path": path} for path in READ),
    OPERATED,
    {**OPERATED, "path": "/operate/v1/runs.list", "headers": {"authorization": "Bearer nobodys"}},
]
SHOWN = "/api/peptides/exemplin-12"
PART = {"worker": "api", "path": f"{SHOWN}/pdf", "headers": {"range": "bytes=0-999"}}
ASKED += [{"worker": "api", "path": path} for path in ("/livez", "/readyz", "/api/nothing", SHOWN)]
ASKED += [{"worker": "api", "path": f"{SHOWN}/versions/1/pdf"}, PART]
OF_THE_PDF = frozenset({"pdf_key", "manifest_key"})


@pytest.fixture(scope="module")
def nights(
    node_modules: Path, vendored: Callable[[str], Path], tmp_path_factory: pytest.TempPathFactory
) -> tuple[Night, Night]:
    """The night here, and in the Workers."""
    folder = tmp_path_factory.mktemp("nights")

    async def both() -> tuple[Night, dict[str, int]]:
        async with serve(samples.CORPUS) as sandbox:
            here = await asyncio.wait_for(embedded_night(folder, sandbox.env(keys=True), sample_catalog()), SECONDS)
            asked = sandbox.counts()
        async with serve(samples.CORPUS, tls=certificate(folder / "tls")) as sandbox:
            env = {**sandbox.env(keys=True), "STRIPE_WEBHOOK_SECRET": SECRET, "PEPTALK_SIGNING_KEY": "5a" * 32}
            first = [stripe_tells(sandbox.stripe.account)]
            planned = plan(folder, env, vendored, first=first, ask=ASKED, compiled_once=not FULL)
            running = workers_night(planned, WHOLE_PIPELINE)
            await asyncio.to_thread(running.answer, SECONDS)
            there = sandbox.counts()
            assert there.pop("stripe") >= 1
            assert there == asked
        return here, asked

    here, asked = asyncio.run(both())
    assert set(asked) == {"ncbi", "clinicaltrials", "anthropic", "openai"}
    return here, read_night(folder)


def test_the_same_versions_are_published_of_the_same_evidence_and_drafts(nights: tuple[Night, Night]):
    here, there = nights

    assert len(here.versions()) == 8
    for place, row in here.versions().items():
        same = there.versions()[place]
        assert {**_without(row, OF_THE_PDF, "published_at")} == {**_without(same, OF_THE_PDF, "published_at")}
    assert here.versions().keys() == there.versions().keys()
    assert [row["state"] for row in there.tables["run_items"]] == ["published"] * 8
    assert there.tables["dead_letters"] == []


def test_every_worker_was_imported_there_from_what_it_vendors(nights: tuple[Night, Night], told: Told):
    _, there = nights

    assert set(there.measured) == set(workers())
    for name, measured in there.measured.items():
        told.measured("a night over the sample", name, measured, limit=cpu_limit(name))
    assert {name: each["imported"] for name, each in there.measured.items() if each["imported"] >= HEAP} == {}


def test_every_object_is_the_same_to_the_byte_but_for_pdfs_and_what_names_their_hash(nights: tuple[Night, Night]):
    here, there = nights

    def plain(night: Night) -> dict[str, bytes]:
        return {
            key: data
            for key, data in night.objects.items()
            if not key.endswith(".pdf") and not key.startswith("manifests/")
        }

    assert plain(here) == plain(there)
    assert {key.split("/")[0] for key in plain(there)} >= {"packs", "drafts", "answers", "artifacts"}


def test_pages_are_the_same_to_the_byte_and_pdfs_once_their_streams_are_decompressed(nights: tuple[Night, Night]):
    here, there = nights

    for place, row in here.versions().items():
        same = there.versions()[place]
        assert here.objects[row["storage_key"]] == there.objects[same["storage_key"]]
        ours, theirs = here.objects[row["pdf_key"]], there.objects[same["pdf_key"]]
        assert decompressed(ours) == decompressed(theirs)
        assert len(decompressed(theirs)) > 20


def test_manifests_differ_in_the_pdf_and_the_moments_only(nights: tuple[Night, Night]):
    here, there = nights

    for place, row in here.versions().items():
        ours = json.loads(here.objects[row["manifest_key"]])
        theirs = json.loads(there.objects[there.versions()[place]["manifest_key"]])
        for each in (ours, theirs):
            assert each["artifacts"].pop("pdf")["key"].endswith(".pdf")
            each.pop("published_at", None)
            for search in each["searches"]:
                search.pop("searched_at")
        assert ours == theirs


def test_the_site_serves_it_there(nights: tuple[Night, Night]):
    _, there = nights
    version = there.versions()["exemplin-12", 1]

    status, listed = there.answers["site /"]
    assert (status, b"Exemplin-12" in listed) == (200, True)
    assert there.answers["site /healthz"][0] == 200
    assert there.answers["site /methods"] == (200, pages.methods())
    assert there.answers["site /peptides/exemplin-12"] == (200, there.objects[version["storage_key"]])
    assert there.answers["site /peptides/exemplin-12/v/1.pdf"] == (200, there.objects[version["pdf_key"]])
    assert there.answers["site /peptides/nobody"][0] == 404


def test_an_event_of_stripes_becomes_a_subscription_there(nights: tuple[Night, Night]):
    _, there = nights

    status, told = there.answers["webhook /webhooks/stripe"]
    (event,), (subscription,) = there.tables["stripe_events"], there.tables["subscriptions"]
    (change,) = there.tables["access_changes"]
    assert (status, json.loads(told)["received"]) == (200, True)
    assert (event["type"], event["outcome"]) == ("customer.subscription.created", "applied")
    assert (subscription["status"], subscription["stripe_status"]) == ("active", "active")
    assert (change["cause"], change["subscription"]) == (event["id"], subscription["stripe_subscription_id"])


def test_the_api_answers_there(nights: tuple[Night, Night]):
    _, there = nights

    assert there.answers["api /livez"][0] == 200
    status, told = there.answers["api /readyz"]
    assert (status, json.loads(told)["checks"]["bucket:answers"][0]["status"]) == (200, "pass")
    assert there.answers["api /api/nothing"][0] == 404


def test_a_free_page_and_its_pdf_are_read_over_the_api_there(nights: tuple[Night, Night]):
    _, there = nights
    version = there.versions()["exemplin-12", 1]
    pdf = there.objects[version["pdf_key"]]

    status, told = there.answers[f"api {SHOWN}"]
    assert (status, json.loads(told)["version"], bool(json.loads(told)["claims"])) == (200, 1, True)
    assert there.answers[f"api {SHOWN}/versions/1/pdf"] == (200, pdf)
    assert there.answers[f"api {SHOWN}/pdf"] == (206, pdf[:1000])


def test_operate_answers_there_to_whoever_has_the_token(nights: tuple[Night, Night]):
    _, there = nights

    status, told = there.answers["operate /operate/v1/runs.show"]
    assert (status, [each["state"] for each in json.loads(told)["items"]]) == (200, ["published"] * 8)
    assert there.answers["operate /operate/v1/runs.list"][0] == 401


def stripe_tells(account: Account) -> dict[str, Any]:
    """Somebody subscribes at Stripe, which tells the webhook so."""
    DEEDS["subscribe"](account, {"email": "reader@example.org"})
    told = next(each for each in account.newest("event") if each["type"] == "customer.subscription.created")
    body = dumped(told)
    headers = {**signature(body, int(NOON.timestamp()) + 240), "content-type": "application/json"}
    return {"worker": "webhook", "path": "/webhooks/stripe", "method": "POST", "headers": headers, "body": body}


def decompressed(pdf: bytes) -> list[Any]:
    """Every object of a PDF in order, streams decompressed; how long they were compressed, and the second when the PDF
    was made, are left out."""
    reader = PdfReader(io.BytesIO(pdf))
    found: list[Any] = []
    for number in sorted(reader.xref[0]):
        read = reader.get_object(number)
        if isinstance(read, StreamObject):
            about = {key: _written(read.raw_get(key)) for key in read if key != "/Length"}
            found.append((number, about, read.get_data()))
        else:
            found.append((number, _written(read)))
    return found


def _written(value: Any) -> bytes:
    written = io.BytesIO()
    value.write_to_stream(written)
    return re.sub(rb"/CreationDate \([^)]*\)", b"", written.getvalue())


def _without(row: dict[str, Any], *left_out: frozenset[str] | str) -> dict[str, Any]:
    names = {name for each in left_out for name in ([each] if isinstance(each, str) else each)}
    return {name: value for name, value in row.items() if name not in names}
