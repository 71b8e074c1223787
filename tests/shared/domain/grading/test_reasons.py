"""Readers are told why a grade is what it is in sentences of their own; the proof keeps its words."""

import pytest
from invented.graded import BENEFIT, HARM, LIPIDS, NULL, WEIGHT, dish, of, probable, rat, rct, report, review, study

from shared.domain.evidence.pack import EvidencePack
from shared.domain.fingerprints import GRADED_ANEW
from shared.domain.grading.book import RULES
from shared.domain.grading.grade import Grade, grade
from shared.domain.grading.proof import differences, proof
from shared.domain.grading.reasons import CONCERN, explained
from shared.domain.vocabulary import Design, Direction, Flag, Role
from shared.gates.text import check

OBSERVED = study(Design.OBSERVATIONAL)
UNTOLD, AGAINST = {WEIGHT: Direction.UNCLEAR}, {WEIGHT: HARM}
NEITHER = {"blinded": False, "registered": False}
DOUBTED, WITHDRAWN, PREPRINT = {"flags": (Flag.CONCERN,)}, {"flags": (Flag.RETRACTED,)}, {"flags": (Flag.PREPRINT,)}
SCARCE = "and there is neither a sound review of trials nor two randomised trials with 400 participants between them."
DISAGREE = "Results disagree: "
UNPUBLISHED = "Some results may have gone unpublished: "

# Rule, pack, and what is said of body weight.
OUTCOME: list[tuple[str, EvidencePack, str]] = [
    ("start-rct", of(rct()), "1 randomised trial in people was found."),
    ("start-rct", of(rct(), rct(), probable()),
     "2 randomised trials in people were found, and 1 more that is randomised by its own account only."),
    ("start-rct", of(rct(), probable(), probable()),
     "1 randomised trial in people was found, and 2 more that are randomised by their own account only."),
    ("start-probable-rct", of(probable()),
     "1 trial in people is randomised by its own account only, which gives moderate certainty at most."),
    ("start-probable-rct", of(probable(), probable()),
     "2 trials in people are randomised by their own account only, which gives moderate certainty at most."),
    ("start-review", of(review()),
     "1 systematic review of randomised trials in people was found, and none of the trials themselves."),
    ("start-review", of(review(), review()),
     "2 systematic reviews of randomised trials in people were found, and none of the trials themselves."),
    ("start-observational", of(OBSERVED),
     "The strongest evidence is 1 study in people without randomisation: a trial, an observational study or a review."),
    ("start-observational", of(OBSERVED, OBSERVED),
     "The strongest evidence is 2 studies in people without randomisation: trials, observational studies or reviews."),
    ("start-uncontrolled", of(study(Design.CASE_REPORT)),
     "The strongest evidence is 1 case report, preprint or study of no known design in people."),
    ("start-uncontrolled", of(*(study(Design.CASE_REPORT),) * 3),
     "The strongest evidence is 3 case reports, preprints or studies of no known design in people."),
    ("start-preclinical", of(rat()), "1 study in animals was found, and no usable study in people."),
    ("start-preclinical", of(rat(), dish()),
     "1 study in animals and 1 study in cells or tissue were found, and no usable study in people."),
    ("down-species", of(dish()), "What is found in animals or cells is not called a certainty about people."),
    ("down-blinding", of(rct(300), rct(301, blinded=False)),
     "Less than half of the participants of randomised trials (300 of 601) were in trials reported as blinded."),
    ("down-blinding", of(rct(None), *(rct(blinded=False),) * 2),
     "Less than half of the randomised trials (1 of 3) are reported as blinded."),
    ("down-blinding", of(*(rct(300, blinded=False),) * 2),
     "None of the 600 participants of randomised trials was in a trial reported as blinded."),
    ("down-blinding", of(rct(300, blinded=False)), "The only randomised trial is not reported as blinded."),
    ("down-blinding", of(review()),
     "It is not known how many participants of the reviewed trials were in blinded trials."),
    ("down-blinding-unregistered", of(rct(**NEITHER)),
     "The only randomised trial is not reported as blinded or as registered."),
    ("down-blinding-unregistered", of(*(rct(None, **NEITHER),) * 3),
     "None of the 3 randomised trials is reported as blinded or as registered."),
    ("down-blinding-unregistered", of(rct(100), *(rct(200, **NEITHER),) * 2),
     ("Less than half of the participants of randomised trials (100 of 500) were in trials reported as blinded, and "
     "less than half of the participants of randomised trials (100 of 500) were in trials reported as registered.")),
    ("down-imprecision-1", of(rct(200), rct(199)), "Few people took part: 399 in all, fewer than 400."),
    ("down-imprecision-1", of(rct(200), rct(199, **DOUBTED)),
     "Few people took part: 299.5 in all (a study in doubt counts by half), fewer than 400."),
    ("down-imprecision-1", of(review(399)), "Few people took part: 399 in the review, fewer than 400."),
    ("down-imprecision-1", of(review(399), review(398)),
     "Few people took part: 399 in the largest review, fewer than 400."),
    ("down-imprecision-2", of(rct(99)), "Very few people took part: 99 in all, fewer than 100."),
    ("down-inconsistency", of(rct(300), rct(100, outcomes={WEIGHT: NULL})),
     f"{DISAGREE}the 2 studies that say which way their results went point different ways."),
    ("down-inconsistency", of(rct(None), rct(), rct(outcomes=AGAINST)),
     f"{DISAGREE}of the 3 studies that say which way their results went, 2 point one way and 1 points another way."),
    ("down-inconsistency", of(*(rct(None),) * 6, *(rct(outcomes=AGAINST),) * 5),
     f"{DISAGREE}of the 11 studies that say which way their results went, 6 point one way and 5 point another way."),
    ("down-inconsistency", of(rct(None), rct(outcomes={WEIGHT: NULL}), rct(outcomes=AGAINST)),
     f"{DISAGREE}of the 3 studies that say which way their results went, each points another way."),
    ("down-inconsistency", of(rct(200), rct(200), rct(200, outcomes=AGAINST)),
     (f"{DISAGREE}of the 600 participants of studies that say which way their results went, 400 were in studies that "
     "point one way and 200 in studies that point another way.")),
    ("down-inconsistency", of(rct(300), rct(300), rct(250, outcomes=AGAINST, **DOUBTED)),
     (f"{DISAGREE}of the 850 participants of studies that say which way their results went, 600 were in studies that "
     "point one way and 250 in studies that point another way (a study in doubt counts by half where that weakens the "
     "evidence).")),
    ("down-publication-bias", of(rct(900, laboratory="a", **DOUBTED), rct(200)),
     (f"{UNPUBLISHED}one laboratory studied 900 of the 1,100 participants (a study in doubt counts by half where that "
     "weakens the evidence).")),
    ("down-molecule", of(rct(300), rct(100, role=Role.RELATED)),
     "100 of the 400 participants were given a related molecule, not this one."),
    ("down-molecule", of(rct(role=Role.RELATED)), "The only study gave a related molecule, not this one."),
    ("down-molecule", of(rct(None), rct(role=Role.RELATED)),
     "1 of the 2 studies gave a related molecule, not this one."),
    ("down-publication-bias", of(*(rct(300, laboratory="a"),) * 2),
     f"{UNPUBLISHED}one laboratory studied all 600 participants."),
    ("down-publication-bias", of(rct(400, sponsor="a"), rct(100), overdue=1),
     (f"{UNPUBLISHED}one sponsor paid for studies with 400 of the 500 participants; 1 registered trial was completed "
     "more than 24 months ago, and no result of it was found.")),
    ("down-publication-bias", of(*(rct(None, laboratory="a", sponsor="b"),) * 4, rct(None)),
     f"{UNPUBLISHED}one laboratory did 4 of the 5 studies; one sponsor paid for 4 of the 5 studies."),
    ("down-publication-bias", of(rct(laboratory="a", sponsor="b"), overdue=2),
     (f"{UNPUBLISHED}the only study is of one laboratory and one sponsor; 2 registered trials were completed more than "
     "24 months ago, and no results of them were found.")),
    ("cap-n-unknown", of(rct(None)),
     "No number of participants was found, so it could not be judged how precise the results are."),
    ("cap-single-study", of(rct()), "There is only one study, so nobody can tell whether others would agree with it."),
    ("cap-no-direction", of(rct(outcomes=UNTOLD)),
     "The only study does not say which way its result went, so there is no result to be certain of."),
    ("cap-no-direction", of(*(rct(outcomes=UNTOLD),) * 2),
     "Neither of the 2 studies says which way its result went, so there is no result to be certain of."),
    ("cap-no-direction", of(*(rct(outcomes=UNTOLD),) * 3),
     "None of the 3 studies says which way its result went, so there is no result to be certain of."),
    ("cap-direction-unknown", of(rct(), *(rct(outcomes=UNTOLD),) * 3),
     "Only 1 of the 4 studies says which way its result went, so it could not be judged whether they agree."),
    ("cap-concern", of(rct(), rct(**DOUBTED)), f"1 study is under {CONCERN}."),
    ("cap-concern", of(*(rct(**DOUBTED),) * 2), f"2 studies are under {CONCERN}."),
    ("cap-concern", of(rct(), rct(), report(2, **DOUBTED)), f"Another report of 1 study is under {CONCERN}."),
    ("cap-concern", of(rct(**DOUBTED), rct(), report(2, **DOUBTED)),
     f"2 studies are under {CONCERN}; of 1 of them it is another report that is."),
    ("cap-retracted-report", of(rct(), rct(), report(2, **WITHDRAWN)),
     "Another report of 1 study was retracted, or is said to be."),
    ("cap-no-human-rct", of(OBSERVED), "No usable randomised trial in people was found for this outcome."),
    ("cap-uncontrolled", of(study(Design.CASE_REPORT)),
     ("No usable study in people was found for this outcome that compared those who were given the peptide with others "
     "who were not.")),
    ("cap-preprint", of(rct(**PREPRINT)), "The only study is a preprint: no other experts have reviewed it."),
    ("cap-preprint", of(*(rct(**PREPRINT),) * 2),
     "Both studies are preprints: no other experts have reviewed them."),
    ("cap-preprint", of(*(rct(**PREPRINT),) * 3),
     "All 3 studies are preprints: no other experts have reviewed them."),
    ("cap-abstract-only", of(rct()), f"The study was read as an abstract only, {SCARCE}"),
    ("cap-abstract-only", of(rct(200), rct(199)), f"The studies were read as abstracts only, {SCARCE}"),
    ("cap-abstract-only", of(rct(200), rct(199, full_text=True)),
     f"The studies were read mostly as abstracts, {SCARCE}"),
    ("cap-probable-rct", of(rct(300), probable()),
     "High certainty would rest on 1 trial that is randomised by its own account only, which does not suffice for it."),
    ("flag-laboratory", of(rct(395, laboratory="a"), rct(105)), "One laboratory studied 395 of the 500 participants."),
    ("flag-sponsor", of(*(rct(None, sponsor="a"),) * 3), "One sponsor paid for all 3 studies."),
    ("flag-laboratory-preclinical", of(*(rat(laboratory="a"),) * 3),
     "One laboratory did all 3 studies in animals, cells or tissue."),
    ("flag-sponsor-preclinical", of(*(rat(sponsor="a"),) * 3, dish()),
     "One sponsor paid for 3 of the 4 studies in animals, cells or tissue."),
]  # fmt: skip

# Rule, pack, edition, and what is said of the whole.
UNSEEN = rct(300, outcomes={})
OVERALL: list[tuple[str, EvidencePack, int, str]] = [
    ("start-none", of(), 4, "No study was found that could be graded."),
    ("cap-no-human-rct", of(OBSERVED), 4, "No usable randomised trial in people was found."),
    ("cap-direction-unknown", of(*(rct(300, outcomes=UNTOLD, direction=Direction.UNCLEAR),) * 2), 4,
     "Neither of the 2 studies says which way its result went, so it could not be judged whether they agree."),
    ("cap-outcomes", of(rct(300), rct(300)), 4,
     "The best grade of any outcome is high, and the whole is never graded above it."),
    ("cap-outcomes", of(rct(300), rct(300), UNSEEN), 4,
     ("The best grade of any outcome is high, and the whole is never graded above it. In 1 of the 3 studies that "
     "decide it no outcome was recognised.")),
    ("cap-no-outcome", of(UNSEEN), 4,
     "No outcome was recognised in the only study in people, so there is no result to be certain of."),
    ("cap-no-outcome", of(UNSEEN, UNSEEN), 4,
     "No outcome was recognised in any of the 2 studies in people, so there is no result to be certain of."),
    ("cap-not-assessed", of(rct(300), UNSEEN), 3,
     ("In 1 of the 2 studies that decide it no outcome was recognised, so it could not be judged there whether results "
     "agree and whether they are of what patients feel.")),
    ("flag-role-unclear", of(rct(role=Role.UNCLEAR)), 4,
     "1 study counts although no rule could tell whether the peptide was given."),
    ("flag-role-unclear", of(*(rct(role=Role.UNCLEAR),) * 2), 4,
     "2 studies count although no rule could tell whether the peptide was given."),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "pack", "said"), OUTCOME)
def test_each_rule_says_of_an_outcome_why_in_a_sentence(rule: str, pack: EvidencePack, said: str) -> None:
    found = explained(grade(pack)).of(WEIGHT)

    assert found is not None
    assert {each.rule: each.reason for each in found.steps}[rule] == said


@pytest.mark.parametrize(("rule", "pack", "edition", "said"), OVERALL)
def test_each_rule_says_of_the_whole_why_in_a_sentence(rule: str, pack: EvidencePack, edition: int, said: str) -> None:
    found = explained(grade(pack, edition))

    assert {each.rule: each.reason for each in found.steps}[rule] == said


def test_a_surrogate_says_what_it_is() -> None:
    found = explained(grade(of(rct(outcomes={LIPIDS: BENEFIT})))).of(LIPIDS)

    assert found is not None
    assert "The outcome is a surrogate: it stands in for another one that patients feel." in [
        each.reason for each in found.steps
    ]


def test_every_rule_of_the_book_is_told_here() -> None:
    assert {each[0] for each in (*OUTCOME, *OVERALL)} | {"down-surrogate"} == set(RULES)


def test_no_sentence_says_what_no_page_may() -> None:
    for each in (*OUTCOME, *OVERALL):
        assert [found.rule for found in check(each[-1])] == [], each[-1]


@pytest.mark.parametrize("edition", GRADED_ANEW)
def test_what_is_told_to_readers_leaves_the_proof_as_it_was(edition: int) -> None:
    of_all = grade(of(rct(90), rct(80, outcomes=AGAINST), rat(), overdue=1), edition)
    before = proof(of_all)

    told = explained(of_all)

    assert proof(of_all) == before
    assert differences(before) == []
    assert told != of_all
    assert _without_reasons(told) == _without_reasons(of_all)


def test_a_grade_of_the_first_edition_keeps_its_words() -> None:
    old = Grade(level=grade(of(rct())).level, inputs={"rct": 1}, steps=grade(of(rct())).steps)

    assert explained(old) == old


def _without_reasons(found: Grade) -> Grade:
    def bare(steps):
        return tuple(each.model_copy(update={"reason": ""}) for each in steps)

    outcomes = tuple(each.model_copy(update={"steps": bare(each.steps)}) for each in found.outcomes)
    return found.model_copy(update={"steps": bare(found.steps), "outcomes": outcomes})
