"""What Stripe's SDK raises, under our names: what may be tried again, and what Stripe refuses."""

from collections.abc import Mapping
from typing import Any

import pytest
import stripe
from fastapi.responses import JSONResponse, Response

from infra.sandbox import samples
from infra.sandbox.bookings import Booking
from infra.sandbox.faults.rules import of_spec
from infra.sandbox.faults.schedule import Faults
from infra.sandbox.server import serve
from shared.platform.errors import ConfigurationError, PepTalkError, UpstreamRefused, UpstreamUnavailable
from shared.platform.vendors.stripe_errors import Missing, replayed, translated
from shared.platform.vendors.stripe_http import stripe_client

MADE: stripe.params.CustomerCreateParams = {"metadata": {"of": "nobody"}}


async def failure(url: str, id: str = "sub_sandbox1") -> PepTalkError:
    """What comes of asking about a subscription."""
    with pytest.raises(stripe.StripeError) as raised:
        await stripe_client("key-of-nobody", url=f"{url}/stripe", timeout=2.0).v1.subscriptions.retrieve_async(id)
    return translated(raised.value, "the subscription", "may read")


@pytest.mark.parametrize("fault", ["html", "truncated", "empty", "500", "reset", "cut-off"])
async def test_what_stripe_did_not_say_is_tried_again(fault: str):
    async with serve(samples.CORPUS, faults=Faults([of_spec(f"stripe:{fault}")])) as sandbox:
        assert type(await failure(sandbox.url)) is UpstreamUnavailable


@pytest.mark.parametrize("status", [403, 404, 502])
async def test_a_page_of_somebody_in_between_is_no_refusal_whatever_its_status(status: int):
    async def between(_booking: Booking, _headers: Mapping[str, str]) -> Response:
        return Response("<html>Attention required</html>", status, media_type="text/html")

    async with serve(samples.CORPUS, intervene=between) as sandbox:
        assert type(await failure(sandbox.url)) is UpstreamUnavailable


@pytest.mark.parametrize(
    ("status", "error", "kind"),
    [
        (400, {"type": "invalid_request_error"}, UpstreamRefused),
        (404, {"type": "invalid_request_error", "code": "resource_missing"}, Missing),
        (401, {"type": "invalid_request_error"}, ConfigurationError),
        (403, {"type": "invalid_request_error"}, ConfigurationError),
        (409, {"type": "idempotency_error"}, UpstreamUnavailable),
    ],
)
async def test_what_stripe_says_is_taken_at_its_word(status: int, error: dict[str, Any], kind: type[PepTalkError]):
    async def say(_booking: Booking, _headers: Mapping[str, str]) -> Response:
        return JSONResponse({"error": {"message": "no", **error}}, status)

    async with serve(samples.CORPUS, intervene=say) as sandbox:
        assert type(await failure(sandbox.url)) is kind


async def test_a_failure_that_is_given_again_for_its_key_is_told_from_one_that_is_new():
    async with serve(samples.CORPUS, faults=Faults([of_spec("stripe/customers:500-kept*1")])) as sandbox:
        customers = stripe_client("key-of-nobody", url=f"{sandbox.url}/stripe", timeout=5.0).v1.customers
        found: list[bool] = []
        for _ in range(2):
            with pytest.raises(stripe.APIError) as raised:
                await customers.create_async(MADE, {"idempotency_key": "one"})
            ours = translated(raised.value, "a customer", "may write")
            ours.__cause__ = raised.value
            found.append(replayed(ours))

        assert (await customers.create_async(MADE, {"idempotency_key": "two"})).id
    assert found == [False, True]
    assert not replayed(UpstreamRefused("of no answer"))
