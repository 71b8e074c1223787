"""What of a study is sent to a writer, and what is held back because no claim should rest on it."""

import hashlib
from pathlib import Path

import pytest
from evaluation.paraphrases import OPEN, paraphrases
from invented import factories

from functions.fetch.reading.parse import Unreadable, parse
from functions.synthesize.request.plan import plan
from functions.synthesize.request.telling import in_brief, telling
from shared.domain.evidence.study import Study, sentences

OWN = "We gave Exemplin-12 to mice for two weeks."
FOUND = "Exemplin-12 lowered the time to healing by 3 days."


def left(*texts: str, section: str = "") -> list[str]:
    return [each.text for each in telling(_sentences(*texts, section=section))]


def _sentences(*texts: str, section: str = ""):
    return [factories.sentence(1, place, text, section=section) for place, text in enumerate(texts, 1)]


@pytest.mark.parametrize(
    "text",
    [
        "Data were analysed with analysis of variance.",
        "Serum exemplinase was measured by an immunoassay.",
        "MEDLINE and EMBASE were searched.",
        "Two reviewers extracted the data.",
        "NCT00000000.",
        "The work was funded by an invented foundation.",
        "Further controlled studies of this kind are needed.",
        "The mechanism remains to be elucidated.",
    ],
)
def test_how_it_was_counted_or_looked_up_and_what_is_wanted_is_held_back(text: str) -> None:
    assert left(OWN, text, FOUND, section="RESULTS") == [OWN, FOUND]


@pytest.mark.parametrize(
    "text",
    [
        "Forty participants were randomised to exemplin or placebo.",
        "Blood glucose was measured in 24 patients.",
        "Pain was assessed weekly for 12 weeks.",
        "Data of 31 women were analysed by regression.",
        "Analysis of variance showed no difference between the groups.",
        "MEDLINE was searched, and nine trials were included.",
        "The drop in weight supports exemplin as a target, and further trials are needed.",
        "No further study is needed to show that exemplin lowered weight by 4 %.",
        "Exemplin was isolated from the skin of frogs.",
        "Mean age was 54.",
    ],
)
def test_in_whom_with_what_for_how_long_and_what_was_found_is_sent(text: str) -> None:
    assert left(OWN, text, FOUND) == [OWN, text, FOUND]


def test_what_leads_to_the_work_in_an_abstract_without_headings_is_held_back() -> None:
    leads = (
        "Exemplin-12 is a peptide of the frog's skin.",
        "It has been reported to heal wounds in rats.",
        "Whether it does so in mice is unknown.",
    )

    assert left(*leads, OWN, FOUND) == [OWN, FOUND]


@pytest.mark.parametrize(
    "first",
    [
        "Exemplin-12 reduced drinking in rats that preferred ethanol.",
        "A man of 60 presented with a swollen hand.",
        "In 20 patients exemplin is compared with placebo.",
        "The present study compares exemplin with placebo.",
    ],
)
def test_an_abstract_that_begins_with_its_work_is_sent_from_its_first_sentence(first: str) -> None:
    assert left(first, OWN, FOUND) == [first, OWN, FOUND]


def test_an_abstract_that_never_says_where_its_work_begins_is_sent_whole() -> None:
    told = ("Exemplin-12 is a peptide.", "It occurs in skin.", "Its receptor is found in the brain.")

    assert left(*told) == list(told)


def test_a_study_of_which_nothing_would_be_left_is_sent_whole() -> None:
    assert left("Data were analysed with regression.") == ["Data were analysed with regression."]


def test_what_is_held_back_is_not_news_of_a_page_and_a_new_finding_of_the_same_study_is() -> None:
    idle = "Data were analysed with analysis of variance."
    of = factories.pack(
        studies=(factories.pack_study(1),),
        sentences=tuple(_sentences(OWN, idle, FOUND)),
    )

    assert [[each.text for each in shown] for _, shown in plan(of, None).studies] == [[OWN, FOUND]]


def test_of_real_abstracts_a_tenth_is_held_back_and_hardly_a_sentence_that_claims_of_ours_rest_on(
    real_data: Path,
) -> None:
    cited: dict[str, set[int]] = {}
    for claim in (*paraphrases(), *paraphrases(OPEN)):
        for each in claim.sources:
            cited.setdefault(each.pmid, set()).update(each.sentences)
    whole = back = rested_on = lost = 0
    for study in _odd(real_data / "pubmed"):
        said = [
            factories.sentence(1, place, each.text, section=each.section)
            for place, each in enumerate(sentences(study), 1)
        ]
        sent = {each.id for each in telling(said)}
        for place, each in enumerate(said, 1):
            whole += len(each.text)
            back += len(each.text) * (each.id not in sent)
            rested_on += place in cited.get(study.pmid, ())
            lost += place in cited.get(study.pmid, ()) and each.id not in sent

    assert rested_on > 250
    assert 50 * lost <= rested_on
    assert 0.1 < back / whole < 0.25


def _odd(folder: Path) -> list[Study]:
    """Those by which the words were chosen: the SHA-256 of their PMID is odd."""
    found: dict[str, Study] = {}
    for file in sorted(folder.rglob("*.xml")):
        try:
            found.update({each.pmid: each for each in parse(file.read_bytes()).studies})
        except Unreadable:
            continue
    return [each for pmid, each in found.items() if int(hashlib.sha256(pmid.encode()).hexdigest(), 16) % 2]


def brief(*texts: str, section: str = "") -> list[str]:
    return [each.text for each in in_brief(_sentences(*texts, section=section))]


@pytest.mark.parametrize(
    "text",
    [
        "We examined whether exemplin heals wounds of mice.",
        "The primary aim was to see if exemplin heals wounds.",
        "The study was designed to show whether exemplin heals wounds.",
        "Saline was given to the others for two weeks.",
        "Wounds were photographed.",
    ],
)
def test_in_brief_aims_and_all_but_one_sentence_of_how_are_left_out(text: str) -> None:
    assert brief(OWN, text, FOUND) == [OWN, FOUND]


@pytest.mark.parametrize(
    "text",
    [
        "Wounds were closed after 9 days.",
        "Blood pressure returned to what it had been.",
        "Two mice died.",
        "We examined 40 mice, of which 31 healed.",
        "The aim of healing 50 % of wounds was reached.",
        "Healing was independent of sex.",
    ],
)
def test_in_brief_what_was_found_is_told(text: str) -> None:
    assert brief(OWN, text, FOUND) == [OWN, text, FOUND]


def test_in_brief_a_heading_says_what_is_method() -> None:
    assert brief(
        OWN, "Mice were weighed, and those of less than 20 g were seen to be left out.", section="METHODS"
    ) == [
        OWN,
        "Mice were weighed, and those of less than 20 g were seen to be left out.",
    ]
    of_both = [*_sentences(OWN, "Weight was lower in some groups by design.", section="METHODS"), *_sentences(FOUND)]
    assert [each.text for each in in_brief(of_both)] == [OWN, FOUND]
    assert brief(OWN, FOUND, section="METHODS AND RESULTS") == [OWN, FOUND]
