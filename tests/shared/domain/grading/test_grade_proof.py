"""A grade's proof: the same bytes everywhere, small, and whatever is changed in it is found."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from invented.graded import BENEFIT, HARM, LIPIDS, WEIGHT, dish, of, probable, rat, rct, report, review, study

from shared.domain.canonical import canonical, digest
from shared.domain.evidence.pack import EvidencePack
from shared.domain.fingerprints import GRADED_ANEW, GRADING_EDITION
from shared.domain.grading.grade import grade
from shared.domain.grading.proof import BadProof, differences, proof
from shared.domain.vocabulary import Design, Direction, Flag, Role

Change = Callable[[dict[str, Any]], Any]


def golden() -> EvidencePack:
    """A pack with something for most rules to read."""
    return of(
        rct(300, laboratory="núñez a, invented institute", sponsor="payer µ", outcomes={WEIGHT: BENEFIT, LIPIDS: HARM}),
        rct(250, flags=(Flag.CONCERN,), blinded=False),
        probable(None, outcomes={"pain": Direction.MIXED}),
        review(900),
        study(Design.OBSERVATIONAL, outcomes={"sleep": BENEFIT}, role=Role.RELATED),
        study(Design.CASE_REPORT, n=1),
        rct(900, flags=(Flag.RETRACTED,)),
        *(rat(laboratory="one"),) * 4,
        dish(outcomes={"angiogenesis": BENEFIT}),
        overdue=2,
    )


GOLDEN = {
    2: "79e83004d2965b9cc4c41e731515446eb0f49ab3ad104d052ac241db8c3b4dd6",
    3: "83998591035ad784b748f50e22822ee1b552b79566613c88375c50c240e5c2f7",
    4: "e24e494306fe7bed611040b4e8206053f79f0b8504bdb5a1f5ba2a27f10eda8e",
    5: "2dfb12a779587a84a74cfa1bd64a1b75f9f2d2063a66ded6f8ca37ef13d40f8b",
}
"""By edition of the rules: what a release published keeps its bytes."""


def unread() -> EvidencePack:
    """A pack whose trials tell no outcome that was recognised with a direction."""
    return of(
        rct(300, outcomes={}),
        rct(250, outcomes={WEIGHT: Direction.UNCLEAR}),
        study(Design.OBSERVATIONAL),
        rat(),
        overdue=1,
    )


GOLDEN_UNREAD = {
    2: "6378192d5b581a24d0d90d5e76d2fb2459c78b41f8a499c175784dba6c5b43b6",
    3: "652fa22acaf4d25017c431e5ed58a9b2f32bd8c5a76bcbccd98215db6e6e0500",
    4: "3544a5efb24316ae5aae9761e93b93cdb25ac03db343e38cfbbb77ce6668cbf1",
    5: "e2e382bc2b9875ad217ddf62f1df7f9269bc6b5975aceacbcbbb69facc06c3b9",
}


def in_doubt() -> EvidencePack:
    """A pack of which the trial of the other view, and one laboratory's, are in doubt."""
    trials = {"blinded": False, "registered": False, "outcomes": {LIPIDS: BENEFIT}}
    return of(
        rct(900, **trials),
        rct(330, **{**trials, "outcomes": {LIPIDS: Direction.HARM}}),
        rct(200, laboratory="a", role=Role.RELATED),
        report(2, outcomes={}, flags=(Flag.RETRACTED,)),
        report(3, outcomes={}, flags=(Flag.CONCERN,)),
    )


GOLDEN_IN_DOUBT = {
    2: "7c1fe90debf707eda9ff1344cc754591cd8ea12b5af8bc8213ed3d050df66504",
    3: "99ab38499445e9fd115a5c959d50020f2cf22627543453ead755f6448019df26",
    4: "16c03ac6e6a6edb07df9367b291e2a4883ca2c657a3238b74c7e5a9bb478c4e8",
    5: "e1eafd82c67f674c2b94f8d9eea689872870237b468d20cb68ca135a8034263f",
}


@pytest.mark.parametrize("edition", GRADED_ANEW)
@pytest.mark.parametrize(("pack", "bytes_of"), [(golden, GOLDEN), (unread, GOLDEN_UNREAD), (in_doubt, GOLDEN_IN_DOUBT)])
def test_the_golden_proof_has_the_same_bytes_wherever_it_is_computed(
    pack: Callable[[], EvidencePack], bytes_of: dict[int, str], edition: int
) -> None:
    found = proof(grade(pack(), edition))

    assert digest(found) == bytes_of[edition]
    assert differences(found) == []


def test_a_proof_of_an_edition_does_not_pass_for_one_of_another() -> None:
    told = json.loads(proof(grade(unread(), 3)))
    told["edition"] = 4

    assert any(each.startswith("steps[") for each in differences(canonical(told)))


def reported() -> EvidencePack:
    """A trial with three further reports, one under an expression of concern and one retracted; and another trial."""
    return of(
        rct(300),
        rct(250),
        report(1, outcomes={LIPIDS: BENEFIT}),
        report(1, outcomes={"pain": BENEFIT}, flags=(Flag.CONCERN,)),
        report(1, flags=(Flag.RETRACTED,)),
    )


def test_a_proof_names_the_doubted_reports_and_recomputes() -> None:
    found = proof(grade(reported()))

    (study, _) = json.loads(found)["studies"]
    assert (study["reports"], study["reports_of_concern"], study["reports_retracted"]) == (
        ["990000003", "990000004"],
        ["990000004"],
        ["990000005"],
    )
    assert differences(found) == []


def test_thousands_of_animal_studies_leave_a_proof_small() -> None:
    def size(animals: int) -> int:
        return len(proof(grade(of(rct(300), rct(300), *(rat(laboratory=f"laboratory {n}") for n in range(animals))))))

    assert size(3_000) <= size(10) + 50


def _level(told: dict[str, Any]) -> None:
    told["level"] = "high"


def _outcome_level(told: dict[str, Any]) -> None:
    told["outcomes"][0]["level"] = "high"


def _reason(told: dict[str, Any]) -> None:
    told["steps"][0]["reason"] += " Truly."


def _rule_left_out(told: dict[str, Any]) -> None:
    del told["steps"][1]


def _more_participants(told: dict[str, Any]) -> None:
    told["studies"][0]["n"] = 30


def _blinded(told: dict[str, Any]) -> None:
    told["studies"][0]["blinded"] = False


def _another_direction(told: dict[str, Any]) -> None:
    told["studies"][0]["outcomes"][WEIGHT] = "harm"


def _nothing_overdue(told: dict[str, Any]) -> None:
    told["overdue"] = []


def _unknown_field(told: dict[str, Any]) -> None:
    told["note"] = "trust me"


@pytest.mark.parametrize(
    ("change", "where"),
    [
        (_level, "level: "),
        (_outcome_level, "outcomes[0].level: "),
        (_reason, "steps[0].reason: "),
        (_rule_left_out, "steps[1]."),
        (_more_participants, "outcomes[0].steps"),
        (_blinded, "outcomes[0].steps[1]"),
        (_another_direction, "outcomes[0].steps"),
        (_nothing_overdue, "outcomes"),
        (_unknown_field, 'note: says "trust me", computed nothing'),
    ],
)
def test_a_proof_that_does_not_follow_from_its_inputs_says_where(change: Change, where: str) -> None:
    told = json.loads(proof(grade(golden())))
    change(told)

    found = differences(canonical(told))

    assert any(each.startswith(where) for each in found), found


@pytest.mark.parametrize("bytes_of", [lambda data: data + b"\n", lambda data: json.dumps(json.loads(data)).encode()])
def test_other_bytes_of_the_same_words_are_found(bytes_of: Callable[[bytes], bytes]) -> None:
    assert differences(bytes_of(proof(grade(golden())))) == ["the bytes are not the canonical form of what they say"]


def _set(*path: Any) -> Change:
    """Set what lies at the path but its last element to that element."""

    def change(told: dict[str, Any]) -> None:
        at: Any = told
        for each in path[:-2]:
            at = at[each]
        at[path[-2]] = path[-1]

    return change


def _reversed(told: dict[str, Any]) -> None:
    told["studies"].reverse()


def _one_study_fewer(told: dict[str, Any]) -> None:
    del told["studies"][0]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (_set("v", 1), "version 2"),
        (
            _set("edition", GRADING_EDITION + 1),
            "this release computes editions 2, 3, 4 and 5. Next: check it with a release",
        ),
        (_set("edition", True), "edition"),
        (_set("level", "excellent"), "level: Input should be"),
        (_set("studies", 0, "n", "300"), "studies.0.n: Input should be a valid integer"),
        (_set("studies", 0, "n", -3), "has -3 participants"),
        (_set("studies", 0, "kind", "animal"), "not listed one by one: 'animal'"),
        (_set("studies", 0, "outcomes", "no_outcome", "benefit"), "'no_outcome', which is not among the outcomes"),
        # The whole is no outcome: a study of it alone would pass for one whose outcome was recognised.
        (_set("studies", 0, "outcomes", "", "benefit"), "'', which is not among the outcomes"),
        (_set("outcomes", 0, "outcome", "no_outcome"), "outcome 'no_outcome' is not known"),
        (_set("inputs", "rct", 3), "overall counts 3 of rct and 2 are listed"),
        (_set("inputs", "animals", 3), "'animals', which no rule knows"),
        (_set("inputs", "animal", 0), "what is not there is left out"),
        (_set("inputs", "one_laboratory", 99), "99 of one_laboratory, more than it has studies"),
        (_set("excluded", "disliked", 1), "'disliked', which no rule knows"),
        (_set("outcomes", 0, "inputs", "animal", 99), "counts more of animal than there are overall"),
        (_reversed, "ascending PMID"),
        (_one_study_fewer, "are listed"),
    ],
)
def test_a_malformed_proof_is_refused_with_a_reason_and_a_way_on(change: Change, said: str) -> None:
    told = json.loads(proof(grade(golden())))
    change(told)

    with pytest.raises(BadProof) as refused:
        differences(canonical(told))

    assert said in str(refused.value)
    assert "Next: " in str(refused.value)


@pytest.mark.parametrize(
    ("field", "pmids", "said"),
    [
        ("reports", ["PMID:3"], "has 'PMID:3' among its reports, which is no PMID"),
        ("reports", ["0990000003"], "has '0990000003' among its reports, which is no PMID"),
        ("reports", ["٣"], "which is no PMID"),
        ("reports", [""], "has '' among its reports, which is no PMID"),
        ("reports", ["990000003", "990000003"], "has 990000003 twice among its reports"),
        ("reports", ["990000001"], "study 990000001 has itself among its reports"),
        ("reports", ["990000002"], "has 990000002 among its reports, and it is listed as a study of its own"),
        ("reports", ["990000004", "990000003"], "does not list its reports by ascending PMID"),
        ("reports", ["990000005"], "reads outcomes of 990000005, which is among its reports_retracted"),
        ("reports_of_concern", ["x"], "has 'x' among its reports_of_concern, which is no PMID"),
        ("reports_retracted", ["990000001"], "study 990000001 has itself among its reports_retracted"),
    ],
)
def test_a_further_report_is_a_record_of_its_own_told_once(field: str, pmids: list[str], said: str) -> None:
    told = json.loads(proof(grade(reported())))
    told["studies"][0][field] = pmids

    with pytest.raises(BadProof) as refused:
        differences(canonical(told))

    assert said in str(refused.value)
    assert "Next: " in str(refused.value)


def test_a_report_belongs_to_one_study() -> None:
    told = json.loads(proof(grade(reported())))
    told["studies"][1]["reports"] = ["990000003"]

    with pytest.raises(BadProof, match="has 990000003 among its reports, and study 990000001 has it too"):
        differences(canonical(told))


def test_a_study_is_named_by_a_pmid() -> None:
    told = json.loads(proof(grade(of(rct(300)))))
    told["studies"][0]["pmid"] = "study one"
    told["deciding"] = ["study one"]

    with pytest.raises(BadProof, match="study 'study one' is named by no PMID"):
        differences(canonical(told))


def test_a_proof_of_an_edition_that_looked_at_no_other_report_tells_of_none() -> None:
    told = json.loads(proof(grade(reported())))
    told["edition"] = 2

    with pytest.raises(BadProof, match="tells of doubted reports, and edition 2 of the rules looked at none"):
        differences(canonical(told))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff\xfe",
        b"[]",
        b"null",
        b"{",
        b"[" * 100_000,
        b'{"v":2.0}',
        b'{"v":NaN}',
        b"{}",
        b'{"v":2,"edition":' + str(GRADING_EDITION).encode() + b"}",
        b'{"v":2,"edition":' + str(GRADING_EDITION).encode() + b',"level":"\\ud800","inputs":{},"steps":[]}',
        b"9" * 5_000,
    ],
)
def test_what_is_no_proof_at_all_is_refused(data: bytes) -> None:
    with pytest.raises(BadProof, match="Next: "):
        differences(data)
