"""How many took part: every record of the invented corpus, real records by number, and sentences by table."""

import time

import pytest
from invented import factories

from functions.fetch.appraisal.appraise import appraise
from functions.fetch.appraisal.sizes import counts as size_counts
from functions.fetch.appraisal.sizes.counts import MOST
from functions.fetch.appraisal.sizes.sample_size import MOST_IN_ALL, size_of
from functions.fetch.reading.parse import parse
from infra.sandbox import samples
from shared.domain.catalog.peptide import Peptide
from shared.domain.evidence.study import AbstractSection
from shared.domain.vocabulary import Design, Species

PEPTIDE = Peptide.ad_hoc_of("Exemplin-12", ())

# Read by a person in each abstract; None where the abstract does not say, or says it of something else.
OWN = {
    1: 240,
    2: 186,
    3: 132,
    4: 64,
    5: 622,
    6: 311,
    7: 48,
    12: 96,
    13: 104,
    14: 24,
    15: 40,
    16: 30,
    19: 1284,
    21: 150,
    22: 58,
    23: 9,
    24: 16,
    25: 40,
    28: 72,
    29: 120,
    31: 20,
    35: 36,
    36: 32,
    37: 8,
    40: 214,
    46: 168,
    47: 60,
    48: 60,
    49: 1,
    51: 12,
    53: 48,
    55: 30,
    56: 14,
    57: 22,
    58: 45,
    60: 85,
    63: 34,
    64: 18,
}
REAL = {
    1473784: None,
    1516773: None,
    1600604: None,
    2097173: None,
    2867621: None,
    2917345: None,
    3206528: None,
    3617068: 470,
    3617070: None,
    3715859: None,
    4091660: None,
    6178713: 30,
    8219565: 166,
    8838637: None,
    8941094: 40,
    8998951: None,
    9146736: None,
    9274804: None,
    9505772: 85,
    9626910: 1360,
    9861576: 20,
    9950075: None,
    10331749: 19,
    10478332: None,
    10650916: None,
    10828276: None,
    10869467: None,
    11312035: None,
    11442735: 105,
    11488864: 18,
    11488868: 2,
    11524736: 10,
    11748851: 10,
    12209168: None,
    12209194: None,
    12416895: 36,
    12668284: None,
    12742518: None,
    12748680: None,
    12778222: None,
    14668030: 138,
    15206831: 183,
    15278624: 16,
    15588926: 730,
    15968009: 351,
    16865905: 504,
    17059514: 51,
    17926191: 65,
    18719013: 3721,
    20358181: None,
    21616130: None,
    21813367: 45276,
    22333284: 50,
    23435529: 408,
    23657305: 115,
    23878845: 30,
    24349601: 2545,
    27190381: 2069,
    27763809: None,
    28726616: 20,
    28731372: 53,
    28775130: 679,
    31262386: 160,
    32292800: 31,
    34337106: 35,
    36987902: 101,
    37652022: 12964,
    37733615: 19,
    37822558: 138,
    38329942: 40,
    38704912: 140,
    38747095: 17,
    38833407: None,
    38856741: 119,
    38866711: None,
    38873169: 111,
    38878148: 73,
    39035045: 303,
    39077977: 15,
    39364306: 25,
    39479534: 215,
}


def told(*sections: tuple[str, str]):
    return factories.study(
        abstract=tuple(AbstractSection(label=label, category=label, text=text) for label, text in sections)
    )


def test_every_record_of_the_sample_corpus_has_the_size_that_a_reader_finds():
    found = {}
    for path in sorted(samples.CORPUS.glob("*.xml")):
        for study in parse(path.read_bytes()).studies:
            found[int(study.pmid) - 990_000_000] = appraise(study, PEPTIDE).n

    assert len(found) == 63
    assert {number: n for number, n in found.items() if n is not None} == OWN


def test_a_size_that_is_given_for_a_real_record_is_right(real_data):
    studies = {
        int(study.pmid): study
        for path in sorted((real_data / "pubmed").rglob("*.xml"))
        for study in parse(path.read_bytes()).studies
    }
    given = {pmid: n for pmid in REAL if (n := appraise(studies[pmid], PEPTIDE).n) is not None}
    right = sum(REAL[pmid] == n for pmid, n in given.items())

    assert right / len(given) >= 0.93, {pmid: n for pmid, n in given.items() if REAL[pmid] != n}
    assert right >= 0.8 * sum(n is not None for n in REAL.values())


@pytest.mark.parametrize(
    ("text", "n", "quote"),
    [
        ("One hundred sixty-eight adults were randomised.", 168, "One hundred sixty-eight adults"),
        ("Two thousand three hundred and four women were enrolled.", 2304, "Two thousand three hundred and four women"),
        ("We randomly assigned 1,240 patients to it.", 1240, "1,240 patients"),
        ("A total of 2019 patients were enrolled.", 2019, "2019 patients"),
        ("In 2019 patients were enrolled.", None, None),
        ("A total of 300 patients were screened and 120 patients were randomised.", 120, "120 patients"),
        ("25 patients and 15 healthy controls were recruited.", 40, "25 patients and 15 healthy controls"),
        ("Patients received it (n = 20) or placebo (n = 22).", 42, "(n = 20) or placebo (n = 22)"),
        ("Patients were divided into four groups (n = 8 per group).", 32, "four groups (n = 8 per group"),
        ("Patients were treated (n = 8 per group).", None, "n = 8 per group"),
        ("Headache developed in 13 of 84 patients.", None, None),
        ("126 of 544 patients exhibited hypertrophy.", 544, "544 patients"),
        ("Five of 3030 admitted patients had it.", None, None),
        (
            "43 patients with asthma were randomised to Exemplin and 43 to placebo.",
            86,
            "43 patients with asthma were randomised to Exemplin and 43 to placebo",
        ),
        ("We treated 44 women: 22 women got Exemplin and 22 metformin.", 44, "44 women"),
        (
            "Women were randomized at 22 hospitals: 551 to Exemplin and 549 to placebo.",
            1100,
            "551 to Exemplin and 549 to placebo",
        ),
        ("Survivors had it or not, 121 and 119 patients respectively.", 240, "121 and 119 patients"),
        ("Doses were 121 and 119 patients took them.", None, None),
        ("Group 1 had pain and group 2 consisted of 349 women.", None, None),
        ("Ten human cadaveric hips (six males and four females) were used.", None, None),
        ("Eight men per group in four groups received it.", 32, "Eight men per group in four groups"),
        ("Seventy-five men were assigned to one of five groups of 15.", 75, "Seventy-five men"),
        ("Women (n = 144) were assigned to it or not, 72 women per group.", 144, "Women (n = 144)"),
        (
            "105 patients were treated with it. A control group (n = 99) had none.",
            204,
            "105 patients were treated with it. A control group (n = 99)",
        ),
        (
            "76 adults were treated. Needs were compared with those of 80 historical controls.",
            76,
            "76 adults",
        ),
        ("The area has a total population of 2800 inhabitants.", None, None),
        ("We analyzed 1.3 million admissions. Patients with asthma (n = 23,767) died more often.", None, None),
        (
            "This study compared 34 patients treated by it with 31 patients operated on.",
            65,
            "34 patients treated by it with 31 patients",
        ),
        ("Of 52 patients seen, 47 entered the study.", 47, "47 entered"),
        ("Groups of 10 patients were treated.", None, None),
        ("Patients of 12 centres took 30 mg for 24 weeks; 45% of men improved.", None, None),
        ("A sample size of 200 patients is needed.", None, None),
        ("120 patients will be randomised.", None, None),
        ("Samples from 1.5 patients and 10-20 patients.", None, None),
        ("It was given to one in seven individuals.", None, None),
        ("We invited a total of 138 adults.", None, None),
        ("Fischer 344 rats were fed.", None, None),
        # What was done to them, or measured in them, is the study's; what happened to them is a part of it.
        ("45 patients were examined. Pain fell in 20 patients.", 45, "45 patients"),
        ("Exemplin was measured in 44 patients; fever occurred in 60 patients.", None, None),
        ("Nausea was seen in 12 patients.", None, None),
        # Kinds, whether the noun stands behind each or only behind the last; a breakdown is no second count.
        ("22 obese, 17 lean and 15 normal men were enrolled.", 54, "22 obese, 17 lean and 15 normal men"),
        ("40 patients, 22 men and 18 women, were enrolled.", 40, "40 patients, 22 men and 18 women"),
        ("Twelve pairs of twins were examined.", 24, "Twelve pairs of twins"),
        (
            "Fifty patients were studied. Thirty healthy subjects served as controls.",
            80,
            "Fifty patients were studied. Thirty healthy subjects",
        ),
        # Those who answered, not those who were asked.
        ("Of 300 nurses invited, 120 responded.", 120, "120 responded"),
        ("Of 600 forms sent, 345 questionnaires were returned.", 345, "345 questionnaires were returned"),
        # Two arms in two sentences may be one study: neither is the whole.
        ("30 patients received it. 28 patients received placebo.", None, None),
        ("In earlier studies 300 patients were enrolled.", None, None),
        ("It was given to 45,000 women.", None, None),
        ("48 previously untreated patients were enrolled.", 48, "48 previously untreated patients"),
        # Both sides of a comparison; of one side alone it is no size.
        (
            "This study compares 31 kiln workers of one town with 29 unexposed workers.",
            60,
            "31 kiln workers of one town with 29 unexposed workers",
        ),
        ("Values were compared with 35 healthy men.", None, None),
        ("The 18 smokers had more wheeze than the 20 non-smokers.", None, None),
        ("Deaths of 4,000 miners were compared with those of 900,000 men.", None, None),
        ("45 men of a works where 3 kinds of paint are made, and 32 male nurses were examined.", None, None),
        ("45 workers (group A) were examined.", None, None),
        # The same people told twice, and others beside the arms.
        ("40 patients (gout, n = 22; sepsis, n = 18) took it.", 40, "40 patients"),
        (
            "Patients with gout (n = 22) or sepsis (n = 18) took it (n = 20) or not (n = 20).",
            40,
            "n = 22) or sepsis (n = 18) took it (n = 20) or not (n = 20)",
        ),
        ("Data were available for 310 women at birth and 280 women at one year.", 310, "310 women"),
        ("18 patients took it, whereas 17 received a placebo.", 35, "18 patients took it, whereas 17 received"),
        ("Sixty patients received it, and 12 with a rash stopped it.", 60, "Sixty patients"),
        ("It was measured in 410 mother-child pairs; a subsample of 90 women was interviewed.", None, None),
        # Those who joined of those who were asked, in one clause or in another.
        ("Of 412 bakers asked, 305 took part.", 305, "305 took part"),
        ("Of 900 eligible farmers, half responded; 450 farmers were examined.", None, None),
        ("Questionnaires were sent to 500 dentists, and 260 dentists responded.", 260, "260 dentists"),
        ("The first 70 women who consented were enrolled.", 70, "70 women"),
        ("24 type 1 diabetics and 20 controls were studied.", 44, "24 type 1 diabetics and 20 controls"),
        ("We enrolled 20 cases and, for each case, 4 controls.", None, None),
    ],
)
def test_what_counts_as_a_size(text, n, quote):
    study = told(("METHODS", text))

    found, words, _ = size_of(study, Design.RCT, Species.HUMAN)

    assert (found, words) == (n, quote)
    assert words is None or words in study.abstract_text


def test_what_a_background_or_a_conclusion_counts_is_of_others():
    study = told(
        ("BACKGROUND", "In a trial 900 patients were randomised."), ("CONCLUSIONS", "A total of 800 patients.")
    )

    assert size_of(study, Design.RCT, Species.HUMAN)[0] is None


def test_a_review_counts_only_the_participants_of_its_studies():
    summed = told(("RESULTS", "Four trials with 622 participants were included."))
    searched = told(("RESULTS", "We found 41 trials; 120 patients were randomised in one of them."))

    assert size_of(summed, Design.SYSTEMATIC_REVIEW, Species.HUMAN)[0] == 622
    assert size_of(searched, Design.SYSTEMATIC_REVIEW, Species.HUMAN)[0] is None
    assert size_of(summed, Design.NARRATIVE_REVIEW, Species.HUMAN)[0] is None


@pytest.mark.parametrize(
    ("species", "text", "n"),
    [
        (Species.ANIMAL, "Forty rats were randomised.", 40),
        (Species.ANIMAL, "Forty patients were enrolled.", None),
        (Species.HUMAN, "Forty rats were randomised.", None),
        (Species.IN_VITRO, "Forty donors and 30 patients were enrolled.", None),
    ],
)
def test_people_beside_an_animal_experiment_are_not_its_size(species, text, n):
    assert size_of(told(("METHODS", text)), Design.EXPERIMENT, species)[0] == n


@pytest.fixture
def looked_at(monkeypatch):
    """The candidates that are looked at, each with what stands around it: that is what a size costs."""
    seen = []
    read = size_counts._read  # pyright: ignore[reportPrivateUsage]

    def counting(text, match):
        seen.append(match[0])
        return read(text, match)

    monkeypatch.setattr(size_counts, "_read", counting)
    return seen


def test_a_sentence_with_more_counts_than_prose_has_is_not_read(looked_at):
    long = told(("METHODS", "20 patients, " * (MOST + 1) + "were enrolled."))
    prose = told(("METHODS", "20 patients and 20 controls were enrolled."))

    assert size_of(long, Design.RCT, Species.HUMAN) == (None, None, None)
    assert looked_at == []
    assert size_of(prose, Design.RCT, Species.HUMAN)[0] == 40
    assert len(looked_at) == 1


def test_an_abstract_of_nothing_but_counts_costs_no_more_than_a_long_one(looked_at):
    size_of(told(("METHODS", "20 patients slept well. " * 400)), Design.RCT, Species.HUMAN)

    assert MOST_IN_ALL < len(looked_at) <= MOST_IN_ALL + MOST


@pytest.mark.parametrize(
    "run",
    [
        "123 ",
        "123 456 ",
        "twenty one ",
        "one hundred and ",
        "20 patients and ",
        "and 20 to drug, ",
        "(n = 20) ",
        "20 of 30 patients ",
        "group 1 ",
    ],
)
def test_a_run_of_numbers_is_read_in_one_way_only(run):
    started = time.process_time()
    size_of(told(("METHODS", (run * 300)[:1200])), Design.RCT, Species.HUMAN)

    # A few hundredths of a second; where a run can be split in many ways, more than a minute.
    assert time.process_time() - started < 2
