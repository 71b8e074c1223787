"""Queues from outside: backlogs, peeking, pausing, through the official SDK against the stand-in."""

from collections.abc import AsyncIterator

import pytest

from infra.cloudflare.account import inventory
from infra.cloudflare.account.access import Access, Need, Target
from infra.cloudflare.account.inventory import Account as Asked
from infra.cloudflare.account.patience import Patience
from infra.cloudflare.stores import queues_rest
from infra.sandbox.cloudflare.account import Account, Queue, new_id
from infra.sandbox.cloudflare.faults import Fault
from infra.sandbox.cloudflare.queue_messages import put
from infra.sandbox.cloudflare.server import Cloudflare
from queues.topology import QUEUES
from shared.platform.errors import ConfigurationError, PermanentError, UpstreamThrottled


@pytest.fixture
def account(account: Account) -> Account:
    """With the queues of staging, and another's."""
    for name in (*(f"{each}-staging" for each in QUEUES), "of-another-project"):
        queue = Queue(new_id(), name, account.now())
        account.queues[queue.id] = queue
    return account


@pytest.fixture
async def asked(cloudflare: Cloudflare, waits: list[float]) -> AsyncIterator[Asked]:
    async def sleep(seconds: float) -> None:
        waits.append(seconds)

    access = Access.read(cloudflare.env(), Target.STAGING, Need.REST)
    async with inventory.opened(access.rest, Patience(sleep=sleep)) as opened:
        yield opened


async def test_every_queue_of_the_topology_is_measured_in_its_order(asked: Asked, account: Account):
    put(account.queue("peptalk-fetch-staging"), '{"slug": "a"}')
    put(account.queue("peptalk-fetch-staging"), '{"slug": "b"}')

    found = await queues_rest.backlogs(asked, Target.STAGING)

    assert [each.name for each in found] == list(QUEUES)
    assert (found[0].messages, found[0].bytes, found[0].paused) == (2, 226, False)
    assert found[0].oldest is not None
    assert (found[1].messages, found[1].oldest) == (0, None)


@pytest.mark.parametrize(
    ("content", "kind", "body"),
    [
        ('{"slug": "α"}', "text", '{"slug": "α"}'),
        ("bGlrZSBiYXNlNjQ=", "text", "bGlrZSBiYXNlNjQ="),
        ({"slug": "α"}, "json", '{"slug": "\\u03b1"}'),
        (b"plain", "bytes", "plain"),
        (b"\xff\x00", "bytes", "base64: /wA="),
    ],
)
async def test_bodies_are_told_as_they_were_sent(asked: Asked, account: Account, content, kind, body):
    id = put(account.queue("peptalk-comply-staging"), content, kind, attempts=3)

    (found,) = await queues_rest.peek(asked, Target.STAGING, "peptalk-comply", 10)

    assert (found.id, found.body, found.attempts) == (id, body, 3)
    assert found.sent is not None


async def test_peeking_takes_nothing_and_stops_where_asked(asked: Asked, account: Account):
    for number in range(5):
        put(account.queue("peptalk-render-staging"), str(number))

    first = await queues_rest.peek(asked, Target.STAGING, "peptalk-render", 3)
    again = await queues_rest.peek(asked, Target.STAGING, "peptalk-render", 3)

    assert [each.body for each in first] == ["0", "1", "2"]
    assert first == again


async def test_pausing_and_resuming_change_that_alone_and_say_whether_they_did(asked: Asked, account: Account):
    queue = account.queue("peptalk-fetch-staging")
    queue.settings["message_retention_period"] = 1_209_600

    changed = [
        await queues_rest.set_paused(asked, Target.STAGING, "peptalk-fetch", paused=paused)
        for paused in (True, True, False, False)
    ]

    assert changed == [True, False, True, False]
    assert queue.settings == {"delivery_delay": 0, "delivery_paused": False, "message_retention_period": 1_209_600}


async def test_a_paused_queue_is_shown_as_one(asked: Asked):
    await queues_rest.set_paused(asked, Target.STAGING, "peptalk-fetch", paused=True)

    assert [each.paused for each in await queues_rest.backlogs(asked, Target.STAGING)][:2] == [True, False]


@pytest.mark.parametrize("kind", ["throttled", "500", "network lost", "html", "answer lost", "request lost"])
@pytest.mark.parametrize("where", ["GET .*/queues$", "metrics", "peek", "PATCH"])
async def test_an_api_that_fails_loses_nothing(asked: Asked, account: Account, cloudflare: Cloudflare, kind, where):
    put(account.queue("peptalk-fetch-staging"), "here")
    cloudflare.failing.set(Fault(kind, where, times=3, seconds=7))

    backlogs = await queues_rest.backlogs(asked, Target.STAGING)
    waiting = await queues_rest.peek(asked, Target.STAGING, "peptalk-fetch", 1)
    await queues_rest.set_paused(asked, Target.STAGING, "peptalk-fetch", paused=True)

    assert len(cloudflare.failing.fired) == 3
    assert (backlogs[0].messages, waiting[0].body) == (1, "here")
    assert account.queue("peptalk-fetch-staging").settings["delivery_paused"]


async def test_it_gives_up_in_the_end_and_waits_as_long_as_it_is_told(asked: Asked, cloudflare, waits: list[float]):
    cloudflare.failing.set(Fault("throttled", "", times=99, seconds=7))

    with pytest.raises(UpstreamThrottled):
        await queues_rest.backlogs(asked, Target.STAGING)

    assert waits == [7.0] * 6


async def test_a_missing_queue_says_what_makes_it(asked: Asked, account: Account):
    with pytest.raises(ConfigurationError, match=r"peptalk-fetch-production; next: peptalk infra apply"):
        await queues_rest.backlogs(asked, Target.PRODUCTION)
    with pytest.raises(ConfigurationError, match="peptalk infra apply"):
        await queues_rest.peek(asked, Target.PRODUCTION, "peptalk-fetch", 1)


async def test_a_name_that_is_none_is_refused_with_those_there_are(asked: Asked):
    with pytest.raises(PermanentError, match="no queue is called 'fetch'; there are peptalk-fetch, peptalk-fetch-dlq"):
        await queues_rest.peek(asked, Target.STAGING, "fetch", 1)
