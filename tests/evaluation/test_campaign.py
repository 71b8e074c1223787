"""A twentieth of the campaign of mutants: what the gates alone must catch, and how few whole claims they may refuse."""

from random import Random

import pytest

from evaluation import altered, unhedged
from evaluation.campaign import BUDGET, blocking, real, run
from evaluation.mutants import KINDS, half_of, mutants
from evaluation.paraphrases import OPEN, Paraphrase, paraphrases

EVERY = 20
FLOORS = {
    "digit": 0.9,
    "unit": 0.95,
    "sentence id": 0.97,
    "retracted citation": 1.0,
    "species": 0.95,
    "inserted violation": 0.95,
    "dropped negation": 0.75,
    "inflated strength": 0.9,
}
"""What a share of a few dozen must reach where the whole reaches the figures of docs/evaluation.md."""


@pytest.fixture(scope="module")
def evidence(real_data):
    return real(paraphrases(), real_data / "pubmed")


@pytest.fixture(scope="module")
def share(evidence):
    return run(paraphrases(), evidence, every=EVERY)


@pytest.mark.parametrize("kind", FLOORS)
def test_mutants_are_caught_by_the_gates_alone(share, kind):
    caught = share.share(kind)

    assert caught.of >= 8
    assert caught.value >= FLOORS[kind], [
        each.carried.id for half in ("odd", "even") for each in share.missed[half, kind]
    ]


def test_few_claims_are_refused_as_they_stand(share):
    assert share.false_alarms().of == len(paraphrases())
    assert share.false_alarms().value <= 0.035


def test_denials_and_digits_of_the_open_set_are_caught():
    claims = paraphrases(OPEN)[::8]
    found = run(claims, real(claims))

    assert found.share("digit").of >= 15
    assert found.share("digit").value >= 0.95
    assert found.share("dropped negation").of >= 20
    assert found.share("dropped negation").value >= 0.95
    assert found.false_alarms().value <= 0.15


def test_the_whole_makes_thousands_of_mutants_and_the_same_ones_each_time(evidence):
    claims = paraphrases()[::10]
    whole = [evidence.carry(claim) for claim in claims]

    once, again = (
        [each for claim, carried in zip(claims, whole, strict=True) for each in mutants(claim, carried, evidence)]
        for _ in range(2)
    )

    assert once == again
    # Few claims tell how often something was done, how far it changed or what it was compared with: none of this share.
    assert {each.kind for each in once} >= {*KINDS} - {"frequency", "amount or end", "comparator replaced"}
    assert len(once) * 10 >= 4_000


def test_only_the_quote_budget_is_set_apart(evidence):
    claim = next(each for each in paraphrases() if len(each.sentences) == 3)

    found = blocking(evidence.carry(claim))

    assert {each.rule for each in found} == {BUDGET}


def test_every_marked_denial_can_be_taken_back():
    denied = [claim for claim in (*paraphrases(), *paraphrases(OPEN)) if claim.denial]

    undone = {claim.id: [text for _, text in altered.undenied(claim, Random(0))] for claim in denied}

    assert [id for id, texts in undone.items() if len(texts) != 1] == []
    assert [claim.id for claim in denied if undone[claim.id] == [claim.text]] == []


def test_a_denial_that_nobody_knows_to_take_back_is_an_error():
    claim = Paraphrase.model_validate(
        paraphrases()[0].model_dump() | {"text": "Rats did nowise eat.", "denial": "nowise"}
    )

    with pytest.raises(ValueError, match="no way is known of taking back 'nowise'"):
        list(altered.undenied(claim, Random(0)))


def test_halves_are_by_hash():
    assert {half_of(f"P{number:03d}") for number in range(1, 9)} == {"odd", "even"}


def test_doubt_is_put_into_every_cited_sentence_and_into_no_other(evidence):
    whole = evidence.carry(paraphrases()[0])

    form, pack = unhedged.doubted(whole.pack, whole.claim.sentences, Random(0))

    changed = {
        now.id: now.text
        for now, then in zip(pack.sentences, whole.pack.sentences, strict=True)
        if now.text != then.text
    }
    assert set(changed) == set(whole.claim.sentences)
    assert all(text.startswith(form) for text in changed.values())


@pytest.mark.parametrize(
    ("text", "without"),
    [
        ("Longer sleep went with lower weight.", ["Longer sleep caused lower weight."]),
        ("Weight might be lower.", ["Weight is lower."]),
        ("Serious bleeding was rare.", ["bleeding was rare."]),
        ("Grip tended to rise, in part by rest.", ["Grip rose, in part by rest.", "Grip tended to rise, by rest."]),
        ("Grip rose.", []),
    ],
)
def test_each_hedge_of_a_claim_is_left_out_in_turn(text, without):
    claim = Paraphrase.model_validate(paraphrases()[0].model_dump() | {"text": text})

    assert [said.lower() for _, said in unhedged.dropped(claim)] == [each.lower() for each in without]
