"""The stand-in for Cloudflare's REST API, asked by the official SDK."""

import cloudflare as vendor
import httpx
import pytest
from cloudflare import AsyncCloudflare

from infra.sandbox.cloudflare.account import ACCOUNT_ID, DEFAULT_RETENTION
from infra.sandbox.cloudflare.faults import Fault
from infra.sandbox.cloudflare.server import Cloudflare


async def test_a_queue_is_made_changed_listed_and_deleted(cloudflare: Cloudflare, sdk: AsyncCloudflare):
    made = await sdk.queues.create(account_id=ACCOUNT_ID, queue_name="fetch")
    assert made.settings
    assert made.settings.message_retention_period == DEFAULT_RETENTION

    await sdk.queues.edit(made.queue_id or "", account_id=ACCOUNT_ID, settings={"message_retention_period": 1_209_600})
    (listed,) = (await sdk.queues.list(account_id=ACCOUNT_ID)).result
    assert listed.settings
    assert listed.settings.message_retention_period == 1_209_600

    await sdk.queues.delete(made.queue_id or "", account_id=ACCOUNT_ID)
    assert cloudflare.account.queues == {}


async def test_a_name_is_given_once(sdk: AsyncCloudflare):
    await sdk.queues.create(account_id=ACCOUNT_ID, queue_name="fetch")
    await sdk.d1.database.create(account_id=ACCOUNT_ID, name="db")
    await sdk.r2.buckets.create(account_id=ACCOUNT_ID, name="files")

    with pytest.raises(vendor.ConflictError, match="11009"):
        await sdk.queues.create(account_id=ACCOUNT_ID, queue_name="fetch")
    with pytest.raises(vendor.BadRequestError, match="7502"):
        await sdk.d1.database.create(account_id=ACCOUNT_ID, name="db")
    with pytest.raises(vendor.ConflictError, match="10004"):
        await sdk.r2.buckets.create(account_id=ACCOUNT_ID, name="files")


async def test_databases_come_in_pages_and_by_name_or_id(sdk: AsyncCloudflare):
    for number in range(5):
        await sdk.d1.database.create(account_id=ACCOUNT_ID, name=f"db-{number}")

    listed = [each.name async for each in sdk.d1.database.list(account_id=ACCOUNT_ID, per_page=2)]
    one = await sdk.d1.database.get("db-3", account_id=ACCOUNT_ID)

    assert listed == [f"db-{number}" for number in range(5)]
    assert (await sdk.d1.database.get(one.uuid or "", account_id=ACCOUNT_ID)).name == "db-3"


async def test_buckets_come_in_pages_and_are_locked(sdk: AsyncCloudflare):
    for number in range(3):
        await sdk.r2.buckets.create(account_id=ACCOUNT_ID, name=f"files-{number}")
    rule = {"id": "published", "enabled": True, "prefix": "artifacts/", "condition": {"type": "Indefinite"}}

    first = await sdk.r2.buckets.list(account_id=ACCOUNT_ID, per_page=2)
    rest = await sdk.r2.buckets.list(account_id=ACCOUNT_ID, per_page=2, start_after="files-1")
    await sdk.r2.buckets.locks.update("files-0", account_id=ACCOUNT_ID, rules=[rule])  # pyright: ignore[reportArgumentType]

    assert [each.name for each in first.buckets or []] == ["files-0", "files-1"]
    assert [each.name for each in rest.buckets or []] == ["files-2"]
    locked = await sdk.r2.buckets.locks.get("files-0", account_id=ACCOUNT_ID)
    assert [each.prefix for each in locked.rules or []] == ["artifacts/"]


async def test_a_wrong_token_and_another_account_are_refused(cloudflare: Cloudflare, sdk: AsyncCloudflare):
    async with AsyncCloudflare(api_token="another", base_url=cloudflare.url, max_retries=0) as stranger:
        with pytest.raises(vendor.AuthenticationError, match="10000"):
            await stranger.queues.list(account_id=ACCOUNT_ID)

    with pytest.raises(vendor.PermissionDeniedError, match="10000"):
        await sdk.queues.list(account_id="another")


@pytest.mark.parametrize(
    ("kind", "raised"),
    [
        ("throttled", vendor.RateLimitError),
        ("500", vendor.InternalServerError),
        ("network lost", vendor.InternalServerError),
        ("html", vendor.InternalServerError),
        ("answer lost", vendor.APIConnectionError),
        ("request lost", vendor.APIConnectionError),
    ],
)
async def test_it_fails_as_told_and_then_no_more(kind, raised, cloudflare: Cloudflare, sdk: AsyncCloudflare):
    cloudflare.failing.set(Fault(kind, where="POST .*/queues$", seconds=7))

    with pytest.raises(raised) as caught:
        await sdk.queues.create(account_id=ACCOUNT_ID, queue_name="fetch")

    made = [each.name for each in cloudflare.account.queues.values()]
    assert made == (["fetch"] if kind == "answer lost" else [])
    if kind == "throttled":
        assert caught.value.response.headers["retry-after"] == "7"
    await sdk.queues.create(account_id=ACCOUNT_ID, queue_name="another")


async def test_what_it_does_not_know_is_not_found(cloudflare: Cloudflare):
    async with httpx.AsyncClient(headers={"authorization": f"Bearer {cloudflare.account.token}"}) as http:
        answer = await http.get(f"{cloudflare.url}/accounts/{ACCOUNT_ID}/stream")

    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (404, 7003)
