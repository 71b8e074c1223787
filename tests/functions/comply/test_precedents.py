"""The second model is asked about what changed alone, through the real SDK against a server on loopback."""

from dataclasses import replace

import pytest
from invented.editions import Edition, asked
from invented.factories import RUN, claim, draft, pack, pack_study, sentence
from rigs.fakes import HandDelivery, ManualClock
from vendors.openai_vendor import Stored, Vendor

from functions.comply import handler
from functions.comply.compose import compose
from functions.comply.prompt import prompt_fingerprint
from functions.render import handler as render
from queues.messages import RenderMonograph, ReviewDraft, SynthesizeMonograph
from shared.domain.evidence.pack import EvidencePack
from shared.domain.publishing.draft import Claim
from shared.domain.publishing.monograph import Monograph, Reviewer
from shared.platform.deliveries import work
from shared.platform.ports import Batch, Platform
from shared.store import objects

OLD, OTHER, NEW = "Grip strength was up by 2.4 kg.", "Pinch strength was up by 1.1 kg.", "Walking speed was up by 9 %."
QUOTES = ("Grip strength rose by 2.4 kg.", "Pinch strength rose by 1.1 kg.", "Walking speed rose by 9 %.")
JUDGE = Reviewer(kind="model", model="judge-0", prompt=prompt_fingerprint())


def evidence(*texts: str, first: int = 1) -> EvidencePack:
    """A study for each sentence; `first` moves their numbers, not their records."""
    return pack(
        studies=tuple(pack_study(first + at, str(990000001 + at)) for at in range(len(texts))),
        sentences=tuple(sentence(first + at, 1, text, pmid=str(990000001 + at)) for at, text in enumerate(texts)),
    )


def says(text: str, number: int) -> Claim:
    return claim(text, sentences=(f"S{number}.1",))


async def published(platform: Platform, clock: ManualClock, reviewer: Reviewer, *texts: str) -> None:
    """A page that says so of the first sentences, judged by this reviewer."""
    of = evidence(*QUOTES[: len(texts)])
    drafted = draft(of, claims=tuple(says(text, number) for number, text in enumerate(texts, 1)))
    clock.advance(60)
    job = await asked(platform, Edition(of, drafted, compose(of, drafted, (), reviewer)), f"{RUN}-before")
    delivery = HandDelivery(job.encode())
    await render.queue(Batch("peptalk-render", [delivery]), replace(platform, function="render"))
    assert delivery.settled == "acked"


async def judged(platform: Platform, job: ReviewDraft) -> RenderMonograph | SynthesizeMonograph:
    [message] = (await handler.handle(job, platform)).messages
    assert isinstance(message, RenderMonograph | SynthesizeMonograph)
    return message


def asked_about(vendor: Vendor) -> list[list[str]]:
    """The claims of each request."""
    return [
        [line.partition("\t")[2] for line in body["input"].splitlines() if line.startswith("claim\t")]
        for body in vendor.asked
    ]


def supported(*texts: str) -> list[dict[str, str]]:
    return [{"claim": claim(each).id, "verdict": "supported", "reason": ""} for each in texts]


async def reviewer_of(platform: Platform, message: RenderMonograph | SynthesizeMonograph) -> Reviewer:
    assert isinstance(message, RenderMonograph)
    return (await objects.read(platform.files, Monograph, message.monograph)).reviewer


async def works(platform: Platform, job: ReviewDraft) -> None:
    """The delivery holds its work, as the ledger demands."""
    assert isinstance(await work.claim(platform, job), work.Claim)


async def test_of_a_draft_that_adds_a_claim_only_that_one_is_asked_about(
    comply: Platform, stored: Stored, vendor: Vendor, clock: ManualClock
) -> None:
    vendor.says(supported(NEW))
    first = await stored(evidence(*QUOTES), draft())
    await published(comply, clock, JUDGE, OLD, OTHER)
    # Sentences have other numbers now, and say the same.
    now = evidence(*QUOTES, first=4)
    drafted = draft(now, claims=(says(OLD, 4), says(OTHER, 5), says(NEW, 6)))
    job = await stored(now, drafted)
    await works(comply, job)

    message = await judged(comply, job)

    assert asked_about(vendor) == [[NEW]]
    assert (await reviewer_of(comply, message)).model == "judge-1-2026"
    assert first.draft != job.draft


async def test_a_claim_that_is_filed_otherwise_is_asked_about_again(
    comply: Platform, stored: Stored, vendor: Vendor, clock: ManualClock
) -> None:
    vendor.says(supported(OTHER))
    await stored(evidence(*QUOTES), draft())
    await published(comply, clock, JUDGE, OLD, OTHER)
    now = evidence(*QUOTES[:2], first=4)
    moved = says(OTHER, 5).model_copy(update={"outcome": "pinch strength"})
    job = await stored(now, draft(now, claims=(says(OLD, 4), moved)))
    await works(comply, job)

    await judged(comply, job)

    assert asked_about(vendor) == [[OTHER]]


async def test_where_nothing_is_new_nobody_is_asked_and_the_judge_stays(
    comply: Platform, stored: Stored, vendor: Vendor, clock: ManualClock
) -> None:
    await stored(evidence(*QUOTES), draft())
    await published(comply, clock, JUDGE, OLD, OTHER)
    now = evidence(QUOTES[0], first=4)

    message = await judged(comply, await stored(now, draft(now, claims=(says(OLD, 4),))))

    assert vendor.asked == []
    assert await reviewer_of(comply, message) == JUDGE


@pytest.mark.parametrize("what", ["another prompt", "no judge", "another quote", "other words"])
async def test_what_was_not_judged_so_is_asked_about(
    comply: Platform, stored: Stored, vendor: Vendor, clock: ManualClock, what: str
) -> None:
    text = OLD.replace("was up", "had gone up") if what == "other words" else OLD
    vendor.says(supported(text))
    await stored(evidence(*QUOTES), draft())
    reviewers = {"another prompt": JUDGE.model_copy(update={"prompt": "0" * 64}), "no judge": Reviewer(kind="none")}
    await published(comply, clock, reviewers.get(what, JUDGE), OLD)
    now = evidence("In adults, grip strength rose by 2.4 kg." if what == "another quote" else QUOTES[0])
    job = await stored(now, draft(now, claims=(says(text, 1),)))
    await works(comply, job)

    await judged(comply, job)

    assert asked_about(vendor) == [[text]]


@pytest.mark.parametrize("reviewer", [JUDGE.model_copy(update={"prompt": "0" * 64}), Reviewer(kind="none")])
async def test_what_a_retraction_leaves_of_a_page_is_asked_about_by_no_changed_prompt_and_no_new_judge(
    comply: Platform, stored: Stored, vendor: Vendor, clock: ManualClock, reviewer: Reviewer
) -> None:
    await stored(evidence(*QUOTES), draft())
    await published(comply, clock, reviewer, OLD, OTHER)
    left = evidence(QUOTES[0])

    message = await judged(comply, await stored(left, draft(left, claims=(says(OLD, 1),)), round=1))

    assert vendor.asked == []
    assert await reviewer_of(comply, message) == reviewer


async def test_more_than_is_left_of_the_page_is_asked_about_in_any_round(
    comply: Platform, stored: Stored, vendor: Vendor, clock: ManualClock
) -> None:
    vendor.says(supported(OLD, NEW))
    await stored(evidence(*QUOTES), draft())
    await published(comply, clock, Reviewer(kind="none"), OLD, OTHER)
    now = evidence(*QUOTES)
    job = await stored(now, draft(now, claims=(says(OLD, 1), says(NEW, 3))), round=1)
    await works(comply, job)

    await judged(comply, job)

    assert asked_about(vendor) == [[OLD, NEW]]


async def test_in_the_second_round_what_passed_the_first_is_not_asked_about_again(
    comply: Platform, stored: Stored, vendor: Vendor
) -> None:
    mended = OTHER.replace("was up", "had gone up")
    [passed] = supported(OLD)
    vendor.says([passed, {"claim": claim(OTHER).id, "verdict": "partly", "reason": "no"}])
    vendor.says(supported(mended))
    of = evidence(*QUOTES)
    job = await stored(of, draft(of, claims=(says(OLD, 1), says(OTHER, 2))))
    await works(comply, job)
    back = await judged(comply, job)
    assert isinstance(back, SynthesizeMonograph)
    second = draft(of, round=1, claims=(says(OLD, 1), says(mended, 2)))
    again = await stored(of, second, round=1, refused=back.refused)
    await works(comply, again)

    message = await judged(comply, again)

    assert asked_about(vendor) == [[OLD, OTHER], [mended]]
    assert (await reviewer_of(comply, message)).model == "judge-1-2026"
