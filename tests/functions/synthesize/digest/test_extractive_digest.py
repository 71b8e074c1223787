"""What a digest quotes: sentences about the peptide that a reader understands."""

import pytest
from invented.factories import appraisal, pack, pack_study, sentence

from functions.synthesize.digest import extractive
from shared.domain.evidence.pack import Citation, EvidencePack
from shared.domain.vocabulary import Design, Role, Section, Species
from shared.gates.draft import judge

RESULT = "Exemplin-12 raised grip strength by 2.4 kg in the older volunteers."
LEANING = "This effect was abolished by the invented blocker in all who took it."
FILLER = "Rooms were kept at the same temperature and humidity throughout the invented observation period."


def evidence(*texts: str, title: str = "An invented study of hands", section: str = "RESULTS") -> EvidencePack:
    sentences = [sentence(1, place, text, section=section) for place, text in enumerate(texts, 1)]
    rest = [sentence(1, 90 + place, FILLER, section="METHODS") for place in range(12)]
    study = pack_study(1, citation=Citation(title=title, year=2024))
    return pack(studies=(study,), sentences=(*sentences, *rest))


def quoted(of: EvidencePack) -> list[tuple[str, ...]]:
    draft = extractive.write(of)
    assert [each for each in judge(of, draft) if each.severity == "block"] == []
    return [each.sentences for each in draft.claims]


def test_a_sentence_that_leans_is_quoted_with_the_one_it_leans_on():
    told = "Exemplin-12 strengthens the grip of volunteers in the invented report."
    of = evidence(told, LEANING)

    (claim,) = extractive.write(of).claims

    assert quoted(of) == [("S1.1", "S1.2")]
    assert claim.text == f"{told} {LEANING}"


def test_a_pair_that_the_quote_budget_forbids_is_not_quoted():
    study = pack_study(1, citation=Citation(title="An invented study of hands"))
    of = pack(studies=(study,), sentences=tuple(sentence(1, n, text) for n, text in enumerate((RESULT, LEANING), 1)))

    assert quoted(of) == [("S1.1",)]


@pytest.mark.parametrize(
    "text",
    [
        "In addition, Exemplin-12 raised grip strength by 2.4 kg in the older volunteers.",
        "The results showed that Exemplin-12 increased grip strength in the older volunteers.",
        "It was found that Exemplin-12 increased grip strength in the older volunteers.",
        "There was no difference in grip strength between Exemplin-12 and placebo.",
        "This trial did not confirm that Exemplin-12 increased grip strength.",
        "While balance remained unchanged, grip strength increased with Exemplin-12.",
        "This distinct heightened grip strength response was reduced by Exemplin-12 in the volunteers.",
        "Grip strength increased in those given EXEMPLIN 12 over the whole time.",
        "Grip strength increased in those given EX12 over the whole time.",
        "Higher grip strength was seen with Exemplin-12 than with placebo in the volunteers.",
        "Grip strength was unchanged with Exemplin-12 at other time points (p > 0.05).",
    ],
)
def test_a_sentence_that_says_what_it_speaks_of_is_quoted(text):
    assert quoted(evidence(text)) == [("S1.1",)]


@pytest.mark.parametrize(
    "text",
    [
        "In the same group, Exemplin-12 raised grip strength by 2.4 kg.",
        "This response was reduced by Exemplin-12 in the volunteers of the invented trial.",
        "This work found that Exemplin-12 increased grip strength in volunteers.",
        "This study compared Exemplin-12 with placebo and increased what is known.",
        "Fibroblasts were stimulated with interferon in the presence of Exemplin-12.",
        "The differences in grip strength may explain the wish for more Exemplin-12.",
        "Exemplin-12, however, did not increase grip strength in the volunteers.",
        "Exemplin-12 increased grip strength in male Wistar rats by 12%.",
        "Exemplin-12 increased the number of colonies in cultured fibroblasts by 12%.",
        "Specifically, Exemplin-12 increased grip strength in the volunteers by 12%.",
        "Higher (p < 0.05) grip strength was seen with both amounts of Exemplin-12.",
        "The strength of Exemplin-12 is put into perspective by what is increased by others.",
        "Fingers, identified herein as digits, were increased in strength by Exemplin-12.",
    ],
)
def test_a_sentence_that_needs_another_or_speaks_for_its_authors_is_not(text):
    assert quoted(evidence(text)) == []


@pytest.mark.parametrize(
    ("title", "text", "count"),
    [
        # Neither the sentence nor the title is about the peptide.
        ("An invented study of hands", "Grip strength increased by 12% in the volunteers who trained.", 0),
        # The title is.
        ("Exemplin-12 and hands", "Grip strength increased by 12% in the volunteers who trained.", 1),
        # Another molecule whose name begins with this one's.
        ("An invented study of hands", "Exemplin-12-like factor 1 increased by 12% in the volunteers.", 0),
        ("An invented study of hands", "Exemplin-12-releasing hormone increased by 12% in the volunteers.", 0),
        ("An invented study of hands", "Exemplin-12 resistance increased by 12% in the volunteers.", 0),
        ("An invented study of hands", "Exemplin-12 receptors increased by 12% in the volunteers.", 0),
        ("An invented study of hands", "Exemplin-12 S-transferase increased by 12% in the volunteers.", 0),
        ("An invented study of hands", "Exemplin-12 peroxidases increased by 12% in the volunteers.", 0),
        # Few words without a figure say little.
        ("Exemplin-12 and hands", "Restriction of water prevented the fall.", 0),
    ],
)
def test_a_digest_is_about_the_peptide(title, text, count):
    assert len(quoted(evidence(text, title=title))) == count


def test_a_short_form_counts_in_the_study_that_defines_it():
    told = "Exemplin-12 (EXM) is an invented peptide that nobody has ever made."
    result = "Grip strength increased by 12% in the volunteers who were handed EXM."
    lower = "Grip strength increased by 12% in the volunteers at the last exm visit."

    assert ("S1.2",) in quoted(evidence(told, result))
    assert ("S1.2",) not in quoted(evidence(told, lower))
    assert quoted(evidence(result)) == []


def test_studies_that_only_mention_the_peptide_are_quoted_where_there_is_nothing_else():
    only, given = pack_study(1, role=Role.MENTIONED), pack_study(2, role=Role.ADMINISTERED)
    sentences = (sentence(1, 1, RESULT), sentence(2, 1, RESULT.replace("Grip", "Pinch")))

    assert quoted(pack(studies=(only, given), sentences=sentences)) == [("S2.1",)]
    assert quoted(pack(studies=(only,), sentences=sentences[:1])) == [("S1.1",)]


@pytest.mark.parametrize(
    ("text", "section"),
    [
        ("Mortality was 4.1 % with Exemplin-12 and 2.0 % with placebo.", Section.SAFETY),
        ("Exemplin-12 increased mortality from 2 % to 4 %, and reduced pain.", Section.SAFETY),
        ("Exemplin-12 significantly reduced mortality at 28 days (hazard ratio 0.61).", Section.HUMAN),
        ("Exemplin-12 increased survival and reduced mortality at 28 days.", Section.HUMAN),
        ("Survival was better and mortality lower with Exemplin-12 than with placebo.", Section.HUMAN),
    ],
)
def test_deaths_that_a_study_saw_fewer_of_are_no_unwanted_effect(text, section):
    (claim,) = extractive.write(evidence(text)).claims

    assert claim.section is section


def test_what_was_seen_in_human_cells_is_not_told_of_the_animals_of_the_same_study():
    study = pack_study(1, appraisal=appraisal(species=Species.ANIMAL, design=Design.EXPERIMENT))
    texts = (
        "Exemplin-12 increased the migration of human umbilical vein endothelial cells by 40%.",
        "Exemplin-12 increased the strength of healed skin in the mice by 12%.",
    )
    of = pack(studies=(study,), sentences=tuple(sentence(1, n, text) for n, text in enumerate(texts, 1)))

    assert quoted(of) == [("S1.2",)]


def test_patients_are_not_told_of_under_animals_nor_animals_under_people():
    known = "As a peptide of the invented kind, Exemplin-12 improves grip strength in patients with weak hands."
    preclinical = "Exemplin-12 increased grip strength in various preclinical animal models by 12%."
    of_animals = pack_study(1, appraisal=appraisal(species=Species.ANIMAL, design=Design.EXPERIMENT))
    texts = (known, "Exemplin-12 increased grip strength in the mice by 12%.")

    of = pack(studies=(of_animals,), sentences=tuple(sentence(1, n, text) for n, text in enumerate(texts, 1)))

    assert quoted(of) == [("S1.2",)]
    assert quoted(evidence(preclinical)) == []
    assert quoted(evidence(known)) == [("S1.1",)]


@pytest.mark.parametrize(
    "text",
    [
        "Reactions were observed in 80% of the volunteers who were given Exemplin-12.",
        "Injection-site reactions followed Exemplin-12 in 35% of the volunteers.",
        "Exemplin-12 was not associated with unexpected toxicities in the volunteers.",
    ],
)
def test_reactions_and_toxicity_are_unwanted_effects(text):
    (claim,) = extractive.write(evidence(text)).claims

    assert claim.section is Section.SAFETY


def test_what_goes_along_with_deaths_is_no_unwanted_effect_of_the_peptide():
    text = "A change in grip strength was associated with 30-day mortality of the volunteers."

    (claim,) = extractive.write(evidence(text, title="Exemplin-12 and hands")).claims

    assert claim.section is Section.HUMAN
