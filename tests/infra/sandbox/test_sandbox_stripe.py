"""Stripe's stand-in, as plain HTTP sees it: its own SDK is in tests/shared/platform/test_stripe_http.py."""

import httpx
import pytest

from infra.sandbox.server import Sandbox

KEY = {"authorization": "Bearer key-of-nobody"}


@pytest.mark.parametrize(
    ("path", "headers", "status", "said"),
    [
        ("subscriptions", {}, 401, "did not provide an API key"),
        ("subscriptions?limit=0", KEY, 400, "Invalid limit: 0"),
        ("subscriptions?colour=red", KEY, 400, "unknown parameter: colour"),
        ("subscriptions?starting_after=sub_x", KEY, 404, "No such subscription: 'sub_x'"),
        ("charges", KEY, 404, "Unrecognized request URL"),
    ],
)
async def test_what_it_cannot_do_is_refused_in_stripes_shape(sandbox: Sandbox, path, headers, status, said):
    async with httpx.AsyncClient() as web:
        answer = await web.get(f"{sandbox.url}/stripe/v1/{path}", headers=headers)

    assert answer.status_code == status
    assert said in answer.json()["error"]["message"]
    assert answer.headers["request-id"].startswith("req_")


async def test_a_customers_subscriptions_are_found(sandbox: Sandbox):
    async with httpx.AsyncClient(headers=KEY) as web:
        answer = await web.get(f"{sandbox.url}/stripe/v1/subscriptions", params={"customer": "cus_sandbox1"})

    assert [each["id"] for each in answer.json()["data"]] == ["sub_sandbox1"]
