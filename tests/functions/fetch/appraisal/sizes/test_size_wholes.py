"""Counts whose words call them the whole, and those that words or a later sentence make some; all are invented."""

import pytest
from invented import factories

from functions.fetch.appraisal.sizes.cases import one_case
from functions.fetch.appraisal.sizes.counts import counts_in
from functions.fetch.appraisal.sizes.others import beside
from functions.fetch.appraisal.sizes.ranks import Rank
from functions.fetch.appraisal.sizes.sample_size import size_of
from functions.fetch.appraisal.sizes.wholes import who_are_left
from shared.domain.evidence.study import AbstractSection
from shared.domain.vocabulary import Design, Species


def size(text: str, species: Species = Species.HUMAN) -> int | None:
    study = factories.study().model_copy(update={"title": "Exemplin.", "abstract": (AbstractSection(text=text),)})
    return size_of(study, Design.UNKNOWN, species)[0]


@pytest.mark.parametrize(
    ("sentence", "n", "rank"),
    [
        ("Of 85 enrolled, 80 completed the 24 weeks.", 85, Rank.ENROLLED),
        ("Of the 61 patients included in this study, 48 improved.", 61, Rank.ENROLLED),
        ("Of 211 patients screened, 146 were eligible and were enrolled.", 146, Rank.ENROLLED),
        ("Ten horses were seen, and seven that met the criteria were included.", 7, Rank.ENROLLED),
        ("The trial was stopped after 640 of the planned 1,200 patients had been randomised.", 640, Rank.ENROLLED),
        ("Children were randomised: 112 (56 per arm) got Exemplin or placebo.", 112, Rank.DIVIDED),
        ("Burns were made on 36 rabbits, which were then randomised into three groups.", 36, Rank.DIVIDED),
        ("Two hundred and three of 310 invited residents (65%) filled in a diary.", 203, Rank.ENROLLED),
        ("Of the 97 patients of the original trial, 81 were re-examined at 10 years.", 81, Rank.ENROLLED),
        ("Eligible patients (63) were randomly allocated to one of three doses.", 63, Rank.ENROLLED),
        ("Rhesus monkeys (11 male, 11 female) received Exemplin for 2 years.", 22, Rank.STUDIED),
        ("A total of 150 gliderists and 20 laymen were seen; 150 gliderists took part.", 150, Rank.ENROLLED),
        ("Eleven hundred randomly sampled adults were included.", 1100, Rank.ENROLLED),
        ("One-hundred and forty-one anglers were enrolled.", 141, Rank.ENROLLED),
        ("Of 96 divers screened, 71 met the inclusion criteria.", 71, Rank.STUDIED),
        ("Ninety-six divers were identified, and 71 of them (74%) were included in the study.", 71, Rank.ENROLLED),
        ("Ninety-two of 97 clerks agreed to take it; of these, 90 (98%) did so for a year.", 92, Rank.ENROLLED),
    ],
)
def test_words_that_call_a_count_the_whole(sentence, n, rank):
    assert (n, rank) in [(each.n, each.rank) for each in counts_in(sentence)]


@pytest.mark.parametrize(
    ("sentence", "n", "rank"),
    [
        ("The films were rated by six blinded radiologists.", 6, Rank.PART),
        ("The films were rated by 41 radiologists.", 41, Rank.STUDIED),
        ("Thirty-three divers and a control group were included.", 33, Rank.PART),
        ("Thirty-three divers and a control group of 30 clerks were included.", 63, Rank.ENROLLED),
    ],
)
def test_who_only_looked_and_who_goes_uncounted(sentence, n, rank):
    assert [(each.n, each.rank) for each in counts_in(sentence)] == [(n, rank)]


@pytest.mark.parametrize(
    "sentence",
    [
        "So many as 85 enrolled in the drug group, and some of them later.",
        "The sample of 113 (56 per arm) was uneven.",
        "Sixty hospitals participated, and 12 families took part.",
        "The planned 1,200 patients will be randomised.",
    ],
)
def test_what_is_like_them_and_is_no_whole(sentence):
    assert not [each for each in counts_in(sentence) if each.rank <= Rank.ENROLLED]


@pytest.mark.parametrize(
    ("text", "n"),
    [
        ("We compared strength in 156 miners of a pit with that in 150 clerks of the same age.", 306),
        ("The weights of 176 infants born near a road were compared with those of 170 infants from afar.", 346),
        ("We compared 55 infants born in 1990, before its use, with 50 born in 1994.", 105),
        ("A total of 61 boys (aged 9) with a cast were matched by age (and height) to 61 boys without one.", 122),
        ("Thirty patients in Oslo and 22 in Bergen took part in the study.", 52),
        ("Plasma was taken from 20 women with anorexia, in 18 with bulimia and in 20 controls.", 58),
        (
            (
                "Pressure was measured in 18 adults who had come here with a fit or two the year before (study group) "
                "and in 36 adults who had come here for any other reason (control group)."
            ),
            54,
        ),
        ("Infants were fed one of two formulas (n = 110 each) for 98 days.", 220),
        ("Infants were fed one of two formulas or placebo (n = 110 each) for 98 days.", None),
    ],
)
def test_two_groups_are_one_study(text, n):
    assert size(text) == n


@pytest.mark.parametrize(
    ("text", "n"),
    [
        ("Lambs were kept in two groups of 15 and dosed weekly.", 30),
        ("F344 rats (9/sex/group; four groups) were fed it for 90 days.", 72),
        ("F344 rats (9/sex/group) were fed it for 90 days.", None),
        ("Beagle dogs (4 males and 4 females per group; six groups) got it daily.", 48),
        ("Groups of 50 male and 50 female mice were exposed; thus 400 mice were used.", 400),
        ("It fell in males (P < 0.01, n = 8) and not in females (n = 7).", None),
    ],
)
def test_groups_of_animals(text, n):
    assert size(text, Species.ANIMAL) == n


@pytest.mark.parametrize(
    "sentence",
    [
        "Overall, 25 (33%) patients left early.",
        "A total of 25 patients (18 on Exemplin and 7 on placebo) withdrew from it.",
        "Survival was longer in the 12 patients who had surgery.",
        "The 12 patients who were given it were older.",
        "Mercury was used by 200 dentists.",
        "Thirty patients were given Exemplin; the others got nothing.",
        "Eleven patients panicked.",
    ],
)
def test_words_that_make_a_count_some_of_them(sentence):
    assert {each.rank for each in counts_in(sentence)} <= {Rank.PART}


@pytest.mark.parametrize(
    "sentence",
    [
        "We studied the 20 patients who had surgery here.",
        "Forty patients, 20 of whom had gout, the others being well, were seen.",
        "Seven patients, not known to have gout, received Exemplin.",
        "A total of 40 patients enrolled.",
    ],
)
def test_what_is_like_them_and_may_be_all(sentence):
    assert [each for each in counts_in(sentence) if each.rank < Rank.PART]


@pytest.mark.parametrize(
    ("text", "doubtful"),
    [
        ("Exemplin was given to 6 men. Later it was given to another 6 men.", True),
        ("Twenty-two patients underwent surgery in May. Twenty patients underwent it in June.", True),
        ("In spring, 40 swimmers were tested. In autumn, 36 swimmers were tested.", True),
        ("We measured it in 232 adults. It was tried in a separate group of 70 adults.", True),
        ("Forty dogs received it. A day later, six further anesthetized dogs were given half of it.", True),
        ("Forty dogs received it. Six further dogs had died before.", False),
        ("Twenty women were seen. Ten women were seen twice and 10 women were seen once.", False),
        ("Forty women were seen. Another 25 women died before.", False),
        ("Forty women were seen. Ten women were seen again.", False),
    ],
)
def test_a_later_sentence_may_count_others(text, doubtful):
    counts, at = [], 0
    for sentence in text.split(". "):
        counts += [each._replace(at=at + each.at) for each in counts_in(sentence)]
        at += len(sentence) + 2

    assert beside(counts[0], counts, text) is doubtful


def test_a_newborn_infant_is_one_case():
    assert one_case("We report a newborn infant with hiccups.") == (1, "a newborn infant", "N-case")
    assert one_case("We report hiccups of newborn infants.")[0] is None


def test_those_whom_exclusions_left_are_the_whole():
    text = "Of these, 42 (9.8%) were excluded for other reasons. Of the remaining 294 women, 21 fell ill."

    assert who_are_left(text, text.index("294"))
    assert not who_are_left(text.replace("excluded", "treated"), text.index("294"))
