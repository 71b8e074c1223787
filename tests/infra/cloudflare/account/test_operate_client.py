"""The client of operate over loopback: errors come back as themselves, and what is lost on the way is sent again."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

import httpx
import pytest
from invented.editions import catalog
from invented.factories import SLUG, peptide
from pydantic import SecretStr
from rigs.doors import TOKEN, client, office
from rigs.offices import act

from functions.operate.literature.catalog import SYNC, SyncCatalog
from functions.operate.running.running import SINGLE, RunSingle
from functions.operate.running.runs import LIST, SHOW, ListRuns, ShowRun
from infra.cloudflare.account.access import Operate, Target
from infra.cloudflare.account.operate import PATIENCE, opened
from infra.local.triggers.web import Mount, serve
from shared.platform.errors import ConfigurationError, PermanentError, UpstreamUnavailable
from shared.store import audit
from shared.store.operations import runs

RUN = RunSingle(name=SLUG, act=act())
Answer = Callable[[dict[str, Any], Any, Any], Awaitable[None]]


@pytest.fixture(autouse=True)
async def known(platform):
    await catalog(platform.db, platform.clock.now(), peptide(sample=True))


class Waits(list[float]):
    """Sleeps no time, and keeps how long it was told to; the clock of the client goes on by that."""

    async def sleep(self, seconds: float) -> None:
        self.append(seconds)

    def now(self) -> float:
        return sum(self)


@pytest.fixture
def waits() -> Waits:
    return Waits()


def plain(status: int, body: bytes = b"<html>", **headers: str) -> Answer:
    async def answer(scope, receive, send):
        encoded = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
        await send({"type": "http.response.start", "status": status, "headers": encoded})
        await send({"type": "http.response.body", "body": body})

    return answer


@asynccontextmanager
async def behind(platform, *before: Answer | str) -> AsyncIterator[str]:
    """Something between client and operate: the first requests are answered so; `lost` lets operate do its work, and
    breaks the line instead of the answer."""
    left = list(before)
    async with office(platform) as real, httpx.AsyncClient(base_url=real) as through:

        async def app(scope, receive, send):
            body, more = b"", True
            while more:
                message = await receive()
                body, more = body + message.get("body", b""), message.get("more_body", False)
            now = left.pop(0) if left else None
            if callable(now):
                await now(scope, receive, send)
                return
            headers = [(name, value) for name, value in scope["headers"] if name != b"host"]
            answer = await through.request(scope["method"], scope["path"], content=body, headers=headers)
            if now == "lost":
                # The work is done and the head of an answer is out; the line breaks in its middle.
                await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"9999")]})
                await send({"type": "http.response.body", "body": b"{", "more_body": True})
                raise ConnectionResetError
            given = [(b"content-type", b"application/json")]
            await send({"type": "http.response.start", "status": answer.status_code, "headers": given})
            await send({"type": "http.response.body", "body": answer.content})

        async with serve([Mount(("/",), lambda: app)], "127.0.0.1", 0, platform.entropy, platform.log) as between:
            yield between


@asynccontextmanager
async def asking(platform, waits, *before):
    async with behind(platform, *before) as url, client(url) as found:
        yield replace(found, sleep=waits.sleep, now=waits.now)


@pytest.mark.parametrize(
    "before",
    [
        plain(429, retry_after="7"),
        plain(500),
        plain(502),
        plain(503),
        plain(524),
        "lost",
    ],
)
async def test_a_write_that_broke_off_is_sent_again_and_done_once(platform, waits, before):
    async with asking(platform, waits, before, before) as operate:
        begun = await operate.ask(SINGLE, RUN)

    assert [run.id for run in await runs.latest(platform.db, 9)] == [begun.run_id]
    assert len(platform.queues["peptalk-fetch"].bodies) == 1
    assert (await audit.listed(platform.db))[1] == 1
    assert len(waits) == 2


async def test_the_wait_is_the_one_that_was_asked_for_and_else_doubles(platform, waits):
    async with asking(platform, waits, plain(429, retry_after="7"), plain(503), plain(503)) as operate:
        await operate.ask(LIST, ListRuns())

    asked, first, second = waits
    assert asked == 7.0
    assert 0.5 <= first <= 1.5
    assert 1.0 <= second <= 3.0


async def test_a_write_that_never_gets_an_answer_says_that_it_may_have_been_done(platform, waits):
    async with asking(platform, waits, *[plain(503)] * 99) as operate:
        with pytest.raises(UpstreamUnavailable, match=r"run.single got no answer and may have been done") as told:
            await operate.ask(SINGLE, RUN)
        with pytest.raises(UpstreamUnavailable, match=r"runs.list got no answer; run the same command again"):
            await operate.ask(LIST, ListRuns())

    assert "under the name ada" in str(told.value)
    assert sum(waits) <= 2 * PATIENCE


async def test_nobody_listening_is_told_with_the_host_and_no_secret(platform, waits):
    async with office(platform) as url:
        pass
    async with client(url) as found:
        with pytest.raises(UpstreamUnavailable, match=r"^127\.0\.0\.1:\d+: ConnectError; runs.list got no") as told:
            await replace(found, sleep=waits.sleep, now=waits.now).ask(LIST, ListRuns())

    assert TOKEN not in str(told.value)


async def test_what_the_use_case_refuses_is_refused_at_once_in_its_words(platform, waits):
    async with asking(platform, waits) as operate:
        with pytest.raises(PermanentError, match=r"^there is no run batch-9; list them with `peptalk runs list`$"):
            await operate.ask(SHOW, ShowRun(run_id="batch-9"))

    assert waits == []


@pytest.mark.parametrize(
    ("token", "env", "words"),
    [
        ("w" * 40, {}, "does not accept this PEPTALK_OPERATE_TOKEN"),
        (TOKEN, {"PEPTALK_OPERATE_TOKEN": ""}, "operate is off: it has no PEPTALK_OPERATE_TOKEN"),
        (TOKEN, {"ENVIRONMENT": "production"}, "this is operate of production, and staging was meant"),
    ],
)
async def test_a_door_that_does_not_open_is_a_setting_to_mend_and_is_not_knocked_at_again(
    platform, waits, token, env, words
):
    async with office(platform, **env) as url, client(url, Target.STAGING, token) as found:
        with pytest.raises(ConfigurationError, match=words):
            await replace(found, sleep=waits.sleep, now=waits.now).ask(LIST, ListRuns())

    assert waits == []


async def test_an_answer_of_another_version_is_called_so(platform, waits):
    async with asking(platform, waits, plain(200, b'{"rans": []}')) as operate:
        with pytest.raises(PermanentError, match="bring both to the same version"):
            await operate.ask(LIST, ListRuns())


async def test_a_file_that_did_not_come_whole_is_not_kept(platform, waits, tmp_path):
    await platform.files.put("artifacts/x", b"whole")
    cut = plain(200, b"who", x_sha256="0" * 64)

    async with asking(platform, waits, cut) as operate:
        with pytest.raises(UpstreamUnavailable, match="did not come whole"):
            await operate.download("artifacts/x", tmp_path / "x")

    assert list(tmp_path.glob("*x*")) == []


async def test_the_token_never_travels_unencrypted():
    door = Operate("http://operate.example.com", SecretStr(TOKEN))

    with pytest.raises(ConfigurationError, match="would travel unencrypted"):
        async with opened(door, Target.STAGING):
            pass


async def test_many_at_once_with_the_same_act_do_it_once(platform):
    entry = peptide(slug="alphalin", name="Alphalin", aliases=[], terms=["Alphalin"]).entry
    request = SyncCatalog(entries=(entry,), act=act())

    async with office(platform) as url, client(url) as found:
        operate = replace(found, sleep=lambda seconds: asyncio.sleep(0.01))
        answers = await asyncio.gather(*(operate.ask(SYNC, request) for _ in range(8)))

    assert {each.added for each in answers} == {("alphalin",)}
    assert (await audit.listed(platform.db))[1] == 1
