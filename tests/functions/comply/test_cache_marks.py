"""What the second model's vendor is told to keep in its cache: the instructions, and nothing that comes once."""

from typing import Any

import pytest
from invented.factories import claim, draft, pack
from invented.judging import PARAPHRASE, judged, verdict
from vendors.openai_vendor import Stored, Vendor

from functions.comply.prompt import INSTRUCTIONS
from shared.platform.ports import Platform
from shared.store.spending import ledger, models
from shared.store.spending.models import ModelPrice

CACHED = ModelPrice(
    model="judge-1",
    as_of="2026-01-01",
    input_microusd=1_000_000,
    cached_input_microusd=50_000,
    cache_write_microusd=1_250_000,
    output_microusd=5_000_000,
    source="invented",
)


@pytest.fixture
def asked(stored: Stored, comply: Platform, vendor: Vendor):
    """The request that a vendor with this price of `judge-1` is sent about one claim."""

    async def of(price: ModelPrice) -> dict[str, Any]:
        job = await stored(pack(), draft(claims=(claim(PARAPHRASE),)))
        await comply.db.batch(models.sync([], [price]))
        vendor.says([verdict("supported")])
        await judged(job, comply)
        return vendor.asked[-1]

    return of


async def test_where_a_cache_is_written_at_a_price_only_the_instructions_are_written(asked) -> None:
    body = await asked(CACHED)

    told, claims = body["input"]
    mark = {"mode": "explicit"}
    told_once = {"type": "input_text", "text": INSTRUCTIONS, "prompt_cache_breakpoint": mark}
    assert told == {"role": "developer", "content": [told_once]}
    assert (claims["role"], [sorted(part) for part in claims["content"]]) == ("user", [["text", "type"]])
    assert claims["content"][0]["text"].startswith("<claims>\n")
    assert body["prompt_cache_options"] == {"mode": "explicit", "ttl": "30m"}, "nothing else is written"
    assert body["prompt_cache_key"]
    assert "instructions" not in body


async def test_where_no_such_price_is_known_no_marks_are_sent_that_an_older_model_would_refuse(asked) -> None:
    body = await asked(CACHED.model_copy(update={"cache_write_microusd": None}))

    assert body["instructions"] == INSTRUCTIONS
    assert body["input"].startswith("<claims>\n")
    assert [name for name in body if "cache" in name] == []


def test_a_marked_request_is_the_same_to_the_ledger_so_that_no_new_price_has_it_paid_again() -> None:
    plain = ledger.ModelRequest(vendor="openai", model="m", body={"input": "x"})
    marked = plain.model_copy(update={"marked": {"input": ["x"]}})

    assert marked.hash == plain.hash
    assert (plain.sent, marked.sent) == ({"input": "x"}, {"input": ["x"]})
