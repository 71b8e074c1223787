"""In whom or in what a study was done, where lists of words end: unnamed beasts, cells, and people beside animals."""

import pytest
from invented import factories

from functions.fetch.appraisal.appraise import appraise
from shared.domain.evidence.study import AbstractSection, Term
from shared.domain.vocabulary import Design, Species

HUMANS, ANIMALS = "D006801", "D000818"
CELL_LINE, HUVEC = "D002460", "D061307"


def appraised(text, *, title="A study.", mesh=(), status="Publisher", **fields):
    return appraise(
        factories.study(
            title=title,
            abstract=(AbstractSection(text=text),) if text else (),
            publication_types=(),
            mesh=tuple(Term(ui=each, name="x") for each in mesh),
            status=status,
            **fields,
        ),
        factories.peptide(),
    )


BEASTS = (
    *("foals", "sows", "gilts", "boars", "turkeys", "llamas", "tortoises", "Thoroughbreds", "Holsteins", "donkeys"),
    *("Labrador retrievers", "stallions", "yearlings", "lizards", "bees", "penguins", "geese", "degus", "deer", "bats"),
    *("axolotls", "newts", "buffaloes", "fish", "zebra finches", "weaners", "dolphins", "mules"),
    *("guanacos", "kinkajous", "springboks", "wombats", "numbats", "snarks"),
)
"""The last are in no list of words: nobody knows all beasts."""


@pytest.mark.parametrize("beasts", BEASTS)
@pytest.mark.parametrize(
    ("title", "text"),
    [
        (
            "Exemplin-12 in {}: a randomised, double-blind, placebo-controlled trial",
            "Forty {} were randomly allocated to Exemplin-12 or placebo. Clinics treated infection; fewer died.",
        ),
        (
            "Exemplin-12 and colic",
            "We randomly allocated 500 {} to Exemplin-12 or placebo. Clinicians judged. Few had surgery.",
        ),
    ],
)
def test_nobody_takes_a_beast_without_a_name_for_a_person(beasts, title, text):
    found = appraised(text.format(beasts), title=title.format(beasts))

    assert found.species is not Species.HUMAN
    assert found.design is not Design.PROBABLE_RCT


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Infection.", "Infection of the lung is a disease. Treatment and surgery in a clinic reduce mortality."),
        ("Therapy of colitis.", "The therapy was given by injection. Mortality was lower than with placebo."),
        ("Blindness.", "Clinicians were blinded in this trial of Exemplin-12 against placebo. Physicians were not."),
        ("Colitis and pancreatitis.", "Therapy of the diseases was randomised to placebo or Exemplin-12."),
    ],
)
def test_what_medicine_is_about_makes_nobody_a_person(title, text):
    assert appraised(text, title=title).species is Species.UNKNOWN


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Doctors and their pensions.", ""),
        ("Public health law after the pandemic.", ""),
        ("Exemplin.", "Exemplin is prescribed for hypertension. Clinical trials have shown less disease."),
        ("Thick skin: a case report.", ""),
        ("Gym and Exemplin.", "A total of 512 gym members completed a questionnaire."),
        ("Exemplin-12 and colic: a randomised trial.", "Forty patients were randomly allocated to Exemplin-12."),
        ("Exemplin-12 in asthmatics.", "Ninety asthmatics were randomised. Patients breathed better."),
        ("Exemplin-12 and dogs.", "Forty dog owners were asked. Of the people, most women and men slept."),
        ("Exemplin-12 and fish.", "Eighty women ate fish oil or took Exemplin-12. The women liked both."),
    ],
)
def test_what_only_people_are_or_do_is_of_people(title, text):
    assert appraised(text, title=title).species is Species.HUMAN


def test_a_journal_for_those_who_care_for_people_is_of_people_where_a_title_says_nothing_else():
    assert appraised("", title="Looking back.", journal="J Nurs Adm").species is Species.HUMAN
    assert appraised("", title="Looking back.", journal="Vet Nurs J").species is Species.UNKNOWN
    assert appraised("", title="Aortic arteritis.", journal="J Surg Res").species is Species.UNKNOWN


@pytest.mark.parametrize(
    "how",
    [
        "Patients were pseudo-randomised to Exemplin-12 or placebo.",
        "Patients were randomly assigned to Exemplin-12 or placebo by birth date.",
        "Patients were allocated by hospital number, randomised as it were, to Exemplin-12 or placebo.",
        "Patients were randomised to Exemplin-12 or placebo according to the day of the week.",
        "Patients were randomised, that is allocated alternately, to Exemplin-12 or placebo.",
    ],
)
def test_a_birth_date_is_no_chance(how):
    text = f"{how} Fifty patients and other patients took part in this randomised trial."

    assert appraised(text, title="Exemplin-12: a randomised trial").design is not Design.PROBABLE_RCT


@pytest.mark.parametrize(
    "text",
    [
        "Patients were randomly assigned to Exemplin-12 or placebo, stratified by birth weight.",
        "Patients were randomised to Exemplin-12 or placebo. Age was told by birth date.",
    ],
)
def test_what_else_is_told_of_births_denies_no_chance(text):
    assert appraised(f"{text} The patients slept.").design is Design.PROBABLE_RCT


@pytest.mark.parametrize(
    ("text", "mesh", "species"),
    [
        # In whom the outcome was, not of whom more is said.
        (
            "Brains of patients with stroke held more of it than other patients'. Mice treated with it lived longer.",
            (HUMANS, ANIMALS),
            Species.ANIMAL,
        ),
        ("It was raised in patients and in women. Mice lacking it were ill.", (HUMANS, ANIMALS), Species.ANIMAL),
        ("Exemplin-null mice chronically treated with it grew fat.", (HUMANS, ANIMALS, CELL_LINE), Species.ANIMAL),
        ("Patients received Exemplin-12. Rats received it too. Most patients slept.", (HUMANS, ANIMALS), Species.HUMAN),
        # Cells of people, and of beasts.
        ("HUVECs were exposed to Exemplin-12 for 24 h. Treatment helped.", (HUMANS, HUVEC), Species.IN_VITRO),
        ("HUVECs were exposed to Exemplin-12 for 24 h. Treatment helped.", (HUMANS,), Species.IN_VITRO),
        ("Human islets were incubated with Exemplin-12.", (HUMANS,), Species.IN_VITRO),
        ("PBMCs from donors were treated with Exemplin-12. TNF fell.", (HUMANS,), Species.IN_VITRO),
        (
            "Plastics may produce harm in humans. Mouse SXR differs. HepG2 cells were transfected with human SXR.",
            (HUMANS, CELL_LINE),
            Species.IN_VITRO,
        ),
        (
            "Loss of the gene stopped melanoma in vitro and in vivo. The protein binds RNA, and the receptor DNA.",
            (HUMANS,),
            Species.IN_VITRO,
        ),
        (
            "It can be absorbed by humans and animals. Rat liver EX9 cells were exposed to it; cells died.",
            (ANIMALS, CELL_LINE),
            Species.IN_VITRO,
        ),
        # Near misses.
        ("Rats were given it, and hepatocytes of the rats were cultured.", (ANIMALS, CELL_LINE), Species.ANIMAL),
        ("Patients received islets; the islets lived.", (HUMANS,), Species.HUMAN),
        ("Forty men took it in vitro aside; genes, proteins and RNA of the men were read.", (HUMANS,), Species.HUMAN),
    ],
)
def test_tissue_of_people_and_beasts_beside_them_are_not_people(text, mesh, species):
    assert appraised(text, mesh=mesh, status="MEDLINE").species is species


def test_people_whose_tissue_was_looked_at_do_not_outweigh_the_mice_that_were_treated():
    text = "Plasma of patients held more of it, and that of women and men. Mice treated with Exemplin-12 lived longer."

    assert appraised(text).species is not Species.HUMAN


@pytest.mark.parametrize(
    "title",
    [
        "Exemplin-12 in cultured rat hepatocytes",
        "Effects of Exemplin-12 on insulin release in isolated mouse islets",
        "Exemplin-12 induces apoptosis in rat and human hepatocytes",
        "Genetic effects of Exemplin-12 on cells in culture",
        "Exemplin-12 and apoptosis on Neuro-2a cells.",
        "Exemplin-12 in primary cultures of chick neurons",
        "Exemplin-12 stops growth of hepatoma cell lines",
    ],
)
def test_whose_cells_they_were_is_not_in_whom_the_work_was_done(title):
    text = "Cells were incubated with Exemplin-12 at 10 µM for a day. Rats differ from mice in this."

    assert appraised(text, title=title, mesh=(ANIMALS,), status="MEDLINE").species is Species.IN_VITRO
    assert appraised(text, title=title, mesh=(ANIMALS, HUMANS), status="MEDLINE").species is Species.IN_VITRO


@pytest.mark.parametrize(
    ("title", "text"),
    [
        # A beast was given something, or nothing tells of a dish
        ("Exemplin-12 in rat hepatocytes", "Rats were fed Exemplin-12; hepatocytes were then cultured."),
        ("Exemplin-12 in cultured rat hepatocytes and in rats", "Exemplin-12 was injected. Cells were incubated."),
        ("Exemplin-12 in octoploid rat hepatocytes", "A 7-day course raised the labelling index of the liver."),
        # The title does not say that cells were where the work was done
        ("Exemplin-12 in rats", "Cells were incubated with Exemplin-12 at 10 µM. Rats differ from mice."),
        ("Hepatocyte expression of a gene after Exemplin-12 in rats", "Sections of rats' livers were incubated."),
    ],
)
def test_cells_that_were_looked_at_after_a_beast_was_treated_are_the_beasts(title, text):
    assert appraised(text, title=title, mesh=(ANIMALS,), status="MEDLINE").species is Species.ANIMAL


FROM_RATS = (
    "Exemplin-12 has been demonstrated to heal rats and mice in many studies. Fibroblasts isolated from the forearm of "
    "male Wistar rats were cultured with it. By western blot the cells had more receptors. Migration of fibroblasts "
    "grew in a transwell, and cell survival rose. "
)
EXPLANTS = (
    "Explants were cultured with or without Exemplin-12. Cell outgrowth of explants was faster. Proliferation of "
    "fibroblasts derived from rat forearm did not change in an MTT assay; the treated cells survived longer. "
)


@pytest.mark.parametrize("text", [FROM_RATS, EXPLANTS])
def test_beasts_whose_cells_were_taken_are_in_no_experiment(text):
    assert appraised(text, title="Exemplin-12 and the forearm.").species is Species.IN_VITRO


@pytest.mark.parametrize(
    "more",
    [
        "Rats were given Exemplin-12 by gavage.",
        "Mice healed faster too.",
        "Twelve patients were treated with it, and eleven patients were better.",
    ],
)
def test_who_was_given_it_beside_cells_is(more):
    assert appraised(FROM_RATS + more, title="Exemplin-12 and the forearm.").species is not Species.IN_VITRO
