"""What the system itself says during a deployment, asked of the very operate on loopback."""

from contextlib import AsyncExitStack
from dataclasses import replace

import pytest
from rigs.doors import TOKEN, client, office

from infra.cloudflare.account.access import Target
from infra.cloudflare.deployment.releases import Deployment, Standing, Version
from infra.cloudflare.deployment.signals import Signals, listening, seen
from queues.messages import FetchStudies
from shared.platform.outages import breakers
from shared.store.operations import dead_letters

THERE = Standing("peptalk-operate-staging", [Version("v1", 1, "r1", "")], [Deployment("", {"v1": 100})])


async def give_up(platform, slug: str) -> None:
    message = FetchStudies(run_id="20260101", slug=slug, trace_id="0123456789abcdef")
    body = message.model_dump_json()
    await platform.db.batch(dead_letters.record("peptalk-fetch-dlq", body, platform.clock.now()))


async def test_only_what_is_worse_than_before_is_a_fault(platform):
    await give_up(platform, "an-old-peptide")
    async with office(platform) as url, client(url) as asked:
        signals = Signals(asked, await seen(asked))
        assert await signals.faults() == []

        await give_up(platform, "another-peptide")
        await breakers.pause(replace(platform, function="render"), "it lacks a setting", 60)

        letters, broken = await signals.faults()

    assert letters.startswith("1 new dead letters: ")
    assert broken == "function/render crashes and is left alone (peptalk alerts)"


async def test_an_operate_that_goes_away_is_a_fault(platform):
    async with AsyncExitStack() as serving:
        url = await serving.enter_async_context(office(platform))
        async with client(url) as asked:
            signals = Signals(replace(asked, now=_late()), await seen(asked))
            await serving.aclose()

            (fault,) = await signals.faults()

    assert fault.startswith("operate cannot be asked any more: ")


@pytest.mark.parametrize(
    ("token", "why"),
    [("", "PEPTALK_OPERATE_TOKEN"), ("some-other-token-of-the-tests-0123456789", "does not accept this")],
)
async def test_without_its_token_nobody_listens_and_it_is_said_why(token, why, platform):
    async with office(platform) as url:
        env = {"PEPTALK_OPERATE_URL": url} | ({"PEPTALK_OPERATE_TOKEN": token} if token else {})
        async with listening(env, Target.STAGING, "example.com", THERE) as heard:
            assert isinstance(heard, str)
            assert why in heard


async def test_with_its_token_it_is_heard(platform):
    async with office(platform) as url:
        env = {"PEPTALK_OPERATE_URL": url, "PEPTALK_OPERATE_TOKEN": TOKEN}
        async with listening(env, Target.STAGING, "example.com", THERE) as heard:
            assert isinstance(heard, Signals)
            assert await heard.faults() == []


async def test_before_its_first_deployment_nobody_waits_for_it():
    async with listening({}, Target.STAGING, "example.com", Standing("peptalk-operate-staging")) as heard:
        assert heard == "operate serves nothing yet"


def _late():
    """A clock that runs out of patience at once."""
    instants = iter(range(0, 10_000, 1_000))
    return lambda: float(next(instants))
