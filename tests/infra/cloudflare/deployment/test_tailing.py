"""The logs of all Workers as one stream, through the pinned wrangler's own tails."""

import asyncio
import signal
from collections.abc import AsyncIterator
from typing import Any

import pytest
from rigs.shell import Shell

from infra.cloudflare.account.access import Target
from infra.cloudflare.deployment.tailing import events, lines
from infra.cloudflare.manifests import read_manifests
from infra.sandbox.cloudflare.account import Script
from infra.sandbox.cloudflare.server import Cloudflare


def test_an_invocation_becomes_lines_and_what_went_wrong_is_among_them():
    event = {
        "outcome": "exceededCpu",
        "eventTimestamp": 1_764_000_000_500,
        "event": {"queue": "peptalk-fetch"},
        "logs": [{"level": "log", "timestamp": 1_764_000_000_000, "message": ["Failed for BPC-157", {"n": 1}]}],
        "exceptions": [{"name": "PythonError", "message": "ValueError: no", "timestamp": 1_764_000_000_250}],
    }

    assert [str(each) for each in lines("peptalk-fetch-staging", event)] == [
        'peptalk-fetch-staging 2025-11-24T16:00:00.000Z log Failed for BPC-157 {"n": 1}',
        "peptalk-fetch-staging 2025-11-24T16:00:00.250Z exception PythonError: ValueError: no",
        "peptalk-fetch-staging 2025-11-24T16:00:00.500Z outcome exceededCpu (queue)",
    ]


def test_an_invocation_that_said_nothing_and_ended_well_is_no_line():
    assert lines("peptalk-fetch-staging", {"outcome": "ok", "logs": [], "exceptions": []}) == []


async def test_a_letter_that_comes_in_two_pieces_is_read_as_one():
    stream, said = asyncio.StreamReader(), '{"message": "β-lactam, 5 µg"}\n{"n": 2}'.encode()
    read = asyncio.create_task(_all(events(stream)))
    for at in range(len(said)):
        stream.feed_data(said[at : at + 1])
        await asyncio.sleep(0)
    stream.feed_eof()

    assert await read == [{"message": "β-lactam, 5 µg"}, {"n": 2}]


async def _all(found: AsyncIterator[dict[str, Any]]) -> list[dict[str, Any]]:
    return [each async for each in found]


@pytest.mark.usefixtures("node_modules")
async def test_all_workers_are_followed_by_one_command_and_let_go_at_its_end(cloudflare: Cloudflare, tmp_path):
    workers = {each.function: each.worker for each in read_manifests(Target.STAGING)}
    followed = {name: workers[name] for name in ("fetch", "render", "site")}
    for name in followed.values():
        cloudflare.account.scripts[name] = Script(name, name, cloudflare.account.now())
    options = [word for name in followed for word in ("--worker", name)]
    shell = Shell(tmp_path, env=cloudflare.env())

    with shell.started("logs", "--target", "staging", "--grep", "BPC-157|tokens_used", *options) as process:
        await _until(lambda: sum(each.followed for each in cloudflare.account.tails.values()) == 3)
        cloudflare.account.trace(followed["fetch"], '{"message": "Pipeline failed for BPC-157"}')
        cloudflare.account.trace(followed["site"], "nothing of interest")
        cloudflare.account.trace(followed["render"], "rendered", '{"peptide": "BPC-157", "tokens_used": 12}')
        assert process.stdout is not None
        said = [await asyncio.to_thread(process.stdout.readline) for _ in range(2)]
        process.send_signal(signal.SIGINT)
        code = await asyncio.to_thread(process.wait, 20)

    assert sorted((line.split(" ")[0], line.split(" ", 3)[3]) for line in said) == [
        ("peptalk-fetch-staging", '{"message": "Pipeline failed for BPC-157"}\n'),
        ("peptalk-render-staging", '{"peptide": "BPC-157", "tokens_used": 12}\n'),
    ]
    assert code == 130
    assert cloudflare.account.tails == {}


@pytest.mark.usefixtures("node_modules")
async def test_only_invocations_that_failed_are_told_where_only_they_are_wanted(cloudflare: Cloudflare, tmp_path):
    name = "peptalk-site-staging"
    cloudflare.account.scripts[name] = Script(name, name, cloudflare.account.now())
    shell = Shell(tmp_path, env=cloudflare.env())
    asked = ("logs", "--target", "staging", "--status", "error", "--worker", "site", "--json")

    with shell.started(*asked) as process:
        await _until(lambda: any(each.followed for each in cloudflare.account.tails.values()))
        cloudflare.account.trace(name, "all is well")
        cloudflare.account.trace(name, outcome="exception", exceptions=("ValueError: no",))
        assert process.stdout is not None
        said = [await asyncio.to_thread(process.stdout.readline) for _ in range(2)]
        process.send_signal(signal.SIGINT)
        await asyncio.to_thread(process.wait, 20)

    assert '"level": "exception", "text": "PythonError: ValueError: no"' in said[0]
    assert '"level": "outcome", "text": "exception (queue, batchSize)"' in said[1]


@pytest.mark.usefixtures("node_modules")
async def test_a_tail_that_cannot_begin_says_why_in_plain_words(cloudflare: Cloudflare, tmp_path):
    shell = Shell(tmp_path, env=cloudflare.env())

    with shell.started("logs", "--target", "staging", "--worker", "site") as process:
        assert process.stderr is not None
        said = [await asyncio.to_thread(process.stderr.readline) for _ in range(3)]
        process.send_signal(signal.SIGINT)
        await asyncio.to_thread(process.wait, 20)

    assert said[2].startswith("peptalk-site-staging: its tail ended: ")
    assert said[2].endswith("This Worker does not exist on your account: peptalk-site-staging [code: 10007]\n")
    assert "\x1b" not in said[2]


async def _until(true) -> None:
    async with asyncio.timeout(60):
        while not true():
            await asyncio.sleep(0.05)


async def test_a_wrong_pattern_or_function_is_refused(peptalk):
    pattern = await peptalk("logs", "--target", "staging", "--grep", "(")
    function = await peptalk("logs", "--target", "staging", "--worker", "fech")

    assert (pattern.code, function.code) == (2, 2)
    assert "no function is called fech" in function.err
