"""Faults of Stripe's API, as its own SDK sees them."""

from collections.abc import AsyncIterator

import httpx
import pytest
import stripe

from infra.sandbox import samples
from infra.sandbox.faults.rules import of_spec
from infra.sandbox.faults.schedule import Faults
from infra.sandbox.faults.vocabulary import STRIPE, possible
from infra.sandbox.server import Sandbox, serve
from infra.sandbox.stripe import api
from shared.platform.vendors.stripe_http import stripe_client


@pytest.fixture
def faults() -> Faults:
    return Faults()


@pytest.fixture
async def sandbox(faults: Faults) -> AsyncIterator[Sandbox]:
    async with serve(samples.CORPUS, faults=faults) as running:
        yield running


def sdk(sandbox: Sandbox, timeout: float = 10.0) -> stripe.StripeClient:
    return stripe_client("sk_test_of_nobody", url=f"{sandbox.url}/stripe", timeout=timeout)


async def test_throttled_is_stripes_error_with_its_retry_after(sandbox, faults):
    faults.replace([of_spec("stripe/subscriptions:throttled=7*1")])

    with pytest.raises(stripe.RateLimitError) as refused:
        await sdk(sandbox).v1.subscriptions.retrieve_async("sub_sandbox1")

    assert (refused.value.error.code, refused.value.headers["retry-after"]) == ("rate_limit", "7")
    assert (await sdk(sandbox).v1.subscriptions.retrieve_async("sub_sandbox1")).status == "active"


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        ("500", stripe.APIError),
        ("401", stripe.AuthenticationError),
        ("400", stripe.InvalidRequestError),
        ("html", stripe.APIError),
        ("truncated", stripe.APIError),
        ("empty", stripe.APIError),
        ("cut-off", stripe.APIConnectionError),
        ("reset-midway", stripe.APIConnectionError),
        ("latency=3", stripe.APIConnectionError),
    ],
)
async def test_each_fault_is_an_error_of_the_sdk(sandbox, faults, fault, error):
    faults.replace([of_spec(f"stripe:{fault}")])

    with pytest.raises(error):
        await sdk(sandbox, timeout=0.5).v1.customers.list_async()


async def test_an_answer_that_was_lost_is_given_again_for_its_key(sandbox, faults):
    faults.replace([of_spec("stripe/customers:reset*1")])
    customers = sdk(sandbox).v1.customers
    asked: stripe.params.CustomerCreateParams = {"email": "lost@example.org"}

    with pytest.raises(stripe.APIConnectionError):
        await customers.create_async(asked, {"idempotency_key": "k1"})
    made = await customers.create_async(asked, {"idempotency_key": "k1"})

    assert made.last_response.headers["idempotent-replayed"] == "true"
    assert [each.id for each in (await customers.list_async({"email": "lost@example.org"})).data] == [made.id]


async def test_a_page_is_neither_booked_nor_spoiled(sandbox, faults):
    faults.replace([of_spec("stripe:500")])
    async with httpx.AsyncClient(base_url=sandbox.url) as web:
        assert (await web.get("/stripe-pages/checkout/cs_x")).status_code == 404
        assert (await web.get("/sandbox/stripe")).status_code == 200

    assert sandbox.counts() == {}


def test_there_is_an_endpoint_for_each_part_of_the_api():
    parts = {f"stripe/{each.split('/')[2]}" for each in api.routes()}

    assert set(STRIPE) == parts
    assert "throttled" in possible("stripe/events")
    assert "refusal" not in possible("stripe")
