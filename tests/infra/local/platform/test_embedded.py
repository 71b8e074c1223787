"""The embedded platform end to end, on functions of the test's own."""

import asyncio
import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import httpx
import pytest
from invented.factories import fetch

from infra.local.machine.home import Home
from infra.local.platform.embedded import open_embedded
from queues.topology import QUEUES
from shared.platform.deliveries import work
from shared.platform.errors import ConfigurationError
from shared.platform.outages import breakers

WORK, DEAD = "peptalk-fetch", "peptalk-fetch-dlq"

CONSUMER = """
name = "peptalk-fetch"
[vars]
PEPTALK_WRITER = "auto"
PEPTALK_COLOUR = "green"
[[queues.producers]]
binding = "FETCH_DLQ"
queue = "peptalk-fetch-dlq"
[[queues.consumers]]
queue = "peptalk-fetch"
max_batch_size = 5
max_batch_timeout = 1
max_retries = 100
retry_delay = 10
max_concurrency = 1
dead_letter_queue = "peptalk-fetch-dlq"
"""


@pytest.fixture
def functions(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Path]:
    """An empty folder of functions, importable under a name that no other test uses."""
    folder = tmp_path / f"functions_{abs(hash(request.node.nodeid))}"
    folder.mkdir()
    sys.path.insert(0, str(tmp_path))
    yield folder
    sys.path.remove(str(tmp_path))


def add(functions: Path, name: str, wrangler: str, handler: str) -> None:
    (functions / name).mkdir()
    (functions / name / "wrangler.toml").write_text(wrangler)
    (functions / name / "handler.py").write_text(handler)


@pytest.fixture
def lines() -> list[str]:
    return []


def put(key: str) -> str:
    return f"await platform.files.put('{key}', str(batch.deliveries[0].attempts).encode())"


async def test_a_folder_with_wrangler_toml_and_handler_is_enough(functions: Path, home: Home, lines: list[str]) -> None:
    add(functions, "fetch", CONSUMER, f"async def queue(batch, platform):\n    {put('seen')}\n")

    async with open_embedded(home, {}, sink=lines.append, functions=functions) as embedded:
        await embedded.broker.send(WORK, ["x"])

        async def seen() -> bool:
            return await embedded.files.get("seen") is not None

        await asyncio.wait_for(embedded.consume(seen), 10)

        assert await embedded.broker.peek(WORK) == []
        assert embedded.others_consuming() is False
    assert lines == []


async def test_a_function_is_given_its_variables_and_the_producers_it_declares(
    functions: Path, home: Home, lines: list[str]
) -> None:
    add(functions, "fetch", CONSUMER, "async def queue(batch, platform): ...\n")
    env = {"PEPTALK_WRITER": "model", "NCBI_EMAIL": "a@b", "HOME": "/", "PEPTALK_PATH": "/all"}
    key = {"PEPTALK_SIGNING_KEY": "ab" * 32}

    async with open_embedded(home, env | key, sink=lines.append, functions=functions) as embedded:
        fetch, command = embedded.platform("fetch"), embedded.platform("replay")

    assert fetch.env == {"PEPTALK_WRITER": "model", "PEPTALK_COLOUR": "green", "NCBI_EMAIL": "a@b", **key}
    assert list(fetch.queues) == [DEAD]
    assert list(command.queues) == list(QUEUES)
    assert fetch.lease_seconds == 960


async def test_a_handler_that_raises_is_logged_and_its_message_retried(
    functions: Path, home: Home, lines: list[str]
) -> None:
    add(functions, "fetch", CONSUMER, "async def queue(batch, platform):\n    raise RuntimeError('no luck')\n")

    async with open_embedded(home, {}, sink=lines.append, functions=functions) as embedded:
        await embedded.broker.send(WORK, ["x"])

        async def tried() -> bool:
            return bool(lines)

        await asyncio.wait_for(embedded.consume(tried), 10)
        (message,) = await embedded.broker.peek(WORK)

    assert json.loads(lines[0])["error"] == "RuntimeError: no luck"
    assert (message.leased, message.attempts) == (False, 1)
    assert 5 < message.in_seconds <= 10


async def test_cancelled_consuming_gives_back_what_it_holds(functions: Path, home: Home, lines: list[str]) -> None:
    handler = f"import asyncio\nasync def queue(batch, platform):\n    {put('begun')}\n    await asyncio.sleep(60)\n"
    add(functions, "fetch", CONSUMER, handler)

    async with open_embedded(home, {}, sink=lines.append, functions=functions) as embedded:
        await embedded.broker.send(WORK, ["x"])
        consuming = asyncio.create_task(embedded.consume(None))
        while await embedded.files.get("begun") is None:
            await asyncio.sleep(0.05)

        consuming.cancel()
        await asyncio.wait([consuming], timeout=5)

        (message,) = await embedded.broker.peek(WORK)
    assert consuming.cancelled()
    assert (message.leased, message.attempts, message.in_seconds) == (False, 0, 0)


async def test_the_claims_of_a_dead_process_lapse_and_those_of_a_stopped_one_are_released_without_a_death(
    functions: Path, home: Home, lines: list[str]
) -> None:
    add(functions, "fetch", CONSUMER, "async def queue(batch, platform): ...\n")

    async with open_embedded(home, {}, sink=lines.append, functions=functions) as embedded:
        dead = replace(embedded.platform("fetch"), holder="local-dead")
        await work.claim(dead, fetch(cursor=0))
        await work.claim(embedded.platform("fetch"), fetch(cursor=1))
        embedded.broker.file.connection.execute("INSERT INTO holders VALUES ('local-dead', 'consuming', 1, 0, 1)")
        (home.holders / "local-dead.lock").touch()

        alone = embedded.others_consuming()
        await embedded.broker.reap(embedded.lapse)
        claims = [await work.claim(embedded.platform("fetch"), fetch(cursor=cursor)) for cursor in (0, 1)]
        await embedded.release()
        again = await work.claim(embedded.platform("fetch"), fetch(cursor=1))

    assert alone is False
    assert isinstance(claims[0], work.Claim)
    assert claims[0].deaths == 1
    assert isinstance(claims[1], work.Standing)
    assert isinstance(again, work.Claim)
    assert again.deaths == 0


async def test_a_restart_wakes_functions_that_waited_for_a_setting(
    functions: Path, home: Home, lines: list[str]
) -> None:
    add(functions, "fetch", CONSUMER, "async def queue(batch, platform): ...\n")

    async with open_embedded(home, {}, sink=lines.append, functions=functions) as embedded:
        await breakers.pause(embedded.platform("fetch"), "no key", 900)

        async def at_once() -> bool:
            return True

        await embedded.consume(at_once)

        assert await breakers.all_open(embedded.db) == []


async def test_what_the_handler_lacks_is_said_before_anything_starts(
    functions: Path, home: Home, lines: list[str]
) -> None:
    add(functions, "fetch", CONSUMER, "async def handle(job, platform): ...\n")

    async with open_embedded(home, {}, sink=lines.append, functions=functions) as embedded:
        with pytest.raises(ConfigurationError, match=r"a queue consumer, but its handler\.py has no `queue`"):
            await embedded.consume(None)


APP = """
def app(platform_of):
    async def answer(scope, receive, send):
        if scope["path"] == "/boom":
            raise RuntimeError("secret detail")
        text = platform_of(scope).function + " " + scope["path"]
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": text.encode()})
    return answer
"""


def site(name: str, path: str) -> str:
    return f'name = "peptalk-{name}"\n[vars]\nPEPTALK_PATH = "{path}"\n'


async def test_http_functions_are_served_where_they_are_mounted(functions: Path, home: Home, lines: list[str]) -> None:
    add(functions, "site", site("site", "/"), APP)
    add(functions, "api", site("api", "/api"), APP)

    async with (
        open_embedded(home, {}, sink=lines.append, functions=functions) as embedded,
        embedded.web("127.0.0.1", 0) as url,
        httpx.AsyncClient(base_url=url) as client,
    ):
        answers = [await client.get(path) for path in ("/", "/page", "/api", "/api/v1", "/apiary", "/boom")]
        port = int(url.rsplit(":", 1)[1])
        with pytest.raises(ConfigurationError, match=rf"port {port} on 127.0.0.1 .* --port {port + 1}"):
            async with embedded.web("127.0.0.1", port):
                pass

    assert [each.text for each in answers[:5]] == ["site /", "site /page", "api /api", "api /api/v1", "site /apiary"]
    boom, line = answers[5], json.loads(lines[0])
    assert boom.status_code == 500
    assert "secret" not in boom.text
    assert (line["event"], line["path"], line["error"]) == ("request_failed", "/boom", "RuntimeError: secret detail")
    assert line["trace_id"] == boom.headers["x-trace-id"]
    assert len({each.headers["x-trace-id"] for each in answers}) == 6


def test_a_home_that_cannot_be_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    with pytest.raises(ConfigurationError, match=r"is not a folder.*PEPTALK_HOME"):
        Home(tmp_path / "file").create()


def test_the_projects_own_functions_agree_with_the_topology() -> None:
    from infra.local.checkout.workers import read_workers

    workers = read_workers()

    assert {queue for worker in workers.values() for queue in worker.consumes} == set(QUEUES)
    check: Callable[..., None] = workers["nightly_ingest"].check
    check("scheduled")
