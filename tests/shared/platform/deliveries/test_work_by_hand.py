"""Work that a command does itself: held while it does it, and nothing is left that anybody could ask for again."""

from dataclasses import replace

import pytest
from rigs.fakes import ManualClock

from shared.platform.deliveries import overdue
from shared.platform.deliveries.work import HandWork, by_hand
from shared.platform.errors import Fenced
from shared.platform.ports import Platform, Statement
from shared.store.spending import ledger
from shared.store.spending.model_calls import ModelAnswer, ModelRequest

HAND = HandWork("evaluate", "evaluation-1", "labelled-open", "1")
ANSWER = ModelAnswer(
    text="good", model="m", input_tokens=1, cached_input_tokens=0, output_tokens=1, stop="completed", request_id="r"
)


async def ask(platform: Platform, hand: HandWork, about: str) -> str:
    async def call(_: ModelRequest) -> ModelAnswer:
        return ANSWER

    request = ModelRequest(vendor="openai", model="m", body={"ask": about})
    return await ledger.ask(platform, hand, request, call, lambda answer: answer.text)


async def held(platform: Platform) -> list[str]:
    return [row["identity"] for row in await platform.db.all(Statement("SELECT identity FROM work"))]


async def test_a_model_may_be_asked_while_the_work_is_held_and_not_afterwards(platform: Platform) -> None:
    async with by_hand(platform, HAND):
        assert await ask(platform, HAND, "while") == "good"

    with pytest.raises(Fenced):
        await ask(platform, HAND, "after")


async def test_nobody_holds_it_longer_than_a_lease(platform: Platform, clock: ManualClock) -> None:
    async with by_hand(platform, HAND):
        clock.advance(platform.lease_seconds + 1)

        with pytest.raises(Fenced):
            await ask(platform, HAND, "late")


async def test_what_a_command_that_died_left_is_never_due_and_goes_with_the_next(
    platform: Platform, clock: ManualClock
) -> None:
    dead = by_hand(platform, HAND)
    await dead.__aenter__()
    clock.advance(platform.lease_seconds + 1)
    assert await platform.db.all(overdue.SQL("due", now="9999", count=10)) == []

    async with by_hand(replace(platform, holder="holder-2"), replace(HAND, run_id="evaluation-2")):
        assert await held(platform) == ["evaluate/evaluation-2/labelled-open/1"]


async def test_what_another_command_is_at_stays_its_own(platform: Platform) -> None:
    other = replace(HAND, run_id="evaluation-2")

    async with by_hand(platform, HAND):
        async with by_hand(replace(platform, holder="holder-2"), other):
            pass
        assert await held(platform) == [HAND.identity]
        assert await ask(platform, HAND, "still") == "good"
