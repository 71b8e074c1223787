"""Each fault, seen by a real client: NCBI's through httpx, the models' through the vendors' own SDKs."""

import json
import time
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError

import anthropic
import httpx
import openai
import pytest
from defusedxml.ElementTree import fromstring

from infra.sandbox.bookings import Booking
from infra.sandbox.faults.schedule import Faults
from infra.sandbox.faults.vocabulary import possible
from infra.sandbox.faults.words import GERMAN, INVENTED, UNKNOWN_CLAIM, UNKNOWN_SENTENCE
from infra.sandbox.server import Sandbox

EVIDENCE = """<evidence>
# S1 | design=experiment | species=animal | n=20 | year=2018
S1.1\tExemplin-12 reduced lesion area by 40% (p < 0.05) in the treated rats.
# S2 | design=rct | species=human | year=2022
S2.1\tInsulin sensitivity did not differ between groups after 12 weeks.
</evidence>"""
CLAIMS = """<claims>
# c1
claim\tExemplin-12 reduced lesion area.
quote\tExemplin-12 reduced lesion area by 40%.
</claims>"""


def closed(**properties: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": properties,
        "required": list(properties),
    }


TEXT = {"type": "string"}
WRITING = closed(
    claims={
        "type": "array",
        "items": closed(text=TEXT, sentences={"type": "array", "items": TEXT}, section=TEXT, outcome=TEXT),
    }
)
REVIEWING = closed(verdicts={"type": "array", "items": closed(claim=TEXT, verdict=TEXT, reason=TEXT)})


async def write(claude: anthropic.AsyncAnthropic, fault: str) -> Any:
    return await claude.messages.create(
        model="m",
        max_tokens=4_000,
        messages=[{"role": "user", "content": EVIDENCE}],
        output_config={"format": {"type": "json_schema", "schema": WRITING}},
        extra_headers={"x-sandbox-fault": fault},
    )


async def judge(gpt: openai.AsyncOpenAI, fault: str) -> Any:
    return await gpt.responses.create(
        model="m",
        input=CLAIMS,
        text={"format": {"type": "json_schema", "name": "v", "schema": REVIEWING, "strict": True}},
        extra_headers={"x-sandbox-fault": fault},
    )


async def search(web: httpx.AsyncClient, fault: str) -> httpx.Response:
    return await web.post("esearch.fcgi", data={"term": "exemplin", "db": "pubmed"}, headers={"x-sandbox-fault": fault})


async def records(web: httpx.AsyncClient, fault: str) -> httpx.Response:
    form = {"id": "1001,1002", "db": "pubmed", "retmode": "xml"}
    return await web.post("efetch.fcgi", data=form, headers={"x-sandbox-fault": fault} if fault else {})


@pytest.mark.parametrize(
    ("fault", "status", "words"),
    [
        ("throttled", 429, '"error": "API rate limit exceeded"'),
        ("rate-limit-200", 200, '"error": "API rate limit exceeded"'),
        ("400", 400, "<ERROR>Invalid query"),
        ("500", 500, "Internal Server Error"),
        ("backend-failed", 200, "<ERROR>Search Backend failed"),
        ("html", 200, "<!DOCTYPE html>"),
        ("prolog-only", 200, "<!DOCTYPE PubmedArticleSet"),
        ("empty", 200, ""),
        ("wrong-schema", 200, "<eSummaryResult>"),
    ],
)
async def test_ncbi_answers_something_else(web: httpx.AsyncClient, fault: str, status: int, words: str):
    answer = await search(web, fault)

    assert answer.status_code == status
    assert words in answer.text
    assert "<Count>" not in answer.text
    assert bool(answer.text) == bool(words)


async def test_ncbi_wraps_a_gateways_error_in_a_400(web: httpx.AsyncClient):
    answer = await records(web, "502-in-400")

    assert answer.status_code == 400
    assert "proxy_stream(): 502" in answer.text
    assert "PubOne" in answer.text


async def test_a_prolog_alone_has_no_root(web: httpx.AsyncClient):
    answer = await records(web, "prolog-only")

    with pytest.raises(ParseError, match="no element found"):
        fromstring(answer.content, forbid_dtd=False)


@pytest.mark.parametrize(("fault", "after"), [("throttled", None), ("throttled=8", "8"), ("throttled=0.5", "0.5")])
async def test_a_429_comes_with_retry_after_and_without(
    web: httpx.AsyncClient, claude: anthropic.AsyncAnthropic, gpt: openai.AsyncOpenAI, fault: str, after: str | None
):
    answer = await search(web, fault)
    with pytest.raises(anthropic.RateLimitError) as writer:
        await write(claude, fault)
    with pytest.raises(openai.RateLimitError) as reviewer:
        await judge(gpt, fault)

    found = [each.headers.get("retry-after") for each in (answer, writer.value.response, reviewer.value.response)]
    assert found == [after] * 3
    assert writer.value.type == "rate_limit_error"
    assert reviewer.value.code == "rate_limit_exceeded"


async def test_half_a_body_is_shorter_than_the_header_promised(web: httpx.AsyncClient):
    with pytest.raises(httpx.RemoteProtocolError, match="without sending complete message body"):
        await records(web, "cut-off")


async def test_half_a_body_may_also_keep_what_its_header_promised(web: httpx.AsyncClient):
    whole = await records(web, "")

    answer = await records(web, "truncated")

    assert answer.status_code == 200
    assert answer.content == whole.content[: len(whole.content) // 2]
    assert int(answer.headers["content-length"]) == len(answer.content)
    with pytest.raises(ParseError):
        fromstring(answer.content, forbid_dtd=False)


async def test_the_connection_is_reset_before_the_answer(web: httpx.AsyncClient):
    with pytest.raises(httpx.ReadError):
        await records(web, "reset")


async def test_the_connection_is_reset_in_the_middle_of_the_answer(web: httpx.AsyncClient):
    got = b""

    async def read() -> None:
        nonlocal got
        form, headers = {"id": "1001,1002", "db": "pubmed", "retmode": "xml"}, {"x-sandbox-fault": "reset-midway"}
        async with web.stream("POST", "efetch.fcgi", data=form, headers=headers) as answer:
            async for part in answer.aiter_bytes():
                got += part

    with pytest.raises(httpx.ReadError):
        await read()

    assert got.startswith(b"<?xml")


async def test_a_drip_defeats_a_timeout_of_each_piece_and_loses_nothing(web: httpx.AsyncClient):
    whole = await records(web, "")
    begun = time.monotonic()

    form = {"id": "1001,1002", "db": "pubmed", "retmode": "xml"}
    answer = await web.post("efetch.fcgi", data=form, headers={"x-sandbox-fault": "slow-drip=2"}, timeout=1.5)

    assert answer.content == whole.content
    assert time.monotonic() - begun > 1.5


async def test_an_answer_comes_late(web: httpx.AsyncClient):
    begun = time.monotonic()

    answer = await records(web, "latency=0.3")

    assert answer.content == (await records(web, "")).content
    assert time.monotonic() - begun >= 0.3


@pytest.mark.parametrize(
    ("fault", "error", "kind"),
    [
        ("400", anthropic.BadRequestError, "invalid_request_error"),
        ("401", anthropic.AuthenticationError, "authentication_error"),
        ("500", anthropic.InternalServerError, "api_error"),
        ("529", anthropic.APIStatusError, "overloaded_error"),
    ],
)
async def test_the_writer_fails_in_the_vendors_shape(
    claude: anthropic.AsyncAnthropic, fault: str, error: type[anthropic.APIStatusError], kind: str
):
    with pytest.raises(error) as caught:
        await write(claude, fault)

    assert caught.value.type == kind
    assert caught.value.status_code == int(fault)
    assert caught.value.response.headers["request-id"].startswith("req_")


@pytest.mark.parametrize(
    ("fault", "error", "kind"),
    [
        ("400", openai.BadRequestError, "invalid_request_error"),
        ("401", openai.AuthenticationError, "invalid_request_error"),
        ("500", openai.InternalServerError, "server_error"),
    ],
)
async def test_the_reviewer_fails_in_the_vendors_shape(
    gpt: openai.AsyncOpenAI, fault: str, error: type[openai.APIStatusError], kind: str
):
    with pytest.raises(error) as caught:
        await judge(gpt, fault)

    assert caught.value.type == kind
    assert caught.value.status_code == int(fault)


@pytest.mark.parametrize("fault", ["reset", "reset-midway", "cut-off"])
async def test_a_broken_line_is_a_connection_error_of_both_sdks(
    claude: anthropic.AsyncAnthropic, gpt: openai.AsyncOpenAI, fault: str
):
    with pytest.raises(anthropic.APIConnectionError):
        await write(claude, fault)
    with pytest.raises(openai.APIConnectionError):
        await judge(gpt, fault)


@pytest.mark.parametrize("fault", ["truncated", "empty"])
async def test_a_body_that_is_no_json_breaks_out_of_both_sdks(
    claude: anthropic.AsyncAnthropic, gpt: openai.AsyncOpenAI, fault: str
):
    with pytest.raises(json.JSONDecodeError):
        await write(claude, fault)
    with pytest.raises(json.JSONDecodeError):
        await judge(gpt, fault)


async def test_a_page_comes_out_of_both_sdks_as_a_text(claude: anthropic.AsyncAnthropic, gpt: openai.AsyncOpenAI):
    message, response = await write(claude, "html"), await judge(gpt, "html")

    assert message.startswith("<!DOCTYPE html>")
    assert response.startswith("<!DOCTYPE html>")


async def test_the_models_refuse_in_the_vendors_words(claude: anthropic.AsyncAnthropic, gpt: openai.AsyncOpenAI):
    message, response = await write(claude, "refusal"), await judge(gpt, "refusal")

    assert (message.stop_reason, message.content, message.stop_details.type) == ("refusal", [], "refusal")
    assert response.output[0].content[0].type == "refusal"
    assert response.output_text == ""


@pytest.mark.parametrize(
    ("fault", "stopped", "status"),
    [("max-tokens", "max_tokens", "incomplete"), ("broken-json", "end_turn", "completed")],
)
async def test_json_is_cut_off_whether_the_answer_says_so_or_not(
    claude: anthropic.AsyncAnthropic, gpt: openai.AsyncOpenAI, fault: str, stopped: str, status: str
):
    message, response = await write(claude, fault), await judge(gpt, fault)

    assert (message.stop_reason, response.status) == (stopped, status)
    for text in (message.content[0].text, response.output_text):
        assert text.startswith("{")
        with pytest.raises(json.JSONDecodeError):
            json.loads(text)


async def test_a_response_fails_with_status_200(gpt: openai.AsyncOpenAI):
    response = await judge(gpt, "failed")

    assert (response.status, response.error.code, response.output) == ("failed", "server_error", [])


async def test_the_models_words_are_not_to_be_believed(claude: anthropic.AsyncAnthropic, gpt: openai.AsyncOpenAI):
    async def written(fault: str) -> list[dict[str, Any]]:
        return json.loads((await write(claude, fault)).content[0].text)["claims"]

    async def judged(fault: str) -> list[dict[str, Any]]:
        return json.loads((await judge(gpt, fault)).output_text)["verdicts"]

    right = await written("latency=0")

    assert [len(each) for each in (right, await judged("latency=0"))] == [4, 1]
    assert "sentences" not in (await written("wrong-schema"))[0]
    assert (await judged("wrong-schema"))[0]["verdict"] == "mostly"
    assert all(each["text"].startswith(GERMAN) for each in await written("wrong-language"))
    assert (await judged("wrong-language"))[0]["reason"].startswith(GERMAN)
    assert (await written("unknown-ids"))[0]["sentences"] == [UNKNOWN_SENTENCE]
    assert (await judged("unknown-ids"))[0]["claim"] == UNKNOWN_CLAIM
    assert INVENTED in (await written("invented-numbers"))[0]["text"]
    assert (await written("invented-numbers"))[1] == right[1]


async def test_an_error_of_the_stand_in_is_not_reworded(sandbox: Sandbox):
    async with httpx.AsyncClient(base_url=sandbox.url) as web:
        answer = await web.post("/anthropic/v1/messages", content=b"{", headers={"x-sandbox-fault": "refusal"})

    assert (answer.status_code, answer.json()["error"]["type"]) == (401, "authentication_error")


async def test_a_fault_in_a_header_that_cannot_be_is_refused_by_name(web: httpx.AsyncClient):
    answer = await search(web, "refusal")

    assert answer.status_code == 400
    assert "refusal cannot occur at ncbi/esearch" in answer.json()["error"]
    assert "backend-failed" in answer.json()["error"]


async def test_a_fault_is_booked_like_any_other_request(sandbox: Sandbox, web: httpx.AsyncClient):
    for fault in ("500", "cut-off", "reset", "reset-midway"):
        try:
            await records(web, fault)
        except httpx.HTTPError:
            continue

    assert sandbox.counts() == {"ncbi": 4}


@pytest.mark.parametrize("on", ["ncbi/esearch", "ncbi/efetch", "anthropic/messages", "openai"])
async def test_every_fault_that_can_occur_is_answered_otherwise_or_late(folder: Path, on: str):
    faults = Faults()
    booked = {"ncbi/esearch": "/entrez/eutils/esearch.fcgi", "ncbi/efetch": "/entrez/eutils/efetch.fcgi"}
    path = booked.get(
        on, {"anthropic/messages": "/anthropic/v1/messages", "openai": "/openai/v1/responses"}.get(on, "")
    )
    for name in possible(on):
        answer = await faults(Booking(1, on, "POST", path, "", None, ""), {"x-sandbox-fault": name})

        assert answer is not None, name
    assert [each.fault for each in faults.fired] == possible(on)
