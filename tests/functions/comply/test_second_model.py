"""The second model through the real SDK: what it is asked, what its word is worth, and how its errors are told."""

from collections.abc import Callable
from typing import Any

import pytest
from invented.factories import claim, draft, pack
from invented.judging import PARAPHRASE, judged, verdict
from vendors.openai_vendor import Stored, Vendor

from functions.comply.review import read
from functions.comply.reviewer import ask_openai
from infra.sandbox import samples
from infra.sandbox.faults.rules import of_spec
from infra.sandbox.faults.schedule import Faults
from infra.sandbox.server import serve
from queues.messages import RenderMonograph, SynthesizeMonograph
from shared.domain.publishing.monograph import Monograph
from shared.platform.errors import ConfigurationError, UpstreamRefused, UpstreamThrottled, UpstreamUnavailable
from shared.platform.outages.alerts import listed
from shared.platform.ports import Platform
from shared.store import objects
from shared.store.spending import ledger, models
from shared.store.spending.models import ModelPrice, RoleModel

AsFunction = Callable[..., Platform]
JUDGED = ledger.ModelRequest(
    vendor="openai",
    model="judge-1",
    body={
        "input": "<claims>\n# c1\nclaim\tPain fell.\nquote\tPain fell.\n</claims>",
        "text": {
            "format": {
                "type": "json_schema",
                "name": "v",
                "schema": {
                    "type": "object",
                    "additionalProperties": False,
                    "properties": {
                        "verdicts": {
                            "type": "array",
                            "items": {
                                "type": "object",
                                "additionalProperties": False,
                                "properties": {"claim": {"type": "string"}, "verdict": {"type": "string"}},
                            },
                        }
                    },
                },
            }
        },
    },
)
"""What the stand-in answers."""
ASKED = ledger.ModelRequest(vendor="openai", model="judge-1", body={"input": "x", "store": False})


async def test_it_sees_claims_how_they_are_filed_and_quotes_in_a_strict_schema_and_nothing_is_stored(
    comply: Platform, stored: Stored, vendor: Vendor
) -> None:
    vendor.says([verdict("supported")])

    delivery, [sent] = await judged(await stored(pack(), draft(claims=(claim(PARAPHRASE),))), comply)

    [asked] = vendor.asked
    assert asked["input"].splitlines() == [
        "<claims>",
        f"# {claim(PARAPHRASE).id}",
        f"claim\t{PARAPHRASE}",
        "section\thuman",
        "outcome\tgrip strength",
        "direction\tbenefit",
        "species\thuman",
        "quote\tGrip strength rose by 2.4 kg.",
        "</claims>",
    ]
    assert (asked["store"], asked["model"], asked["text"]["format"]["strict"]) == (False, "judge-1", True)
    assert isinstance(sent, RenderMonograph)
    assert delivery.settled == "acked"


async def test_what_it_does_not_support_goes_back_to_the_writer(
    comply: Platform, stored: Stored, vendor: Vendor
) -> None:
    vendor.says([verdict("partly", "the quote names no time")])

    _, [sent] = await judged(await stored(pack(), draft(claims=(claim(PARAPHRASE), claim()))), comply)

    assert isinstance(sent, SynthesizeMonograph)
    refused = await comply.files.get(sent.refused or "")
    assert b'"R1"' in (refused or b"")
    assert b"the quote names no time" in (refused or b"")


@pytest.mark.parametrize("status", [404, 400])
async def test_where_the_vendor_has_the_model_no_more_its_fallback_judges_and_is_named(
    comply: Platform, stored: Stored, vendor: Vendor, status: int
) -> None:
    job = await stored(pack(), draft(claims=(claim(PARAPHRASE),)))
    price = {"input_microusd": 3_000_000, "cached_input_microusd": 0, "output_microusd": 0, "as_of": "2026-01-01"}
    reviewer = RoleModel(
        role="reviewer",
        vendor="openai",
        model="judge-1",
        fallback="judge-2",
        max_output_tokens=4_000,
        timeout_seconds=20,
    )
    await comply.db.batch(models.sync([reviewer], [ModelPrice(model="judge-2", source="x", **price)]))
    error = {
        "message": "The model `judge-1` does not exist",
        "type": "invalid_request_error",
        "code": "model_not_found",
    }
    vendor.answers.append((status, {}, {"error": error}))
    vendor.says([verdict("supported")], model="judge-2")

    _, [sent] = await judged(job, comply)

    monograph = await objects.read(comply.files, Monograph, sent.monograph)
    assert monograph.reviewer.model == "judge-2"
    assert [each["model"] for each in vendor.asked] == ["judge-1", "judge-2"]
    booked = {each.model: (each.state, each.cost_microusd) for each in await ledger.of_run(comply.db, job.run_id)}
    assert booked == {"judge-1": ("rejected", None), "judge-2": ("accepted", 3 * 100)}
    assert [each.subject for each in await listed(comply.db)] == ["model/judge-1"]


async def test_it_clears_no_finding_and_is_not_asked_about_what_the_gates_refused(
    comply: Platform, stored: Stored, vendor: Vendor
) -> None:
    unsafe = claim("Grip strength rose by 24 kg.")

    _, [sent] = await judged(await stored(pack(), draft(claims=(unsafe,))), comply)

    assert vendor.asked == []
    assert isinstance(sent, SynthesizeMonograph)


async def test_words_repeated_as_they_stand_are_not_paid_for(comply: Platform, stored: Stored, vendor: Vendor) -> None:
    _, [sent] = await judged(await stored(pack(), draft()), comply)

    assert vendor.asked == []
    assert isinstance(sent, RenderMonograph)


@pytest.mark.parametrize(
    "verdicts",
    [
        [],
        [{"claim": "c0", "verdict": "supported", "reason": ""}],
        [{"verdict": "supported"}],
        [{"claim": claim(PARAPHRASE).id, "verdict": "supported", "breaks": ["C99"], "reason": ""}],
        [{"claim": claim(PARAPHRASE).id, "verdict": "supported", "breaks": None, "reason": ""}],
    ],
)
async def test_an_answer_that_judges_not_every_claim_is_refused_and_asked_again(
    comply: Platform, stored: Stored, vendor: Vendor, verdicts: list[dict[str, Any]]
) -> None:
    vendor.says(verdicts)
    vendor.says([verdict("supported")])

    _, [sent] = await judged(await stored(pack(), draft(claims=(claim(PARAPHRASE),))), comply)

    assert len(vendor.asked) == 2
    assert isinstance(sent, RenderMonograph)


async def test_an_answer_cut_off_is_refused(comply: Platform, stored: Stored, vendor: Vendor) -> None:
    vendor.says([verdict("supported")], status="incomplete", incomplete_details={"reason": "max_output_tokens"})
    vendor.says([verdict("supported")])

    await judged(await stored(pack(), draft(claims=(claim(PARAPHRASE),))), comply)

    assert len(vendor.asked) == 2


async def test_an_accepted_answer_is_not_paid_for_twice(comply: Platform, stored: Stored, vendor: Vendor) -> None:
    vendor.says([verdict("supported")])
    job = await stored(pack(), draft(claims=(claim(PARAPHRASE),)))

    await judged(job, comply)
    await judged(job.model_copy(update={"round": 1}), comply)

    assert len(vendor.asked) == 1


@pytest.mark.parametrize(
    ("status", "headers", "error"),
    [
        (429, {"retry-after": "7"}, UpstreamThrottled),
        (529, {}, UpstreamThrottled),
        (500, {}, ledger.Unpaid),
        (503, {}, ledger.Unpaid),
        (401, {}, ConfigurationError),
        (403, {}, ConfigurationError),
        (400, {}, UpstreamRefused),
        (404, {}, UpstreamRefused),
        (422, {}, UpstreamRefused),
    ],
)
async def test_errors_are_told_in_our_words(
    vendor: Vendor, status: int, headers: dict[str, str], error: type[Exception]
) -> None:
    vendor.answers.append((status, headers, {"error": {"message": "said no", "type": "x", "code": None}}))
    call = ask_openai("sk-test", vendor.url, 5.0)

    with pytest.raises(error, match="said no") as caught:
        await call(ASKED)

    if status == 429:
        assert caught.value.retry_in == 7.0  # type: ignore[attr-defined]
    assert len(vendor.asked) == 1


async def test_an_account_without_credit_pauses_the_function(vendor: Vendor) -> None:
    vendor.answers.append((429, {}, {"error": {"message": "no credit", "code": "insufficient_quota"}}))

    with pytest.raises(ConfigurationError, match="top it up"):
        await ask_openai("sk-test", vendor.url, 5.0)(
            ledger.ModelRequest(vendor="openai", model="m", body={"input": "x"})
        )


async def test_a_vendor_out_of_reach_was_not_paid(vendor: Vendor) -> None:
    call = ask_openai("sk-test", "http://127.0.0.1:9/v1", 5.0)

    with pytest.raises(UpstreamUnavailable) as caught:
        await call(ASKED)

    assert isinstance(caught.value, ledger.Unpaid)


@pytest.mark.parametrize(
    "fault", ["slow-drip=30", "latency=30", "reset", "reset-midway", "cut-off", "truncated", "empty", "html", "failed"]
)
async def test_an_answer_that_did_not_come_whole_in_time_may_have_been_paid(fault: str) -> None:
    async with serve(samples.CORPUS, faults=Faults([of_spec(f"openai:{fault}")])) as sandbox:
        call = ask_openai("sk-test", f"{sandbox.url}/openai/v1", 0.5)

        with pytest.raises(UpstreamUnavailable) as caught:
            await call(JUDGED)

    assert not isinstance(caught.value, ledger.Unpaid)


@pytest.mark.parametrize(
    "usage",
    [
        None,
        {},
        {"input_tokens": 120},
        {"input_tokens": -1, "output_tokens": 30},
        {"input_tokens": 120, "output_tokens": 30, "input_tokens_details": {"cached_tokens": 121}},
        {
            "input_tokens": 120,
            "output_tokens": 30,
            "input_tokens_details": {"cached_tokens": 60, "cache_write_tokens": 61},
        },
    ],
)
async def test_an_answer_that_says_not_what_it_took_is_never_booked_as_free(vendor: Vendor, usage: Any) -> None:
    vendor.says([verdict("c1", "supported")], usage=usage)

    with pytest.raises(UpstreamUnavailable) as caught:
        await ask_openai("sk-test", vendor.url, 5.0)(ASKED)

    # It was made and may have been paid for: what was set aside stays set aside.
    assert not isinstance(caught.value, ledger.Unpaid)


async def test_what_came_back_is_told_as_the_vendor_said_it() -> None:
    async with serve(samples.CORPUS) as sandbox:
        answer = await ask_openai("sk-test", f"{sandbox.url}/openai/v1", 5.0)(JUDGED)

    assert answer.text == '{"verdicts":[{"claim":"c1","verdict":"supported"}]}'
    assert (answer.model, answer.stop, answer.cached_input_tokens) == ("sandbox-reviewer", "completed", 0)
    assert answer.input_tokens > answer.output_tokens > 0
    assert answer.request_id.startswith("req_")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (
            '{"verdicts": [{"claim": "c1", "verdict": "mostly", "breaks": [], "reason": ""}]}',
            "breaks the schema: verdicts.0.verdict: ",
        ),
        (
            '{"verdicts": [{"claim": "c1", "verdict": "supported", "breaks": ["C07", "C99"], "reason": ""}]}',
            "house rules that there are not: C99",
        ),
        ('{"verdicts": [{"claim": "c1"', "is not JSON: "),
        ("[" * 100_000, "is not JSON: "),
    ],
)
def test_why_an_answer_is_refused_is_said_in_a_line(text: str, reason: str) -> None:
    answer = ledger.ModelAnswer(
        text=text,
        model="m",
        input_tokens=1,
        cached_input_tokens=0,
        output_tokens=1,
        stop="completed",
        request_id="r",
    )

    with pytest.raises(ledger.Unacceptable, match=reason) as caught:
        read(answer, {"c1"})

    assert "\n" not in str(caught.value)


def test_a_reason_with_half_a_character_can_be_stored():
    text = '{"verdicts": [{"claim": "c1", "verdict": "not", "breaks": [], "reason": "Unlike\\ud800 it."}]}'
    answer = ledger.ModelAnswer(
        text=text, model="m", input_tokens=1, cached_input_tokens=0, output_tokens=1, stop="completed", request_id="r"
    )

    assert read(answer, {"c1"}).verdicts[0].reason == "Unlike\ufffd it."


async def test_an_answer_with_half_a_character_is_an_answer(vendor: Vendor) -> None:
    vendor.says([verdict("not", reason="Unlike it.")], id="resp_\ud800", model="judge-1\ud800")

    answer = await ask_openai("k", vendor.url, 5.0)(ASKED)

    assert (answer.model, answer.request_id) == ("judge-1\ufffd", "resp_\ufffd")
