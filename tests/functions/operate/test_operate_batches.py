"""The batches that nights sent, newest first, with what came of their requests."""

from functions.operate.running.batches import LIST, ListBatches
from shared.platform.ports import Statement

BATCH = (
    "INSERT INTO model_batches (id, vendor, state, holder, lease_until, requests, created_at, deadline) "
    "VALUES (?1, 'anthropic', 'closed', 'h', '', 2, ?2, '')"
)
CALL = (
    "INSERT INTO model_calls (request_hash, sample, state, vendor, model, stage, run_id, slug, trace_id, holder, "
    "token, asked_at, cost_microusd, batch) "
    "VALUES (?1, 1, ?2, 'anthropic', 'm', 'synthesize', 'r', 's', 't', 'h', 'k', '', ?3, 'new')"
)


async def test_batches_are_listed_with_their_answers_and_their_cost(desk, platform):
    for values in (("old", "2026-11-22T02:00:00.000Z"), ("new", "2026-11-23T02:00:00.000Z")):
        await platform.db.run(Statement(BATCH, values))
    for values in (("a", "accepted", 70), ("b", "lost", None)):
        await platform.db.run(Statement(CALL, values))

    found = (await desk.ask(LIST, ListBatches(count=2))).batches

    assert [(each.id, each.answered, each.lost, each.cost_microusd) for each in found] == [
        ("new", 1, 1, 70),
        ("old", 0, 0, 0),
    ]
