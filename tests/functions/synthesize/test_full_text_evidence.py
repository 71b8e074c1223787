"""Full texts before the writers: a model sees them where the abstracts leave room, the digest never quotes them."""

from invented import factories

from functions.synthesize.digest import extractive
from functions.synthesize.request.plan import plan
from functions.synthesize.request.prompt import build
from shared.domain.evidence.pack import EvidencePack

FURTHER = "Grip strength rose by 9.9 kg with Exemplin-12 in a further invented analysis of the results."


def pack() -> EvidencePack:
    abstracts = [
        factories.sentence(number, position, f"Exemplin-12 raised grip strength by {number}.{position} kg.")
        for number in (1, 2)
        for position in (1, 2)
    ]
    full = [factories.sentence(1, position, FURTHER, section="Results", source="full_text") for position in range(3, 8)]
    return factories.pack(
        studies=(factories.pack_study(1, full_text=True), factories.pack_study(2)),
        sentences=(*abstracts[:2], *full, *abstracts[2:]),
    )


def test_a_full_text_stands_behind_its_abstract():
    prompt = build(pack(), plan(pack(), None))

    ids = [line.partition("\t")[0] for line in prompt.evidence.splitlines() if line.startswith("S")]
    assert ids == ["S1.1", "S1.2", *(f"S1.{at}" for at in range(3, 8)), "S2.1", "S2.2"]
    assert prompt.shown == set(ids)


def test_a_full_text_that_does_not_fit_costs_no_study_its_abstract():
    prompt = build(pack(), plan(pack(), None), at_most=150)

    assert prompt.shown == {"S1.1", "S1.2", "S2.1", "S2.2"}
    assert "Left out" not in prompt.evidence
    assert [(each.pmid, each.sentences, each.whole) for each in prompt.unread] == [("990000001", 5, False)]


def test_the_digest_is_of_abstracts():
    draft = extractive.write(pack())

    assert draft.claims
    assert {id for claim in draft.claims for id in claim.sentences} <= {"S1.1", "S1.2", "S2.1", "S2.2"}
