"""The stand-in for the Message Batches API, asked by the vendor's own SDK."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import anthropic
import pytest

from functions.synthesize.request.prompt import SCHEMA
from infra.sandbox.faults.rules import Rule
from infra.sandbox.faults.schedule import Faults
from infra.sandbox.server import Sandbox, serve

EVIDENCE = (
    "<evidence>\n# S1 | design=rct | species=human\nS1.1\tWe found that pain was lower with exemplin-12.\n</evidence>"
)


def params(**overrides: Any) -> dict[str, Any]:
    asked = {"model": "a-model", "max_tokens": 1000, "messages": [{"role": "user", "content": EVIDENCE}]}
    return {**asked, "output_config": {"format": {"type": "json_schema", "schema": SCHEMA}}, **overrides}


def requests(*custom_ids: str, **overrides: Any) -> list[Any]:
    return [{"custom_id": each, "params": params(**overrides)} for each in custom_ids]


def client(sandbox: Sandbox, key: str = "one") -> anthropic.AsyncAnthropic:
    return anthropic.AsyncAnthropic(
        api_key=key, base_url=sandbox.env()["PEPTALK_ANTHROPIC_URL"], max_retries=0, timeout=10.0
    )


@pytest.fixture
async def vendor(sandbox: Sandbox) -> AsyncIterator[anthropic.AsyncAnthropic]:
    async with client(sandbox) as asking:
        yield asking


async def results(vendor: anthropic.AsyncAnthropic, id: str) -> dict[str, Any]:
    return {each.custom_id: each.result async for each in await vendor.messages.batches.results(id)}


async def test_a_batch_ends_and_its_answers_are_those_of_the_messages_api(sandbox, vendor):
    alone = await vendor.messages.create(**params())
    made = await vendor.messages.batches.create(requests=requests("a", "b"))

    ended = await vendor.messages.batches.retrieve(made.id)
    found = await results(vendor, made.id)

    assert (made.processing_status, made.request_counts.processing, made.results_url) == ("in_progress", 2, None)
    assert (ended.processing_status, ended.request_counts.succeeded) == ("ended", 2)
    assert [*found] == ["b", "a"], "results are not in the order of the requests"
    assert found["a"].message.content == alone.content
    assert found["a"].message.usage.input_tokens == alone.usage.input_tokens


async def test_what_is_wrong_with_one_request_shows_in_its_own_result(sandbox, vendor):
    asked = [*requests("good"), *requests("bad", max_tokens=0)]

    found = await results(vendor, (await vendor.messages.batches.create(requests=asked)).id)

    assert (found["good"].type, found["bad"].type) == ("succeeded", "errored")
    assert found["bad"].error.error.type == "invalid_request_error"
    assert [each.custom_id for each in sandbox.bills()] == ["good"]


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ([], "at least 1 item"),
        (requests("a", "a"), "unique"),
        (requests("a b"), "should match pattern"),
        ([{"custom_id": "a"}], "needs custom_id and params"),
    ],
)
async def test_a_batch_that_cannot_be_understood_is_refused_as_a_whole(sandbox, vendor, asked, said):
    with pytest.raises(anthropic.BadRequestError, match=said):
        await vendor.messages.batches.create(requests=asked)


async def test_a_cancelled_batch_has_what_was_answered_and_what_had_begun(sandbox, vendor):
    sandbox.batches.seconds = 0.9
    made = await vendor.messages.batches.create(requests=requests("a", "b", "c"))
    await asyncio.sleep(0.4)

    cancelled = await vendor.messages.batches.cancel(made.id)
    while (ended := await vendor.messages.batches.retrieve(made.id)).processing_status != "ended":
        await asyncio.sleep(0.05)
    found = await results(vendor, made.id)

    assert (cancelled.processing_status, cancelled.request_counts.processing) == ("canceling", 3)
    assert {name: each.type for name, each in found.items()} == {"a": "succeeded", "b": "succeeded", "c": "canceled"}
    assert (ended.request_counts.succeeded, ended.request_counts.canceled) == (2, 1)
    assert [each.custom_id for each in sandbox.bills()] == ["a", "b"]
    with pytest.raises(anthropic.BadRequestError, match="cannot be canceled"):
        await vendor.messages.batches.cancel(made.id)


async def test_results_are_not_there_before_the_end(sandbox, vendor):
    sandbox.batches.seconds = 60
    made = await vendor.messages.batches.create(requests=requests("a"))

    with pytest.raises(anthropic.AnthropicError, match="in_progress"):
        await vendor.messages.batches.results(made.id)
    assert sandbox.bills() == []


async def test_the_list_is_paged_from_the_newest_and_shows_a_key_its_own(sandbox, vendor):
    made = [(await vendor.messages.batches.create(requests=requests("a"))).id for _ in range(5)]
    async with client(sandbox, "another") as another:
        await another.messages.batches.create(requests=requests("a"))

        listed = [each.id async for each in vendor.messages.batches.list(limit=2)]
        of_another = [each.id async for each in another.messages.batches.list()]
        with pytest.raises(anthropic.NotFoundError):
            await another.messages.batches.retrieve(made[0])

    assert listed == made[::-1]
    assert len(of_another) == 1
    assert of_another[0] not in made


async def test_bills_are_what_the_answers_say_they_took(sandbox, vendor):
    alone = await vendor.messages.create(**params())
    made = await vendor.messages.batches.create(requests=requests("a"))
    answer = (await results(vendor, made.id))["a"].message

    bills = sandbox.bills()

    assert [(each.vendor, each.way, each.id, each.custom_id) for each in bills] == [
        ("anthropic", "messages", alone.id, None),
        ("anthropic", "batches", answer.id, "a"),
    ]
    assert [(each.input_tokens, each.output_tokens) for each in bills] == [
        (each.usage.input_tokens, each.usage.output_tokens) for each in (alone, answer)
    ]


@pytest.mark.parametrize("fault", ["expired", "errored"])
async def test_what_expires_or_fails_is_not_billed(folder: Path, fault):
    async with serve(folder, faults=Faults([Rule(at="anthropic/batches", fault=fault, times=1)])) as sandbox:
        async with client(sandbox) as vendor:
            found = await results(vendor, (await vendor.messages.batches.create(requests=requests("a"))).id)

        assert found["a"].type == fault
        assert sandbox.bills() == []


async def test_each_address_of_batches_can_fail_alone(folder: Path):
    faults = Faults([Rule(at=f"anthropic/{each}", fault="500", times=1) for each in ("batch", "results", "cancel")])
    async with serve(folder, faults=faults, batch_seconds=0.2) as sandbox, client(sandbox) as vendor:
        made = await vendor.messages.batches.create(requests=requests("a"))

        with pytest.raises(anthropic.InternalServerError):
            await vendor.messages.batches.cancel(made.id)
        with pytest.raises(anthropic.InternalServerError):
            await vendor.messages.batches.retrieve(made.id)
        await asyncio.sleep(0.3)
        with pytest.raises(anthropic.InternalServerError):
            await vendor.messages.batches.results(made.id)

        assert (await results(vendor, made.id))["a"].type == "succeeded"
