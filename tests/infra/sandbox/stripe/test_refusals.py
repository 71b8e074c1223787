"""What the stand-in refuses, as plain HTTP sees it, and the sample that a whole sandbox begins with."""

import time

import httpx
import pytest

from infra.sandbox import samples
from infra.sandbox.server import serve

KEY = {"authorization": "Bearer key-of-nobody"}


@pytest.mark.parametrize(
    ("path", "headers", "status", "said"),
    [
        ("subscriptions", {}, 401, "did not provide an API key"),
        ("subscriptions?limit=0", KEY, 400, "Invalid limit: 0"),
        ("subscriptions?limit=many", KEY, 400, "Invalid integer: many"),
        ("subscriptions?colour=red", KEY, 400, "unknown parameter: colour"),
        ("subscriptions?status=fine", KEY, 400, "Invalid status: must be one of trialing"),
        ("subscriptions?starting_after=sub_x", KEY, 400, "No such subscription: 'sub_x'"),
        ("subscriptions?created[about]=7", KEY, 400, "unknown parameter: about"),
        ("subscriptions/sub_x", KEY, 404, "No such subscription: 'sub_x'"),
        ("subscriptions?expand[]=data.colour", KEY, 200, ""),
        ("prices/price_sandbox?expand[]=colour", KEY, 400, "cannot be expanded (colour)"),
        ("payouts", KEY, 404, "Unrecognized request URL (GET: /v1/payouts)"),
    ],
)
async def test_what_it_cannot_do_is_refused_in_stripes_shape(stand, path, headers, status, said):
    answer = await stand.web.get(f"/stripe/v1/{path}", headers=headers)

    assert answer.status_code == status
    assert said in answer.json().get("error", {}).get("message", "")
    assert answer.headers["request-id"].startswith("req_")


async def test_a_form_that_contradicts_itself_is_refused(stand):
    for form in ("metadata=a&metadata[b]=c", "metadata[b]=c&metadata=a", "=x"):
        headers = {**KEY, "content-type": "application/x-www-form-urlencoded"}
        answer = await stand.web.post("/stripe/v1/customers", headers=headers, content=form)

        assert answer.status_code == 400, form
        assert answer.json()["error"]["type"] == "invalid_request_error"


async def test_a_whole_sandbox_begins_with_two_invented_readers():
    async with serve(samples.CORPUS) as sandbox, httpx.AsyncClient(base_url=sandbox.url, headers=KEY) as web:
        answer = await web.get("/stripe/v1/subscriptions", params={"customer": "cus_sandbox1"})
        two = (await web.get("/stripe/v1/subscriptions/sub_sandbox2")).json()
        invoice = (await web.get(f"/stripe/v1/invoices/{two['latest_invoice']}")).json()

    one = answer.json()["data"][0]
    assert (one["id"], one["status"], one["metadata"]) == ("sub_sandbox1", "active", {"sample": "invented"})
    assert one["items"]["data"][0]["current_period_end"] > time.time()
    assert (two["status"], invoice["status"]) == ("past_due", "open")
    assert invoice["next_payment_attempt"] > time.time()
