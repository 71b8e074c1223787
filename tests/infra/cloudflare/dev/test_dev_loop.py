"""The dev loop: every manifest under one `wrangler dev`, on one database, with the sandbox's variables, ended in order.

workerd fetches its Python from a place that tests do not reach. So one test lets every Worker start as it is and takes
what comes; the others put a few lines of JavaScript in each entry's place: manifests, bindings, state, variables and
commands are the true ones.
"""

import asyncio
import re
import shutil
import socket
import sqlite3
import tomllib
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, closing, suppress
from pathlib import Path
from typing import Any

import httpx
import pytest
from rigs.places import ROOT
from rigs.vendored import VENDORED

from infra.cloudflare.dev.dev_door import by_hand, fire, hang, triggers
from infra.cloudflare.dev.dev_loop import DevLoop, NoPython
from infra.cloudflare.dev.dev_state import SECRET, of_function, seed, variables
from infra.cloudflare.function_settings import declared
from infra.cloudflare.wrangler import Wrangler
from infra.local.sqlite.migrate import apply
from infra.local.triggers.cron import Trigger
from infra.sandbox import samples
from shared.platform.errors import ConfigurationError

ENTRY = """
const note = (env, what) =>
  env.DB.prepare("INSERT INTO noted (worker, what) VALUES (?1, ?2)").bind("NAME", what).run();
export default {
  async fetch(request, env) {
    const texts = Object.entries(env).filter(([, value]) => typeof value === "string");
    return Response.json({worker: "NAME", texts: Object.fromEntries(texts)});
  },
  async scheduled(controller, env) {
    await note(env, `fired ${controller.cron}`);
    if (env.FETCH_QUEUE) await env.FETCH_QUEUE.send("hello", {contentType: "text"});
  },
  async queue(batch, env) {
    const answer = await fetch(`${env.PEPTALK_NCBI_URL}/esearch.fcgi?db=pubmed&term=invented`);
    await note(env, `${batch.queue}: ${batch.messages.map((each) => each.body)}, vendor says ${answer.status}`);
  },
};
"""
UP_WITHIN_S = 120
NIGHT = Trigger("nightly_ingest", "0 2 * * *")


def checkout(root: Path) -> DevLoop:
    """A loop over a copy of what it needs of the checkout, on a free port."""
    shutil.copy(ROOT / "wrangler.toml", root)
    for schema in ("migrations", "migrations-search"):
        shutil.copytree(ROOT / schema, root / schema)
    ignored = shutil.ignore_patterns("__pycache__", "python_modules", ".*", "pylock.toml")
    shutil.copytree(ROOT / "functions", root / "functions", ignore=ignored)
    with closing(socket.create_server(("127.0.0.1", 0))) as listener:
        port = listener.getsockname()[1]
    return DevLoop(root, VENDORED, Wrangler.installed(), port)


def in_javascript(loop: DevLoop) -> DevLoop:
    """The same, each Worker's entry replaced."""
    for function, folder in loop.folders.items():
        manifest = folder / "wrangler.toml"
        text = manifest.read_text("utf-8").replace('"src/entry.py"', '"src/entry.js"')
        manifest.write_text(text.replace('compatibility_flags = ["python_workers"]\n', ""), "utf-8")
        shutil.rmtree(folder / "src")
        (folder / "src").mkdir()
        (folder / "src" / "entry.js").write_text(ENTRY.replace("NAME", function), "utf-8")
    return loop


@asynccontextmanager
async def running(loop: DevLoop) -> AsyncGenerator[str]:
    """The loop while it runs; its address."""
    up: asyncio.Future[str] = asyncio.get_running_loop().create_future()
    lines: list[str] = []

    def ready(url: str) -> None:
        if not up.done():
            up.set_result(url)

    work = asyncio.create_task(loop.run(samples.CORPUS, lines.append, lines.append, ready))
    try:
        await asyncio.wait([work, up], timeout=UP_WITHIN_S, return_when=asyncio.FIRST_COMPLETED)
        if work.done():
            work.result()
        assert up.done(), "\n".join(lines)
        yield up.result()
    finally:
        work.cancel()
        with suppress(asyncio.CancelledError, NoPython):
            await work


def _holds(file: Path, table: str) -> bool:
    """Whether it is the database of that table: the search index is one of its own beside it."""
    with closing(sqlite3.connect(file)) as database:
        return database.execute("SELECT 1 FROM sqlite_schema WHERE name = ?", (table,)).fetchone() is not None


def database_of(loop: DevLoop) -> Path:
    """The file of the main local database that Workers bind."""
    files = (loop.root / ".wrangler/state/v3/d1/miniflare-D1DatabaseObject").glob("*.sqlite")
    (found,) = (file for file in files if file.name != "metadata.sqlite" and _holds(file, "peptides"))
    return found


def rows(loop: DevLoop, sql: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(database_of(loop))) as database:
        return database.execute(sql).fetchall()


async def eventually(loop: DevLoop, sql: str, count: int) -> list[tuple[Any, ...]]:
    for _ in range(150):
        if len(found := rows(loop, sql)) >= count:
            break
        await asyncio.sleep(0.1)
    return found


@pytest.fixture
def loop(node_modules, tmp_path: Path) -> DevLoop:
    return checkout(tmp_path)


async def test_all_workers_share_database_queues_and_vendors_and_end_together(loop):
    await asyncio.to_thread(in_javascript(loop).prepare_database, lambda _: None)
    hang(loop.root, loop.folders)
    # As the runbook writes its lines: without a word of where the state is.
    line = ("d1", "execute", "peptalk-db", "--command", "CREATE TABLE noted (worker, what)")
    assert loop.wrangler.run(*line, cwd=loop.root, timeout=60).returncode == 0
    assert rows(loop, "SELECT DISTINCT origin FROM peptides") == [("sample",)]

    async with running(loop) as url, httpx.AsyncClient(timeout=30) as client:
        assert (await client.get(url)).json()["worker"] == "site"
        for function in loop.folders:
            seen = (await client.get(url, headers={"Host": f"{function}.localhost:{loop.port}"})).json()
            assert seen["worker"] == function
            assert seen["texts"]["ENVIRONMENT"] == "local"
            if function == "fetch":
                vendor = seen["texts"]["PEPTALK_NCBI_URL"]
        assert (loop.folders["fetch"] / ".dev.vars").stat().st_mode & 0o777 == 0o600

        await fire(url, NIGHT)
        noted = await eventually(loop, "SELECT worker, what FROM noted", 2)

        assert noted == [
            ("nightly_ingest", "fired 0 2 * * *"),
            ("fetch", "peptalk-fetch: hello, vendor says 200"),
        ]

        assert (await client.get(f"{url}/__fire/nobody")).status_code == 404

    for address in (url, vendor):
        with pytest.raises(httpx.ConnectError):
            httpx.get(address)
    assert list(loop.root.rglob(".dev.vars")) == []
    assert left_over(loop.root) == []


def left_over(root: Path) -> list[str]:
    """Processes that name this folder, or stand in it."""
    found: list[str] = []
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            words = (process / "cmdline").read_bytes().replace(b"\0", b" ").decode()
            if words and (str(root) in words or (process / "cwd").readlink().is_relative_to(root)):
                found.append(words)
    return found


async def test_every_python_worker_is_taken_until_workerd_fetches_its_python(loop, vendored):
    for function in loop.folders:
        vendored(function)
    await asyncio.to_thread(loop.prepare, lambda _: None)

    told = ""
    try:
        async with running(loop) as url, httpx.AsyncClient(timeout=120) as client:
            assert (await client.get(url)).status_code == 200
    except NoPython as exc:
        told = str(exc)
    assert not told or re.search(r"workerd cannot fetch the Python .*pyodide_314\S+\.capnp\.bin.* Next: ", told)
    assert left_over(loop.root) == []


def test_the_command_names_every_worker_once_after_the_door(node_modules, tmp_path: Path):
    loop = checkout(tmp_path)
    configs = [each for before, each in zip(loop.command, loop.command[1:], strict=False) if before == "-c"]

    assert configs[0] == ".wrangler/door/wrangler.toml"
    assert configs[1:] == sorted(str(path.relative_to(ROOT)) for path in ROOT.glob("functions/*/wrangler.toml"))
    assert " ".join(loop.command).endswith(f"--persist-to .wrangler/state --ip 127.0.0.1 --port {loop.port}")


async def test_the_seed_can_come_twice_and_changes_nothing_that_stands(tmp_path: Path):
    apply(tmp_path / "app.db")
    sql = await seed()

    with closing(sqlite3.connect(tmp_path / "app.db")) as database:
        database.executescript(sql)
        database.execute("UPDATE peptides SET evidence_grade = 'low'")
        before = list(database.iterdump())
        database.executescript(sql)
        assert list(database.iterdump()) == before
        assert database.execute("SELECT count(*) FROM models").fetchone() != (0,)


def test_a_function_is_given_what_its_settings_read_and_only_stand_ins(tmp_path: Path):
    vendors = {"PEPTALK_NCBI_URL": "http://127.0.0.1:1/ncbi", "ANTHROPIC_API_KEY": "sandbox"}

    assert of_function("fetch", vendors) == {"NCBI_API_KEY": SECRET, "PEPTALK_NCBI_URL": "http://127.0.0.1:1/ncbi"}
    assert of_function("synthesize", vendors) == {"ANTHROPIC_API_KEY": "sandbox"}
    assert of_function("nightly_ingest", vendors) == {"PEPTALK_CATALOG": "sample"}
    assert of_function("site", vendors) == {}


def test_every_function_takes_the_variables_that_it_is_given():
    for path in ROOT.glob("functions/*/wrangler.toml"):
        function = path.parent.name
        given = tomllib.loads(path.read_text("utf-8")).get("vars", {}) | of_function(function, {})
        for settings in declared(function):
            settings.read(given)


def test_somebodys_own_variables_are_never_read_or_touched(tmp_path: Path):
    own = tmp_path / "fetch" / ".dev.vars"
    own.parent.mkdir()
    own.write_text("NCBI_API_KEY=true\n")

    with pytest.raises(ConfigurationError, match="is not ours"), variables({"fetch": own.parent}, {}):
        pytest.fail("nothing may start")

    assert own.read_text() == "NCBI_API_KEY=true\n"


def test_what_a_killed_loop_left_is_written_anew(tmp_path: Path):
    with variables({"fetch": tmp_path}, {"PEPTALK_NCBI_URL": "http://127.0.0.1:1"}):
        left = (tmp_path / ".dev.vars").read_text()
    (tmp_path / ".dev.vars").write_text(left)

    with variables({"fetch": tmp_path}, {"PEPTALK_NCBI_URL": "http://127.0.0.1:2"}):
        assert "127.0.0.1:2" in (tmp_path / ".dev.vars").read_text()
    assert not (tmp_path / ".dev.vars").exists()


def test_every_cron_of_the_manifests_is_fired_and_can_be_by_hand(node_modules, tmp_path: Path):
    found = triggers(checkout(tmp_path).folders)

    assert NIGHT in found
    assert Trigger("watch", "*/5 * * * *") in found
    assert by_hand("http://127.0.0.1:8787", NIGHT) == "http://127.0.0.1:8787/__fire/nightly_ingest?cron=0+2+*+*+*"
