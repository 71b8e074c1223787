"""Answers of more levels than any vendor's end as a vendor's failure, before an SDK or a reader of ours parses them."""

import httpx2
import pytest
from vendors.vendor_calls import calls, deep

from infra.local.network.http import HttpxHttp
from shared.platform.vendors.shallow import SHALLOW, TooDeep

KEYS = dict.fromkeys(("ANTHROPIC_API_KEY", "OPENAI_API_KEY", "STRIPE_SECRET_KEY"), "invented")


@pytest.mark.parametrize(("status", "ncbi"), [(200, "UpstreamUnavailable"), (400, "UpstreamRefused")])
async def test_an_answer_of_many_levels_is_retried_or_refused_as_its_kind_is(status, ncbi, http: HttpxHttp, loopback):
    said = await calls(deep({**KEYS, "NCBI_API_KEY": "invented"}, loopback, status), http)

    assert {vendor: words.split(":")[0] for vendor, words in said.items()} == {
        "ncbi": ncbi,
        "anthropic": "UpstreamUnavailable",
        "openai": "UpstreamUnavailable",
        "stripe": "APIConnectionError",
    }
    assert all(words.endswith("did not answer: TooDeep") for vendor, words in said.items() if vendor != "ncbi")


async def test_whatever_its_encoding_it_is_told_and_what_is_no_json_is_left_to_the_sdk():
    shaken = {"/utf-16": ('"\\""' + "[" * 100).encode("utf-16"), "/text": b"\xff\xfe no JSON", "/none": b""}

    def answer(asked: httpx2.Request) -> httpx2.Response:
        return httpx2.Response(200, content=shaken[asked.url.path])

    async with httpx2.AsyncClient(transport=httpx2.MockTransport(answer), event_hooks=SHALLOW) as client:
        with pytest.raises(TooDeep):
            await client.get("http://vendor.test/utf-16")
        for path in ("/text", "/none"):
            assert (await client.get(f"http://vendor.test{path}")).content == shaken[path]
