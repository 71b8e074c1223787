"""What a study that compares agents says of one of them, and of none where another won."""

import pytest
from invented import factories

from functions.fetch.appraisal.appraise import appraise
from functions.fetch.appraisal.seen import seen_by
from functions.fetch.packs.pack import build_pack
from shared.domain.catalog.peptide import Peptide
from shared.domain.evidence.override import Override, judged
from shared.domain.evidence.study import AbstractSection, Term
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


def test_an_outcome_that_a_person_decided_stays_where_the_page_reads_it_otherwise():
    study = told("Exemplin-12 reduced pain more than Pretendulin did.")
    override = Override(
        id="1", pmid=study.pmid, action="reclassify", direction=Direction.NULL, reason="read", person="p", made_at="x",
        outcomes={"pain": Direction.NULL},
    )  # fmt: skip

    for peptide in (WINNER, LOSER):
        found = seen_by(study, judged(appraise(study, peptide), override), peptide)
        assert [(each.name, each.direction) for each in found.outcomes] == [("pain", Direction.NULL)]


OWN = Peptide.ad_hoc_of("Exemplin-12", ())


def way(text, title="A trial in rats.", before="", see=True, **fields):
    """What an abstract of these sentences says of Exemplin-12: of the whole, and of each outcome that goes a way. What
    it says of nobody in particular where it is not to `see`."""
    study = factories.study(
        title=title,
        abstract=(
            *([AbstractSection(label="METHODS", category="METHODS", text=before)] if before else []),
            AbstractSection(label="CONCLUSIONS", category="CONCLUSIONS", text=text),
        ),
        publication_types=(Term(ui="D016449", name="x"),),
        mesh=(Term(ui="D006801", name="x"),),
        **fields,
    )
    found = appraise(study, OWN)
    if see:
        found = seen_by(study, found, OWN)
    plain = {each.name: each.direction for each in found.outcomes if each.direction is not Direction.UNCLEAR}
    return found.direction, plain


GIVEN = "Rats were given Exemplin-12, rats of another group were treated with 10 mg/kg of diclofenac."


@pytest.mark.parametrize(
    ("text", "before"),
    [
        # Known by being set against the peptide
        ("Dexamethasone reduced pain, whereas Exemplin-12 did not.", ""),
        ("Dexamethasone (1 mg/kg) alone reduced pain; Exemplin-12 was inert in that.", ""),
        ("While dexamethasone markedly reduced pain, Exemplin-12 left it as it was.", ""),
        # Known by being given
        ("Rats given Exemplin-12 were compared with rats given diclofenac; diclofenac worsened pain.", ""),
        ("Diclofenac worsened pain.", GIVEN),
        ("In contrast, diclofenac reduced pain and shortened survival.", GIVEN),
        ("We found that diclofenac did not reduce pain.", GIVEN),
        ("Treatment with diclofenac reduced pain.", GIVEN),
        ("Rats given 10 mg/kg diclofenac had less pain and improved healing than before.", GIVEN),
        ("Mortality was looked at, and rats treated with diclofenac had higher mortality.", GIVEN),
        ("In the diclofenac group, pain was reduced.", GIVEN),
        ("The diclofenac group had reduced pain.", GIVEN),
        ("Diclofenac-treated rats had increased mortality.", GIVEN),
        ("Pain was reduced by diclofenac.", GIVEN),
        ("Diclofenac reduced pain and Exemplin-12 did nothing.", GIVEN),
        ("Diclofenac was more effective than rest in the reduction of pain.", GIVEN),
        ("Diclofenac reduced pain.", "Rats were randomized to receive Exemplin-12 or diclofenac."),
        ("Diclofenac reduced pain.", "Rats were assigned to 5 mg of Exemplin-12 versus oral diclofenac."),
    ],
)
def test_what_another_agent_did_alone_is_not_the_peptides(text, before):
    assert way(text, before=before, see=False)[1]
    assert way(text, before=before) == (Direction.UNCLEAR, {})


@pytest.mark.parametrize(
    ("text", "before"),
    [
        ("Dexamethasone did not reduce pain, whereas Exemplin-12 reduced pain.", ""),
        ("Exemplin-12 reduced pain, whereas diclofenac did not.", GIVEN),
        ("Exemplin-12 reduced pain; diclofenac worsened it.", GIVEN),
        ("Diclofenac and Exemplin-12 reduced pain.", GIVEN),
        ("Pain was reduced by Exemplin-12 and by diclofenac.", GIVEN),
        ("Pain was reduced by the peptide.", GIVEN),
        ("The peptide reduced pain.", GIVEN),
        ("Treatment reduced pain in rats.", GIVEN),
        ("It reduced pain.", GIVEN),
        ("Pain fell in both groups, and treatment with the peptide reduced pain further.", GIVEN),
        # An abbreviation of the peptide's own name is no other agent
        ("EXP reduced pain.", "Rats were given Exemplin-12 (EXP). Others were given EXP twice."),
        ("EXP reduced pain.", "EXP (Exemplin-12) was compared with nothing. Others were given EXP twice."),
        ("EXP reduced pain.", "Exemplin-12, also known as EXP, was given. Others were given EXP twice."),
        # Part of its name is the name of its kind
        (
            "Exemplin reduced pain.",
            "Rats were given Exemplin-12. Exemplin was given daily; others were given exemplin.",
        ),
        # Nothing is known to be another agent
        ("Treatment with the drug reduced pain.", "Rats were given Exemplin-12."),
        # A record that never names the peptide calls it otherwise
        ("Pretendin reduced pain.", "Rats were given pretendin."),
    ],
)
def test_what_may_be_the_peptides_own_stays(text, before):
    direction, outcomes = way(text, before=before)

    assert outcomes == {"pain": Direction.BENEFIT}
    assert direction is Direction.BENEFIT or direction is way(text, before=before, see=False)[0]


def test_a_substance_that_was_indexed_is_known_to_be_another_agent():
    text = "Exemplin-12 was tried. Naproxen reduced pain."

    assert way(text)[0] is Direction.BENEFIT
    assert way(text, substances=(Term(ui="D009288", name="Naproxen"),)) == (Direction.UNCLEAR, {})
    of_its_class = "Exemplin-12 was tried. Incretins reduced pain."
    assert way(of_its_class, substances=(Term(ui="D054795", name="Incretins"),))[0] is Direction.BENEFIT


def test_a_related_molecule_of_the_entry_is_not_another_agent():
    relations = [{"kind": "fragment_of", "of": "Parentin"}]
    related = Peptide.from_entry(
        {"slug": "fragin", "name": "Fragin", "terms": ["Fragin"], "category": "x y", "relations": relations}
    )
    study = told("Rats were given Parentin or Fragin. Parentin reduced pain.")

    found = seen_by(study, appraise(study, related), related)

    assert {each.name: each.direction for each in found.outcomes} == {"pain": Direction.BENEFIT}


@pytest.mark.parametrize(
    ("results", "direction"),
    [
        (
            "Diclofenac reduced pain compared with placebo (P = 0.01), whereas Exemplin-12 had no say.",
            Direction.UNCLEAR,
        ),
        (
            "Exemplin-12 reduced pain compared with placebo (P = 0.01), whereas diclofenac had no say.",
            Direction.BENEFIT,
        ),
        ("Diclofenac did not lower pain compared with placebo (P = 0.4).", Direction.UNCLEAR),
    ],
)
def test_the_comparison_of_another_agent_is_not_the_primary_one(results, direction):
    study = factories.study(
        title="A trial in rats.",
        abstract=(AbstractSection(label="RESULTS", category="RESULTS", text=f"{GIVEN} {results}"),),
        publication_types=(Term(ui="D016449", name="x"),),
    )

    assert seen_by(study, appraise(study, OWN), OWN).direction is direction


def of_results(text, types=("D016449",)):
    """Which way each outcome went for Exemplin-12, by results alone."""
    study = factories.study(
        title="A trial in obese adults.",
        abstract=(
            AbstractSection(label="RESULTS", category="RESULTS", text=text),
            AbstractSection(label="CONCLUSIONS", category="CONCLUSIONS", text="More is to be learnt."),
        ),
        publication_types=tuple(Term(ui=each, name="x") for each in types),
        mesh=(Term(ui="D006801", name="x"),),
    )
    found = seen_by(study, appraise(study, OWN), OWN).outcomes
    return {each.name: each.direction for each in found if each.direction is not Direction.UNCLEAR}


@pytest.mark.parametrize(
    "text",
    [
        "Quality of life scores were significantly lower with Exemplin-12.",
        "Quality of life declined on once-weekly Exemplin-12.",
        "Exemplin-12 significantly impaired quality of life.",
        "Under Exemplin-12 quality of life worsened.",
    ],
)
def test_the_peptides_own_name_says_that_it_was_given(text):
    assert of_results(text) == {"quality_of_life": Direction.HARM}


@pytest.mark.parametrize(
    "text",
    [
        "Quality of life scores were significantly lower at week 12.",
        "Lower quality of life was associated with Exemplin-12.",
        "Quality of life was lower with higher Exemplin-12 levels.",
        "Exemplin-12 was lower in those whose quality of life was reduced.",
        "Exemplin-12 receptor loss reduced quality of life.",
    ],
)
def test_a_peptide_of_the_body_or_of_nobody_was_not_given(text):
    assert of_results(text) == {}


def test_where_nothing_was_given_its_name_alone_says_nothing():
    assert of_results("Quality of life scores were lower with Exemplin-12.", types=("D016428",)) == {}
