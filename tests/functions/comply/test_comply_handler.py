"""What becomes of a draft: on to the page, back to the writer once, or to a person."""

import json
from collections.abc import Callable

import pytest
from invented.factories import SLUG, appraisal, claim, draft, pack, pack_study, sentence
from vendors.openai_vendor import Stored

from functions.comply.handler import handle
from queues.messages import RenderMonograph, SynthesizeMonograph
from shared.domain.publishing.draft import Writer
from shared.domain.publishing.monograph import Finding, Monograph
from shared.domain.vocabulary import Direction, Section
from shared.platform.errors import ConfigurationError, Corrupt
from shared.platform.ports import Platform, Statement
from shared.store import objects
from shared.store.evidence import peptides
from shared.store.publishing import holds

AsFunction = Callable[..., Platform]
EXTRACTIVE = Writer(kind="extractive")
REASON = Finding(rule="first-publication", severity="block", reason="waits")


@pytest.fixture
def comply(as_function: AsFunction) -> Platform:
    return as_function("comply", PEPTALK_FIRST_PUBLICATION="automatic")


async def test_a_sound_draft_becomes_a_monograph_and_goes_to_render(comply: Platform, stored: Stored) -> None:
    job = await stored(pack(), draft())

    outcome = await handle(job, comply)

    [message] = outcome.messages
    assert isinstance(message, RenderMonograph)
    assert (message.pack, message.run_id, message.trace_id) == (job.pack, job.run_id, job.trace_id)
    made = Monograph.model_validate_json(await objects.load(comply.files, message.monograph))
    assert [each.text for each in made.claims] == ["Grip strength rose by 2.4 kg."]
    assert [(each.number, each.pmid) for each in made.references] == [(1, "990000001")]
    assert made.claims[0].quotes[0].text == pack().sentences[0].text
    assert (made.reviewer.kind, made.dropped, outcome.settled) == ("none", 0, None)


async def test_a_models_first_draft_with_a_wrong_number_goes_back_with_the_reason(
    comply: Platform, stored: Stored
) -> None:
    job = await stored(pack(), draft(claims=(claim(), claim("Grip strength rose by 24 kg."))))

    outcome = await handle(job, comply)

    [message] = outcome.messages
    assert isinstance(message, SynthesizeMonograph)
    assert (message.round, message.pack) == (1, job.pack)
    review = json.loads(await objects.load(comply.files, message.refused or ""))
    assert review["draft"] == job.draft
    assert ("C21", "24 kg") in {(each["rule"], each["span"]) for each in review["findings"]}


@pytest.mark.parametrize("overrides", [{"round": 1}, {"writer": EXTRACTIVE}])
async def test_in_the_second_round_or_without_a_model_the_blamed_claim_is_dropped(
    comply: Platform, stored: Stored, overrides: dict[str, object], lines: list[str]
) -> None:
    made = draft(claims=(claim(), claim("Grip strength rose by 24 kg.")), **overrides)

    outcome = await handle(await stored(pack(), made, round=made.round), comply)

    [message] = outcome.messages
    assert isinstance(message, RenderMonograph)
    monograph = Monograph.model_validate_json(await objects.load(comply.files, message.monograph))
    assert (len(monograph.claims), monograph.dropped) == (1, 1)
    assert any("claims_dropped" in line for line in lines)


async def test_what_sums_up_a_dropped_claim_is_dropped_with_it(comply: Platform, stored: Stored) -> None:
    overview = claim("Grip strength rose.", section=Section.OVERVIEW)
    mass = "Fat mass did not change in 120 adults."
    of = pack(sentences=(sentence(1, 1), sentence(1, 2, mass), sentence(1, 3, "Filler of the abstract. " * 30)))
    beside = claim(mass, sentences=("S1.2",), direction=Direction.NULL)
    gone = claim("Grip strength rose by 24 kg.")
    sound = draft(of, round=1, claims=(claim(), overview))
    unsound = draft(of, round=1, claims=(gone, overview, beside))

    made = []
    for each in (sound, unsound):
        [message] = (await handle(await stored(of, each, round=1), comply)).messages
        assert isinstance(message, RenderMonograph)
        made.append(Monograph.model_validate_json(await objects.load(comply.files, message.monograph)))

    # The overview is the first on the page, though the writer gave it last.
    assert [each.section.value for each in made[0].claims] == ["overview", "human"]
    assert ([each.text for each in made[1].claims], made[1].dropped) == ([beside.text], 2)


async def test_a_draft_with_nothing_left_is_held_and_decided(comply: Platform, stored: Stored) -> None:
    job = await stored(pack(), draft(round=1, claims=(claim("It is completely safe."),)), round=1)

    outcome = await handle(job, comply)
    await comply.db.batch(outcome.writes)

    assert outcome.settled is not None
    assert (outcome.settled.state, outcome.messages) == ("held", ())
    [held] = await holds.listed(comply.db, all=False)
    assert (held.slug, held.draft, held.monograph) == (SLUG, job.draft, None)
    assert "C10" in {each.rule for each in held.reasons}
    found = await peptides.by_slug(comply.db, SLUG)
    assert found is not None
    assert (found.decided.evidence, found.decided_draft, found.decided_monograph) == (pack().hash, job.draft, None)


async def test_a_first_publication_is_rendered_for_a_person_with_the_reason(
    as_function: AsFunction, stored: Stored
) -> None:
    platform = as_function("comply")

    outcome = await handle(await stored(pack(), draft()), platform)

    [message] = outcome.messages
    assert isinstance(message, RenderMonograph)
    assert outcome.settled is None
    assert message.held is not None
    assert Monograph.model_validate_json(await objects.load(platform.files, message.monograph)).slug == SLUG
    reasons = await objects.read(platform.files, holds.Reasons, message.held)
    assert [each.rule for each in reasons.findings] == ["first-publication"]


async def test_what_lies_before_a_person_already_is_not_rendered_again(as_function: AsFunction, stored: Stored) -> None:
    platform = as_function("comply")
    job = await stored(pack(), draft())
    [asked] = (await handle(job, platform)).messages
    assert isinstance(asked, RenderMonograph)
    rendering = ("private/a.html", "private/a.pdf")
    now = platform.clock.now()
    await platform.db.batch(holds.hold(job, [REASON], monograph=asked.monograph, rendering=rendering, now=now))

    outcome = await handle(job, platform)

    assert (outcome.messages, outcome.writes) == ((), ())
    assert outcome.settled is not None
    assert outcome.settled.state == "held"


async def test_a_later_publication_does_not_wait(as_function: AsFunction, stored: Stored) -> None:
    platform = as_function("comply")
    job = await stored(pack(), draft())
    await platform.db.run(Statement("UPDATE peptides SET current_version = 1"))

    outcome = await handle(job, platform)

    assert [type(each) for each in outcome.messages] == [RenderMonograph]


@pytest.mark.parametrize(("first", "version"), [("hold", 0), ("automatic", 0), ("hold", 1), ("automatic", 1)])
async def test_what_a_person_rejected_does_not_go_on_whatever_lets_it_through_today(
    as_function: AsFunction, stored: Stored, first: str, version: int
) -> None:
    platform = as_function("comply", PEPTALK_FIRST_PUBLICATION=first)
    job, now = await stored(pack(), draft()), platform.clock.now()
    await platform.db.batch(
        [
            *holds.hold(job, [REASON], monograph="monographs/m.json", now=now),
            holds.settle(SLUG, job.draft, "rejected", "Ada", "too thin", now),
            Statement("UPDATE peptides SET current_version = ?1", (version,)),
        ]
    )

    outcome = await handle(job, platform)

    assert (outcome.messages, outcome.writes) == ((), ())
    assert outcome.settled is not None
    assert outcome.settled.state == "held"
    assert "this draft was rejected by Ada" in (outcome.settled.reason or "")
    assert "`peptalk review reopen`" in (outcome.settled.reason or "")


async def test_references_are_numbered_by_first_use_in_the_pages_order(comply: Platform, stored: Stored) -> None:
    evidence = pack(
        studies=(pack_study(1), pack_study(2), pack_study(3)),
        sentences=(
            sentence(1, 1), *(sentence(1, each, f"Filler sentence {each} of some length.") for each in range(2, 6)),
            sentence(2, 1, "Nausea occurred in 12 adults."), sentence(3, 1, "Sleep did not change."),
        ),
    )  # fmt: skip
    claims = (
        claim("Nausea occurred in 12 adults.", section=Section.SAFETY, sentences=("S2.1",)),
        claim(),
    )

    outcome = await handle(await stored(evidence, draft(evidence, claims=claims)), comply)

    made = Monograph.model_validate_json(await objects.load(comply.files, outcome.messages[0].monograph))  # type: ignore[attr-defined]
    assert [each.section for each in made.claims] == [Section.HUMAN, Section.SAFETY]
    assert [(each.number, each.pmid) for each in made.references] == [(1, "990000001"), (2, "990000002")]


async def test_a_draft_of_another_pack_is_corrupt(comply: Platform, stored: Stored) -> None:
    job = await stored(pack(name="Another"), draft())

    with pytest.raises(Corrupt, match="another pack"):
        await handle(job, comply)


async def test_a_demanded_second_model_without_a_key_is_a_matter_for_the_operator(
    as_function: AsFunction, stored: Stored
) -> None:
    job = await stored(pack(), draft())

    with pytest.raises(ConfigurationError, match="OPENAI_API_KEY"):
        await handle(job, as_function("comply", PEPTALK_REVIEWER="model"))


async def test_a_reference_says_whether_a_person_decided_on_its_study(comply: Platform, stored: Stored) -> None:
    reviewed = pack(studies=(pack_study(1, appraisal=appraisal(reviewed_by="Ada")),))

    outcome = await handle(await stored(reviewed, draft(reviewed)), comply)

    [message] = outcome.messages
    assert isinstance(message, RenderMonograph)
    made = Monograph.model_validate_json(await objects.load(comply.files, message.monograph))
    assert [each.reviewed for each in made.references] == [True]
