"""Every Worker's entry reaches its handler with Cloudflare's own arguments, and lets nothing escape."""

import json
import shutil
import sqlite3
import subprocess
import sys
import tomllib
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from typing import Any

import pytest
from rigs.places import ROOT

from queues.topology import QUEUES

FAKE_WORKERS = '''
from types import SimpleNamespace

class WorkerEntrypoint:
    """As the SDK's: made of the context and the env."""

    def __init__(self, ctx, env):
        self.ctx = ctx
        self.env = env

async def _fetch(app, request, env, ctx=None):
    """As the SDK's, for a request without a body: the app is asked, its answer collected."""
    sent, path = [], request.url.removeprefix("https://peptalk.example")
    assert request.body is None
    scope = {
        "type": "http", "asgi": {"version": "3.0", "spec_version": "2.0"}, "http_version": "1.1",
        "method": request.method, "scheme": "https", "path": path, "raw_path": path.encode(), "query_string": b"",
        "root_path": "", "headers": [(name.encode(), value.encode()) for name, value in request.headers],
        "client": None,
        "server": ("peptalk.example", 443), "env": env, "ctx": ctx,
    }

    async def receive():
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message):
        sent.append(message)

    await app(scope, receive, send)
    body = b"".join(each.get("body", b"") for each in sent)
    return SimpleNamespace(status=sent[0]["status"], body=body)

asgi = SimpleNamespace(fetch=_fetch)

async def fetch(url, **options):
    raise OSError("nothing is asked for here")
'''

CALL = r"""
import asyncio, importlib.util, json, sys
from pathlib import Path
from types import SimpleNamespace

given = json.loads(sys.stdin.read())
sys.path[:0] = given["path"]

from rigs.bindings import D1, R2, Controller, Env, MessageBatch, Producer, QueueMessage
from queues.topology import QUEUES, SENDERS

spec = importlib.util.spec_from_file_location("entry", given["entry"])
entry = importlib.util.module_from_spec(spec)
spec.loader.exec_module(entry)

producers = {QUEUES[name].binding: Producer() for name in SENDERS[given["function"]]}
env = Env(DB=D1(Path(given["database"])), FILES=R2(), ENVIRONMENT="production", **producers)
worker = entry.Default(object(), env)
messages = [QueueMessage("no message of ours"), QueueMessage({"kind": "nor this"})]
statuses = []

async def all_events():
    for queue in given["queues"]:
        await worker.queue(MessageBatch(queue, messages), None, None)
    for cron in given["crons"]:
        await worker.scheduled(Controller(cron, 1795485600000.0), None, None)
    for path in given["paths"]:
        asked = {"url": f"https://peptalk.example{path}", "headers": {"host": "peptalk.example"}, "body": None}
        statuses.append((await worker.fetch(SimpleNamespace(**asked, js_object=SimpleNamespace(method="GET")))).status)

asyncio.run(all_events())
env.DB.connection.close()
print(json.dumps({
    "settled": [message.settled and message.settled[0] for message in messages],
    "sent": {name: [body for bodies, _ in producer.calls for body in bodies] for name, producer in producers.items()},
    "statuses": statuses,
    "events": [name for name in ("queue", "scheduled", "fetch") if hasattr(entry.Default, name)],
}), file=sys.stderr)
"""

FUNCTIONS = sorted(path.parents[1].name for path in (ROOT / "functions").glob("*/src/entry.py"))
Called = Callable[..., dict[str, Any]]


def consumed(function: str) -> list[str]:
    found = tomllib.loads((ROOT / "functions" / function / "wrangler.toml").read_text("utf-8"))
    return [each["queue"] for each in found["env"]["production"].get("queues", {}).get("consumers", [])]


def crons(function: str) -> list[str]:
    found = tomllib.loads((ROOT / "functions" / function / "wrangler.toml").read_text("utf-8"))
    return found["env"]["production"].get("triggers", {}).get("crons", [])


def in_a_process(folder: Path, database: Path, function: str, *, queues=(), crons=(), paths=()) -> dict[str, Any]:
    """The entry of a function, given these events in a process of its own; what came of them."""
    (folder / "workers.py").write_text(FAKE_WORKERS)
    given = {
        "path": [str(folder), str(ROOT / "tests"), str(ROOT)],
        "entry": str(ROOT / "functions" / function / "src" / "entry.py"),
        "function": function,
        "database": str(database),
        "queues": list(queues),
        "crons": list(crons),
        "paths": list(paths),
    }
    done = subprocess.run(
        [sys.executable, "-c", CALL],
        cwd=folder, input=json.dumps(given), capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return json.loads(done.stderr.splitlines()[-1])


@pytest.fixture
def called(tmp_path: Path, app_db: Path) -> Called:
    """Calls an entry over a database of its own."""
    return partial(in_a_process, tmp_path, app_db)


@pytest.fixture(scope="module")
def consuming(tmp_path_factory: pytest.TempPathFactory, _migrated: Path) -> Called:
    """Gives a function's entry what it cannot read on each of its queues; once, for every test that asks."""

    @cache
    def call(function: str) -> dict[str, Any]:
        folder = tmp_path_factory.mktemp(function)
        shutil.copy(_migrated, folder / "app.db")
        return in_a_process(folder, folder / "app.db", function, queues=consumed(function))

    return call


@pytest.mark.parametrize("function", FUNCTIONS)
def test_an_entry_has_a_method_for_each_event_that_the_wrangler_file_names(function, consuming):
    has = consuming(function)["events"]

    assert ("queue" in has) == bool(consumed(function))
    assert ("scheduled" in has) == bool(crons(function))
    assert has


@pytest.mark.parametrize("function", [each for each in FUNCTIONS if consumed(each) and each != "dead_letters"])
def test_a_queues_entry_sends_what_it_cannot_read_to_its_dead_letters(function, consuming):
    found = consuming(function)

    assert found["settled"] == ["ack", "ack"]
    (own,) = (each for each in QUEUES.values() if each.consumer == function)
    assert found["sent"][QUEUES[own.dead_letter_queue].binding] == ["no message of ours", '{"kind": "nor this"}']


def test_the_dead_letters_entry_stores_what_comes(called, app_db):
    assert called("dead_letters", queues=consumed("dead_letters"))["settled"] == ["ack", "ack"]

    database = sqlite3.connect(app_db)
    (stored,) = database.execute("SELECT count(*) FROM dead_letters").fetchone()
    database.close()
    assert stored == 14  # two letters that nobody can read, on each of seven queues


def test_the_producers_entry_opens_the_run_of_its_slot(called, app_db):
    called("nightly_ingest", crons=crons("nightly_ingest"))

    database = sqlite3.connect(app_db)
    runs = database.execute("SELECT id FROM runs").fetchall()
    database.close()
    assert runs == [("nightly-2026-11-24T02:00:00Z",)]


def test_operates_entry_refuses_everything_while_it_has_no_token(called):
    assert called("operate", paths=["/operate/v1/runs.list", "/"])["statuses"] == [503, 503]


def test_the_webhooks_entry_takes_events_at_its_own_address_alone(called):
    assert called("webhook", paths=["/webhooks/stripe", "/"])["statuses"] == [405, 404]


def test_the_apis_entry_answers_although_nothing_is_set_up(called):
    assert called("api", paths=["/livez", "/api/peptides"])["statuses"] == [200, 503]


def test_the_sites_entry_answers_a_reader(called):
    assert called("site", paths=["/", "/no/such/page"])["statuses"] == [200, 404]
