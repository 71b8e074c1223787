"""The model's door through the real SDK: what came back, and how its errors are told."""

import pytest

from functions.synthesize.anthropic.messages import ask_anthropic
from functions.synthesize.request.prompt import SCHEMA
from infra.sandbox import samples
from infra.sandbox.faults.rules import of_spec
from infra.sandbox.faults.schedule import Faults
from infra.sandbox.server import serve
from shared.platform.errors import ConfigurationError, UpstreamRefused, UpstreamThrottled, UpstreamUnavailable
from shared.store.spending import ledger

EVIDENCE = """<evidence>
# S1 | design=experiment | species=animal
S1.1\tExemplin-12 reduced lesion area by 40% (p < 0.05) in the treated rats.
</evidence>"""
ASKED = ledger.ModelRequest(
    vendor="anthropic",
    model="m",
    body={
        "max_tokens": 4_000,
        "messages": [{"role": "user", "content": EVIDENCE}],
        "output_config": {"format": {"type": "json_schema", "schema": SCHEMA}},
    },
)


async def test_what_came_back_is_told_as_the_vendor_said_it():
    async with serve(samples.CORPUS) as sandbox:
        answer = await ask_anthropic("k", f"{sandbox.url}/anthropic", 5.0)(ASKED)

    assert '"sentences":["S1.1"]' in answer.text
    assert (answer.model, answer.stop, answer.cached_input_tokens) == ("sandbox-writer", "end_turn", 0)
    assert answer.input_tokens > answer.output_tokens > 0
    assert answer.request_id.startswith("msg_")


@pytest.mark.parametrize(
    ("fault", "error", "retry_in"),
    [
        ("throttled", UpstreamThrottled, None),
        ("throttled=7", UpstreamThrottled, 7.0),
        ("529", UpstreamThrottled, None),
        ("500", ledger.Unpaid, None),
        ("400", UpstreamRefused, None),
        ("401", ConfigurationError, None),
    ],
)
async def test_the_vendors_errors_are_told_in_our_words(fault: str, error: type[Exception], retry_in: float | None):
    async with serve(samples.CORPUS, faults=Faults([of_spec(f"anthropic:{fault}")])) as sandbox:
        with pytest.raises(error) as caught:
            await ask_anthropic("k", f"{sandbox.url}/anthropic", 5.0)(ASKED)

    assert getattr(caught.value, "retry_in", None) == retry_in
    assert f"Anthropic answered {caught.value.__cause__.status_code}: " in str(caught.value)  # type: ignore[union-attr]
    assert "{" not in str(caught.value)


@pytest.mark.parametrize(
    "fault", ["slow-drip=30", "latency=30", "reset", "reset-midway", "cut-off", "truncated", "empty", "html"]
)
async def test_an_answer_that_did_not_come_whole_in_time_may_have_been_paid(fault: str):
    async with serve(samples.CORPUS, faults=Faults([of_spec(f"anthropic:{fault}")])) as sandbox:
        with pytest.raises(UpstreamUnavailable) as caught:
            await ask_anthropic("k", f"{sandbox.url}/anthropic", 0.5)(ASKED)

    assert not isinstance(caught.value, ledger.Unpaid)


async def test_a_refusal_ends_the_answer_with_the_vendors_word_for_it():
    async with serve(samples.CORPUS, faults=Faults([of_spec("anthropic:refusal")])) as sandbox:
        answer = await ask_anthropic("k", f"{sandbox.url}/anthropic", 5.0)(ASKED)

    assert (answer.text, answer.stop) == ("", "refusal")
