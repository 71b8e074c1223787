"""Drafts that go on from the page that stands, by the real SDK against a loopback stand-in."""

import re
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from typing import Any

import pytest
from invented.editions import Edition, asked, catalog
from invented.factories import RUN, appraisal, pack, pack_study, sentence, synthesize
from rigs.fakes import HandDelivery, ManualClock

from functions.comply.compose import compose
from functions.render import handler as render
from functions.synthesize.handler import handle
from functions.synthesize.request import instructions
from infra.local.checkout.models import sync_models
from infra.sandbox import samples
from infra.sandbox.server import Sandbox, serve
from queues.messages import SynthesizeMonograph
from shared.domain.canonical import canonical
from shared.domain.evidence.pack import EvidencePack
from shared.domain.publishing.draft import Claim, Draft, Retired
from shared.domain.publishing.monograph import Finding, Reviewer
from shared.domain.vocabulary import Flag
from shared.platform.deliveries import work
from shared.platform.ports import Batch, Platform, Statement
from shared.store import objects
from shared.store.spending import ledger

MEASURES = ("Grip strength", "Walking speed", "Stair power", "Chair rise time")
NEW = "Pinch strength"


def said(measure: str, weeks: int = 12) -> str:
    return f"{measure} was higher with Exemplin-12 than with placebo after {weeks} weeks."


def evidence(*pmids: int, retracted: int | None = None, **texts: str) -> EvidencePack:
    """Studies of these last digits, numbered as in any pack by ascending PMID; `t1=...` is study 1's own sentence."""
    studies, sentences = [], []
    for number, each in enumerate(sorted(pmids), 1):
        flags = (Flag.RETRACTED,) if each == retracted else ()
        pmid = str(990000000 + each)
        studies.append(pack_study(number, pmid, appraisal=appraisal(flags=flags), selected=not flags))
        if not flags:
            text = texts.get(f"t{each}", said((*MEASURES, NEW)[each % 10 - 1]))
            sentences.append(sentence(number, 1, text, pmid=pmid))
            sentences.append(sentence(number, 2, f"We measured {each} things in an invented way.", pmid=pmid))
    return pack(studies=tuple(studies), sentences=tuple(sentences))


FIRST = evidence(11, 12, 13, 14)


class Desk:
    """synthesize at work, with what it takes to publish what it drafted."""

    def __init__(self, platform: Platform, sandbox: Sandbox, clock: ManualClock) -> None:
        self.platform, self.sandbox, self._clock = platform, sandbox, clock
        self._runs = 0
        self.bodies: list[dict[str, Any]] = []
        """What the model was asked, as the ledger hashes it."""

    async def draft(self, of: EvidencePack, **fields: Any) -> Draft:
        """The draft that a run of its own makes of this pack."""
        self._runs += 1
        key = await objects.keep(self.platform.files, "packs", of.encode())
        job: SynthesizeMonograph = synthesize(**{"run_id": f"{RUN}-{self._runs}", "pack": key, **fields})
        assert isinstance(await work.claim(self.platform, job), work.Claim)
        outcome = await handle(job, self.platform)
        return await objects.read(self.platform.files, Draft, outcome.messages[0].draft)  # type: ignore[union-attr]

    async def publish(self, of: EvidencePack, draft: Draft) -> None:
        """Make it the page that stands."""
        monograph = compose(of, draft, (), Reviewer(kind="none"))
        self._clock.advance(60)
        job = await asked(self.platform, Edition(of, draft, monograph), f"{RUN}-publishes-{self._runs}")
        delivery = HandDelivery(job.encode())
        await render.queue(Batch("peptalk-render", [delivery]), replace(self.platform, function="render"))
        assert delivery.settled == "acked"

    async def refuse(self, draft: Draft, *blamed: Claim) -> str:
        """The key of a review that refuses these claims."""
        findings = [Finding(rule="R1", severity="block", claim=each.id, reason="unsupported") for each in blamed]
        stored = await objects.keep(self.platform.files, "drafts", draft.encode())
        review = {"draft": stored, "findings": [each.model_dump(mode="json") for each in findings]}
        return await objects.keep(self.platform.files, "reviews", canonical(review))

    @property
    def calls(self) -> int:
        return self.sandbox.counts().get("anthropic", 0)


@pytest.fixture
async def desk(as_function: Callable[..., Platform], clock: ManualClock, monkeypatch) -> AsyncIterator[Desk]:
    async with serve(samples.CORPUS) as sandbox:
        platform = as_function("synthesize", **sandbox.env(keys=True))
        await sync_models(platform)
        await catalog(platform.db, clock.now())
        made = Desk(platform, sandbox, clock)
        asking = ledger.ask

        async def noted(platform: Platform, job: Any, request: ledger.ModelRequest, *more: Any) -> Any:
            made.bodies.append(dict(request.body))
            return await asking(platform, job, request, *more)

        monkeypatch.setattr(ledger, "ask", noted)
        yield made


def words(body: dict[str, Any]) -> str:
    return "\n".join(part["text"] for part in body["messages"][0]["content"])


def byte_for_byte(claim: Claim, of: EvidencePack) -> tuple[bytes, list[tuple[str, str]]]:
    """A claim without the numbers of its sentences, and the words that these stand for."""
    quotes = [(each.pmid, each.text) for id in claim.sentences if (each := of.sentence(id))]
    return canonical(claim.model_dump(mode="json", exclude={"sentences"})), quotes


def findings(draft: Draft) -> list[Claim]:
    return [each for each in draft.claims if not each.section.sums_up]


def summaries(draft: Draft) -> list[Claim]:
    return [each for each in draft.claims if each.section.sums_up]


async def test_a_night_that_adds_a_study_shows_it_alone_and_keeps_what_stands_byte_for_byte(desk: Desk) -> None:
    first = await desk.draft(FIRST)
    await desk.publish(FIRST, first)
    # Its PMID is below all others: every sentence has another number now.
    more = evidence(5, 11, 12, 13, 14)

    second = await desk.draft(more)

    assert len(findings(first)) == 4
    assert [byte_for_byte(each, more) for each in findings(second)[:4]] == [
        byte_for_byte(each, FIRST) for each in findings(first)
    ]
    assert [each.sentences for each in findings(second)[:4]] == [("S2.1",), ("S3.1",), ("S4.1",), ("S5.1",)]
    assert [byte_for_byte(each, more) for each in summaries(second)] == [
        byte_for_byte(each, FIRST) for each in summaries(first)
    ]
    assert [each.section.value for each in summaries(second)] == ["overview", "plain_language"]
    [added] = findings(second)[4:]
    assert added.sentences == ("S1.1",)
    assert added.id not in {each.id for each in first.claims}
    evidence_told = words(desk.bodies[-1]).partition("</evidence>")[0]
    assert [line.partition("\t")[0] for line in evidence_told.splitlines() if "\t" in line] == ["S1.1"]
    assert not [each for each in first.claims if each.id in words(desk.bodies[-1])]


async def test_a_night_that_retracts_a_study_asks_nobody(desk: Desk) -> None:
    first = await desk.draft(FIRST)
    await desk.publish(FIRST, first)
    calls = desk.calls

    second = await desk.draft(less := evidence(11, 12, 13, 14, retracted=12))

    gone = next(each for each in first.claims if each.sentences == ("S2.1",))
    assert desk.calls == calls
    assert second.retired == (Retired(id=gone.id, reason="withdrawn"),)
    assert [byte_for_byte(each, less) for each in findings(second)] == [
        byte_for_byte(each, FIRST) for each in findings(first) if each.id != gone.id
    ]
    assert {each.id for each in summaries(second)} == {each.id for each in summaries(first)}
    assert second.writer == first.writer


async def test_a_record_that_reads_otherwise_amends_its_claim_which_keeps_its_id(desk: Desk) -> None:
    first = await desk.draft(FIRST)
    await desk.publish(FIRST, first)

    second = await desk.draft(evidence(11, 12, 13, 14, t13=said(MEASURES[2], weeks=16)))

    was = next(each for each in first.claims if each.sentences == ("S3.1",))
    now = next(each for each in second.claims if each.id == was.id)
    assert (now.revision, now.text) == (2, was.text.replace("12 weeks", "16 weeks"))
    assert [each.id for each in findings(second)] == [each.id for each in findings(first)]
    assert "gone\t" + said(MEASURES[2]) in words(desk.bodies[-1])
    await desk.publish(evidence(11, 12, 13, 14, t13=said(MEASURES[2], weeks=16)), second)
    again = await desk.draft(evidence(11, 12, 13, 14))
    assert [(each.id, each.revision) for each in again.claims if each.id == was.id] == [(was.id, 3)]


@pytest.mark.parametrize("why", ["a third", "more", "command", "extractive", "withdrawn"])
async def test_when_all_is_written_anew(desk: Desk, why: str) -> None:
    first = await desk.draft(FIRST)
    if why == "extractive":
        first = first.model_copy(update={"writer": first.writer.model_copy(update={"kind": "extractive"})})
    await desk.publish(FIRST, first)
    if why == "withdrawn":
        sql = "INSERT INTO withdrawals (slug, version, reason, withdrawn_at) VALUES ('exemplin-12', 1, 'test', '2026')"
        await desk.platform.db.run(Statement(sql))
    pmids = {"a third": (11, 12, 13, 14, 15, 21), "more": (11, 12, 13, 14, 15, 21, 22)}.get(why, (11, 12, 13, 14, 15))

    second = await desk.draft(evidence(*pmids), full=why == "command")

    shown = words(desk.bodies[-1])
    assert ("<accepted>" in shown) is (why == "a third")
    assert bool(second.before) is (why == "a third")
    # Whoever says the same again says it under the same id.
    assert {each.id for each in first.claims if why != "withdrawn"} <= {each.id for each in second.claims}


async def test_the_second_round_of_a_delta_keeps_what_passed_and_mends_or_drops_what_did_not(desk: Desk) -> None:
    first = await desk.draft(FIRST)
    await desk.publish(FIRST, first)
    more = evidence(5, 11, 12, 13, 14)
    second = await desk.draft(more)
    *kept, added = findings(second)
    wrong = added.model_copy(update={"text": added.text.replace("12 weeks", "20 weeks")})
    refused = second.model_copy(update={"claims": (*summaries(second), *kept, wrong)})

    third = await desk.draft(more, round=1, refused=await desk.refuse(refused, wrong, kept[0], *summaries(second)))

    assert (third.round, third.before) == (1, second.before)
    assert findings(third) == [*kept[1:], added.model_copy(update={"revision": 2})]
    dropped = [*summaries(second), kept[0]]
    assert third.retired == tuple(Retired(id=each.id, reason="refused") for each in dropped)
    assert [each.sentences for each in summaries(third)] == [added.sentences] * 2
    before, after = desk.bodies[-2:]
    assert before["system"] == after["system"]
    assert before["messages"][0]["content"][0] == after["messages"][0]["content"][0]
    assert before["output_config"] == after["output_config"]


async def test_what_every_draft_is_told_is_in_the_part_that_is_cached_and_the_end_says_which_is_asked_for(
    desk: Desk,
) -> None:
    await desk.draft(FIRST)

    [body] = desk.bodies
    told, last = body["system"][1]["text"], body["messages"][0]["content"][-1]["text"]
    asked = re.findall(r'^"([^"]+)":', told, re.MULTILINE)
    names = (instructions.FIRST, instructions.NEWS, instructions.LOSS, instructions.ROUND)
    assert tuple(each.casefold() for each in asked) == names
    assert last == instructions.AFTER.format(instructions.FIRST)


async def test_what_is_the_same_in_both_rounds_comes_first_and_is_marked_for_the_cache(desk: Desk) -> None:
    await desk.draft(FIRST)

    [body] = desk.bodies
    marked = [*body["system"], *body["messages"][0]["content"]]
    assert ["cache_control" in each for each in marked] == [False, True, True, False]
    assert "</evidence>" in marked[2]["text"]
    bare = [{name: value for name, value in each.items() if name != "cache_control"} for each in body["system"]]
    request = ledger.ModelRequest(vendor="anthropic", model="m", body=body)
    assert request.hash != request.model_copy(update={"body": {**body, "system": bare}}).hash
