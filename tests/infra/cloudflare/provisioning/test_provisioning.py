"""Provisioning against the stand-in, through the official SDK: every change once, whatever breaks."""

import itertools
from dataclasses import replace

import pytest

from infra.cloudflare.account.access import Rest, Target
from infra.cloudflare.account.inventory import inventory, opened
from infra.cloudflare.account.patience import Patience
from infra.cloudflare.account.resources import Resources
from infra.cloudflare.provisioning.desired import desired
from infra.cloudflare.provisioning.difference import Change, difference
from infra.cloudflare.provisioning.provisioning import applied
from infra.sandbox.cloudflare.account import ACCOUNT_ID, Queue
from infra.sandbox.cloudflare.faults import Fault, Kind
from infra.sandbox.cloudflare.server import Cloudflare
from queues.topology import QUEUES, RETENTION
from shared.platform.errors import ConfigurationError, PepTalkError, UpstreamRefused, UpstreamUnavailable

MEANT = desired(Target.STAGING)
FEW = replace(MEANT, queues=dict(list(MEANT.queues.items())[:2]))
BRISK = Patience(first=0.001)
ASKED_ONCE = Patience(tries=1)


async def plan(rest: Rest, meant: Resources = MEANT, delete: tuple[str, ...] = ()) -> list[Change]:
    async with opened(rest, BRISK) as account:
        return difference(meant, (await inventory(account, meant)).resources, delete)


async def apply(
    rest: Rest, meant: Resources = MEANT, delete: tuple[str, ...] = (), patience: Patience | None = None
) -> list[Change]:
    async with opened(rest, patience or BRISK) as account:
        found = await inventory(account, meant)
        changes = difference(meant, found.resources, delete)
        return [change async for change in applied(changes, meant, found, account)]


def names(cloudflare: Cloudflare) -> list[str]:
    held = cloudflare.account
    return sorted(each.name for kind in (held.queues, held.databases, held.buckets) for each in kind.values())


async def test_on_an_empty_account_everything_is_listed_and_after_apply_nothing(rest, cloudflare: Cloudflare):
    planned = await plan(rest)
    assert [each.name for each in planned if each.kind == "queue"] == [f"{name}-staging" for name in QUEUES]
    assert {str(each).split(":")[0] for each in planned if each.kind != "queue"} == {
        "+ database peptalk-staging-db",
        "+ database peptalk-staging-search-db",
        "+ bucket peptalk-files-staging",
        "+ lock peptalk-files-staging",
    }

    assert await apply(rest) == planned

    assert await plan(rest) == []
    retentions = {each.settings["message_retention_period"] for each in cloudflare.account.queues.values()}
    assert retentions == {RETENTION} == {1_209_600}
    assert cloudflare.account.database("peptalk-staging-db").replication == "auto"


async def test_a_changed_retention_is_one_line(rest, cloudflare: Cloudflare):
    await apply(rest)
    cloudflare.account.queue("peptalk-fetch-staging").settings["message_retention_period"] = 345_600

    (line,) = map(str, await plan(rest))

    assert line == "~ queue peptalk-fetch-staging: retention 345600 s -> 1209600 s"
    await apply(rest)
    assert await plan(rest) == []


async def test_production_keeps_published_artifacts_for_ever_and_staging_for_a_day(rest, cloudflare: Cloudflare):
    await apply(rest)
    await apply(rest, desired(Target.PRODUCTION))

    def rules(bucket: str) -> dict[str, dict[str, object]]:
        return {each["prefix"]: each["condition"] for each in cloudflare.account.buckets[bucket].locks}

    assert rules("peptalk-files-production") == {key: {"type": "Indefinite"} for key in ("artifacts/", "manifests/")}
    day = {"type": "Age", "maxAgeSeconds": 86_400}
    assert rules("peptalk-files-staging") == dict.fromkeys(("artifacts/", "manifests/"), day)


async def test_a_lock_that_was_weakened_is_one_line_and_the_locks_of_others_stay(rest, cloudflare: Cloudflare):
    await apply(rest)
    bucket = cloudflare.account.buckets["peptalk-files-staging"]
    theirs = {"id": "legal", "enabled": True, "prefix": "legal/", "condition": {"type": "Date", "date": "2030-01-01"}}
    bucket.locks[0]["enabled"] = False
    bucket.locks.append(theirs)

    (line,) = map(str, await plan(rest))
    await apply(rest)

    assert line == (
        "~ lock peptalk-files-staging: artifacts/ locked for 1 days, but disabled -> artifacts/ locked for 1 days"
    )
    kept = next(each for each in bucket.locks if each["id"] == "legal")
    assert kept["condition"]["type"] == "Date"
    assert kept["condition"]["date"].startswith("2030-01-01")
    assert await plan(rest) == []


async def test_a_paused_delivery_is_no_difference_and_stays_paused(rest, cloudflare: Cloudflare):
    await apply(rest)
    queue = cloudflare.account.queue("peptalk-comply-staging")
    queue.settings |= {"delivery_paused": True}
    assert await plan(rest) == []

    queue.settings |= {"message_retention_period": 60}
    await apply(rest)

    assert queue.settings["delivery_paused"] is True


async def test_more_queues_than_a_page_holds_are_all_seen(rest, cloudflare: Cloudflare):
    for number in range(150):
        cloudflare.account.queues[f"{number}"] = Queue(f"{number}", f"anybodys-{number}", cloudflare.account.now())

    await apply(rest)

    assert await plan(rest) == []
    assert len(cloudflare.account.queues) == 150 + len(QUEUES)


FAULTS: list[Kind] = ["throttled", "500", "network lost", "html", "answer lost", "request lost"]
DEEDS = [
    "POST .*/queues$",
    "PATCH .*/queues/",
    "POST .*/d1/database$",
    "PATCH .*/d1/",
    "POST .*/buckets$",
    "PUT .*/lock$",
]


@pytest.mark.parametrize(("kind", "where"), list(itertools.product(FAULTS, [*DEEDS, "GET "])))
async def test_what_breaks_is_asked_again_and_nothing_is_made_twice(kind, where, rest, cloudflare: Cloudflare):
    cloudflare.failing.set(Fault(kind, where, times=2))

    await apply(rest, FEW)

    assert cloudflare.failing.fired
    assert await plan(rest, FEW) == []
    assert names(cloudflare) == sorted(name for _, name in FEW.names())


async def test_apply_stopped_at_any_request_goes_on_with_the_next_run(rest, cloudflare: Cloudflare):
    """Every request in turn is the last that reaches Cloudflare: its answer is lost, and all that follow."""
    await apply(rest, FEW)
    whole = len(cloudflare.requests)

    for stopped_at in range(whole):
        cloudflare.account.queues.clear()
        cloudflare.account.databases.clear()
        cloudflare.account.buckets.clear()
        cloudflare.failing.set(Fault("answer lost", after=stopped_at), Fault("request lost", after=stopped_at, times=9))
        with pytest.raises(PepTalkError):
            await apply(rest, FEW, patience=ASKED_ONCE)

        cloudflare.failing.set()
        await apply(rest, FEW)

        assert await plan(rest, FEW) == []
        assert names(cloudflare) == sorted(name for _, name in FEW.names())


async def test_only_what_is_named_is_deleted(rest, cloudflare: Cloudflare, sdk):
    await apply(rest)
    for name in ("peptalk-old-staging", "anybodys"):
        await sdk.queues.create(account_id=ACCOUNT_ID, queue_name=name)

    assert [str(each) for each in await plan(rest)] == []
    done = await apply(rest, delete=("peptalk-old-staging",))

    assert [str(each) for each in done] == ["- queue peptalk-old-staging"]
    assert "anybodys" in names(cloudflare)
    assert "peptalk-old-staging" not in names(cloudflare)


async def test_a_deletion_whose_answer_was_lost_counts_as_done(rest, cloudflare: Cloudflare, sdk):
    await sdk.queues.create(account_id=ACCOUNT_ID, queue_name="peptalk-old-staging")
    cloudflare.failing.set(Fault("answer lost", "DELETE "))

    await apply(rest, Resources(), delete=("peptalk-old-staging",))

    assert names(cloudflare) == []


async def test_a_bucket_that_holds_objects_is_not_deleted(rest, cloudflare: Cloudflare, sdk):
    await sdk.r2.buckets.create(account_id=ACCOUNT_ID, name="peptalk-old")
    cloudflare.account.buckets["peptalk-old"].holds_objects = True

    with pytest.raises(UpstreamRefused, match="delete bucket peptalk-old: The bucket you tried to delete is not empty"):
        await apply(rest, Resources(), delete=("peptalk-old",))


async def test_a_wrong_token_says_which_settings_to_look_at(rest: Rest, cloudflare: Cloudflare):
    cloudflare.account.token = "rotated"

    with pytest.raises(ConfigurationError, match=r"Authentication error .* check CLOUDFLARE_API_TOKEN"):
        await plan(rest)


async def test_an_api_that_stays_away_is_given_up_with_nothing_lost(rest, cloudflare: Cloudflare):
    cloudflare.failing.set(Fault("500", times=100))

    with pytest.raises(UpstreamUnavailable, match=r"list the queues in 7 tries .* run the same command again"):
        await plan(rest)
