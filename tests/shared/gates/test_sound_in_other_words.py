"""Claims that say what their quotes say in freer words pass; each stands beside a wrong one that is refused."""

from collections.abc import Sequence

import pytest
from invented.factories import appraisal, claim, draft, pack, pack_study, sentence

from shared.domain.vocabulary import Direction, Section, Species
from shared.gates.draft import judge


def refused(
    text: str,
    quote: str,
    rest: Sequence[str] = (),
    species: Species = Species.ANIMAL,
    of_study: Species | None = None,
    outcome: str = "findings",
) -> set[str]:
    """The blocking rules against a claim that names the first of a record's sentences alone."""
    sections = {Species.HUMAN: Section.HUMAN, Species.ANIMAL: Section.ANIMAL, Species.IN_VITRO: Section.IN_VITRO}
    of = pack(
        studies=(pack_study(1, appraisal=appraisal(species=of_study or species)),),
        sentences=tuple(sentence(1, at, each) for at, each in enumerate([quote, *rest], 1)),
    )
    marks = {"section": sections[species], "species": species, "direction": Direction.UNCLEAR, "outcome": outcome}
    made = claim(text, **marks)
    return {each.rule for each in judge(of, draft(of, claims=(made,))) if each.severity == "block"}


IN_RATS = "Exemplin-12 was given to Wistar rats for 3 weeks."
IN_MICE = "Some of the work was done in mice."
SMALLER = "Renal weight was 12% lower with Exemplin-12."


def test_an_animal_that_the_record_names_once_is_that_of_each_sentence():
    assert refused("Kidney weight of rats was 12% lower with Exemplin-12.", SMALLER, [IN_RATS]) == set()


@pytest.mark.parametrize(
    ("animal", "rest"),
    [("mice", [IN_RATS]), ("rats", [IN_RATS, IN_MICE]), ("rats", [])],
)
def test_another_animal_or_one_of_several_is_refused(animal: str, rest: list[str]):
    assert "C11" in refused(f"Kidney weight of {animal} was 12% lower with Exemplin-12.", SMALLER, rest)


def test_an_animal_of_a_record_of_people_is_none_of_its_findings():
    quote = "Pulse was 12% lower with Exemplin-12."
    told = "Pulse of rats was 12% lower with Exemplin-12."

    assert "C11" in refused(told, quote, [IN_RATS], species=Species.HUMAN)


ACTIVE = "Uptake of iron doubled with Exemplin-12 at 3 nM."
IN_CELLS = "Transfected cell lines were grown with and without it."


def test_what_a_record_saw_in_cells_may_be_told_of_cells():
    told = "Iron uptake of cells doubled with Exemplin-12 at 3 nM."

    assert refused(told, ACTIVE, [IN_CELLS], Species.IN_VITRO, Species.ANIMAL) == set()


@pytest.mark.parametrize(
    ("told", "quote", "rest"),
    [
        ("Iron uptake of cells doubled with Exemplin-12 at 3 nM.", ACTIVE, [IN_RATS]),
        ("In cells food intake halved with Exemplin-12.", "Exemplin-12 halved food intake of rats.", [IN_CELLS]),
        ("Iron uptake doubled with Exemplin-12 at 3 nM.", ACTIVE, [IN_CELLS]),
    ],
)
def test_what_was_seen_in_whole_animals_is_not_told_of_cells(told: str, quote: str, rest: list[str]):
    assert "C11" in refused(told, quote, rest, Species.IN_VITRO, Species.ANIMAL)


def test_weight_is_of_a_whole_animal_though_an_enzyme_was_looked_at_outside_it():
    weighed = "Liver weight and in vitro activity of the oxidase rose with Exemplin-12."
    alone = "In vitro activity of the oxidase rose with Exemplin-12."

    assert refused("Liver weight rose with Exemplin-12 in rats.", weighed, [IN_RATS]) == set()
    assert "C11" in refused("Activity of the oxidase rose with Exemplin-12 in rats.", alone, [IN_RATS])


def test_a_short_form_stands_for_what_the_record_says_that_it_means():
    quote = "PGX was without effect."
    spelt = "Pargloxidin (PGX) and Exemplin-12 were fed to rats."
    told = "Pargloxidin did nothing in rats."

    assert refused(told, quote, [spelt]) == set()
    assert "C20" in refused(told, quote, [IN_RATS])


def test_a_heading_may_spell_a_short_form_out():
    quote = "KRT fell by 12% with Exemplin-12."
    spelt = "Keratin renewal time (KRT) was measured in rats."
    told = "In rats KRT fell by 12% with Exemplin-12."

    assert refused(told, quote, [spelt], outcome="keratin renewal time") == set()
    assert "C20" in refused(told, quote, [spelt], outcome="survival time")


@pytest.mark.parametrize(
    ("told", "quote", "wrong"),
    [
        (
            "Strain was 20.8% in rats on Exemplin-12 and 25.4% in controls.",
            "Strain of rats changed with Exemplin-12 (20.8%vs.25.4% in controls).",
            "Strain was 20.8% in rats on Exemplin-12 and 25.9% in controls.",
        ),
        (
            "Cysts were seen in rats at 405 mg/kg a day.",
            "Cysts were seen in rats at the highest dose (405mgEXTRACT/kg/day).",
            "Cysts were seen in rats at 405 mg a day.",
        ),
        (
            "A hundred and sixty rats were given Exemplin-12.",
            "Exemplin-12 was given to 160 rats.",
            "A hundred and sixteen rats were given Exemplin-12.",
        ),
        (
            "Enzymes of rats took 5 to 7 days to double.",
            "Enzymes of rats took 5--7 days to double.",
            "Enzymes of rats took 5 to 8 days to double.",
        ),
        (
            "Rats were fed up to 500 mg/kg a day.",
            "In total, rats were fed 0, 5, 50 or 500 mg/(kg•d).",
            "Rats were fed up to 50 mg/kg a day.",
        ),
        (
            "Rats were given 200 mg per 100 g of body weight.",
            "Rats were given 200mg EXTRACT/100g body weight.",
            "Rats were given 200 mg per 10 g of body weight.",
        ),
    ],
)
def test_figures_are_read_however_they_are_set(told: str, quote: str, wrong: str):
    assert refused(told, quote) == set()
    assert "C21" in refused(wrong, quote)


@pytest.mark.parametrize(
    ("rule", "told", "quote", "wrong"),
    [
        (
            "C22",
            "Scarring became more marked in rats with age.",
            "Fibrosis of rats was progressive with age.",
            "Scarring became marked in rats with age.",
        ),
        (
            "C22",
            "Exemplin-12 lowered proteins that clear it from the blood of rats.",
            "Exemplin-12 lowered proteins of clearance from the blood of rats.",
            "Exemplin-12 clearly lowered proteins of clearance from the blood of rats.",
        ),
        (
            "G1",
            "The more Exemplin-12 rats got, the less their mitochondria swelled.",
            "Exemplin-12 caused a concentration-dependent inhibition of swelling of mitochondria of rats.",
            "Mitochondria of rats swelled more with Exemplin-12.",
        ),
        (
            "G2",
            "Barvin made no difference in rats, and the small reduction with Exemplin-12 was not significant.",
            "A slight but non-significant fall was seen in rats with Exemplin-12, while Barvin was without effect.",
            "Barvin caused a slight reduction in rats, as Exemplin-12 did.",
        ),
        (
            "G2",
            "Rats without the gene were spared lesions of the liver, though not of the kidney.",
            "Rats without the gene had no lesions of the liver but did have some of the kidney.",
            "Rats without the gene had lesions of the liver, though not of the kidney.",
        ),
        (
            "C11",
            "Pups whose mothers ate Exemplin-12 were rats with fewer airspaces.",
            "Rats ate Exemplin-12 in the last week; pups had fewer airspaces.",
            "Rats ate Exemplin-12 in the last week; mothers had fewer airspaces.",
        ),
        (
            "C11",
            "Mice with the human form of the receptor were not lean under Exemplin-12.",
            "Receptor-humanized mice were not lean under Exemplin-12.",
            "Patients, like mice, were not lean under Exemplin-12.",
        ),
        (
            "C20",
            "Shrinking of rats was seen, and hepatic tissue showed none of it under Exemplin-12.",
            "Rats shrank, and the liver did not shrink under Exemplin-12.",
            "Shrinking of rats was seen, and dental enamel showed cracks everywhere.",
        ),
    ],
)
def test_a_freer_word_passes_and_a_wrong_one_does_not(rule: str, told: str, quote: str, wrong: str):
    assert rule not in refused(told, quote)
    assert rule in refused(wrong, quote)


def test_remission_may_be_told_of_complete_responses_by_their_short_form():
    quote = "CR was reached by 16 of 35 adults with Exemplin-12."
    other = "A flare was seen in 16 of 35 adults with Exemplin-12."
    told = "Remission came in 16 of 35 adults with Exemplin-12."

    assert "C20" not in refused(told, quote, species=Species.HUMAN)
    assert "C20" in refused(told, other, species=Species.HUMAN)


def test_who_was_seen_may_be_named_by_another_word():
    quote = "In elderly people the pulse fell by 12% with Exemplin-12."

    assert "C11" not in refused(
        "In older people the pulse was 12% lower with Exemplin-12.", quote, species=Species.HUMAN
    )
    assert "C11" in refused("In people, the pulse was 12% lower with Exemplin-12.", quote, species=Species.HUMAN)


def test_raising_a_substance_is_no_advice_and_raising_it_with_a_doctor_is():
    quote = "Exemplin-12 could sensitise the gut of rats by raising TGR5."

    assert "C05" not in refused("Exemplin-12 could sensitise the gut of rats by raising TGR5 there.", quote)
    assert "C05" in refused("The gut of rats is helped by raising Exemplin-12 with your doctor.", quote)


@pytest.mark.parametrize(
    ("rule", "told", "quote", "wrong"),
    [
        (
            "G2",
            "Rats ate fat without becoming obese on Exemplin-12.",
            "Rats given Exemplin-12 ate more fat, but they did not become obese.",
            "Rats ate fat and became obese on Exemplin-12.",
        ),
        (
            "G2",
            "Exemplin-12 halved renin in the plasma of rats, whereas liver and kidney kept theirs.",
            "Renin was decreased to 50% by Exemplin-12 in the plasma of rats but was unaltered in liver and kidney.",
            "Exemplin-12 halved renin in the plasma of rats, whereas liver and kidney lost all of theirs too.",
        ),
        (
            "G2",
            "Rats on Exemplin-12 had a lower pulse, but their weight stayed as it was.",
            "Exemplin-12 lowered the pulse of rats, whereas weight was not affected.",
            "Rats on Exemplin-12 had a lower pulse, and their weight was lower too.",
        ),
        (
            "G2",
            "Fasted rats changed two genes, much as rats on Exemplin-12 did.",
            "In rats fasting had a similar effect to Exemplin-12 on two genes.",
            "In rats fasting had a different effect than Exemplin-12 on two genes.",
        ),
        (
            "G2",
            "Without Exemplin-12 for two weeks, pressure of rats was back where controls stood.",
            "Pressure of rats returned to control levels after 14-day recovery from Exemplin-12.",
            "Without Exemplin-12 pressure of rats did not return to control levels.",
        ),
        (
            "C20",
            "Hamsters on 900 mg/kg of Exemplin-12 showed far less response than rats on 100 mg/kg.",
            "In the rat a response was seen at 100 mg/kg of Exemplin-12, and much less in the hamster at 900 mg/kg.",
            "Hamsters on 900 mg/kg of Exemplin-12 showed far less response than those on metformin.",
        ),
    ],
)
def test_other_ways_of_saying_it_pass(rule: str, told: str, quote: str, wrong: str):
    assert rule not in refused(told, quote)
    assert rule in refused(wrong, quote)


def test_depressed_is_less_and_stronger_is_more():
    told = "Livers of rats made less sterol on Exemplin-12 and cancers made more."
    quote = "Sterol synthesis was depressed in livers of rats but increased in cancers on Exemplin-12."
    other = "Sterol synthesis was increased in livers of rats and in cancers on Exemplin-12."

    assert "G1" not in refused(told, quote)
    assert "G1" in refused(told, other)


def test_what_a_record_calls_by_a_denial_denies_nothing():
    quote = "frPSI went along with a smaller hippocampus under Exemplin-12 in rats."
    record = ["The failure to recover from proactive interference (frPSI) was scored in rats."]
    told = "Failure to recover went along with a smaller hippocampus under Exemplin-12 in rats."

    assert "G2" not in refused(told, quote, record)
    assert "G2" in refused(told, quote)


def test_a_figure_before_an_adverb_is_no_count_of_things():
    quote = "Titres went from 526 (368-1683) to 455 (380-1148) U/mL and with saline from 432 (351-1280) to 429 U/mL."
    told = "Titres were 455 U/mL after 526, and with saline they moved from 432 merely to 429."

    assert "C21" not in refused(told, quote)
    assert "C21" in refused(told.replace("432 merely", "432 people merely"), quote)
    assert "C21" in refused(told.replace("432", "423"), quote)
