"""A page does not lose a finding of harm or of no effect on its writer's word, in neither round."""

import json
from typing import Any

import pytest
from invented.factories import appraisal, draft, pack, pack_study, sentence

from functions.synthesize.answer.read import read
from functions.synthesize.request import prompt
from functions.synthesize.request.before import Before, read_of
from functions.synthesize.request.plan import plan
from functions.synthesize.request.refusal import Refusal
from shared.domain.evidence.appraisal import Outcome
from shared.domain.evidence.pack import EvidencePack, PackSentence, PackStudy
from shared.domain.publishing.draft import Claim, Retired, Writer
from shared.domain.publishing.monograph import Finding, Quote, QuotedClaim
from shared.domain.vocabulary import Direction, Flag, Section, Species
from shared.store.spending.ledger import ModelAnswer

TEXTS = {
    1: "Headache was reported by 9 of 120 adults.",
    2: "Walking speed did not differ between the groups.",
    3: "Grip strength rose by 2.4 kg.",
    4: "Heel pain fell by 22 mm.",
    5: "Stair power rose by 9 %.",
    6: "Chair rise time fell by 2 s.",
    7: "Headache was less frequent with Exemplin-12 in another trial.",
}


def evidence(*numbers: int, retracted: int = 0, null: int = 0) -> EvidencePack:
    studies: list[PackStudy] = []
    sentences: list[PackSentence] = []
    for number in numbers:
        flags = (Flag.RETRACTED,) if number == retracted else ()
        read = (Outcome(name="pain", direction=Direction.NULL),) if number == null else ()
        made = pack_study(number, appraisal=appraisal(flags=flags, outcomes=read), selected=not flags)
        studies.append(made)
        if not flags:
            sentences.append(sentence(number, 1, TEXTS[number]))
            sentences.append(sentence(number, 2, f"And {TEXTS[number].lower()}"))
    return pack(studies=tuple(studies), sentences=tuple(sentences))


def says(number: int, outcome: str, direction: str = "benefit", section: str = "human", **more: Any) -> dict[str, Any]:
    return {
        "section": section, "text": TEXTS[number], "sentences": [f"S{number}.1"], "outcome": outcome,
        "direction": direction, "species": "human", **more,
    }  # fmt: skip


def page(of: EvidencePack, *claims: dict[str, Any]) -> Before:
    made = [
        QuotedClaim(
            id=f"c{number:010d}",
            section=Section(each["section"]),
            text=each["text"],
            outcome=each["outcome"],
            direction=Direction(each["direction"]),
            species=Species.HUMAN,
            quotes=tuple(
                Quote(pmid=one.pmid, sentence=id, text=one.text) for id in each["sentences"] if (one := of.sentence(id))
            ),
        )
        for number, each in enumerate(claims, 1)
    ]
    return Before("0" * 64, Writer(kind="model"), tuple(made), read_of(of))


def answer(**arrays: Any) -> ModelAnswer:
    text = json.dumps({"keep": [], "amend": [], "retire": [], "claims": [], **arrays})
    return ModelAnswer(
        text=text, model="m", input_tokens=1, cached_input_tokens=0, output_tokens=1, stop="end_turn", request_id="r"
    )


def amended(claim: str, told: dict[str, Any]) -> dict[str, Any]:
    return {"claim": claim, **{name: value for name, value in told.items() if name != "section"}}


def drafted(
    before: Before, now: EvidencePack, refusal: Refusal | None = None, **arrays: Any
) -> tuple[tuple[Claim, ...], tuple[Retired, ...]]:
    asked = plan(now, before, refusal)
    assert asked.before
    return read(answer(**arrays), now, asked, prompt.build(now, asked).shown)


THEN = evidence(1, 2, 3, 4, 5, 6)
NOW = evidence(1, 2, 3, 4, 5, 6, 7)
HARM = says(1, "headache", "harm", "safety")
NULL = says(2, "walking speed", "null")
GOOD = says(3, "grip strength")
PAGE = page(THEN, HARM, NULL, GOOD)
BY = {"reason": "contradicted", "by": ["S7.1"]}


@pytest.mark.parametrize("handle", ["K1", "K2"])
def test_harm_and_no_effect_are_kept_whatever_the_answer_retires(handle: str) -> None:
    claims, retired = drafted(PAGE, NOW, retire=[{"claim": handle, **BY}])

    assert [each.text for each in claims] == [TEXTS[1], TEXTS[2], TEXTS[3]]
    assert [each.revision for each in claims] == [1, 1, 1]
    assert retired == ()


def test_a_benefit_goes_for_the_reason_that_is_shown() -> None:
    claims, retired = drafted(PAGE, NOW, retire=[{"claim": "K3", **BY}])

    assert [each.text for each in claims] == [TEXTS[1], TEXTS[2]]
    assert retired == (Retired(id="c0000000003", reason="contradicted"),)


@pytest.mark.parametrize(
    ("unlike", "goes"),
    [({}, True), ({"direction": "benefit", "section": "human"}, False), ({"outcome": "nausea"}, False),
     ({"sentences": ["S7.1"]}, False)],
)  # fmt: skip
def test_harm_goes_where_another_claim_tells_the_same_of_the_same_study(unlike: dict[str, Any], goes: bool) -> None:
    both = page(evidence(1, 2, 3, 4, 5, 6), HARM, {**HARM, "text": "Nine adults had a headache.", **unlike}, GOOD)
    claims, _ = drafted(both, NOW, retire=[{"claim": "K1", **BY}])

    assert (TEXTS[1] not in {each.text for each in claims}) is goes


def test_harm_that_is_amended_to_a_benefit_stays_harm_and_one_that_stays_harm_is_amended() -> None:
    turned = {**says(1, "headache", "benefit"), "text": "Headache was rare."}
    claims, _ = drafted(PAGE, NOW, amend=[amended("K1", turned)])
    assert (claims[0].text, claims[0].direction, claims[0].revision) == (TEXTS[1], Direction.HARM, 1)

    better = {**HARM, "text": "Nine of 120 adults had a headache."}
    claims, _ = drafted(PAGE, NOW, amend=[amended("K1", better)])
    assert (claims[0].text, claims[0].revision) == ("Nine of 120 adults had a headache.", 2)


def test_a_finding_without_a_mark_stays_by_what_its_record_says() -> None:
    pain = says(4, "pain", "unclear")
    for null, stays in ((4, True), (0, False)):
        then, now = (evidence(*range(1, last), null=null) for last in (7, 8))
        claims, _ = drafted(page(then, pain, GOOD), now, retire=[{"claim": "K1", **BY}])
        assert (TEXTS[4] in {each.text for each in claims}) is stays


def test_harm_goes_with_the_record_that_was_retracted() -> None:
    claims, retired = drafted(PAGE, evidence(1, 2, 3, 4, 5, 6, 7, retracted=1))

    assert [each.text for each in claims] == [TEXTS[2], TEXTS[3]]
    assert retired == (Retired(id="c0000000001", reason="withdrawn"),)


def refused(claims: tuple[Claim, ...], retired: tuple[Retired, ...], *blamed: str) -> Refusal:
    written = draft(NOW, claims=claims, retired=retired, before="0" * 64)
    found = tuple(Finding(rule="C01", severity="block", claim=each, reason="no") for each in blamed)
    return Refusal(draft=written, findings=found)


def test_harm_that_was_amended_past_the_gates_comes_back_in_the_pages_words() -> None:
    spoilt = {**HARM, "text": "Take it at night against the headache."}
    first = drafted(PAGE, NOW, amend=[amended("K1", spoilt)])

    claims, gone = drafted(PAGE, NOW, refused(*first, "c0000000001"))

    assert (claims[0].id, claims[0].text) == ("c0000000001", TEXTS[1])
    assert gone == ()


def test_harm_comes_back_where_the_claim_that_told_the_same_was_refused() -> None:
    other = {**HARM, "text": "Take it at night against the headache.", "sentences": ["S1.1"]}
    first = drafted(page(THEN, HARM, other, GOOD), NOW, retire=[{"claim": "K1", **BY}])
    assert [each.text for each in first[0]] == [other["text"], TEXTS[3]]

    claims, gone = drafted(page(THEN, HARM, other, GOOD), NOW, refused(*first, "c0000000002"))

    assert [each.text for each in claims] == [TEXTS[1], TEXTS[3]]
    assert gone == (Retired(id="c0000000002", reason="refused"),)


def test_what_was_refused_in_the_pages_own_words_goes() -> None:
    claims, gone = drafted(PAGE, NOW, refused(*drafted(PAGE, NOW), "c0000000001"))

    assert [each.text for each in claims] == [TEXTS[2], TEXTS[3]]
    assert gone == (Retired(id="c0000000001", reason="refused"),)
