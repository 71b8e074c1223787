"""operate as it is deployed: its entry and what it vendors in the Python of Workers, between Cloudflare's simulators,
asked over HTTP by the command line's own client."""

import json
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from invented.factories import SLUG, peptide
from rigs.doors import TOKEN, client
from rigs.isolates import COMPATIBILITY_DATE, PROGRAMS, WHOLE_PIPELINE, node
from rigs.manifests import HEAP, cpu_limit
from rigs.offices import act
from rigs.places import ROOT

from functions.operate.delivery.letters import AUDIT, LIST, ListAudit, ListLetters
from functions.operate.door import BASE
from functions.operate.literature.catalog import COMPARE, SYNC, CompareCatalog, SyncCatalog
from functions.operate.running.running import SINGLE, RunSingle
from functions.operate.running.runs import LOOK, SHOW, LookAtRun, ShowRun
from functions.operate.running.watching import ALERTS, ListAlerts
from infra.cloudflare.account.access import Target
from infra.local.machine.project import MIGRATIONS
from infra.local.sqlite.migrate import statements
from queues.messages import FetchStudies, decode
from shared.platform.errors import ConfigurationError, PermanentError

SECONDS = 120


@pytest.fixture(scope="module")
def url(node_modules: Path, vendored: Callable[[str], Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the Worker answers, as that of staging."""
    work = tmp_path_factory.mktemp("operate")
    spec = {
        "worker": {
            "name": "operate",
            "entry": str(ROOT / "functions/operate/src"),
            "vendored": str(vendored("operate")),
            "vars": {"ENVIRONMENT": "staging", "PEPTALK_OPERATE_TOKEN": TOKEN},
        },
        "bindings": {name: {"kind": kind, "name": of} for name, (kind, of) in WHOLE_PIPELINE.bindings.items()},
        "consumers": {"peptalk-fetch": {"maxBatchSize": 100, "maxBatchTimeout": 0, "maxRetries": 1}},
        "compatibilityDate": COMPATIBILITY_DATE,
        "statements": [
            each.removesuffix(";") for file in sorted(MIGRATIONS.glob("*.sql")) for each in statements(file)
        ],
    }
    (work / "spec.json").write_text(json.dumps(spec), "utf-8")
    running = node(PROGRAMS / "serving.mjs", work)
    try:
        yield f"http://127.0.0.1:{_port(running)}"
    finally:
        running.end()


def _port(running) -> str:
    until = time.monotonic() + SECONDS
    while not (found := re.search(r"^listening (\d+)$", running.log.read_text("utf-8"), re.MULTILINE)):
        if running.process.poll() is not None or time.monotonic() > until:
            pytest.fail(f"the Worker does not listen: {running.log.read_text('utf-8')[-4000:]}")
        time.sleep(0.1)
    return found[1]


async def test_a_catalog_and_a_run_are_begun_once_and_their_message_reaches_the_queue(url):
    entries = (peptide().entry,)
    async with client(url) as operate:
        change = await operate.ask(COMPARE, CompareCatalog(entries=entries))
        await operate.ask(SYNC, SyncCatalog(entries=entries, act=act(1)))
        request = RunSingle(name="EX-12", act=act(2, "a new study"))
        begun = await operate.ask(SINGLE, request)
        again = await operate.ask(SINGLE, request)
        report = await operate.ask(SHOW, ShowRun(run_id=begun.run_id))
        look = await operate.ask(LOOK, LookAtRun(run_id=begun.run_id))
        acts = await operate.ask(AUDIT, ListAudit())

    assert change.added == (SLUG,)
    assert again == begun
    assert [(item.slug, item.state) for item in report.items] == [(SLUG, "queued")]
    assert look.counts == {"queued": 1}
    assert [(each.action, each.actor, each.reason) for each in acts.entries] == [
        ("run", "ada", "a new study"),
        ("sync", "ada", None),
    ]
    async with httpx.AsyncClient() as http:
        sent = (await http.get(f"{url}/-/sent")).json()
    assert [type(decode(each)) for each in sent] == [FetchStudies]


async def test_refusals_arrive_as_the_errors_that_they_are(url):
    async with client(url) as operate:
        with pytest.raises(PermanentError, match=r"^there is no run batch-9; list them with `peptalk runs list`$"):
            await operate.ask(SHOW, ShowRun(run_id="batch-9"))
    async with client(url, token="w" * 40) as stranger:
        with pytest.raises(ConfigurationError, match="does not accept"):
            await stranger.ask(ALERTS, ListAlerts())
    async with client(url, Target.PRODUCTION) as mistaken:
        with pytest.raises(ConfigurationError, match="this is operate of staging, and production was meant"):
            await mistaken.ask(ALERTS, ListAlerts())


async def test_reads_of_an_empty_place_and_a_missing_object(url, tmp_path):
    async with client(url) as operate:
        assert (await operate.ask(LIST, ListLetters())).letters == ()
        assert (await operate.ask(ALERTS, ListAlerts())).alerts == ()
        with pytest.raises(PermanentError, match=r"^artifacts/none.pdf is not in the bucket"):
            await operate.download("artifacts/none.pdf", tmp_path / "none.pdf")


async def test_anybody_may_ask_whether_it_is_well(url):
    async with httpx.AsyncClient(base_url=url) as http:
        # The simulated database was migrated without wrangler's ledger, which a healthy one has.
        answer = await http.get("/healthz")

    assert (answer.status_code, answer.json().get("error")) == (500, "DatabaseError")


async def test_a_method_that_few_know_is_refused_as_any_other(url):
    async with httpx.AsyncClient(base_url=url) as http:
        assert (await http.request("PROPFIND", f"{BASE}{LIST.name}")).status_code == 401


async def test_a_catalog_of_ten_thousand_entries_stays_within_what_a_worker_has(url):
    entries = tuple(
        {"slug": f"p{n}", "name": f"P{n}X", "terms": [f"P{n}X", f"Q{n}X"], "category": "invented"}
        for n in range(10_000)
    )
    async with client(url) as operate:
        change = await operate.ask(COMPARE, CompareCatalog(entries=entries))
    async with httpx.AsyncClient(timeout=60) as http:
        measured = (await http.get(f"{url}/-/measured")).json()

    assert len(change.added) == 10_000
    assert measured["heap"] < HEAP, measured
    assert measured["longest_cpu_ms"] < cpu_limit("operate") / 2, measured
    print(f"operate: {measured}")


async def test_a_body_that_nobody_takes_is_never_in_memory_as_a_whole(url):
    async with httpx.AsyncClient(timeout=60) as http:
        answer = await http.post(f"{url}{BASE}{LIST.name}", content=bytes(95_000_000))
        measured = (await http.get(f"{url}/-/measured")).json()

    assert answer.status_code == 401
    assert measured["heap"] < HEAP, measured
