"""What a digest quotes of a study is what this study found: not what was known, what made ill, or in whom it was."""

import re

import pytest
from invented.factories import appraisal, pack, pack_study, sentence

from functions.synthesize.digest import extractive
from functions.synthesize.digest.own_findings import brought_on, is_own
from shared.domain.evidence.pack import Citation
from shared.domain.vocabulary import Design, Role, Section, Species

NAMES = re.compile(r"\bExemplin-12\b")
FILLER = "Rooms were kept at the same temperature and humidity throughout the invented observation period."


@pytest.mark.parametrize(
    "text",
    [
        "Exemplin-12 has previously been shown to improve the grip of aged mice.",
        "In earlier studies Exemplin-12 increased the strength of the hands.",
        "Exemplin-12 is one of the most important drugs in the treatment of weak hands.",
        "Exemplin-12 is considered an effective therapy for weak hands.",
        "Before Exemplin-12 treatment, patients with weak hands were above the average for weight and grew weaker.",
        "The study included 412 patients who began Exemplin-12 (mean age 54 vs. 58 years).",
        "A total of 412 patients were allocated to either the control group (n = 206) or the Exemplin-12 group.",
        "Among 412 enrolled patients, 212 received Exemplin-12 and exercise, and 200 received exercise.",
        "412 patients (64% male, age 58 years) completed 3 years of Exemplin-12 exposure.",
        "There were 55 patients in the Exemplin-12 group and 54 in the control group.",
        "At Exemplin-12 initiation, 69% had weak hands.",
        "Median duration of Exemplin-12 therapy was 365 days, and 9 of 13 patients remain on it.",
        "Of 30 patients included in the efficacy and safety analyses, 40% had weak hands.",
        "Among 4,424 patients who took Exemplin-12, 77% were women and the mean (SD) age was 46.7 (10.0) years.",
        "The study had three arms, two of Exemplin-12 at different strengths and one of placebo.",
        "Of 412 patients, 23% and 32% reported weak and very weak hands, respectively, during baseline.",
    ],
)
def test_what_was_known_or_was_there_before_is_no_finding(text):
    assert not is_own(text, named=True, review=False)


@pytest.mark.parametrize(
    "text",
    [
        "In 2012, Exemplin-12 was approved in two invented countries for weak hands.",
        "Exemplin-12 received marketing authorisation for weak hands.",
        "Exemplin-12 was developed as a longer-lasting form of an invented hormone.",
        "Exemplin-12 may prove to be a useful therapeutic strategy for weak hands.",
        "Exemplin-12 offers an effective alternative treatment of weak hands.",
        "Exemplin-12 may be discussed as related to the strength of the hands.",
        "The peptides that will be discussed include Exemplin-12 and its fragments.",
        "Exemplin-12 has theoretical advantages over other invented peptides.",
        "There may be economic benefits to the use of Exemplin-12.",
        "A cDNA was found that encodes a peptide which was later named Exemplin-12.",
        "Thirty minutes after Exemplin-12 the grip of the animals was recorded for 2 hours.",
        "Effects of Exemplin-12 also need proper dose-response studies.",
        "Reports on Exemplin-12 have steadily increased over two decades.",
        "Reports in the literature of Exemplin-12 include many of other methods.",
        "The properties of Exemplin-12 and its fragments have been briefly reviewed.",
        "This study highlighted the important role of Exemplin-12 in grip.",
        "Comparison with other peptides suggested potential for its use in weak hands.",
    ],
)
def test_what_authorities_did_and_what_may_become_of_it_is_no_finding(text):
    assert not is_own(text, named=True, review=False)
    assert not is_own(text, named=True, review=True)


@pytest.mark.parametrize(
    "text",
    [
        "The rich diet over 10 months had a negative effect on the strength of the hands, above all in females.",
        "Occlusion of the artery also increased an invented factor and swelling.",
        "Aging reduced the mass of the forearm.",
        "The I/R group had the weakest hands of all.",
        "Sham-operated rats gripped as before.",
        "No weakness was observed in any of the animals in the control group.",
    ],
)
def test_what_made_ill_is_no_finding_about_the_peptide_unless_it_is_named(text):
    assert not is_own(text, named=False, review=False)
    assert is_own(text, named=True, review=False)


@pytest.mark.parametrize(
    "text",
    [
        "Exemplin-12 improved the grip of aged mice.",
        "Exemplin-12, which is an invented peptide, improved the grip of aged mice.",
        "These data suggest that Exemplin-12 is a potent inhibitor of the invented enzyme.",
        "There is a lower risk of falls with Exemplin-12.",
        "Before and after Exemplin-12 treatment the grip was alike.",
        "Of 412 patients who received Exemplin-12, 40 had a stronger grip.",
        "31 patients who received Exemplin-12 recovered within a week.",
        "The mean duration of sleep rose by 59% in the Exemplin-12 group.",
        "Median length of stay was two days with Exemplin-12.",
        "31 patients improved with Exemplin-12, and 12 with placebo.",
        "Before Exemplin-12 treatment the grip was 20 kg, and after it 24 kg.",
        "Grip was observed to be stronger with Exemplin-12 than with placebo.",
        "Exemplin-12 may reduce the strength of the grip.",
        "Grip strength rose by 3 kg from baseline, and women (mean age 70 years) gained more.",
        "Exemplin-12 increased the binding of the compound that was designated A by 12%.",
    ],
)
def test_what_was_found_is(text):
    assert is_own(text, named=True, review=False)


@pytest.mark.parametrize(
    "text",
    [
        "Inflammation decreased by 30% in the volunteers.",
        "Stress decreased more in the treated volunteers.",
        "The deficiency was reduced in all who were treated.",
        "Falls were fewer than in the control group.",
    ],
)
def test_an_illness_that_grows_less_is_what_was_found(text):
    assert is_own(text, named=False, review=False)


def test_a_review_tells_of_others_by_its_nature():
    assert is_own("Exemplin-12 has been shown to improve the grip in nine trials.", named=True, review=True)


@pytest.mark.parametrize(
    ("title", "so"),
    [
        ("Exemplin-12-induced pancreatitis: a case report", True),
        ("Acute hepatitis due to Exemplin-12 in a woman", True),
        ("Severe adverse reaction to Exemplin-12", True),
        ("A man whose weak hands were treated with Exemplin-12", False),
        ("Alcohol-induced pancreatitis in a man who took Exemplin-12", False),
    ],
)
def test_a_title_says_that_the_peptide_brought_something_on(title, so):
    assert brought_on(title, NAMES) is so


def written(title: str, text: str, *, design: Design, role: Role = Role.ADMINISTERED):
    study = pack_study(
        1,
        citation=Citation(title=title, year=2024),
        appraisal=appraisal(design=design, species=Species.HUMAN),
        role=role,
    )
    rest = [sentence(1, 90 + place, FILLER, section="METHODS") for place in range(12)]
    return extractive.write(pack(studies=(study,), sentences=(sentence(1, 1, text, section="RESULTS"), *rest))).claims


def test_the_case_of_somebody_whom_it_made_ill_stands_under_harms():
    title = "Exemplin-12-induced pancreatitis: a case report"
    text = "Amylase increased to 900 U/L nine days after Exemplin-12 in the invented patient."

    (claim,) = written(title, text, design=Design.CASE_REPORT)
    assert claim.section is Section.SAFETY
    (claim,) = written("A patient with weak hands", text, design=Design.CASE_REPORT)
    assert claim.section is Section.HUMAN


def test_what_goes_with_the_bodys_own_level_is_no_unwanted_effect():
    text = "Exemplin-12 levels were associated with adverse events of the heart in the volunteers."

    (claim,) = written("Exemplin-12 in blood", text, design=Design.OBSERVATIONAL, role=Role.ENDOGENOUS)
    assert claim.section is Section.HUMAN
    (claim,) = written("Exemplin-12 in blood", text, design=Design.OBSERVATIONAL)
    assert claim.section is Section.SAFETY
