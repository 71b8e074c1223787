"""What is only looked at: alerts, traces, versions, the database, the bucket; in process and over HTTP alike."""

import hashlib

import pytest
from invented.editions import asked, catalog, edition
from invented.factories import RUN, SLUG, peptide
from invented.letters import fail
from rigs.offices import InProcess

from functions.operate.pages import artifacts
from functions.operate.pages.artifacts import LIST, ListFiles
from functions.operate.registry import CASES
from functions.operate.running.watching import (
    ALERTS,
    HEALTH,
    NOTICES,
    TRACE,
    VERIFY,
    VERIFY_ALL,
    CheckHealth,
    ListAlerts,
    ListNotices,
    ShowTrace,
    VerifyAll,
    VerifyVersion,
)
from functions.render.handler import handle
from shared.domain.canonical import trace_of
from shared.domain.publishing.notices import Finding, NoticeKind
from shared.platform.errors import PermanentError
from shared.platform.outages import alerts
from shared.platform.ports import Statement
from shared.store.evidence import sweeps
from shared.store.operations.health import Health
from shared.store.publishing import notices
from shared.store.publishing.proofs import NoSuchVersion


@pytest.fixture
async def published(platform):
    """Exemplin-12, version 1."""
    await catalog(platform.db, platform.clock.now(), peptide(sample=True))
    outcome = await handle(await asked(platform, edition()), platform)
    await platform.db.batch(outcome.writes)


async def test_alerts_and_what_is_left_alone_are_told(platform, desk):
    await alerts.alert(platform, "function/fetch", "it crashes")
    await alerts.alert(platform, "queue/peptalk-render", "late")
    await alerts.settle(platform, "queue/peptalk-render")

    open_now = await desk.ask(ALERTS, ListAlerts())
    every = await desk.ask(ALERTS, ListAlerts(all=True))

    assert [(each.subject, each.message, each.settled_at) for each in open_now.alerts] == [
        ("function/fetch", "it crashes", None)
    ]
    assert len(every.alerts) == 2
    assert open_now.breakers == ()


async def test_the_life_of_an_item_is_told_and_an_unknown_trace_refused(platform, desk):
    await fail(platform)

    found = await desk.ask(TRACE, ShowTrace(id=trace_of(RUN, SLUG)))

    assert {"attempt", "dead letter"} <= {each.kind for each in found.life}
    with pytest.raises(PermanentError, match=r"^nothing has the trace id 0123456789abcdef"):
        await desk.ask(TRACE, ShowTrace(id="0123456789abcdef"))


@pytest.mark.usefixtures("published")
async def test_a_version_is_proved_from_stored_bytes_and_a_missing_one_names_those_there_are(platform, desk):
    found = await desk.ask(VERIFY, VerifyVersion(slug=SLUG))
    await platform.files.delete(found.manifest)
    broken = await desk.ask(VERIFY, VerifyVersion(slug=SLUG, version=1))

    assert (found.version, found.proven) == (1, True)
    assert [(each.check, each.reason) for each in broken.faults] == [("bytes", "is not stored")]
    with pytest.raises((NoSuchVersion, PermanentError), match=f"^{SLUG}@7 is not published; published versions"):
        await desk.ask(VERIFY, VerifyVersion(slug=SLUG, version=7))


@pytest.mark.usefixtures("published")
async def test_every_version_that_readers_are_given_is_proved_part_by_part(platform, desk):
    found = await desk.ask(VERIFY_ALL, VerifyAll(count=1))
    last = await desk.ask(VERIFY_ALL, VerifyAll(after=found.after or "", count=1))
    await platform.files.delete(found.reports[0].manifest)
    broken = await desk.ask(VERIFY_ALL, VerifyAll())

    assert ([each.proven for each in found.reports], found.after) == ([True], SLUG)
    assert (last.reports, last.after) == ((), None)
    assert [each.proven for each in broken.reports] == [False]


@pytest.mark.usefixtures("published")
async def test_notices_and_the_last_sweep_are_told_and_a_withdrawn_version_is_not_proved(platform, desk):
    now = platform.clock.now()
    found = [Finding(kind=NoticeKind.RETRACTION, pmid="990000001")]
    await platform.db.batch(
        [
            sweeps.begin("2026-11-25", now),
            sweeps.begin("2026-11-26", now),
            *notices.withdraw(SLUG, 1, "gone", now),
            notices.issue(SLUG, 1, found, state="withdrawn", run_id=None, now=now),
        ]
    )

    told = await desk.ask(NOTICES, ListNotices())
    proved = await desk.ask(VERIFY_ALL, VerifyAll())

    assert [(each.kind, each.pmid, each.state, each.sent_at) for each in told.notices] == [
        (NoticeKind.RETRACTION, "990000001", "withdrawn", None)
    ]
    assert [(each.night, each.part, each.finished_at) for each in told.sweeps] == [
        ("2026-11-26", part, None) for part in ("crossref", "pages", "pubmed")
    ]
    assert proved.reports == ()


LEDGER = "CREATE TABLE IF NOT EXISTS d1_migrations (id INTEGER PRIMARY KEY, name TEXT UNIQUE, applied_at TEXT)"
APPLIED = "INSERT INTO d1_migrations (name, applied_at) VALUES ('9999_invented.sql', '2026-11-23 02:00:00')"


@pytest.mark.usefixtures("published")
async def test_a_sound_database_is_called_so_and_its_migrations_and_rows_are_told(platform, desk):
    for each in (LEDGER, APPLIED):
        await platform.db.run(Statement(each))

    found = await desk.ask(HEALTH, CheckHealth())

    assert (found.sound, found.faults, found.orphans) == (True, (), ())
    assert (found.counts["versions"], found.migrations[-1].name) == (1, "9999_invented.sql")


def test_a_reference_that_leads_nowhere_makes_a_database_unsound():
    health = Health(faults=(), orphans=("run_items 3 -> runs",), migrations=(), counts={})

    assert not health.sound


@pytest.mark.usefixtures("published")
async def test_objects_are_listed_page_by_page(desk):
    first = await desk.ask(LIST, ListFiles(prefix="artifacts/", limit=1))
    second = await desk.ask(LIST, ListFiles(prefix="artifacts/", cursor=first.cursor))

    keys = [each.key for each in (*first.files, *second.files)]
    assert keys == sorted(keys)
    assert (len(first.files), len(keys), second.cursor) == (1, 2, None)


@pytest.mark.usefixtures("published")
async def test_an_object_comes_whole_and_a_missing_one_is_named(platform, desk, tmp_path):
    page = await InProcess(platform).ask(LIST, ListFiles(prefix="artifacts/", limit=1))
    (key,) = (each.key for each in page.files)
    if isinstance(desk, InProcess):
        data, sha256 = await artifacts.read(platform, key)
        assert hashlib.sha256(data).hexdigest() == sha256
        with pytest.raises(PermanentError, match=r"^no/such.pdf is not in the bucket"):
            await artifacts.read(platform, "no/such.pdf")
        return

    size = await desk.download(key, tmp_path / "deep" / "page")

    assert (tmp_path / "deep" / "page").read_bytes() == await platform.files.get(key)
    assert size == page.files[0].size
    with pytest.raises(PermanentError, match=r"^no/such.pdf is not in the bucket"):
        await desk.download("no/such.pdf", tmp_path / "absent")
    assert not (tmp_path / "absent").exists()


async def test_an_object_too_large_for_a_worker_is_not_handed_out(platform):
    await platform.files.put("large", b"x" * (artifacts.LARGEST + 1))

    with pytest.raises(PermanentError, match=r"^large has 32,000,001 bytes"):
        await artifacts.read(platform, "large")


def test_every_use_case_is_asked_by_a_test_of_this_folder(request):
    said = "\n".join(path.read_text("utf-8") for path in request.path.parent.glob("test_operate_*.py"))

    assert [name for name, case in CASES.items() if case.request.__name__ + "(" not in said] == []
