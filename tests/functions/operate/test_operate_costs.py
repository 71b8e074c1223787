"""What models have cost: added up by day, run, peptide, model and stage, with what may yet come."""

import pytest

from functions.operate.running.costs import SHOW, ShowCosts
from shared.platform.ports import Statement

CALLS = [
    # hash, state, model, stage, run, slug, asked, input, cached, written, output, reasoning, cost, reserved
    (
        "a",
        "accepted",
        "writer-1",
        "synthesize",
        "run-1",
        "one",
        "2026-11-22T02:00:00Z",
        900,
        50,
        40,
        30,
        10,
        4_000,
        9_000,
    ),
    ("b", "refused", "writer-1", "synthesize", "run-1", "one", "2026-11-22T02:01:00Z", 900, 0, 0, 30, 0, 3_000, 9_000),
    ("c", "lost", "writer-1", "synthesize", "run-2", "two", "2026-11-23T01:00:00Z", 0, 0, 0, 0, 0, None, 9_000),
    ("d", "accepted", "judge-1", "comply", "run-2", "two", "2026-11-23T01:01:00Z", 100, 0, 0, 7, 0, None, None),
    ("e", "rejected", "judge-1", "comply", "run-2", "two", "2026-11-23T01:02:00Z", 0, 0, 0, 0, 0, None, 500),
    ("f", "accepted", "judge-1", "comply", "run-0", "old", "2026-09-01T00:00:00Z", 1, 1, 1, 1, 1, 77, 77),
]


@pytest.fixture
async def called(platform):
    """The ledger of these calls; the clock stands at 23 November 2026."""
    for call in CALLS:
        await platform.db.run(
            Statement(
                "INSERT INTO model_calls (request_hash, sample, state, model, stage, run_id, slug, asked_at, "
                "input_tokens, cached_input_tokens, cache_write_tokens, output_tokens, reasoning_tokens, "
                "cost_microusd, reserved_microusd, vendor, trace_id, holder, token) "
                "VALUES (?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'anthropic', 't', 'h', 'k')",
                call,
            )
        )


@pytest.mark.usefixtures("called")
@pytest.mark.parametrize(
    ("way", "keys"),
    [
        ("day", ["2026-11-23", "2026-11-22"]),
        ("run", ["run-1", "run-2"]),
        ("peptide", ["one", "two"]),
        ("model", ["writer-1", "judge-1"]),
        ("stage", ["synthesize", "comply"]),
    ],
)
async def test_calls_are_added_up_in_each_way_and_all_ways_come_to_the_same(desk, way, keys):
    found = await desk.ask(SHOW, ShowCosts(by=way))

    assert [each.key for each in found.groups] == keys
    for name in ("calls", "input_tokens", "cost_microusd", "unpriced", "lost", "possible_microusd"):
        assert sum(getattr(each, name) for each in found.groups) == getattr(found.total, name), name
    total = found.total
    assert (total.calls, total.cost_microusd, total.unpriced, total.lost) == (4, 7_000, 1, 1)
    assert (total.input_tokens, total.cached_input_tokens, total.cache_write_tokens) == (1_900, 50, 40)
    assert (total.output_tokens, total.reasoning_tokens, total.possible_microusd) == (67, 10, 9_000)


@pytest.mark.usefixtures("called")
async def test_only_the_days_and_lines_asked_for_are_told_and_the_total_is_whole(desk):
    found = await desk.ask(SHOW, ShowCosts(by="model", days=2, limit=1))

    assert [each.key for each in found.groups] == ["writer-1"]
    assert found.total.calls == 4
    assert (await desk.ask(SHOW, ShowCosts(days=1))).total.calls == 2
    assert (await desk.ask(SHOW, ShowCosts(days=90))).total.cost_microusd == 7_077


async def test_nothing_asked_costs_nothing(desk):
    found = await desk.ask(SHOW, ShowCosts())

    assert found.groups == ()
    assert (found.total.calls, found.total.cost_microusd) == (0, 0)
