"""A person's decision laid over what the rules say."""

import pytest
from invented.factories import appraisal

from shared.domain.evidence.appraisal import Outcome, Passage
from shared.domain.evidence.override import Override, excluded, judged, refusal, settled, standing
from shared.domain.vocabulary import Design, Direction, Flag, Species


def override(**fields):
    base = {"id": "0" * 12, "pmid": "990000001", "action": "reclassify", "reason": "read in full", "person": "Ada"}
    return Override(**{**base, "made_at": "2026-11-23T02:00:00.000Z", **fields})


def test_what_is_reclassified_has_the_persons_words_and_says_whose_they_are():
    read = appraisal(design=Design.PROBABLE_RCT, n=60, n_quote="60 adults")

    made = judged(read, override(design=Design.OBSERVATIONAL, n=58))

    assert (made.design, made.n, made.n_quote, made.species) == (Design.OBSERVATIONAL, 58, None, read.species)
    assert made.reviewed_by == "Ada"
    assert made.rules == (*read.rules, "person")
    assert [(each.field, each.value) for each in made.decisions if each.rule == "person"] == [
        ("use", "reclassify"),
        ("design", "observational"),
        ("n", "58"),
        ("reason", "read in full"),
    ]


def test_what_is_excluded_cannot_be_used_and_says_so():
    made = judged(appraisal(), override(action="exclude"))

    assert (made.usable, excluded(made), made.reviewed_by) == (False, True, "Ada")
    assert not excluded(appraisal())
    assert not excluded(judged(appraisal(), override(action="include")))


def test_what_is_included_is_usable_again_but_for_a_retraction_that_came_later():
    suspected = appraisal(flags=(Flag.RETRACTION_SUSPECTED,))
    letter = appraisal(design=Design.CONTEXT)

    assert judged(suspected, override(action="include")).usable
    assert judged(letter, override(action="include", design=Design.CASE_REPORT)).usable
    assert not judged(appraisal(flags=(Flag.RETRACTED,)), override(action="include")).usable


@pytest.mark.parametrize(
    ("read", "made", "why"),
    [
        (appraisal(), override(action="exclude"), None),
        (appraisal(), override(action="exclude", n=3), "not classified"),
        (appraisal(), override(species=Species.ANIMAL), None),
        (appraisal(), override(direction=Direction.NULL, outcomes={"pain": Direction.NULL}), None),
        (appraisal(), override(direction=Direction.NULL, outcomes={"luck": Direction.NULL}), "no outcome is called"),
        (appraisal(), override(outcomes={"pain": Direction.NULL}), "as a whole too"),
        (appraisal(), override(action="exclude", outcomes={"pain": Direction.NULL}), "not classified"),
        (appraisal(), override(), "say as what"),
        (appraisal(), override(design=Design.NOTICE), "exclude the study instead"),
        (appraisal(), override(action="include"), None),
        (appraisal(flags=(Flag.RETRACTED,)), override(action="include"), "retracted"),
        (appraisal(flags=(Flag.WITHHELD,)), override(action="include"), None),
        (appraisal(design=Design.NOTICE, rules=("deleted",)), override(action="include", design=Design.RCT), "deleted"),
        (appraisal(design=Design.CONTEXT), override(action="include"), "say which design"),
        (appraisal(design=Design.CONTEXT), override(action="include", design=Design.RCT), None),
    ],
)
def test_a_decision_that_makes_no_sense_is_refused(read, made, why):
    said = refusal(read, made)

    assert said is None if why is None else why in (said or "")


def test_a_withheld_record_that_is_included_counts_and_its_text_stays_withheld():
    withheld = appraisal(flags=(Flag.WITHHELD,))

    made = judged(withheld, override(action="include"))
    assert (made.counts, made.usable, made.withheld, made.brought_back) == (True, False, True, True)
    assert (withheld.counts, judged(withheld, override(n=3)).counts) == (False, False)
    gone = appraisal(flags=(Flag.WITHHELD, Flag.RETRACTED))
    assert not judged(gone, override(action="include")).counts
    assert not judged(appraisal(design=Design.NOTICE, flags=(Flag.WITHHELD,)), override(action="include")).counts
    assert not judged(appraisal(), override(action="include")).brought_back


NULL, BENEFIT, HARM, MIXED, UNCLEAR = (
    *(Direction.NULL, Direction.BENEFIT, Direction.HARM, Direction.MIXED, Direction.UNCLEAR),
)


@pytest.mark.parametrize(
    ("read", "made", "then"),
    [
        ({"pain": BENEFIT}, {"direction": NULL}, {"pain": NULL}),
        ({"pain": HARM}, {"direction": UNCLEAR}, {"pain": UNCLEAR}),
        ({"pain": BENEFIT}, {"direction": MIXED}, {"pain": MIXED}),
        # Which of several was meant is not known; a harm stays.
        ({"pain": BENEFIT, "fatigue": NULL}, {"direction": NULL}, {"pain": UNCLEAR, "fatigue": NULL}),
        ({"pain": NULL, "fatigue": HARM}, {"direction": BENEFIT}, {"pain": UNCLEAR, "fatigue": HARM}),
        ({"pain": BENEFIT, "fatigue": NULL}, {"direction": MIXED}, {"pain": BENEFIT, "fatigue": NULL}),
        # What is named is known.
        (
            {"pain": BENEFIT, "fatigue": HARM},
            {"direction": NULL, "outcomes": {"pain": NULL, "fatigue": UNCLEAR, "fracture": NULL}},
            {"pain": NULL, "fatigue": UNCLEAR, "fracture": NULL},
        ),
        ({}, {"direction": NULL, "outcomes": {"pain": NULL}}, {"pain": NULL}),
        # Who decided on something else said nothing of it.
        ({"pain": BENEFIT}, {"n": 4}, {"pain": BENEFIT}),
    ],
)
def test_a_decided_direction_is_that_of_the_outcomes(read, made, then):
    words = Passage(start=0, end=4, text="Pain")
    outcomes = tuple(Outcome(name=name, direction=way, rule="words", quote=words) for name, way in read.items())

    found = judged(appraisal(outcomes=outcomes), override(**made))

    assert {each.name: each.direction for each in found.outcomes} == then
    assert settled(found) == found
    # Words that were read otherwise do not tell it.
    assert all((each.quote is None) == (read.get(each.name) is not each.direction) for each in found.outcomes)


def test_what_was_decided_for_one_peptide_outweighs_what_was_decided_for_all():
    for_all, own = override(id="a" * 12, action="exclude"), override(id="b" * 12, slug="exemplin-12", n=5)
    ended = override(id="c" * 12, pmid="990000002", ended_at="2026-11-24T02:00:00.000Z", ended_by="Bo")

    for found in ([for_all, own, ended], [ended, own, for_all]):
        assert standing(found, "exemplin-12") == {"990000001": own}
        assert standing(found, "utopentide") == {"990000001": for_all}
