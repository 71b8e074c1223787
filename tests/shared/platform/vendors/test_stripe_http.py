"""Stripe's own SDK over our transport, against the stand-in and against servers that misbehave."""

import socket
import time
from collections.abc import AsyncIterator, Mapping

import pytest
import stripe
from fastapi.responses import JSONResponse, Response

from infra.sandbox import samples
from infra.sandbox.bookings import Booking, Spoil
from infra.sandbox.faults.line import dripping
from infra.sandbox.server import Sandbox, serve
from shared.platform.vendors.stripe_http import Httpx2Client, stripe_client


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    async with serve(samples.CORPUS) as running:
        yield running


def client(url: str, timeout: float = 10.0) -> stripe.StripeClient:
    return stripe_client("key-of-nobody", url=url, timeout=timeout)


async def test_a_subscription_is_read(sandbox: Sandbox):
    found = await client(f"{sandbox.url}/stripe").v1.subscriptions.retrieve_async("sub_sandbox1")

    assert (found.status, found.customer) == ("active", "cus_sandbox1")
    assert found["items"]["data"][0]["current_period_end"] > time.time()


async def test_subscriptions_are_listed_page_by_page(sandbox: Sandbox):
    page = await client(f"{sandbox.url}/stripe").v1.subscriptions.list_async({"limit": 1, "status": "all"})

    assert [each.id async for each in page.auto_paging_iter()] == ["sub_sandbox2", "sub_sandbox1"]
    assert sandbox.counts() == {"stripe": 2}


async def test_what_stripe_refuses_is_the_sdks_own_error(sandbox: Sandbox):
    with pytest.raises(stripe.InvalidRequestError) as refused:
        await client(f"{sandbox.url}/stripe").v1.subscriptions.retrieve_async("sub_of_nobody")

    assert (refused.value.http_status, refused.value.code) == (404, "resource_missing")
    assert refused.value.request_id


async def test_a_key_that_no_header_can_carry_is_not_tried_again(sandbox: Sandbox):
    with pytest.raises(stripe.APIConnectionError) as refused:
        await stripe_client("a key\n", url=f"{sandbox.url}/stripe", timeout=5.0).v1.subscriptions.list_async()

    assert not refused.value.should_retry
    assert sandbox.counts() == {}


async def test_a_throttled_request_is_tried_once_and_keeps_its_retry_after():
    async def throttle(_booking: Booking, _headers: Mapping[str, str]) -> Response:
        return JSONResponse({"error": {"message": "slow down"}}, 429, {"retry-after": "7"})

    async with serve(samples.CORPUS, intervene=throttle) as sandbox:
        with pytest.raises(stripe.RateLimitError) as throttled:
            await client(f"{sandbox.url}/stripe").v1.subscriptions.list_async()

        assert sandbox.counts() == {"stripe": 1}
    assert throttled.value.headers is not None
    assert throttled.value.headers["Retry-After"] == "7"


async def test_a_post_carries_its_form_and_its_idempotency_key():
    seen: list[tuple[str, Mapping[str, str]]] = []

    async def see(booking: Booking, headers: Mapping[str, str]) -> Response:
        seen.append((booking.method, headers))
        return JSONResponse({"id": "sub_1", "object": "subscription", "cancel_at_period_end": True})

    async with serve(samples.CORPUS, intervene=see) as sandbox:
        changed = await client(f"{sandbox.url}/stripe").v1.subscriptions.update_async(
            "sub_1", {"cancel_at_period_end": True}, {"idempotency_key": "of-this-work"}
        )

    method, headers = seen[0]
    assert changed.cancel_at_period_end
    assert (method, headers["idempotency-key"]) == ("POST", "of-this-work")
    assert headers["content-type"] == "application/x-www-form-urlencoded"
    assert headers["authorization"] == "Bearer key-of-nobody"


async def test_an_answer_that_drips_in_is_cut_off_as_a_whole():
    async def drip(_booking: Booking, _headers: Mapping[str, str]) -> Spoil:
        return dripping(10.0)

    begun = time.monotonic()
    async with serve(samples.CORPUS, intervene=drip) as sandbox:
        with pytest.raises(stripe.APIConnectionError, match=r"did not answer within 0\.8 s"):
            await client(f"{sandbox.url}/stripe", 0.8).v1.subscriptions.list_async()

    assert time.monotonic() - begun < 5


async def test_a_refused_connection_may_be_tried_again():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

    with pytest.raises(stripe.APIConnectionError, match="ConnectError") as refused:
        await client(f"http://127.0.0.1:{port}").v1.subscriptions.list_async()

    assert refused.value.should_retry


async def test_where_the_sdk_is_told_to_try_again_it_does():
    answers = [500, 200]

    async def fail_once(_booking: Booking, _headers: Mapping[str, str]) -> Response:
        return JSONResponse({"object": "list", "data": [], "has_more": False}, answers.pop(0))

    async with serve(samples.CORPUS, intervene=fail_once) as sandbox:
        trying = stripe.StripeClient(
            "key-of-nobody", http_client=Httpx2Client(5.0), base_addresses={"api": f"{sandbox.url}/stripe"},
            max_network_retries=1,
        )  # fmt: skip

        assert (await trying.v1.subscriptions.list_async()).data == []
