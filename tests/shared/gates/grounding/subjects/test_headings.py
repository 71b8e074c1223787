"""The outcome of a claim, which stands above it as a heading, beside what its quotes speak of."""

import pytest
from invented.factories import appraisal, claim, draft, pack, pack_study, sentence

from shared.domain.evidence.appraisal import Outcome
from shared.domain.vocabulary import Direction, Section
from shared.gates.draft import judge

WEIGHT = "Body weight fell by 6.2% with Exemplin-12 and by 2.1% with placebo."
NAUSEA = "Nausea was reported by 9 of 120 adults."
HEART = "Ejection fraction rose by 4% with Exemplin-12."
PREVENTED = "Exemplin-12 prevented weight gain of adults with diabetes."
HEALED = "Healing of the excisional wounds of rats was faster with Exemplin-12."
PRESSURE = "Antihypertensive drugs were taken by 40 of 120 adults."


def refused(outcome: str, quote: str, *told: str, section: Section = Section.HUMAN) -> list[str]:
    """What the gates hold against a heading over a claim that says what its quote says."""
    outcomes = tuple(Outcome(name=each, direction=Direction.UNCLEAR) for each in told)
    study = pack_study(1, appraisal=appraisal(outcomes=outcomes))
    study = study.model_copy(update={"citation": study.citation.model_copy(update={"title": "Exemplin-12 in adults"})})
    of = pack(studies=(study,), sentences=(sentence(1, 1, quote),))
    made = claim(quote, outcome=outcome, section=section, direction=Direction.UNCLEAR)
    return [each.span for each in judge(of, draft(of, claims=(made,))) if "outcome" in each.reason]


@pytest.mark.parametrize(
    ("outcome", "quote"),
    [
        ("prevention of dementia", WEIGHT),
        ("longer life", WEIGHT),
        ("cancer remission", WEIGHT),
        ("cure of diabetes", WEIGHT),
        ("reversal of ageing", WEIGHT),
        ("all-cause mortality", WEIGHT),
        ("Lifespan and ageing", WEIGHT),
        ("quality of life", WEIGHT),
        ("safety of body weight", WEIGHT),
        ("ideal body weight", WEIGHT),
        ("no side effects", NAUSEA),
        ("body weight better than before", WEIGHT),
        ("ask your doctor about it", WEIGHT),
        ("完全治愈", WEIGHT),
        ("снижение веса", WEIGHT),
        ("Gewichtsabnahme der Erwachsenen", WEIGHT),
        ("body weight that fell by 6.2% with Exemplin-12 and by 2.1%", WEIGHT),
        ("prevention of diabetes", PREVENTED),
        ("heart protection", HEART),
    ],
)
def test_a_heading_that_says_more_than_the_quotes_is_refused(outcome: str, quote: str) -> None:
    assert refused(outcome, quote)


@pytest.mark.parametrize(
    ("outcome", "quote"),
    [
        ("", WEIGHT),
        ("body_weight", WEIGHT),
        ("Body weight", WEIGHT),
        ("body weight change", WEIGHT),
        ("adverse events", NAUSEA),
        ("incidence of nausea", NAUSEA),
        ("ejection fraction", HEART),
        ("wound healing", HEALED),
        ("prevention of weight gain", PREVENTED),
        ("treatment of hypertension", PRESSURE),
    ],
)
def test_a_neutral_name_of_what_was_looked_at_stands(outcome: str, quote: str) -> None:
    assert refused(outcome, quote) == []


def test_an_outcome_of_the_list_may_be_known_by_the_record_where_its_quote_names_no_other() -> None:
    assert refused("Heart function", HEART)
    assert refused("Heart function", HEART, "cardiac_function") == []
    assert refused("mortality", WEIGHT, "mortality")


def test_a_neutral_name_may_stand_anywhere_in_the_abstract_and_a_feared_one_may_not() -> None:
    study = pack_study(1)
    of = pack(
        studies=(study,),
        sentences=(
            sentence(1, 1, WEIGHT),
            sentence(1, 2, "Kinetics of the compound in plasma and depression were looked at. " + "More was. " * 90),
        ),
    )

    def against(outcome: str) -> list[str]:
        made = claim(WEIGHT, outcome=outcome, direction=Direction.UNCLEAR)
        return [each.span for each in judge(of, draft(of, claims=(made,))) if "outcome" in each.reason]

    assert against("plasma kinetics") == []
    assert against("bile flow") == ["bile, flow"]
    assert against("depression") == ["depression"]
