"""What a study that compares agents says of one of them, and of none where another won."""

import factories
import pytest

from functions.fetch.appraise import appraise
from functions.fetch.pack import build_pack
from functions.fetch.seen import seen_by
from shared.domain.override import Override, judged
from shared.domain.peptide import Peptide
from shared.domain.study import AbstractSection, Term
from shared.domain.vocabulary import Direction

WINNER, LOSER = (Peptide.ad_hoc_of(name, ()) for name in ("Exemplin-12", "Pretendulin"))


def told(text):
    return factories.study(
        title="A trial in obese adults.",
        abstract=(AbstractSection(label="CONCLUSIONS", category="CONCLUSIONS", text=text),),
        publication_types=(Term(ui="D016449", name="x"),),
        mesh=(Term(ui="D006801", name="x"),),
    )


def seen(text, peptide):
    study = told(text)
    found = seen_by(study, appraise(study, peptide), peptide)
    return found.direction, {each.name: each.direction for each in found.outcomes}


@pytest.mark.parametrize(
    "text",
    [
        "Exemplin-12 was superior to Pretendulin in the reduction of pain.",
        "Compared with Pretendulin, Exemplin-12 reduced pain.",
        "Exemplin-12 reduced pain more than placebo or Pretendulin.",
        "Exemplin-12 with Pretendulin reduced pain more than Pretendulin alone.",
    ],
)
def test_what_won_a_comparison_gained_and_what_lost_it_did_not(text):
    assert seen(text, WINNER) == (Direction.BENEFIT, {"pain": Direction.BENEFIT})
    assert seen(text, LOSER) == (Direction.UNCLEAR, {})


@pytest.mark.parametrize(
    "text",
    [
        "Pretendulin reduced pain by more than 40% compared with placebo.",
        "Compared with placebo, Pretendulin reduced pain.",
        "Exemplin-12 was superior to Pretendulin, but Pretendulin reduced pain.",
    ],
)
def test_what_is_told_of_the_peptide_itself_stays(text):
    assert seen(text, LOSER) == (Direction.BENEFIT, {"pain": Direction.BENEFIT})


def test_a_pack_holds_what_is_seen_of_its_own_peptide():
    study = told("Exemplin-12 was superior to Pretendulin in the reduction of pain.")
    found = [(study, appraise(study, LOSER))]

    assert [build_pack(each, found).studies[0].appraisal.direction for each in (WINNER, LOSER)] == [
        Direction.BENEFIT,
        Direction.UNCLEAR,
    ]


def test_what_a_person_decided_stays():
    study = told("Exemplin-12 was superior to Pretendulin in the reduction of pain.")
    override = Override(
        id="1", pmid=study.pmid, action="reclassify", direction=Direction.NULL, reason="read", person="p", made_at="x"
    )
    found = seen_by(study, judged(appraise(study, LOSER), override), LOSER)

    assert (found.direction, found.outcomes) == (Direction.NULL, ())
